"""From where each fact is known, as it is recorded: what stands nearest to the fact holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from dangan.model.index import Index
from dangan.model.records import Record
from dangan.schema.field import AS_OF, CONTESTED, EVIDENCE, RESERVED, SOURCES, Field
from dangan.schema.kind import ThingKind
from dangan.source.node import Pointer

SOURCE = "source"
"""The space of the ids of sources."""
_DATES = ("observed", "date")
"""The summaries that say when a source was seen: of a source, of a contact."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Ids of sources as written, and the day that is written for the facts; each may be missing."""

    sources: tuple[str, ...] = ()
    as_of: str = ""


NOTHING = Provenance()


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One recorded fact: where it stands, from where it is known, and what other sources say instead."""

    pointer: Pointer
    field: Field
    provenance: Provenance
    rivals: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day of a fact, and who says so: the rep, the newest source, or the last change of the file; "" if nobody."""

    day: str = ""
    by: Literal["stated", "source", "file", ""] = ""


def of_file(record: Record, things: Iterable[ThingKind]) -> Provenance:
    """What holds in a file that says nothing: a file that is a source itself, such as a contact, comes from itself."""
    is_source = any(t.kind == record.kind.name and t.space == SOURCE and not t.at for t in things)
    return Provenance((record.id,)) if is_source else NOTHING


def inside(above: Provenance, data: Any) -> Provenance:
    """What holds for everything in a mapping that has nothing nearer; `above` itself where the mapping says nothing."""
    if not isinstance(data, Mapping) or not (data.get(SOURCES) or data.get(AS_OF)):
        return above
    return Provenance(_ids(data.get(SOURCES)) or above.sources, data.get(AS_OF) or above.as_of)


def of_part(here: Provenance, data: Any, name: str | int) -> Provenance:
    """What holds for one field of a mapping in which `here` holds; `here` itself where it has no own evidence."""
    evidence = data.get(EVIDENCE) if isinstance(data, Mapping) else None
    own = _ids(evidence.get(name)) if isinstance(evidence, Mapping) else ()
    return replace(here, sources=own) if own else here


def rivals(data: Any, name: str) -> tuple[Mapping[str, Any], ...]:
    """What other sources say of one field of a mapping."""
    stated = data.get(CONTESTED) if isinstance(data, Mapping) else None
    found = stated if isinstance(stated, list) else ()
    return tuple(r for r in found if isinstance(r, Mapping) and r.get("field") == name and "value" in r)


def at(data: Any, pointer: Sequence[str | int], top: Provenance = NOTHING) -> Provenance:
    """What holds for the place that `pointer` leads to in a file's data."""
    here = inside(top, data)
    for part in pointer:
        here = of_part(here, data, part)
        data = data[part]
        here = inside(here, data)
    return here


def sources_in(data: Any) -> Iterator[str]:
    """Every source that a file names for its facts, in the order written, perhaps more than once."""
    for part, value in data.items() if isinstance(data, Mapping) else enumerate(data):
        if part == SOURCES:
            yield from _ids(value)
        elif part == EVIDENCE and isinstance(value, Mapping):
            yield from (source for own in value.values() for source in _ids(own))
        elif isinstance(value, Mapping | list):
            yield from sources_in(value)


def tells(data: Any) -> bool:
    """Whether anything in data says where it comes from, or that it is contested."""
    if isinstance(data, Mapping):
        return any(key in data for key in RESERVED) or any(map(tells, data.values()))
    return isinstance(data, list) and any(map(tells, data))


def may_be_known(field: Field) -> bool:
    """Whether anything that the field describes can say where it comes from."""
    return SOURCES in field.properties or any(may_be_known(child) for child in field.below())


def known_facts(field: Field, data: Any, top: Provenance = NOTHING) -> Iterator[KnownFact]:
    """Every recorded fact of a file with where it comes from.

    One fact is a plain value, a list of them, or a mapping that can have no provenance of its own, such as an amount.
    """
    yield from _facts((), field, data, top)


def as_of(found: Provenance, observed: Callable[[str], str], changed: str = "") -> AsOf:
    """The day of a fact; `observed` says when a source was seen, `changed` when the file was last changed."""
    if found.as_of:
        return AsOf(found.as_of, "stated")
    newest = max(map(observed, found.sources), default="")
    return AsOf(newest, "source") if newest else AsOf(changed, "file") if changed else AsOf()


def observed_on(index: Index, owner: str, source: str) -> str:
    """When a source named in the data of `owner` was seen, as far as the index tells; "" where it does not."""
    entry = index.find(SOURCE, source, owner)
    dates = (entry.summary.get(name) for name in _DATES) if entry else ()
    return next((day for day in dates if isinstance(day, str)), "")


def _facts(pointer: Pointer, field: Field, data: Any, above: Provenance) -> Iterator[KnownFact]:
    here = inside(above, data)
    for part, child, value in _parts(field, data):
        known = of_part(here, data, part)
        place = (*pointer, part)
        if _has_parts(child, value):
            yield from _facts(place, child, value, known)
        else:
            yield KnownFact(place, child, known, rivals(data, part) if isinstance(part, str) else ())


def _parts(field: Field, data: Any) -> Iterator[tuple[str | int, Field, Any]]:
    entries = data.items() if isinstance(data, Mapping) else enumerate(data)
    for part, value in entries:
        child = field.child(part)
        if child and part not in RESERVED:
            yield part, child, value


def _has_parts(field: Field, value: Any) -> bool:
    """Whether what stands here is made of facts: a mapping that may say where it comes from, or a list of such."""
    if isinstance(value, list):
        return any(isinstance(item, Mapping) for item in value)
    fields = (field, *field.alternatives)
    return isinstance(value, Mapping) and any(f.values or SOURCES in f.properties for f in fields)


def _ids(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
