"""The files as they lie on the disk."""

import errno
import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from dangan.diagnostics import Diagnostic, Span
from dangan.git.process import installed
from dangan.git.repository import Repository
from dangan.source import codes
from dangan.source.listing import OUTPUTS, Listing, belongs, folders_above, note, sort_out
from dangan.source.stamp import Stamp, git_id
from dangan.source.unreadable import Unreadable, of_code, unreadable, within

_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_LINK_MET = frozenset({errno.ELOOP, errno.EMLINK})
_CHUNK = 1 << 16


class _Found(NamedTuple):
    files: list[str]
    links: dict[str, str]
    folders: list[str]
    problems: list[Diagnostic]


class WorkTree:
    """The archive in `root`: what Git tracks or would add, without Git every file. The list is made once.

    With `only`, names of files and folders at its top, Git is asked for those alone: to list a large archive takes as
    long as to read the settings of a thousand.
    """

    label = "work tree"

    def __init__(self, root: Path, only: Sequence[str] = ()) -> None:
        self.root = root.resolve()
        self._only = tuple(only)
        self._prefix = f"{self.root}{os.sep}"

    def paths(self) -> tuple[str, ...]:
        return self._listing.paths

    def stamp(self, path: str) -> Stamp | None:
        to = self._listing.links.get(path, path)
        try:
            found = os.lstat(self._prefix + to)
        except OSError:
            return None
        text = f"{to} {found.st_ino} {found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
        return Stamp(text, max(found.st_mtime_ns, found.st_ctime_ns))

    def digest(self, path: str) -> str:
        try:
            return git_id(self.read(path))
        except Unreadable:
            return ""

    def problems(self) -> list[Diagnostic]:
        return list(self._listing.problems)

    def left_out(self, patterns: Sequence[str]) -> list[Diagnostic]:
        repository, folder = _repository(self.root)
        found = repository.ignored(folder, patterns) if repository and patterns else []
        return [note(codes.IGNORED_FILE, path) for path in found if belongs(path)]

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

    @cached_property
    def _listing(self) -> Listing:
        repository, folder = _repository(self.root)
        if repository is None:
            found = _walk(self.root, None)
            code = codes.NO_HISTORY if installed() else codes.NO_GIT
            return sort_out(found.files, found.links, [*found.problems, note(code, "dangan.yaml")])
        asked = repository.files(folder, self._only or (".",))
        listed = [path for path in asked if belongs(path)]
        found = _walk(self.root, {path for path in listed if not path.endswith("/")})
        own = [path.rstrip("/") for path in listed if path.endswith("/")] + found.folders
        outputs = [] if self._only else _outputs(repository, folder)
        return sort_out(found.files, found.links, [*found.problems, *(note(codes.SUBMODULE, p) for p in own), *outputs])

    def __getstate__(self) -> dict[str, Any]:
        """Without the list: another process makes its own if it meets a link, which is seldom."""
        return {"root": self.root, "_prefix": self._prefix, "_only": self._only}


def _outputs(repository: Repository, folder: str) -> list[Diagnostic]:
    """What a build makes and Git holds nevertheless, each folder once."""
    tops = {path.partition("/")[0] for path in repository.tracked(folder, OUTPUTS)}
    return [Diagnostic.of(codes.TRACKED_OUTPUT, Span(top), name=top) for top in sorted(tops)]


def _repository(root: Path) -> tuple[Repository | None, str]:
    """The repository of an archive and the archive's folder in it; one that ignores the folder is none of its."""
    repository = Repository.discover(root)
    if repository is None:
        return None, ""
    folder = root.relative_to(repository.root.resolve()).as_posix()
    folder = "" if folder == "." else folder
    return (None, "") if repository.ignores(folder) else (repository, folder)


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


def _walk(root: Path, listed: set[str] | None) -> _Found:
    """What is on the disk of the listed paths, or of all. Links are seen, never entered; pipes and devices are not."""
    found = _Found([], {}, [], [])
    wanted = None if listed is None else folders_above(listed)
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as entries:
                waiting += _sort(folder, entries, listed, wanted, found)
        except OSError:
            found.problems.append(unreadable(folder or ".").diagnostic)
    return found


def _sort(
    folder: str, entries: Iterable[os.DirEntry[str]], listed: set[str] | None, wanted: set[str] | None, found: _Found
) -> list[str]:
    """Puts a folder's entries where they belong and gives the folders to look into."""
    below = []
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        is_listed = listed is None or path in listed
        if entry.is_dir(follow_symlinks=False):
            if (wanted is None and belongs(path)) or (wanted is not None and path in wanted):
                below.append(path)
            elif listed is not None and is_listed:
                found.folders.append(path)
        elif is_listed and entry.is_symlink():
            found.links[path] = os.readlink(entry.path)  # noqa: PTH115 -- as text, unlike Path, which tidies it
        elif is_listed and entry.is_file(follow_symlinks=False):
            found.files.append(path)
    return below
