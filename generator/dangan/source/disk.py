"""What lies on the disk of an archive, folder by folder.

A folder whose own times say that nothing came to it or went is not listed again, and the look at each file that tells
whether it was touched is part of the same walk.
"""

import hashlib
import os
from bisect import bisect_left
from collections.abc import Container, Iterable, Mapping, Sequence
from contextlib import suppress

from dangan.source.names import NEVER, SITE

Held = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...], tuple[str, ...]]
"""Of a folder: what tells that nothing came or went ("" nothing does), the names of its files, of its links with their
texts, and of its folders. Pipes and devices are nothing; what is never part of an archive is left out.
"""
_TICK = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system (FAT). What changed later than that before it was looked at may
change again and bear the same time.
"""


class Disk:
    """A walk; links are seen, never entered. `known` are the folders as another walk `held` them, `horizon` the time
    at which this one began, by the file system's clock: 0 where nothing is to be remembered of it.
    """

    def __init__(self, root: str, known: Mapping[str, Held], horizon: int) -> None:
        self.files: list[str] = []
        self.links: dict[str, str] = {}
        self.closed: dict[str, None] = {}
        """Folders that were seen and not entered."""
        self.unreadable: list[str] = []
        self.held: dict[str, Held] = {}
        self._prefix = f"{root}{os.sep}"
        self._known, self._last = known, horizon - _TICK
        self._remembers = horizon > 0
        self._device = os.lstat(root).st_dev if self._remembers else 0
        self._touched: dict[str, str | None] = {}
        """By folder the looks at its files; None where one may still be being written."""
        self._order: list[str] = []
        """The folders with their slashes, so that what lies in one stands behind it and nothing else between."""

    def enter(self, folder: str, wanted: Container[str] | None) -> None:
        """A folder with all below it that are wanted; without `wanted` all."""
        self.closed.pop(folder, None)
        waiting = [folder]
        while waiting:
            folder = waiting.pop()
            held = self._visit(folder)
            base = f"{folder}/" if folder else ""
            self._take(base, held)
            below = [base + name for name in held[3]]
            if wanted is None:
                waiting += below
                continue
            for path in below:
                if path in wanted:
                    waiting.append(path)
                else:
                    self.closed[path] = None

    def untouched(self, folder: str) -> str | None:
        """The same where no file at or below an entered folder came, went or was written since; None where nothing
        tells.
        """
        found = []
        for each in self._below(folder):
            looks = self._touched.get(each)
            if looks is None:
                return None
            found.append(f"{each}\n{looks}")
        return "\n\n".join(found)

    def look_at(self, path: str) -> str | None:
        """What tells that a file is as it was."""
        try:
            found = os.lstat(self._prefix + path)
        except OSError:
            return None
        mark = f"{found.st_ino} {found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
        return None if self._is_young(found) else f"{path}\0{mark}"

    def names(self) -> bytes:
        """Stands for all names there are, and what they are names of."""
        digest = hashlib.blake2b(digest_size=20)
        ways: tuple[Iterable[str], ...] = (self.files, *self.links.items(), self.closed, self.unreadable)
        for names in ways:
            digest.update("\0".join((*names, "\n")).encode(errors="surrogateescape"))
        return digest.digest()

    def _below(self, folder: str) -> list[str]:
        """A folder and all entered ones within it, whenever they were entered."""
        if len(self._order) != len(self._touched):
            self._order = sorted(f"{each}/" if each else "" for each in self._touched)
        base = f"{folder}/" if folder else ""
        first = bisect_left(self._order, base)
        last = first
        while last < len(self._order) and self._order[last].startswith(base):
            last += 1
        return [each.removesuffix("/") for each in self._order[first:last]] or [folder]

    def _take(self, base: str, held: Held) -> None:
        self.files += [base + name for name in held[1]]
        for name, text in held[2]:
            self.links[base + name] = text

    def _visit(self, folder: str) -> Held:
        mark = self._mark(folder)
        held = self._known.get(folder)
        if not mark or held is None or held[0] != mark or not self._look(folder, held[1]):
            held = self._list(folder, mark)
            if self._remembers:
                self._look(folder, held[1])
        self.held[folder] = held
        return held

    def _mark(self, folder: str) -> str:
        if not self._remembers:
            return ""
        try:
            found = os.lstat(self._prefix + folder)
        except OSError:
            return ""
        is_fit = found.st_dev == self._device and not self._is_young(found)
        return f"{found.st_ino} {found.st_mode} {found.st_mtime_ns} {found.st_ctime_ns}" if is_fit else ""

    def _is_young(self, found: os.stat_result) -> bool:
        return found.st_mtime_ns > self._last or found.st_ctime_ns > self._last

    def _look(self, folder: str, names: Sequence[str]) -> bool:
        """Looks at the files of a folder; False where one is not there."""
        base, last = f"{self._prefix}{folder}/" if folder else self._prefix, self._last
        looks, is_young, look = [], False, os.lstat
        try:
            for name in names:
                found = look(base + name)
                written, changed = found.st_mtime_ns, found.st_ctime_ns
                is_young = is_young or written > last or changed > last
                looks.append(f"{name}\0{found.st_ino} {found.st_mode} {found.st_size} {written} {changed}")
        except OSError:
            self._touched[folder] = None
            return False
        self._touched[folder] = None if is_young else "\n".join(looks)
        return True

    def _list(self, folder: str, mark: str) -> Held:
        try:
            with os.scandir(self._prefix + folder) as entries:
                names = (each for each in entries if each.name not in NEVER and (folder or each.name != SITE))
                return _sorted_out(names, mark)
        except OSError:
            self.unreadable.append(folder)
            return "", (), (), ()


def _sorted_out(entries: Iterable["os.DirEntry[str]"], mark: str) -> Held:
    """Files, links and folders, each by name."""
    files, links, folders = [], [], []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.name)
        elif entry.is_symlink():
            with suppress(FileNotFoundError):  # it was taken away in the meantime
                links.append((entry.name, os.readlink(entry.path)))  # noqa: PTH115 -- as text; Path tidies it
        elif entry.is_file(follow_symlinks=False):
            files.append(entry.name)
    return mark, tuple(sorted(files)), tuple(sorted(links)), tuple(sorted(folders))
