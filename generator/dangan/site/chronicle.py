"""The things of one kind at one customer in order of their days, and the customer with only some of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangan.model.collect import places
from dangan.model.records import Customer, Record
from dangan.schema.field import Field
from dangan.schema.kind import Kind, ThingKind
from dangan.site import format as fmt
from dangan.source.node import Pointer

LATEST = 8
"""Things that a dossier shows of a kind that has pages of its own."""
_DAYS: Mapping[str, Callable[[str], bool]] = {"date": lambda text: fmt.as_date(text) is not None, "month": fmt.is_month}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing: a whole file, or a part of one; `day` is "" where none is recorded."""

    thing: str
    id: str
    record: Record
    pointer: Pointer
    day: str
    data: Any


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Every thing in a customer's files of a kind, the newest first, those without a day last."""

    customer: Customer
    kind: Kind
    items: tuple[Item, ...]

    @property
    def latest(self) -> Customer:
        """The customer with the newest things and everything beside them; long lists are cut to their newest."""
        chosen = self.only(self.items[:LATEST], facts=True)
        return _with(chosen, self.kind, [_shortened(record) for record in chosen.many(self.kind.name)])

    @property
    def beside(self) -> Customer:
        """The customer with what its files of the kind say beside the things."""
        return self.only((), facts=True)

    def only(self, chosen: Sequence[Item], *, facts: bool = False) -> Customer:
        """The customer with these things of the kind, in this order; with what stands beside them if `facts`."""
        if self.kind.many:
            return _with(self.customer, self.kind, [item.record for item in chosen])
        records = (self._cut(record, chosen, facts=facts) for record in self.customer.many(self.kind.name))
        return _with(self.customer, self.kind, [record for record in records if record.data])

    def _cut(self, record: Record, chosen: Sequence[Item], *, facts: bool) -> Record:
        ways, every = ([i.pointer for i in items if i.record is record] for items in (chosen, self.items))
        return replace(record, data=_kept(record.data, ways, every, facts=facts))


def chronicle(customer: Customer, kind: Kind, things: Iterable[ThingKind]) -> Chronicle:
    found = [
        Item(thing.name, own_id, record, pointer, day_of(field, value), value)
        for thing in things
        if thing.kind == kind.name
        for record in customer.many(kind.name)
        for pointer, own_id, field, value in places(thing, record)
    ]
    return Chronicle(customer, kind, tuple(sorted(found, key=lambda item: (item.day, item.id), reverse=True)))


def day_of(field: Field, value: Any) -> str:
    """The first day that is recorded, in the order of the schema."""
    if not isinstance(value, Mapping):
        return ""
    days = ((value.get(f.name), _DAYS.get(f.format or "")) for f in field.facts())
    return next((day for day, is_day in days if is_day and isinstance(day, str) and is_day(day)), "")


def _with(customer: Customer, kind: Kind, records: Sequence[Record]) -> Customer:
    return replace(customer, records={**customer.records, kind.name: tuple(records)})


def _kept(value: Any, chosen: Sequence[Pointer], every: Sequence[Pointer], *, facts: bool) -> Any:
    """What the chosen ways lead to, in their order, without what the other ways lead to; None where nothing is left."""
    if () in every:
        return value if () in chosen else None
    if not every:
        return value if facts else None
    ways = dict.fromkeys(way[0] for way in (*chosen, *every))
    inside = {key: _kept(value[key], _below(chosen, key), _below(every, key), facts=facts) for key in ways}
    kept = {key: part for key, part in inside.items() if part is not None}
    if isinstance(value, list):
        return list(kept.values())
    beside = {key: part for key, part in value.items() if key not in ways} if facts else {}
    return beside | kept


def _below(ways: Sequence[Pointer], key: str | int) -> list[Pointer]:
    return [way[1:] for way in ways if way[0] == key]


def _shortened(record: Record) -> Record:
    data = record.data
    if record.kind.many or not isinstance(data, Mapping):
        return record
    return replace(record, data={name: _newest(record.kind.field.child(name), part) for name, part in data.items()})


def _newest(field: Field | None, value: Any) -> Any:
    """A long list of mappings without its older ones."""
    items = field.items if field else None
    if not isinstance(value, list) or items is None or items.type != "object" or len(value) <= LATEST:
        return value
    return sorted(value, key=lambda item: day_of(items, item), reverse=True)[:LATEST]
