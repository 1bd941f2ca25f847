"""What each customer gave to the whole when it was last read, for as long as its files hold what they held then.

A file that was not touched (`dangan.source.disk.Disk`) is not opened; one that was touched is read, and only where
its bytes differ is the customer read again. What was made of other schemas or on another day is not found.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from dangan.levels import Level
from dangan.memory import Memory, packed, unpacked
from dangan.model.folders import DOCUMENTS, Folders
from dangan.model.index import Key
from dangan.model.namesakes import Marks
from dangan.source.stamp import git_id
from dangan.source.tree import Tree

_REGISTER = "register"

Targets = Mapping[str, tuple[str, ...]]
"""By own id the customers' folders whose references may lead out of them to a thing of that id."""


class Line(NamedTuple):
    """Of one customer: what tells that its files were not touched ("" nothing does), what they held, its id, who may
    know of it, whether anything is to be said of it by itself; its things, beside itself, that are no customer's; and
    what it is known by.
    """

    stamp: str
    held: str
    id: str
    level: Level
    remarked: bool
    open: tuple[Key, ...] = ()
    marks: Marks = Marks()


class Register(NamedTuple):
    """All customers by folder. `loose` are the things of the archive's own files, `lost` the folders whose references
    did not all lead to what they should, `targets` the name of the row that has them.
    """

    made_of: str = ""
    lines: Mapping[str, Line] = {}
    loose: frozenset[Key] = frozenset()
    lost: frozenset[str] = frozenset()
    targets: str = ""

    def names(self, before: "Register | None" = None, known: Mapping[str, str] | None = None) -> Mapping[str, str]:
        """By folder what stands for all that came out of it: equal where it must be equal. `known` are the names of
        another of the same making: of lines that are in it too they are taken.
        """
        if before is None or known is None:
            return {folder: name_of(self.made_of, line.held) for folder, line in self.lines.items()}
        if before.lines == self.lines:
            return known
        same = before.lines
        return {
            folder: known[folder] if same.get(folder) is line else name_of(self.made_of, line.held)
            for folder, line in self.lines.items()
        }


def name_of(made_of: str, held: str) -> str:
    return hashlib.blake2b(f"{made_of} {held}".encode(errors="surrogateescape"), digest_size=20).hexdigest()


def recall(memory: Memory, made_of: str) -> Register | None:
    """None where nothing is remembered that was made of the same."""
    raw = memory.find(_REGISTER)
    said, lines, *rest = unpacked(raw) if raw is not None else ("", {})
    return Register(said, {folder: Line(*line) for folder, line in lines.items()}, *rest) if said == made_of else None


def row_of(register: Register) -> dict[str, bytes]:
    lines = {folder: tuple(line) for folder, line in register.lines.items()}
    return {_REGISTER: packed((register.made_of, lines, register.loose, register.lost, register.targets))}


def targets_row(targets: Targets) -> tuple[str, bytes]:
    """Its name says what is in it."""
    row = packed(dict(targets))
    return f"targets {hashlib.blake2b(row, digest_size=20).hexdigest()}", row


class Watch:
    """Tells whether files were touched; each customer is looked at before any of its files is read."""

    def __init__(self, tree: Tree, folders: Folders) -> None:
        self._tree, self._folders = tree, folders

    def stamp(self, folder: str) -> str:
        """Nothing where a file is missing or may still be being written."""
        untouched = self._tree.untouched(folder)
        return name_of(untouched, self._folders.names(folder)) if untouched else ""

    def as_it_was(self, folder: str, line: Line | None) -> Line | None:
        """The line where the files hold what they held; None where the customer is to be read."""
        stamp = self.stamp(folder)
        if line is None or (stamp and line.stamp == stamp):
            return line
        held = held_in(self._tree, paths_of(self._folders, folder))
        return line._replace(stamp=stamp) if line.held == held else None


class NotingTree:
    """A tree that notes the bytes that were really read: a file may change while it is being looked at."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._seen: dict[str, str] = {}

    def read(self, path: str, limit: int | None = None) -> bytes:
        """One that cannot be read now may be readable in a moment: what is said of it is filed under no bytes."""
        self._seen[path] = ""
        data = self._tree.read(path, limit)
        self._seen[path] = git_id(data)
        return data

    def digest(self, path: str) -> str:
        return self._seen[path] if path in self._seen else self._tree.digest(path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tree, name)


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
