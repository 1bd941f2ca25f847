"""All customers gathered: those whose files hold something else than they did are read, of all others nothing is."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from dangan.memory import Memory, unpacked
from dangan.model.index import Key
from dangan.model.kept_folders import KEPT
from dangan.model.kept_scan import Line, Register, Targets, Watch, name_of, recall, row_of, targets_row
from dangan.model.parcel import Ask, Parcel
from dangan.model.scan_parts import Again, Packing, Scanner
from dangan.model.scan_tasks import TaskPacking, TaskScanner, tasks_of
from dangan.model.shelf import Rows, Shelf, entries_of, row_names, rows_of
from dangan.parallel import Executor, map_items, map_on

_TOGETHER = 1000
"""So many rows are written to the memory at once."""


class TargetsOf:
    """Whom references may lead to: taken up when somebody asks; asked of every customer where it is not kept."""

    def __init__(self, memory: Memory, name: str, shelf: Shelf) -> None:
        self.name = name
        self._memory, self._shelf = memory, shelf
        self._found: Targets | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return TargetsOf, (self._memory, self.name, self._shelf)

    def __call__(self) -> Targets:
        if self._found is None:
            raw = self._memory.find(self.name)
            made = {} if raw else {folder: self._shelf.led_to(folder) for folder in self._shelf.names}
            self._found = unpacked(raw) if raw else _turned(made)
        return self._found


class Read(NamedTuple):
    """What is held of a customer that was read, while the others are gathered. `keys` are those of its things: None
    where nothing was known before.
    """

    line: Line
    open: bytes
    asks: tuple[Ask, ...]
    led_to: tuple[str, ...]
    keys: frozenset[Key] | None


class Gathered(NamedTuple):
    """All customers. `read` are those that were read now, `moved` the own ids of what came to any of them or went: None
    where that is not known.
    """

    memory: Memory
    before: Register
    register: Register
    shelf: Shelf
    targets: TargetsOf
    read: Mapping[str, Read]
    moved: frozenset[str] | None
    gone: tuple[str, ...]
    """Names of rows that nobody will ask for any more."""

    def settle(self, loose: frozenset[Key], lost: frozenset[str]) -> None:
        """Keeps it, with the things of the archive's own files and the customers whose references lead astray."""
        register = self.register._replace(loose=loose, lost=lost)
        if register != self.before:
            self.memory.keep_all(row_of(register), self.gone)


