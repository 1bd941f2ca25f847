"""What each customer gave to the whole when it was last read, for as long as its files hold what they held then.

A file that was not touched (`dangan.source.stamp.Stamp`) is not opened; one that was touched is read, and only where
its bytes differ is the customer read again. What was made of other schemas, another day or other code is not found.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dangan.memory import Memory, packed, unpacked
from dangan.model.folders import DOCUMENTS, Folders
from dangan.source.stamp import git_id
from dangan.source.tree import Tree

_TICK = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system (FAT). What changed later than that before it was read may change
again and bear the same time.
"""


class Kept(NamedTuple):
    """A row: what it was made of, what told that the files were untouched ("" nothing), what they held, what came out.

    `known_by` stands for what came out: equal where it must be equal.
    """

    made_of: str
    stamp: str
    held: str
    data: bytes

    @property
    def known_by(self) -> str:
        return hashlib.sha256(f"{self.made_of} {self.held}".encode()).hexdigest()


class NotingTree:
    """A tree that notes the bytes that were really read: a file may change while it is being looked at."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._seen: dict[str, str] = {}

    def read(self, path: str, limit: int | None = None) -> bytes:
        data = self._tree.read(path, limit)
        self._seen[path] = git_id(data)
        return data

    def digest(self, path: str) -> str:
        return self._seen.get(path) or self._tree.digest(path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tree, name)


class KeptScans:
    """The rows of all customers' folders; `horizon` was taken before any of their files was looked at."""

    def __init__(self, memory: Memory, tree: Tree, folders: Folders, made_of: str) -> None:
        self._memory, self._tree, self._folders, self._made_of = memory, tree, folders, made_of
        self._horizon = memory.horizon()
        self._stamps: dict[str, str] = {}

    def known(self) -> dict[str, Kept]:
        """By folder, those that need not be read again."""
        found: dict[str, Kept] = {}
        moved: dict[str, Kept] = {}
        rows = self._memory.find_all(self._folders.customers)
        for folder in self._folders.customers:
            self._stamps[folder] = stamp = self._stamp(folder)
            row = _row(rows.get(folder))
            if row is None or row.made_of != self._made_of:
                continue
            if stamp and row.stamp == stamp:
                found[folder] = row
            elif row.held == held_in(self._tree, paths_of(self._folders, folder)):
                found[folder] = moved[folder] = row._replace(stamp=stamp)
        self._keep(moved)
        return found

    def keep(self, made: Mapping[str, tuple[str, bytes]]) -> dict[str, Kept]:
        """By folder what its files held and what came out of them."""
        rows = {
            folder: Kept(self._made_of, self._stamps.get(folder, ""), held, data)
            for folder, (held, data) in made.items()
        }
        self._keep(rows)
        return rows

    def clear_but(self, names: Iterable[str]) -> None:
        """Forgets customers that are no more."""
        gone = self._memory.names() - set(names)
        if gone:
            self._memory.keep_all({}, gone)

    def _keep(self, rows: Mapping[str, Kept]) -> None:
        if rows:
            self._memory.keep_all({folder: packed(tuple(row)) for folder, row in rows.items()})

    def _stamp(self, folder: str) -> str:
        """Nothing where a file is missing or may still be being written."""
        digest = hashlib.blake2b(digest_size=20)
        for path in paths_of(self._folders, folder):
            stamp = self._tree.stamp(path)
            if stamp is None or (stamp.changed and stamp.changed > self._horizon - _TICK):
                return ""
            digest.update(f"{path}\0{stamp.text}\n".encode(errors="surrogateescape"))
        return digest.hexdigest()


def paths_of(folders: Folders, folder: str) -> Sequence[str]:
    """Every file of a customer, also the papers that are only looked at."""
    papers = (f"{folder}/{DOCUMENTS}{name}" for name in folders.documents.get(folder, ()))
    return [*(file.path for file in folders.customers[folder]), *papers]


def held_in(tree: Tree | NotingTree, paths: Iterable[str]) -> str:
    """What stands for the names and the bytes of some files."""
    digest = hashlib.blake2b(digest_size=20)
    for path in paths:
        digest.update(f"{path}\0{tree.digest(path)}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _row(data: bytes | None) -> Kept | None:
    return None if data is None else Kept(*unpacked(data))
