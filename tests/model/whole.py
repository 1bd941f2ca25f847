"""A scan the plain way, which the quick way is held to: all is read and held at once, every check goes over all."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from dangan.model import integrity, namesakes, tombstones
from dangan.model.basis import Reader, astray, bases_exist, found_elsewhere, is_basis
from dangan.model.collect import CUSTOMER, Collector
from dangan.model.documents import soon_of
from dangan.model.facts import heads
from dangan.model.folders import Folders, data_patterns
from dangan.model.index import Entry, Index
from dangan.model.records import read_record, span_in
from dangan.model.scan import CustomerScanner, Scan, by_itself, in_order, tools_for
from dangan.model.walk import Walk
from dangan.schema.catalogue import Catalogue
from dangan.source.tree import Tree


def whole(tree: Tree, catalogue: Catalogue, today: date) -> Scan:
    folders = Folders.of(tree.paths(), catalogue)
    found = [*tree.problems(), *tree.left_out(data_patterns(catalogue)), *folders.diagnostics]
    records = []
    for file in folders.loose:
        record, said = read_record(tree, file)
        found += said
        if record:
            records.append(record)
            found += by_itself(record, tools_for(catalogue), today)
    collector = Collector(catalogue)
    entries = [entry for record in records for entry in collector.of_loose(record)]
    unread = {("", file.kind.name) for file in folders.loose if file.path not in {r.path for r in records}}
    bases = astray(records, "", Walk(is_basis), heads(catalogue))
    rules = next((record for record in records if record.kind.name == "rules"), None)
    scanner = CustomerScanner(tree, catalogue, folders, today, soon_of(rules.data) if rules else None)
    for part in map(scanner, folders.customers):
        entries += part.entries
        found += part.diagnostics
        unread.update(part.unread)
        bases += part.astray
    index = Index.of(entries, catalogue.spaces)
    strays = integrity.astray(index.entries.values(), index)
    found += integrity.ids_unique(entries, catalogue)[0]
    found += integrity.references_exist(strays, index, catalogue, unread, integrity.Guesser(index))
    found += tombstones.references_lead_on(strays, index, catalogue)
    found += tombstones.lead_on(index, catalogue)
    once = [entry for entry in index.of_kind(CUSTOMER) if [e.key for e in entries].count(entry.key) == 1]
    found += namesakes.told(_alike(once), catalogue.kinds[namesakes.PROFILE].field, partial(span_in, tree))
    elsewhere = found_elsewhere(bases, records, index, lambda asked: map(Reader(tree, folders), asked))
    found += bases_exist(bases, elsewhere, unread, heads(catalogue))
    return Scan(index, in_order(found), folders, tuple(records))


def _alike(customers: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each held against every one before it, by folder."""
    known = {e.path.rpartition("/")[0]: (e, namesakes.marks_of(e)) for e in customers}
    before: list[tuple[Entry, namesakes.Marks]] = []
    for _, (entry, marks) in sorted(known.items()):
        kinds = {kind for kind, _ in marks.numbers}
        numbered = ([e for e, m in before if number in m.numbers] for number in marks.numbers)
        apart = [(e, m) for e, m in before if not kinds & {kind for kind, _ in m.numbers}]
        named = ([e for e, m in apart if name in m.names] for name in marks.names)
        firsts = [found[0] for found in (*numbered, *named) if found]
        yield from ((first, entry) for n, first in enumerate(firsts) if first not in firsts[:n])
        before.append((entry, marks))
