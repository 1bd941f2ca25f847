"""A recorded value for each field that meets a requirement: the proof that it can be recorded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dangan.analysis.completeness import is_empty
from dangan.model.records import Record
from dangan.schema.field import RESERVED, Field
from dangan.schema.field_places import FieldPlace, Path, values
from dangan.source.node import Pointer

Samples = Mapping[Path, "Sample"]
"""By the place of the field (`FieldPlace.at`)."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The first value of a field; `customer` is "" in the archive's own files, `record` is the file's id."""

    customer: str
    kind: str
    record: str
    pointer: Pointer
    value: Any


def samples(records: Iterable[Record], customer: str = "") -> dict[Path, Sample]:
    """The first value of every field that names a requirement, of one customer or of the archive's own files."""
    found: dict[Path, Sample] = {}
    for record in records:
        for path, pointer, value in values(record.kind, record.data, _asked):
            if not is_empty(value):
                at = (record.kind.name, *path)
                found.setdefault(at, Sample(customer, record.kind.name, record.id, pointer, value))
    return found


def first_of(parts: Iterable[Samples]) -> Samples:
    """Of several the first that has a field."""
    found: dict[Path, Sample] = {}
    for part in parts:
        found |= {at: sample for at, sample in part.items() if at not in found}
    return found


def sampled(name: str, places: Iterable[FieldPlace], found: Samples) -> Mapping[Path, tuple[FieldPlace, Sample]]:
    """Of the places that meet requirement `name` those with a value, one for each `FieldPlace.identity`."""
    there: dict[Path, tuple[FieldPlace, Sample]] = {}
    for place in places:
        if name in place.field.requirements and place.at in found:
            there.setdefault(place.identity, (place, found[place.at]))
    return there


def in_words(field: Field, value: Any, lang: str) -> str:
    """A value in a line: what it is called where it is one of an enum, of a group or list all that it holds."""
    if isinstance(value, Mapping):
        inner = ((field.child(str(key)), part) for key, part in value.items() if key not in RESERVED)
        return ", ".join(in_words(below, part, lang) for below, part in inner if below)
    if isinstance(value, list):
        return ", ".join(in_words(field.items or field, part, lang) for part in value)
    words = field.words(value, lang)
    return f"{words} {field.unit}" if field.unit else " ".join(words.split())


def _asked(field: Field) -> bool:
    return bool(field.requirements)
