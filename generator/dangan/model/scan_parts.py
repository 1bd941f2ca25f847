"""The map over customers, in worker processes: what each gives to the whole, ready to be kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import Protocol

from dangan.memory import Memory, packed, unpacked
from dangan.model.basis import Answers, Asked
from dangan.model.folders import Folders
from dangan.model.kept_scan import NotingTree, held_in, paths_of
from dangan.model.parcel import CustomerScan, Parcel, parcel_of
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

    def parcel(self, folder: str) -> Parcel:
        """Of a customer as it lies now, for where what was kept of it is gone."""
        return self(folder)[1]


def ask_customers(
    reader: Callable[[Asked], Answers], asked: Sequence[Asked], known_by: Mapping[str, str], memory: Memory
) -> Iterator[Answers]:
    """What each customer says of the paths that others expect with it; one that said so before is not read again."""
    names = {each: f"{_PATHS}{each[0]}" for each in asked}
    marks = {each: f"{known_by.get(each[0])} {each[1]}" for each in asked}
    rows = memory.find_all(names.values())
    said = {each: unpacked(rows[name]) for each, name in names.items() if name in rows}
    missing = [each for each in asked if each not in said or said[each][0] != marks[each]]
    told = dict(zip(missing, map_items(reader, missing), strict=True))
    if told:
        memory.keep_all({names[each]: packed((marks[each], answers)) for each, answers in told.items()})
    yield from (told[each] if each in told else said[each][1] for each in asked)


_PATHS = "paths "
"""Before a folder: what it said of paths."""
