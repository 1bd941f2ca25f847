"""One pass over an archive: every customer read, checked and indexed by itself (map), then held together (reduce)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from dangan.diagnostics import Diagnostic
from dangan.memory import Forgetful, Memory, Passing
from dangan.model import documents, integrity, life, tombstones
from dangan.model.asked_index import AskedIndex, Directory
from dangan.model.basis import Reader, astray, bases_exist, found_elsewhere, is_basis
from dangan.model.collect import Collector
from dangan.model.facts import heads
from dangan.model.folders import Folders, data_patterns
from dangan.model.gathering import Gatherer
from dangan.model.index import Index
from dangan.model.judging import Judge
from dangan.model.kept_folders import folders_of
from dangan.model.kept_scan import Watch
from dangan.model.parcel import CustomerScan
from dangan.model.records import Customer, Record, read_customer, read_record, span_in, stating
from dangan.model.scan_parts import ask_customers
from dangan.model.sums import is_total, totals_add_up
from dangan.model.walk import Walk
from dangan.model.within import within_file
from dangan.parallel import Executor
from dangan.schema.catalogue import Catalogue
from dangan.source.tree import Tree

RULES = "rules"

Progress = Callable[[int, int], None]
"""Called with how many customers are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What is held of a whole archive, and all that is wrong with it in order of place."""

    index: Index
    diagnostics: tuple[Diagnostic, ...]
    folders: Folders
    loose: tuple[Record, ...]
    """The records of files that belong to no customer: competitors, products, team, rules, settings."""
    known_by: Mapping[str, str] = field(default_factory=dict)
    """By customer's folder what stands for all that was read of it; empty where nothing was remembered."""
    made_of: str = ""
    """What stands for all that this was made of, beside the files."""


class CustomerScanner:
    """The map step; sent to each worker process once."""

    def __init__(
        self, tree: Tree, catalogue: Catalogue, folders: Folders, today: date, soon: relativedelta | None
    ) -> None:
        self.tree = tree
        self.catalogue = catalogue
        self.folders = folders
        self.today = today
        self.soon = soon

    def __call__(self, folder: str) -> CustomerScan:
        customer, found = read_customer(self.tree, folder, self.folders)
        tools = tools_for(self.catalogue)
        for record in customer.all():
            found += by_itself(record, tools, self.today)
        found += integrity.folder_named_as_id(customer)
        found += life.lived_in_order(customer)
        held = {record.path for record in customer.all()}
        unread = [(customer.id, f.kind.name) for f in self.folders.customers[folder] if f.path not in held]
        found += self._papers(customer, {kind for _, kind in unread})
        lost = astray(tuple(customer.all()), customer.id, tools.bases, tools.heads)
        return CustomerScan(customer.id, tools.collector.of_customer(customer), found, unread, lost)

    def _papers(self, customer: Customer, unread: set[str]) -> Iterator[Diagnostic]:
        """What a register that could not be read may name is not called missing from it."""
        kind = self.catalogue.kinds.get(documents.KIND)
        if kind and kind.name not in unread:
            held = frozenset(self.folders.documents.get(customer.folder, ()))
            shelf = documents.Shelf(customer.folder, held, self.tree.read)
            yield from documents.check_papers(customer, kind, shelf, self.today, self.soon)


class _Tools(NamedTuple):
    """What all customers are gone through with."""

    catalogue: Catalogue
    collector: Collector
    dated: Walk
    totals: Walk
    bases: Walk
    heads: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, catalogue: Catalogue) -> "_Tools":
        return cls(
            catalogue, Collector(catalogue), Walk(integrity.is_dated), Walk(is_total), Walk(is_basis), heads(catalogue)
        )


_tools: _Tools | None = None


def tools_for(catalogue: Catalogue) -> _Tools:
    """Made in the process that uses them: they remember by the identity of fields."""
    global _tools  # noqa: PLW0603 (one catalogue's tools at a time, for as long as it lives)
    if _tools is None or _tools.catalogue is not catalogue:
        _tools = _Tools.of(catalogue)
    return _tools


