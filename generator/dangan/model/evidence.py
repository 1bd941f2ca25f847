"""What is said of a fact beside it: its own sources, and what another source says instead."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce
from operator import getitem
from typing import Any

from dangan.diagnostics import Diagnostic, from_pointer, to_pointer
from dangan.model import codes
from dangan.model.containers import Container
from dangan.model.records import Record
from dangan.schema.audience import level_at
from dangan.schema.compiled import part_of
from dangan.schema.field import CONTESTED, EVIDENCE, RESERVED, Field
from dangan.schema.schema_at import schema_at
from dangan.schema.suggest import did_you_mean, suggest_by
from dangan.schema.validate import fits, validate
from dangan.source.document import Document
from dangan.source.node import Pointer


def evidence_is_of_facts(record: Record, document: Document, found: Container) -> Iterator[Diagnostic]:
    """Every key of `evidence` is a field beside it that has a value."""
    stated = found.value.get(EVIDENCE)
    for name in stated if isinstance(stated, dict) else ():
        pointer = (*found.pointer, EVIDENCE, name)
        field = _beside(found, name)
        if field is None:
            yield _unknown(record, document, found, pointer, name, EVIDENCE)
        elif name not in found.value:
            said = Diagnostic.of(
                codes.EVIDENCE_FOR_NOTHING, document.span(pointer, key=True), pointer=pointer, label=field.label
            )
            yield said.at_level(max(field.level, level_at(record.kind.field, pointer)))


def contested_is_of_facts(record: Record, document: Document, found: Container) -> Iterator[Diagnostic]:
    """What is contested is a field beside it, and the other value is one that the field could have."""
    stated = found.value.get(CONTESTED)
    for place, rival in enumerate(stated) if isinstance(stated, list) else ():
        name = rival.get("field") if isinstance(rival, dict) else None
        pointer = (*found.pointer, CONTESTED, place)
        if not isinstance(name, str):
            continue
        field = _beside(found, name)
        if field is None:
            yield _unknown(record, document, found, (*pointer, "field"), name, CONTESTED)
        elif "value" in rival:
            yield from _misfits(record, document, (*found.pointer, name), field, (*pointer, "value"))


def _misfits(record: Record, document: Document, fact: Pointer, field: Field, pointer: Pointer) -> Iterator[Diagnostic]:
    """What the schema of a field finds wrong with a value that stands elsewhere in the same file."""
    schema = schema_at(record.kind.schema, fact)
    if schema is None:
        return
    kind = replace(record.kind, field=field, schema=part_of(record.kind.schema, schema))
    node = None if fits(kind, reduce(getitem, pointer, document.data)) else document.root.at(pointer)
    if node:
        for found in validate(kind, replace(document, source=node)):
            yield replace(found, pointer=to_pointer((*pointer, *from_pointer(found.pointer))))


def _unknown(
    record: Record, document: Document, found: Container, pointer: Pointer, name: str, block: str
) -> Diagnostic:
    near = suggest_by(_names(found), name)
    return Diagnostic.of(
        codes.UNKNOWN_FACT,
        document.span(pointer, key=block == EVIDENCE),
        pointer=pointer,
        hint=did_you_mean(near) if near else None,
        name=name,
        block=block,
    ).at_level(level_at(record.kind.field, pointer))


def _beside(found: Container, name: str) -> Field | None:
    """The field that a name beside a block means; of a map from ids only one that is there."""
    field = found.field
    if field is None or name in RESERVED or (name not in found.value and not _named(field, name)):
        return None
    return field.child(name)


def _named(field: Field, name: str) -> bool:
    return name in field.properties or any(_named(branch, name) for branch in field.alternatives)


def _names(found: Container) -> Mapping[str, tuple[str, ...]]:
    """What could have been meant, by its name and its labels."""
    names: dict[str, Any] = dict.fromkeys(found.value)
    names |= {name: None for field in _branches(found.field) for name in field.properties}
    fields = {name: field for name in names if name not in RESERVED and (field := _beside(found, name))}
    return {name: (name, field.label.en, field.label.zh) for name, field in fields.items()}


def _branches(field: Field | None) -> Iterator[Field]:
    if field:
        yield field
        for branch in field.alternatives:
            yield from _branches(branch)
