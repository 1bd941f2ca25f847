"""Files in memory, for tests and previews."""

from collections.abc import Mapping, Sequence

from dangan.diagnostics import Diagnostic
from dangan.source.listing import Listing, sort_out
from dangan.source.stamp import git_id
from dangan.source.unreadable import Unreadable, unreadable, within


class MemoryTree:
    """An archive given as bytes by path, and links by path as the text that they hold."""

    label = "memory"
    listed = ""

    def __init__(self, files: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> None:
        self._files = dict(files)
        self._listing: Listing = sort_out(self._files, links or {})

    def paths(self) -> tuple[str, ...]:
        return self._listing.paths

    def untouched(self, _folder: str) -> str:
        return ""

    def digest(self, path: str) -> str:
        data = self._files.get(self._listing.links.get(path, path))
        return "" if data is None or path in self._listing.refused else git_id(data)

    def problems(self) -> list[Diagnostic]:
        return list(self._listing.problems)

    def left_out(self, _patterns: Sequence[str]) -> list[Diagnostic]:
        return []

    def read(self, path: str, limit: int | None = None) -> bytes:
        if path in self._listing.refused:
            raise Unreadable(self._listing.refused[path])
        data = self._files.get(self._listing.links.get(path, path))
        if data is None:
            raise unreadable(path)
        return within(path, data, limit)
