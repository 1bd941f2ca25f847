"""One pass over an archive: every customer read, checked and indexed by itself (map), then held together (reduce)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dangan.diagnostics import Diagnostic
from dangan.model import integrity
from dangan.model.collect import Collector
from dangan.model.folders import Folders, data_patterns
from dangan.model.index import Entry, Index
from dangan.model.records import Record, read_customer, read_record
from dangan.model.walk import Walk
from dangan.model.within import within_file
from dangan.parallel import map_items, no_collecting
from dangan.schema.catalogue import Catalogue
from dangan.source.tree import Tree

Progress = Callable[[int, int], None]
"""Called with how many customers are done and how many there are."""


class CustomerScan(NamedTuple):
    """What one customer gives to the whole. `unread`: its id with each kind of file of which one could not be read."""

    entries: list[Entry]
    diagnostics: list[Diagnostic]
    unread: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Scan:
    """What is held of a whole archive, and all that is wrong with it in order of place."""

    index: Index
    diagnostics: tuple[Diagnostic, ...]
    folders: Folders
    loose: tuple[Record, ...]
    """The records of files that belong to no customer: competitors, products, team, rules, settings."""


class CustomerScanner:
    """The map step; sent to each worker process once."""

    def __init__(self, tree: Tree, catalogue: Catalogue, folders: Folders, today: date) -> None:
        self.tree = tree
        self.catalogue = catalogue
        self.folders = folders
        self.today = today

    def __call__(self, folder: str) -> CustomerScan:
        customer, found = read_customer(self.tree, folder, self.folders)
        collector, dated = self._tools()
        for record in customer.all():
            found += integrity.dates_in_order(record, dated)
            found += integrity.past_is_past(record, dated, self.today)
            found += within_file(record)
        found += integrity.folder_named_as_id(customer)
        held = {record.path for record in customer.all()}
        unread = [(customer.id, f.kind.name) for f in self.folders.customers[folder] if f.path not in held]
        return CustomerScan(collector.of_customer(customer), found, unread)

    def _tools(self) -> tuple[Collector, Walk]:
        """Made in the process that uses them: they remember by the identity of fields."""
        global _tools  # noqa: PLW0603 (one scanner's tools at a time, for as long as its catalogue lives)
        if _tools is None or _tools[0] is not self.catalogue:
            _tools = (self.catalogue, Collector(self.catalogue), Walk(integrity.is_dated))
        return _tools[1], _tools[2]


_tools: tuple[Catalogue, Collector, Walk] | None = None


def scan(tree: Tree, catalogue: Catalogue, today: date, progress: Progress | None = None) -> Scan:
    """Reads and checks everything; nothing wrong in one file hides anything in another."""
    folders = Folders.of(tree.paths(), catalogue)
    entries: list[Entry] = []
    found: list[Diagnostic] = [*tree.problems(), *tree.left_out(data_patterns(catalogue)), *folders.diagnostics]
    loose = _read_loose(tree, folders, found, today)
    collector = Collector(catalogue)
    for record in loose:
        entries += collector.of_loose(record)
    held = {record.path for record in loose}
    unread = {("", file.kind.name) for file in folders.loose if file.path not in held}
    names = list(folders.customers)
    scanner = CustomerScanner(tree, catalogue, folders, today)
    with no_collecting():
        for done, part in enumerate(map_items(scanner, names), start=1):
            entries += part.entries
            found += part.diagnostics
            unread.update(part.unread)
            if progress:
                progress(done, len(names))
    index = Index.of(entries, catalogue.spaces)
    found += integrity.ids_unique(entries, catalogue)
    found += integrity.references_exist(index, catalogue, unread)
    return Scan(index, in_order(found), folders, tuple(loose))


def _read_loose(tree: Tree, folders: Folders, found: list[Diagnostic], today: date) -> list[Record]:
    dated = Walk(integrity.is_dated)
    records = []
    for file in folders.loose:
        record, diagnostics = read_record(tree, file)
        found += diagnostics
        if record:
            records.append(record)
            found += integrity.dates_in_order(record, dated)
            found += integrity.past_is_past(record, dated, today)
            found += within_file(record)
    return records


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, each once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda d: d.sort_key))