class Gatherer:
    """`made_of` is all that decides what comes out of a customer's files."""

    def __init__(
        self, scanner: Scanner, memory: Memory, watch: Watch, made_of: str, executor: Executor | None = None
    ) -> None:
        self._memory, self._watch, self._scanner, self._executor = memory, watch, scanner, executor
        self._packing, self._folders = Packing(scanner), scanner.folders.customers
        self._before = recall(memory, made_of) or Register(made_of)
        self._old = Shelf(memory, self._before.names(), Again(self._packing, memory, made_of))

    def gather(self, told: Callable[[int, int], object]) -> Gathered:
        """`told` is called with how many are known, and how many there are."""
        lines = self._before.lines
        if not lines:
            self._memory.keep_all({}, self._memory.names() - KEPT)
        known = {folder: self._watch.as_it_was(folder, lines.get(folder)) for folder in self._folders}
        asked = [folder for folder, line in known.items() if line is None]
        read: dict[str, Read] = {}
        for folder, each in zip(asked, self._read(asked), strict=True):
            read[folder] = each
            told(len(known) - len(asked) + len(read), len(known))
        now = self._before._replace(lines={folder: line or read[folder].line for folder, line in known.items()})
        return self._put_together(now, read)

    def _read(self, asked: list[str]) -> Iterator[Read]:
        """Keeps what comes out, some at a time."""
        rows: Rows = {}
        for folder, (held, parcel) in zip(asked, self._parcels(asked), strict=True):
            rows |= rows_of(name_of(self._before.made_of, held), parcel)
            if len(rows) >= _TOGETHER:
                self._memory.keep_all(rows)
                rows = {}
            yield self._of(parcel, self._watch.stamp(folder), held)
        self._memory.keep_all(rows)

    def _parcels(self, asked: list[str]) -> Iterator[tuple[str, Parcel]]:
        """From processes of ours, which read the files themselves, or from wherever an executor takes them to."""
        if self._executor is None:
            return map_items(self._packing, asked)
        scanner = self._scanner
        tasks = tasks_of(scanner.tree, scanner.folders, asked)
        return map_on(self._executor, TaskPacking(TaskScanner(scanner, scanner.catalogue)), tasks)

    def _of(self, parcel: Parcel, stamp: str, held: str) -> Read:
        own = tuple(key for key in parcel.open_keys if not parcel.is_itself(key))
        line = Line(stamp, held, parcel.id, parcel.level, parcel.remarks is not None, own, parcel.marks)
        keys = frozenset(entry.key for entry in entries_of(parcel.things)) if self._before.lines else None
        return Read(line, parcel.open, parcel.asks, tuple(parcel.leads), keys)

    def _put_together(self, now: Register, read: Mapping[str, Read]) -> Gathered:
        old, names = self._old, now.names(self._before, self._old.names)
        shelf, boards, gone = old.after(names, {folder: each.open for folder, each in read.items()})
        left = [folder for folder, name in old.names.items() if names.get(folder) != name]
        targets, row = self._targets(shelf, left, read)
        if targets.name != self._before.targets:
            gone.append(self._before.targets)
        gone += chain.from_iterable(row_names(old.names[folder]) for folder in left)
        self._memory.keep_all(boards | row)
        return Gathered(
            memory=self._memory,
            before=self._before,
            register=now._replace(targets=targets.name),
            shelf=shelf,
            targets=targets,
            read=read,
            moved=self._moved(left, read),
            gone=tuple(filter(None, gone)),
        )

    def _moved(self, left: Iterable[str], read: Mapping[str, Read]) -> frozenset[str] | None:
        found: set[str] = set()
        for folder in {*left, *read}:
            now = read[folder].keys if folder in read else frozenset()
            then = self._old.keys(folder) if folder in self._before.lines else frozenset()
            if now is None or then is None:
                return None
            found |= {key.id for key in now ^ then}
        return frozenset(found)

    def _targets(self, shelf: Shelf, left: Iterable[str], read: Mapping[str, Read]) -> tuple[TargetsOf, Rows]:
        """Kept anew only where they are others."""
        now = {folder: each.led_to for folder, each in read.items()}
        then = {folder: self._old.kept_led_to(folder) for folder in {*left, *(read.keys() & self._old.names.keys())}}
        raw = self._memory.find(self._before.targets) if self._before.targets else None
        if raw is None or None in then.values():
            rest = {folder: shelf.led_to(folder) for folder in shelf.names if folder not in now}
            found = _turned(now | rest)
        else:
            came = {(folder, own_id) for folder, own_ids in now.items() for own_id in own_ids}
            went = {(folder, own_id) for folder, own_ids in then.items() for own_id in own_ids or ()}
            if came == went:
                return TargetsOf(self._memory, self._before.targets, shelf), {}
            found = _with(unpacked(raw), came - went, went - came)
        name, row = targets_row(found)
        return TargetsOf(self._memory, name, shelf), {name: row}


def _with(targets: Targets, come: Iterable[tuple[str, str]], gone: Iterable[tuple[str, str]]) -> Targets:
    found = dict(targets)
    for folder, own_id in gone:
        found[own_id] = tuple(each for each in found[own_id] if each != folder)
    for folder, own_id in come:
        found[own_id] = (*found.get(own_id, ()), folder)
    return {own_id: folders for own_id, folders in found.items() if folders}


def _turned(led_to: Mapping[str, Iterable[str]]) -> Targets:
    found: dict[str, list[str]] = {}
    for folder, own_ids in led_to.items():
        for own_id in own_ids:
            found.setdefault(own_id, []).append(folder)
    return {own_id: tuple(folders) for own_id, folders in found.items()}
