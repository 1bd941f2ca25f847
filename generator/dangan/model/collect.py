"""From checked records to entries of the index: things, names, references, summaries."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any, NamedTuple

from dangan.diagnostics import Span, Text
from dangan.levels import Level
from dangan.model.facts import PATH, heads, is_path
from dangan.model.index import Entry, Key, Reference
from dangan.model.records import Customer, Record
from dangan.model.walk import Walk
from dangan.schema.audience import level_at, stated_at
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import CONTESTED, EVIDENCE, RESERVED, Field
from dangan.schema.kind import ThingKind
from dangan.source.node import Pointer

CUSTOMER = "customer"


class Leaf(NamedTuple):
    """A value worth indexing: where it stands, its field, and whether it is a key of a map (`key_of` its kind).

    `stated` is what the data itself says of who may know it.
    """

    pointer: Pointer
    field: Field
    value: Any
    key_ref: str | None = None
    stated: Level = Level.PUBLIC


class Collector:
    """Makes entries; one collector serves all records of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.things: dict[str, list[ThingKind]] = {}
        for thing in catalogue.things.values():
            self.things.setdefault(thing.kind, []).append(thing)
        self._heads = heads(catalogue)
        self._levels: dict[int, tuple[Field, Level]] = {}
        self._walk = Walk(lambda field: bool(field.ref or field.summary or field.key_ref))

    def of_customer(self, customer: Customer) -> list[Entry]:
        """The customer itself with everything that stands in no smaller thing, then its people, projects, contacts."""
        owned: list[Entry] = []
        rest: list[tuple[Record, Leaf]] = []
        for record in customer.all():
            entries, others = self._of_record(record, customer.id)
            owned += entries
            rest += [(record, leaf) for leaf in others]
        return [self._customer_entry(customer, rest), *owned]

    def of_loose(self, record: Record) -> list[Entry]:
        """The things of a file of the archive; a file that holds none stands for itself."""
        entries, rest = self._of_record(record, "")
        if rest or not entries:
            key = Key(record.kind.name, "", record.kind.name)
            entries.append(self._entry(key, record, (), record.kind.field, record.data, rest))
        return entries

    def _of_record(self, record: Record, customer: str) -> tuple[list[Entry], list[Leaf]]:
        leaves = list(self._leaves(record))
        entries = []
        for thing in self.things.get(record.kind.name, ()):
            if thing.name == CUSTOMER:
                continue
            found = list(places(thing, record))
            owned, leaves = _parted(leaves, {pointer for pointer, *_ in found})
            for pointer, own_id, field, value in found:
                inside = owned.get(pointer, [])
                key = Key(thing.name, customer if thing.scope == CUSTOMER else "", own_id)
                entries.append(self._entry(key, record, pointer, field, value, inside))
        return entries, leaves

    def _leaves(self, record: Record) -> Iterator[Leaf]:
        form, data = record.kind.field, record.data
        for pointer, field, value in self._walk(data, form):
            if field.summary or (field.ref and isinstance(value, str) and not self._is_path(field, value)):
                stated = stated_at(form, data, pointer) if form.guarded else Level.PUBLIC
                yield Leaf(pointer, field, value, None, stated)
            if field.key_ref and isinstance(value, dict):
                keys = ((*pointer, key) for key in value if key not in field.properties)
                yield from (Leaf(key, field, key[-1], field.key_ref, stated_at(form, data, key)) for key in keys)

    def _is_path(self, field: Field, value: str) -> bool:
        """What a judgement rests on is a source or a path: only the source is a thing that is referred to."""
        return field.format == PATH and is_path(value, self._heads)

    def _note(self, leaf: Leaf, path: Pointer, summary: dict[str, Any], levels: dict[str, Level]) -> None:
        """A summary of a mapping is for those who may see all of it: an overlay may have raised one of its fields."""
        if leaf.field.summary and not leaf.key_ref:
            name = _joined(path)
            summary[name], levels[name] = leaf.value, max(leaf.stated, self._highest(leaf.field))

    def _highest(self, field: Field) -> Level:
        known = self._levels.get(id(field))
        if known is None:
            own = [f.level for f in field.walk() if f.name not in RESERVED]
            known = self._levels[id(field)] = (field, max(own, default=field.level))
        return known[1]

    def _customer_entry(self, customer: Customer, rest: list[tuple[Record, Leaf]]) -> Entry:
        profile = customer.profile
        key = Key(CUSTOMER, "", customer.id)
        summary: dict[str, Any] = {}
        levels: dict[str, Level] = {}
        references: list[Reference] = []
        for record, leaf in rest:
            self._note(leaf, leaf.pointer if record is profile else (record.kind.name, *leaf.pointer), summary, levels)
            references += _reference(leaf, key, record)
        data = profile.data if profile else {}
        field = profile.kind.field if profile else None
        path = profile.path if profile else f"{customer.folder}/profile.yaml"
        names, names_level = _names(data, field, customer.id)
        return Entry(
            key=key,
            names=names,
            path=path,
            span=Span(path),
            level=field.level if field else Level.INTERNAL,
            names_level=names_level,
            summary=summary,
            summary_levels=levels,
            references=tuple(references),
        )

    def _entry(self, key: Key, record: Record, pointer: Pointer, field: Field, value: Any, leaves: list[Leaf]) -> Entry:
        summary: dict[str, Any] = {}
        levels: dict[str, Level] = {}
        references: list[Reference] = []
        for leaf in leaves:
            self._note(leaf, leaf.pointer[len(pointer) :], summary, levels)
            references += _reference(leaf, key, record)
        names, names_level = _names(value, field, key.id)
        span = record.document.span(pointer, key=bool(pointer)) if record.document else Span(record.path)
        return Entry(
            key=key,
            names=names,
            path=record.path,
            span=span,
            pointer=pointer,
            level=max(lowest(field, value), stated_at(record.kind.field, record.data, pointer)),
            names_level=names_level,
            summary=summary,
            summary_levels=levels,
            references=tuple(references),
        )


