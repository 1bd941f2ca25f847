"""What happened at a customer, in lanes by month: contacts, orders, people moving, and other events."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from dangan.analysis.shape import day, items, mapping, members, text
from dangan.model.records import Customer

LANES = ("contacts", "orders", "people", "events")
MONTHS = 30
"""How far back the strip reaches."""


class Happening(NamedTuple):
    """One dated thing: its lane, its day, the field whose label says what it is, its words, and what it leads to.

    `thing` and `id` name the place where it is recorded; "" for what has no place of its own.
    """

    lane: str
    on: date
    words: str
    thing: str = ""
    id: str = ""
    field: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The last months up to today, the oldest first; each cell holds what happened in a lane and month, by day."""

    months: tuple[tuple[int, int], ...]
    cells: Mapping[tuple[str, int], tuple[Happening, ...]]
    earlier: int
    """Happenings before the first month."""


def timeline(customer: Customer, today: date) -> Timeline:
    """Of redacted records; what lies in the future is not history."""
    months = tuple(_months(today))
    cells: dict[tuple[str, int], list[Happening]] = {}
    earlier = 0
    for found in sorted(happenings(customer), key=lambda h: (h.on, h.lane, h.words)):
        if found.on > today:
            continue
        month = (found.on.year, found.on.month)
        if month < months[0]:
            earlier += 1
        else:
            cells.setdefault((found.lane, months.index(month)), []).append(found)
    return Timeline(months, {place: tuple(each) for place, each in cells.items()}, earlier)


def _months(today: date) -> Iterable[tuple[int, int]]:
    last = today.year * 12 + today.month - 1
    return ((n // 12, n % 12 + 1) for n in range(last - MONTHS + 1, last + 1))


def happenings(customer: Customer) -> Iterator[Happening]:
    for record in customer.many("log"):
        if on := day(record.data, "date"):
            yield Happening(
                "contacts", on, text(record.data, "title"), "log", record.id, ("medium",), _medium(record.data)
            )
    for own_id, order in members(_data(customer, "orders")):
        if on := day(order, "ordered"):
            yield Happening("orders", on, text(order, "number") or own_id, "order", own_id)
    yield from _people(_data(customer, "people"))
    yield from _events(customer)


def _medium(entry: Any) -> str:
    return text(entry, "medium")


def _people(people: Mapping[str, Any]) -> Iterator[Happening]:
    for person, data in members(people):
        for move in items(data, "moves"):
            if on := day(move, "date"):
                yield Happening("people", on, "", "person", person, ("*", "moves", "change"), text(move, "change"))


def _events(customer: Customer) -> Iterator[Happening]:
    for event in items(_data(customer, "market"), "events"):
        if on := day(event, "on"):
            yield Happening("events", on, text(event, "event"))
    for own_id, claim in members(_data(customer, "claims")):
        if on := day(claim, "date"):
            yield Happening("events", on, text(claim, "reason"), "claim", own_id)
    for rival, data in members(_data(customer, "competitors")):
        for step in items(data, "steps"):
            if on := day(step, "on"):
                yield Happening("events", on, "", "competitor", rival, ("*", "steps", "step"), text(step, "step"))


def _data(customer: Customer, kind: str) -> Mapping[str, Any]:
    record = customer.one(kind)
    return mapping(record.data) if record else {}
