"""The files as they lie on the disk."""

import errno
import os
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from dangan.diagnostics import Diagnostic
from dangan.git.repository import Repository
from dangan.memory import Forgetful, Memory
from dangan.source import codes
from dangan.source.listing import Listing, belongs, folders_above, note
from dangan.source.stamp import git_id
from dangan.source.survey import Survey, survey
from dangan.source.unreadable import Unreadable, of_code, unreadable, within

_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_LINK_MET = frozenset({errno.ELOOP, errno.EMLINK})
_CHUNK = 1 << 16


class WorkTree:
    """The archive in `root`: what Git tracks or would add, without Git every file. The list is made once.

    With `only`, names of files and folders at its top, Git is asked for those alone: to list a large archive takes as
    long as to read the settings of a thousand. With a `memory` what did not change since is not sorted out again.
    `within` is the repository in which the archive lies, for whoever knows it.
    """

    label = "work tree"

    def __init__(
        self,
        root: Path,
        only: Sequence[str] = (),
        memory: Memory | None = None,
        within: Repository | None = None,
    ) -> None:
        self._within = within
        self.root = root.resolve()
        self._only = tuple(only)
        self.memory = memory or Forgetful()
        self._prefix = f"{self.root}{os.sep}"

    def paths(self) -> tuple[str, ...]:
        return self._listing.paths

    @property
    def listed(self) -> str:
        return self._survey.name

    @property
    def added(self) -> tuple[str, ...]:
        """What Git does not hold and would add; a name that ends in a slash is a repository of its own."""
        return self._survey.added

    def untouched(self, folder: str) -> str:
        disk, led_out = self._survey.disk, self._led_out.get(folder, ())
        parts = [disk.untouched(folder), *map(disk.look_at, led_out)]
        return "\n".join(part for part in parts if part) if all(parts) else ""

    @cached_property
    def _led_out(self) -> Mapping[str, list[str]]:
        """By folder the files to which links at or below it lead."""
        found: dict[str, list[str]] = {}
        for link, target in self._listing.links.items():
            for folder in folders_above([link]):
                found.setdefault(folder, []).append(target)
        return found

    def digest(self, path: str) -> str:
        try:
            return git_id(self.read(path))
        except Unreadable:
            return ""

    def problems(self) -> list[Diagnostic]:
        return list(self._listing.problems)

    def left_out(self, patterns: Sequence[str]) -> list[Diagnostic]:
        return [note(codes.IGNORED_FILE, path) for path in self._survey.left_out(patterns) if belongs(path)]

    def read(self, path: str, limit: int | None = None) -> bytes:
        try:
            handle = os.open(self._prefix + path, _FLAGS | _NO_LINKS)
        except OSError as error:
            if error.errno in _LINK_MET:
                return self._read_link(path, limit)
            raise unreadable(path, error) from error
        try:
            return within(path, _all(handle, limit), limit)
        except OSError as error:
            raise unreadable(path, error) from error
        finally:
            os.close(handle)

    def _read_link(self, path: str, limit: int | None) -> bytes:
        """Only to where the listing says that it leads: the system itself would follow it anywhere."""
        if path in self._listing.refused:
            raise Unreadable(self._listing.refused[path])
        target = self._listing.links.get(path)
        if target is None or (self.root / target).is_symlink():
            raise of_code(codes.LINK_BROKEN, path, target=target or "?")
        return self.read(target, limit)

    @property
    def has_links(self) -> bool:
        """Whether what is listed may lead to what is not."""
        return bool(self._listing.links or self._listing.refused)

    @property
    def _listing(self) -> Listing:
        return self._survey.listing

    @cached_property
    def _survey(self) -> Survey:
        return survey(self.root, self._only, self.memory, self._within)

    def __getstate__(self) -> dict[str, Any]:
        """Without the list: another process makes its own if it meets a link, which is seldom."""
        return {
            "root": self.root,
            "_prefix": self._prefix,
            "_only": self._only,
            "_within": self._within,
            "memory": Forgetful(),
        }


def _all(handle: int, limit: int | None) -> bytes:
    """What an open file holds, but little more than `limit`; one call of the system for a file of usual size."""
    data = os.read(handle, _CHUNK)
    if len(data) < _CHUNK:
        return data
    chunks, size = [data], len(data)
    while data and (limit is None or size <= limit):
        data = os.read(handle, _CHUNK)
        chunks.append(data)
        size += len(data)
    return b"".join(chunks)
