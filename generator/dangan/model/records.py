"""Checked records: what the files of one customer say, as far as it is right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dangan.diagnostics import Diagnostic, Span, from_pointer
from dangan.levels import Level
from dangan.model.folders import DataFile, Folders
from dangan.model.ids import safe_id
from dangan.model.prune import prune
from dangan.schema.audience import MISSING, redact, stated_at
from dangan.schema.kind import Kind
from dangan.schema.validate import validate
from dangan.source.document import Document
from dangan.source.node import Pointer
from dangan.source.reader import read_document
from dangan.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Record:
    """One file's data without the values that are wrong. A redacted record has lost its document on purpose."""

    kind: Kind
    path: str
    id: str
    data: Any
    document: Document | None

    def redacted(self, audience: Level) -> "Record | None":
        """What `audience` may know of it; None where that is nothing."""
        data = redact(self.kind.field, self.data, audience)
        return None if data is MISSING else replace(self, data=data, document=None)


@dataclass(frozen=True, slots=True)
class Customer:
    """The records of one customer by name of their kind; `id` is safe to use in addresses."""

    id: str
    folder: str
    records: Mapping[str, tuple[Record, ...]]

    @property
    def profile(self) -> Record | None:
        return self.one("profile")

    def one(self, kind: str) -> Record | None:
        return next(iter(self.records.get(kind, ())), None)

    def many(self, kind: str) -> tuple[Record, ...]:
        return self.records.get(kind, ())

    def all(self) -> Iterable[Record]:
        return (record for records in self.records.values() for record in records)

    def redacted(self, audience: Level) -> "Customer":
        """What `audience` may know of this customer, before any view sees it."""
        kept = {name: tuple(filter(None, (r.redacted(audience) for r in rs))) for name, rs in self.records.items()}
        return replace(self, records={name: records for name, records in kept.items() if records})


def read_record(tree: Tree, file: DataFile) -> tuple[Record | None, list[Diagnostic]]:
    """One file read and checked by its schema; every diagnostic knows which audience may read its wording."""
    document, found = read_document(tree, file.path)
    found = [d.at_level(file.kind.highest) for d in found]
    if document is None:
        return None, found
    wrong = stating(file.kind, document.data, validate(file.kind, document))
    data = prune(document.data, wrong) if wrong else document.data
    own_id = data.get("id") if isinstance(data, dict) else None
    record_id = own_id if isinstance(own_id, str) else file.stem or file.kind.name
    return Record(file.kind, file.path, record_id, data, document), [*found, *wrong]


def span_in(tree: Tree, path: str, pointer: Pointer) -> Span:
    """Where a value stands in a file; the file as a whole where it cannot be read now."""
    document = read_document(tree, path)[0]
    return document.span(pointer) if document else Span(path)


def stating(kind: Kind, data: Any, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings at the level that the data states of the place they are about, where that is higher."""
    if not kind.field.guarded:
        return list(found)
    return [d.at_level(max(d.level, stated_at(kind.field, data, from_pointer(d.pointer)))) for d in found]


def read_customer(tree: Tree, folder: str, folders: Folders) -> tuple[Customer, list[Diagnostic]]:
    """Every file of one customer; one that cannot be read leaves the others as they are."""
    records: dict[str, list[Record]] = {}
    found: list[Diagnostic] = []
    for file in folders.customers[folder]:
        record, diagnostics = read_record(tree, file)
        found += diagnostics
        if record:
            records.setdefault(file.kind.name, []).append(record)
    profile = records.get("profile")
    own_id = profile[0].data.get("id") if profile and isinstance(profile[0].data, dict) else None
    customer_id = safe_id(own_id if isinstance(own_id, str) else folder.rpartition("/")[2])
    return Customer(customer_id, folder, {k: tuple(v) for k, v in records.items()}), found
