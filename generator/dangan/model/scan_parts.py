"""The map over customers, in worker processes: what each gives to the whole, ready to be kept."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import Protocol

from dangan.memory import Memory, packed, unpacked
from dangan.model.basis import Answers, Asked, Reader
from dangan.model.folders import Folders
from dangan.model.kept_scan import NotingTree, held_in, name_of, paths_of
from dangan.model.parcel import CustomerScan, Parcel, parcel_of
from dangan.model.shelf import rows_of
from dangan.parallel import map_items
from dangan.schema.catalogue import Catalogue
from dangan.source.tree import Tree


class Scanner(Protocol):
    """Reads the customers of a tree one by one; sent to each worker process once."""

    tree: Tree
    folders: Folders
    catalogue: Catalogue

    def __call__(self, folder: str) -> CustomerScan:
        """Reads and checks one customer."""


class Packing:
    """The same, ready to be kept: what the files held, and what came out."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner

    def __call__(self, folder: str) -> tuple[str, Parcel]:
        scanner = copy(self._scanner)
        noting = NotingTree(scanner.tree)
        scanner.tree = noting
        found = parcel_of(scanner(folder), scanner.catalogue)
        return held_in(noting, paths_of(scanner.folders, folder)), found


class Again:
    """Reads a customer of which a row is not there any more, and keeps its rows if its files still hold the same."""

    def __init__(self, packing: Packing, memory: Memory, made_of: str) -> None:
        self._packing, self._memory, self._made_of = packing, memory, made_of

    def __call__(self, folder: str, name: str) -> Parcel:
        held, parcel = self._packing(folder)
        if name_of(self._made_of, held) == name:
            self._memory.keep_all(rows_of(name, parcel))
        return parcel


class _Asking:
    """What each says, with what its files held when it said so."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def __call__(self, asked: Asked) -> tuple[str, Answers]:
        noting = NotingTree(self._reader.tree)
        answers = replace(self._reader, tree=noting)(asked)
        return held_in(noting, paths_of(self._reader.folders, asked[0])), answers


def ask_customers(
    reader: Reader, asked: Sequence[Asked], known_by: Mapping[str, str], memory: Memory, made_of: str
) -> Iterator[Answers]:
    """What each customer says of the paths that others expect with it; one that said so before is not read again."""
    marks = {each: f"{known_by.get(each[0])} {each[1]}" for each in asked}
    raw = memory.find(_PATHS)
    said: dict[str, tuple[str, Answers]] = unpacked(raw) if raw else {}
    missing = [each for each in asked if each[0] not in said or said[each[0]][0] != marks[each]]
    told = dict(zip(missing, map_items(_Asking(reader), missing), strict=True))
    sure = {each: name_of(made_of, held) == known_by.get(each[0]) for each, (held, _) in told.items()}
    answers = {each: told[each][1] if each in told else said[each[0]][1] for each in asked}
    now = {each[0]: (marks[each], answers[each]) for each in asked if sure.get(each, True)}
    if now != said:
        memory.keep(_PATHS, packed(now))
    yield from (answers[each] for each in asked)


_PATHS = "paths"
"""By folder what it said of which paths."""