def by_itself(record: Record, tools: _Tools, today: date) -> list[Diagnostic]:
    """What is wrong within one file that its schema could not see."""
    found = (
        *integrity.dates_in_order(record, tools.dated),
        *integrity.past_is_past(record, tools.dated, today),
        *within_file(record),
        *totals_add_up(record, tools.totals),
    )
    return stating(record.kind, record.document.data if record.document else record.data, found)


def scan(
    tree: Tree,
    catalogue: Catalogue,
    today: date,
    progress: Progress | None = None,
    memory: Memory | None = None,
    executor: Executor | None = None,
) -> Scan:
    """Reads and checks everything; nothing wrong in one file hides anything in another.

    With a `memory` a customer whose files hold what they held is not read again. An `executor` is handed the customers
    as tasks that carry their files (`dangan.model.scan_tasks`); without one, processes on this machine read them.
    """
    store = memory if memory and not isinstance(memory, Forgetful) else Passing()
    folders = folders_of(tree, catalogue, store)
    found: list[Diagnostic] = [*tree.problems(), *tree.left_out(data_patterns(catalogue)), *folders.diagnostics]
    tools = tools_for(catalogue)
    records = _read_loose(tree, folders, found, tools, today)
    loose = [entry for record in records for entry in tools.collector.of_loose(record)]
    held = {record.path for record in records}
    unread = {("", file.kind.name) for file in folders.loose if file.path not in held} | set(folders.misnamed)
    bases = astray(records, "", tools.bases, tools.heads)
    rules = next((record for record in records if record.kind.name == RULES), None)
    soon = documents.soon_of(rules.data) if rules else None
    scanner = CustomerScanner(tree, catalogue, folders, today, soon)
    watch = Watch(tree, folders)
    made_of = _made_of(catalogue, today, soon)
    gatherer = Gatherer(scanner, store, watch, made_of, executor)
    gathered = gatherer.gather(progress or (lambda _done, _all: None))
    shelf, known_by = gathered.shelf, gathered.shelf.names
    index = AskedIndex(shelf, Directory.of(gathered.register, gathered.targets), loose, catalogue)
    remarks = {folder: shelf.remarks(folder) for folder, line in gathered.register.lines.items() if line.remarked}
    for remark in remarks.values():
        found += remark.diagnostics
        unread.update(remark.unread)
        bases += remark.astray
    judge = Judge(gathered, index, catalogue, unread)
    taken, copies = judge.names(loose)
    found += taken
    found += (each for f, remark in remarks.items() if f"{f}/" not in copies for each in remark.doubled)
    found += judge.references(loose)
    found += judge.namesakes(partial(span_in, tree), store)
    found += tombstones.lead_on(index, catalogue)
    reader = Reader(tree, folders)
    ask = partial(ask_customers, reader, known_by=known_by, memory=store, made_of=made_of)
    elsewhere = found_elsewhere(bases, records, index, ask)
    found += bases_exist(bases, elsewhere, unread, tools.heads)
    gathered.settle(frozenset(entry.key for entry in loose), frozenset(judge.lost))
    return Scan(index, in_order(found), folders, tuple(records), known_by if memory is store else {}, made_of)


def _made_of(catalogue: Catalogue, today: date, soon: relativedelta | None) -> str:
    """All that decides what comes out of a customer's files besides their bytes."""
    countries = sorted({kind.country for kind in catalogue.kinds.values()})
    return repr((catalogue.fingerprint, countries, today, soon))


def _read_loose(tree: Tree, folders: Folders, found: list[Diagnostic], tools: _Tools, today: date) -> list[Record]:
    records = []
    for file in folders.loose:
        record, diagnostics = read_record(tree, file)
        found += diagnostics
        if record:
            records.append(record)
            found += by_itself(record, tools, today)
    return records


def in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, each once."""
    return tuple(sorted(dict.fromkeys(found), key=lambda d: d.sort_key))
