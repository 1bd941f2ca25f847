"""What an import would do, row by row, before anything is written."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath

from dangan.diagnostics import Diagnostic, Text
from dangan.errors import UsageError
from dangan.exchange.drafts import Draft, Drafter, Dropped
from dangan.exchange.existing import Known, Traits, keys_of, read_archive
from dangan.exchange.mapping import ImportMapping
from dangan.exchange.rows import Row, Table
from dangan.model import integrity
from dangan.model.collect import Collector
from dangan.model.folders import TOP
from dangan.model.index import Entry, Index
from dangan.model.records import Customer
from dangan.model.walk import Walk
from dangan.schema.catalogue import Catalogue
from dangan.source.tree import Tree

Progress = Callable[[int, int], None]


class Verdict(StrEnum):
    """What becomes of a row."""

    CREATE = "create"
    THERE = "there"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two may be one company: the same web host or name, and whom it is shared with."""

    by: str
    value: str
    with_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row's verdict. `reasons` say why it is an error or there already; `alike` whom it may duplicate."""

    row: Row
    verdict: Verdict
    id: str
    path: str = ""
    text: str = ""
    reasons: tuple[Text, ...] = ()
    alike: tuple[Likeness, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All outcomes in the order of the rows."""

    outcomes: tuple[Outcome, ...]

    def of(self, verdict: Verdict) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if outcome.verdict is verdict]

    @property
    def failed(self) -> bool:
        return any(outcome.verdict is Verdict.ERROR for outcome in self.outcomes)


class Planner:
    """Holds what the steps of one plan share."""

    def __init__(self, tree: Tree, catalogue: Catalogue, mapping: ImportMapping, folder: str, today: date) -> None:
        self.catalogue = catalogue
        self.kind = catalogue.kinds["profile"]
        self.mapping = mapping
        self.today = today
        self.keys = keys_of(mapping)
        self.archive = read_archive(tree, catalogue, self.keys)
        self.folder = target_folder(folder, self.archive.folders.customers)
        self.taken = frozenset(tree.paths())
        self.collector = Collector(catalogue)

    def plan(self, table: Table, progress: Progress | None = None) -> Plan:
        drafter = Drafter(self.mapping, self.kind, self.folder)
        drafts = []
        for done, row in enumerate(table.rows, start=1):
            drafts.append(drafter.draft(row))
            if progress:
                progress(done, len(table.rows))
        drafts = self._consistent(one_of_each(drafts), drafter)
        return Plan(tuple(self._judge(drafts)))

    def _consistent(self, drafts: Sequence[Draft], drafter: Drafter) -> list[Draft]:
        """Drafts with what the checks across files and dates say of them."""
        entries = {d.path: self._entry(d) for d in drafts if d.record and not d.problems}
        index = Index.of([*self.archive.entries, *entries.values()], self.catalogue.spaces)
        found: dict[str, list[Diagnostic]] = defaultdict(list)
        nothing_unread = frozenset[tuple[str, str]]()  # what cannot be read now must not be relied on in new files
        strays = integrity.astray(entries.values(), index)
        guesser = integrity.Guesser(index)
        for diagnostic in integrity.references_exist(strays, index, self.catalogue, nothing_unread, guesser):
            found[diagnostic.span.path].append(diagnostic)
        dated = Walk(integrity.is_dated)
        for draft in drafts:
            if draft.record and not draft.problems:
                found[draft.path] += integrity.dates_in_order(draft.record, dated)
                found[draft.path] += integrity.past_is_past(draft.record, dated, self.today)
        return [
            d.refused(*map(drafter.worded, found[d.path])) if found.get(d.path) and not d.problems else d
            for d in drafts
        ]

    def _entry(self, draft: Draft) -> Entry:
        folder = draft.path.rpartition("/")[0]
        records = {self.kind.name: (draft.record,)} if draft.record else {}
        return self.collector.of_customer(Customer(draft.id, folder, records))[0]

    def _judge(self, drafts: Iterable[Draft]) -> Iterable[Outcome]:
        """In the order of the rows: what an earlier row makes is there for a later one."""
        known, rows = self.archive.known, dict[str, Row]()
        for draft in drafts:
            if draft.problems:
                yield Outcome(draft.row, Verdict.ERROR, draft.id, reasons=draft.problems, dropped=draft.dropped)
                continue
            traits = Traits.of(draft.record.data if draft.record else {}, self.kind.field, self.keys)
            there = _there(draft, traits, known, rows)
            if there:
                yield Outcome(draft.row, Verdict.THERE, draft.id, reasons=(there,), dropped=draft.dropped)
            elif draft.path in self.taken:
                yield Outcome(draft.row, Verdict.ERROR, draft.id, reasons=(_TAKEN.fill(path=draft.path),))
            else:
                alike = tuple(_alike(traits, known))
                known.add(draft.id, draft.path, traits)
                rows[draft.id] = draft.row
                yield Outcome(
                    draft.row, Verdict.CREATE, draft.id, draft.path, draft.text, alike=alike, dropped=draft.dropped
                )


def one_of_each(drafts: Sequence[Draft]) -> list[Draft]:
    """Rows that give one id with different data are errors, all of them: nobody can say which is right.

    A row that cannot be read (it has no text) differs too: once mended it would be taken for the other one.
    """
    by_id: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.id:
            by_id[draft.id].append(draft)
    clashes = {own_id: same for own_id, same in by_id.items() if len({d.text for d in same}) > 1}
    return [d.refused(_clash(d, clashes[d.id])) if d.id in clashes else d for d in drafts]


def target_folder(folder: str, customers: Mapping[str, object]) -> str:
    """Where the new customers go; raises UsageError for a place where no customer can be."""
    parts = [part for part in PurePosixPath(folder.replace("\\", "/")).parts if part != "."]
    if not parts or parts[0] != TOP:
        parts = [TOP, *parts]
    path = "/".join(parts)
    if ".." in parts or PurePosixPath(folder).is_absolute() or any(part.startswith(".") for part in parts):
        raise UsageError(_OUTSIDE.fill(folder=folder))
    for depth in range(2, len(parts) + 1):
        if "/".join(parts[:depth]) in customers:
            raise UsageError(_INSIDE.fill(folder=folder, customer="/".join(parts[:depth])))
    return path


def _clash(draft: Draft, same: Sequence[Draft]) -> Text:
    others = [d.row for d in same if d.row is not draft.row]
    en = ", ".join(f"{row.number} (line {row.line})" for row in others)
    zh = "、".join(f"{row.number}（文件第 {row.line} 行）" for row in others)
    return _SAME_ID.fill(id=draft.id, rows=Text(en, zh))


def _there(draft: Draft, traits: Traits, known: Known, rows: Mapping[str, Row]) -> Text | None:
    """Why the row's company is there already, or None."""
    if draft.id in known.ids:
        return _BY_ID.fill(id=draft.id, where=_where(draft.id, known, rows))
    for path, value in traits.keys:
        other = known.keys.get((path, value))
        if other:
            return _BY_KEY.fill(key="/".join(path), value=value, id=other, where=_where(other, known, rows))
    return None


def _where(own_id: str, known: Known, rows: Mapping[str, Row]) -> Text:
    """The earlier row, else the file in the archive."""
    row = rows.get(own_id)
    return _ROW.fill(number=row.number, line=row.line) if row else Text(known.ids[own_id])


def _alike(traits: Traits, known: Known) -> Iterable[Likeness]:
    for host in traits.hosts:
        if host in known.hosts:
            yield Likeness("host", host, tuple(known.hosts[host]))
    for name in traits.names:
        if name in known.names:
            yield Likeness("name", name, tuple(dict.fromkeys(known.names[name])))


_OUTSIDE = Text("{folder} is no folder in customers/", "{folder} 不是 customers/ 下的文件夹")
_INSIDE = Text(
    "{folder} lies in the folder of a customer, {customer}: customers cannot lie in each other",
    "{folder} 位于客户文件夹 {customer} 内：客户不能相互嵌套",
)
_SAME_ID = Text(
    "row {rows} gives the same id {id} with different data: which of them is right? Delete one, or let the id "
    "rule of the mapping tell them apart",
    "第 {rows} 行的编号也是 {id}，但内容不同：请删去一行，或修改映射中的编号规则以便区分",
)
_BY_ID = Text("the id {id} is there already: {where}", "编号 {id} 已存在：{where}")
_BY_KEY = Text(
    "{key} {value} is that of {id}, which is there already: {where}", "{key} {value} 属于 {id}，已存在：{where}"
)
_ROW = Text("row {number} (line {line})", "第 {number} 行（文件第 {line} 行）")
_TAKEN = Text("there is a file {path} already, and it is of another customer", "文件 {path} 已存在，且属于另一个客户")