@lru_cache(maxsize=8192)
def _joined(path: Pointer) -> str:
    return "/".join(map(str, path))


def _parted(leaves: list[Leaf], things: AbstractSet[Pointer]) -> tuple[dict[Pointer, list[Leaf]], list[Leaf]]:
    """Leaves by the thing that they stand in, and those in none; an entry's key belongs to the map that holds it."""
    owned: dict[Pointer, list[Leaf]] = {}
    rest: list[Leaf] = []
    if not things:
        return owned, leaves
    depths = sorted({len(pointer) for pointer in things})
    for leaf in leaves:
        pointer = leaf.pointer
        reach = len(pointer) - (leaf.key_ref is not None)
        for depth in depths:
            if depth <= reach and pointer[:depth] in things:
                owned.setdefault(pointer[:depth], []).append(leaf)
                break
        else:
            rest.append(leaf)
    return owned, rest


def places(thing: ThingKind, record: Record) -> Iterator[tuple[Pointer, str, Field, Any]]:
    """Where the things of one kind stand in a record: pointer, id, field, value."""
    data, field = record.data, record.kind.field
    parts = [part for part in thing.at.split("/") if part]
    found: list[tuple[Pointer, str, Field, Any]] = [((), record.id, field, data)]
    for part in parts:
        found = [step for place in found for step in _step(place, part)]
    yield from found


def _step(place: tuple[Pointer, str, Field, Any], part: str) -> Iterator[tuple[Pointer, str, Field, Any]]:
    pointer, own_id, field, value = place
    if isinstance(value, dict):
        keys = [k for k in value if k not in field.properties] if part == "*" else [k for k in (part,) if k in value]
        for key in keys:
            below = field.child(key)
            if below:
                yield (*pointer, key), _own_id(value[key], key if part == "*" else own_id), below, value[key]
    elif isinstance(value, list) and part == "*" and field.items:
        for number, item in enumerate(value):
            found = _own_id(item, "")
            if found:
                yield (*pointer, number), found, field.items, item


def lowest(field: Field, value: Any) -> Level:
    """Who may know that there is a thing: whoever may see anything that is recorded of it, or that nothing is."""
    parts = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    found = Level.RESTRICTED
    for part, inner in parts:
        below = field.child(part)
        found = min(found, lowest(below, inner) if below else Level.RESTRICTED)
        if found <= field.level:  # nothing below is lower
            return found
    return found if parts else field.level


def _own_id(value: Any, otherwise: str) -> str:
    own = value.get("id") if isinstance(value, dict) else None
    return own if isinstance(own, str) else otherwise


def _reference(leaf: Leaf, source: Key, record: Record) -> Sequence[Reference]:
    """What a leaf refers to, if it does."""
    field, pointer = leaf.field, leaf.pointer
    space = leaf.key_ref or field.ref
    if not space or not isinstance(leaf.value, str):
        return ()
    document = record.document
    span = document.span(pointer, key=leaf.key_ref is not None) if document else Span(record.path)
    own = field.values.level if leaf.key_ref and field.values else field.level
    level = max(leaf.stated, own)
    if EVIDENCE in pointer or CONTESTED in pointer:
        level = max(level, level_at(record.kind.field, pointer))
    label = record.kind.label if leaf.key_ref and len(pointer) == 1 else field.label
    return (Reference(source, space, leaf.value, span, pointer, label, field.reverse, level),)


def _names(value: Any, field: Field | None, own_id: str) -> tuple[Mapping[str, str], Level]:
    """What a thing is called, and who may know: its `names`, else its title or name, else its id."""
    if isinstance(value, dict) and field:
        names = value.get("names")
        if isinstance(names, dict):
            found = {k: v for k, v in names.items() if isinstance(v, str)}
            if found:
                return found, _level(field, "names")
        for key in ("title", "name"):
            if isinstance(value.get(key), str):
                return {"": value[key]}, _level(field, key)
    return {"": own_id}, Level.PUBLIC


def _level(field: Field, name: str) -> Level:
    child = field.child(name)
    return child.level if child else field.level


def label_of(space: str, catalogue: Catalogue) -> Text:
    """What a kind of thing, or a space of several, is called."""
    thing = catalogue.things.get(space)
    if thing:
        return thing.label
    labels = [catalogue.things[name].label for name in catalogue.spaces.get(space, ())]
    return Text(" or ".join(x.en for x in labels), "或".join(x.zh for x in labels)) if labels else Text(space, space)


def names_of(catalogue: Catalogue) -> Mapping[str, Text]:
    """What everything is called that a field may refer to."""
    return {space: label_of(space, catalogue) for space in (*catalogue.things, *catalogue.spaces)}
