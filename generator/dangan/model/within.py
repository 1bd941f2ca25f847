"""The invariants between the parts of one file that its schema cannot express."""

from collections.abc import Iterator

from dangan.diagnostics import Diagnostic
from dangan.model.containers import containers
from dangan.model.evidence import contested_is_of_facts, evidence_is_of_facts
from dangan.model.keys import items_differ
from dangan.model.plainly import is_plain
from dangan.model.records import Record
from dangan.schema.field import CONTESTED, EVIDENCE


def within_file(record: Record) -> Iterator[Diagnostic]:
    """Of the file as it is written: what its schema finds wrong has its place there too."""
    document = record.document
    if document is None or is_plain(document.data, record.kind.field):
        return
    for found in containers(document.data, record.kind.field):
        if isinstance(found.value, list):
            if len(found.value) > 1:
                yield from items_differ(record, document, found)
            continue
        if EVIDENCE in found.value:
            yield from evidence_is_of_facts(record, document, found)
        if CONTESTED in found.value:
            yield from contested_is_of_facts(record, document, found)
