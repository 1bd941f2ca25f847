"""The pages of the changes, sent to each worker process once."""

from collections.abc import Mapping
from pathlib import Path

from dangan.site.context import SiteContext
from dangan.site.pages_history import change_page
from dangan.site.past import Change
from dangan.site.publish import write_page
from dangan.site.shell import Frame


class ChangeWriter:
    """Writes the page of one change in all languages."""

    def __init__(self, contexts: tuple[SiteContext, ...], frames: Mapping[str, Frame], out: Path) -> None:
        self._contexts = contexts
        self._frames = frames
        self._out = out

    def __call__(self, change: Change) -> tuple[str, ...]:
        return tuple(self._write(context, change) for context in self._contexts)

    def _write(self, context: SiteContext, change: Change) -> str:
        page = change_page(context, change)
        address = f"{page.lang}/{page.address}"
        write_page(self._out, address, self._frames[page.lang].finish(page))
        return address
