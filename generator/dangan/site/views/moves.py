"""The timeline of people: who joined, rose, changed and left, the latest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from dangan.analysis.shape import day, items, members, text
from dangan.model.records import Customer
from dangan.site import format as fmt
from dangan.site.drawings_section import Chart
from dangan.site.views.scope import Link, Scope

_TONES = {"left": "warn", "joined": "good"}


@dataclass(frozen=True, slots=True)
class MoveView:
    iso: str
    day: str
    person: Link
    change: str
    tone: str
    origin: str
    to: str
    introduced: Link | None


@dataclass(frozen=True, slots=True)
class MovesView:
    years: tuple[tuple[str, tuple[MoveView, ...]], ...]


def moves_view(customer: Customer, scope: Scope) -> MovesView | None:
    record = customer.one("people")
    found = sorted(_moves(customer, scope), key=lambda move: move.iso, reverse=True) if record else []
    years: dict[str, list[MoveView]] = {}
    for move in found:
        years.setdefault(move.iso[:4], []).append(move)
    return MovesView(tuple((year, tuple(moves)) for year, moves in years.items())) if found else None


def _moves(customer: Customer, scope: Scope) -> Iterator[MoveView]:
    record = customer.one("people")
    for person, data in members(record.data) if record else ():
        for move in items(data, "moves"):
            on = day(move, "date")
            if on:
                change, by = text(move, "change"), text(move, "introduced_by")
                yield MoveView(
                    iso=on.isoformat(),
                    day=fmt.short_date(on, scope.lang),
                    person=scope.find("person", person),
                    change=scope.said("people", ("*", "moves", 0, "change"), change),
                    tone=_TONES.get(change, "even"),
                    origin=text(move, "from"),
                    to=text(move, "to"),
                    introduced=scope.colleague(by) if by else None,
                )


DRAWINGS = (Chart("people", "charts/moves.html.j2", moves_view, meets=("ORG-03/timeline",), order=20),)
