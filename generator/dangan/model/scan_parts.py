"""The map over customers, in worker processes, but for those of which it is remembered what came out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple, Protocol

from dangan.diagnostics import Diagnostic
from dangan.memory import Memory, packed, unpacked
from dangan.model.basis import Answers, Asked, Basis
from dangan.model.folders import Folders
from dangan.model.index import Entry
from dangan.model.kept_scan import Kept, KeptScans, NotingTree, held_in, paths_of
from dangan.parallel import map_items
from dangan.source.tree import Tree


class CustomerScan(NamedTuple):
    """What one customer gives to the whole. `unread`: its id with each kind of file of which one could not be read."""

    entries: list[Entry]
    diagnostics: list[Diagnostic]
    unread: list[tuple[str, str]]
    astray: list[Basis]
    """What its judgements rest on, where that is not in its own files."""


class Scanner(Protocol):
    """Reads the customers of a tree one by one; sent to each worker process once."""

    tree: Tree
    folders: Folders

    def __call__(self, folder: str) -> CustomerScan:
        """Reads and checks one customer."""


class _Packing:
    """The same, ready to be kept: what the files held, and what came out as bytes."""

    def __init__(self, scanner: Scanner) -> None:
        self._scanner = scanner

    def __call__(self, folder: str) -> tuple[str, bytes]:
        scanner = copy(self._scanner)
        noting = NotingTree(scanner.tree)
        scanner.tree = noting
        found = packed(scanner(folder))
        return held_in(noting, paths_of(scanner.folders, folder)), found


def scan_customers(
    scanner: Scanner, names: Sequence[str], kept: KeptScans | None, told: Callable[[], None]
) -> Iterator[tuple[CustomerScan, str]]:
    """Of each customer in turn what it gives, and what stands for that ("" where nothing is kept)."""
    if kept is None:
        for part in map_items(scanner, names):
            told()
            yield part, ""
        return
    known = kept.known()
    asked = [name for name in names if name not in known]
    made = {}
    for name, row in zip(asked, map_items(_Packing(scanner), asked), strict=True):
        made[name] = row
        told()
    rows = known | kept.keep(made)
    for name in names:
        yield _part(rows[name]), rows[name].known_by
    kept.clear_but(name for folder in names for name in (folder, f"{_PATHS}{folder}"))


def ask_customers(
    reader: Callable[[Asked], Answers], asked: Sequence[Asked], known_by: Mapping[str, str], memory: Memory | None
) -> Iterator[Answers]:
    """What each customer says of the paths that others expect with it; one that said so before is not read again."""
    names = {each: f"{_PATHS}{each[0]}" for each in asked}
    marks = {each: f"{known_by.get(each[0])} {each[1]}" for each in asked}
    rows = memory.find_all(names.values()) if memory else {}
    said = {each: unpacked(rows[name]) for each, name in names.items() if name in rows}
    missing = [each for each in asked if each not in said or said[each][0] != marks[each]]
    told = dict(zip(missing, map_items(reader, missing), strict=True))
    if memory and told:
        memory.keep_all({names[each]: packed((marks[each], answers)) for each, answers in told.items()})
    yield from (told[each] if each in told else said[each][1] for each in asked)


_PATHS = "?"
"""Before a folder: what it said of paths."""


def _part(row: Kept) -> CustomerScan:
    part: CustomerScan = unpacked(row.data)
    return part
