"""A scan the plain way, which the quick way is held to: all is read and held at once, every check goes over all."""

from datetime import date

from dangan.model import integrity, tombstones
from dangan.model.basis import Reader, astray, bases_exist, found_elsewhere, is_basis
from dangan.model.collect import Collector
from dangan.model.documents import soon_of
from dangan.model.facts import heads
from dangan.model.folders import Folders, data_patterns
from dangan.model.index import Index
from dangan.model.records import read_record
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
    elsewhere = found_elsewhere(bases, records, index, lambda asked: map(Reader(tree, folders), asked))
    found += bases_exist(bases, elsewhere, unread, heads(catalogue))
    return Scan(index, in_order(found), folders, tuple(records))
