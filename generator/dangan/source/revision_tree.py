"""The files of a commit."""

import os
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from dangan.diagnostics import Diagnostic
from dangan.git.blobs import BlobReader
from dangan.git.objects import TreeEntry
from dangan.git.repository import Repository
from dangan.source import codes
from dangan.source.listing import Listing, note, sort_out
from dangan.source.unreadable import Unreadable, of_code, unreadable

_LINK = "120000"
_REPOSITORY = "160000"


class RevisionTree:
    """The archive as it was in a commit; it lay in `folder` of the repository. Raises GitError for no such commit.

    With `only` for whoever asks for nothing but these paths: no more is listed unless one of them is a link.
    """

    listed = ""

    def __init__(self, repository: Repository, revision: str, folder: str = "", only: Sequence[str] = ()) -> None:
        self._only = tuple(only)
        self._root = repository.root
        self._folder = folder
        self.label = repository.resolve(revision)
        self._blobs = BlobReader(self._root)

    def paths(self) -> tuple[str, ...]:
        return self._listing.paths

    def untouched(self, _folder: str) -> str:
        return ""

    def digest(self, path: str) -> str:
        entry = self._entries.get(self._listing.links.get(path, path))
        return entry.oid if entry and entry.mode != _REPOSITORY and path not in self._listing.refused else ""

    def problems(self) -> list[Diagnostic]:
        return list(self._listing.problems)

    def left_out(self, _patterns: Sequence[str]) -> list[Diagnostic]:
        return []

    def read(self, path: str, limit: int | None = None) -> bytes:
        if path in self._listing.refused:
            raise Unreadable(self._listing.refused[path])
        entry = self._entries.get(self._listing.links.get(path, path))
        if entry is None or entry.mode == _REPOSITORY:
            raise unreadable(path)
        if limit is not None and entry.size > limit:
            raise of_code(codes.FILE_TOO_LARGE, path)
        return self._blobs.read(entry.oid)

    def close(self) -> None:
        """Ends the process that reads; another read starts it again."""
        self._blobs.close()

    @cached_property
    def _entries(self) -> dict[str, TreeEntry]:
        repository = Repository(self._root)
        found = repository.tree(self.label, self._folder, self._only)
        has_links = bool(self._only) and any(entry.mode == _LINK for entry in found.values())
        return repository.tree(self.label, self._folder) if has_links else found

    @cached_property
    def _listing(self) -> Listing:
        links = {p: os.fsdecode(self._blobs.read(e.oid)) for p, e in self._entries.items() if e.mode == _LINK}
        files = [p for p, e in self._entries.items() if e.mode not in {_LINK, _REPOSITORY}]
        own = [note(codes.SUBMODULE, p) for p, e in self._entries.items() if e.mode == _REPOSITORY]
        return sort_out(files, links, own)

    def __getstate__(self) -> dict[str, Any]:
        """Without the lists: another process asks Git again."""
        names = ("_root", "_folder", "_only", "label", "_blobs")
        return {name: getattr(self, name) for name in names}
