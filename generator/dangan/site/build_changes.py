"""The pages of the changes, sent to each worker process once."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dangan.site.context import SiteContext
from dangan.site.pages_history import change_page
from dangan.site.past import Change, Past
from dangan.site.past_pack import change_of
from dangan.site.publish import write_page
from dangan.site.shell import Frame
from dangan.site.tracked import Traces, tracked


class ChangeWriter:
    """Writes the page of one change in all languages."""

    def __init__(self, contexts: tuple[SiteContext, ...], frames: Mapping[str, Frame], out: Path) -> None:
        self._contexts = tuple(replace(context, past=Past()) for context in contexts)
        self._frames = frames
        self._out = out

    def __call__(self, data: bytes) -> tuple[tuple[str, ...], bytes]:
        """Of a packed change; the addresses, and what the pages asked of the archive."""
        traces, change = Traces(), change_of(data)
        addresses = tuple(self._write(tracked(context, traces), change) for context in self._contexts)
        return addresses, traces.packed

    def _write(self, context: SiteContext, change: Change) -> str:
        page = change_page(context, change)
        address = f"{page.lang}/{page.address}"
        write_page(self._out, address, self._frames[page.lang].finish(page))
        return address
