"""The changes one after the other: what came in together, in an order in which nothing lacks what it needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dangan.exchange.demo.notes import Place
from dangan.exchange.demo.past import Past

_FILES = 4
"""So many files are still looked through in one review."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the archive. `needs` are the numbers of earlier ones that it builds on.

    `first` are those of its files, if any, that could have come before the others.
    """

    owner: str
    day: date
    places: tuple[Place, ...]
    needs: frozenset[int] = frozenset()
    first: frozenset[str] = frozenset()

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.path for place in self.places))


def steps_of(past: Past) -> list[Step]:
    """All of the past, oldest first."""
    known = past.known
    before = _before(past)
    waiting: dict[tuple[date, str], list[Place]] = {}
    for place in sorted(known, key=lambda p: (past.owners[p.path].order, p)):
        waiting.setdefault((known[place], past.owners[place.path].name), []).append(place)
    order = {place: number for number, place in enumerate(_in_turn(sorted(waiting), waiting, before))}
    return _numbered(past, _cut(order, past), before)


def _before(past: Past) -> dict[Place, set[Place]]:
    """By note the notes that must not come after it."""
    found: dict[Place, set[Place]] = {place: {past.holder(place)} - {place} for place in past.known}
    for part, other in past.needs:
        for place in past.notes_at(part):
            first = past.day(other)
            found[place] |= {p for p in past.notes_at(other) if past.known[p] == first} - {place}
    return found


def _in_turn(
    groups: Iterable[tuple[date, str]],
    waiting: Mapping[tuple[date, str], list[Place]],
    before: Mapping[Place, set[Place]],
) -> Iterable[Place]:
    """Day by day, owner by owner, file by file; what something needs on the same day is drawn before it."""
    told: set[Place] = set()
    open_: set[Place] = set()
    of_day = {place: day for (day, _), places in waiting.items() for place in places}

    def draw(place: Place) -> Iterable[Place]:
        if place in told or place in open_:
            return
        open_.add(place)
        for other in sorted(before[place]):
            if of_day[other] == of_day[place]:
                yield from draw(other)
        told.add(place)
        yield place

    for group in groups:
        for place in waiting[group]:
            yield from draw(place)


def _cut(order: Mapping[Place, int], past: Past) -> list[list[Place]]:
    """Stretches of one day and one owner, of few files each."""
    found: list[list[Place]] = []
    for place in sorted(order, key=lambda p: order[p]):
        last = found[-1] if found else []
        together = last and _same(past, last[0], place)
        if together and len({p.path for p in [*last, place]}) <= _FILES:
            last.append(place)
        else:
            found.append([place])
    return found


def _same(past: Past, one: Place, other: Place) -> bool:
    return past.known[one] == past.known[other] and past.owners[one.path].name == past.owners[other.path].name


def _numbered(past: Past, found: list[list[Place]], before: Mapping[Place, set[Place]]) -> list[Step]:
    at = {place: number for number, places in enumerate(found) for place in places}
    return [
        Step(
            past.owners[places[0].path].name,
            past.known[places[0]],
            tuple(places),
            frozenset(at[other] for place in places for other in before[place] if at[other] != number),
            _first(places, before),
        )
        for number, places in enumerate(found)
    ]


def _first(places: Sequence[Place], before: Mapping[Place, set[Place]]) -> frozenset[str]:
    """The largest part of the files that needs nothing of the rest, from one of them on."""
    paths = {place.path for place in places}
    leans = {path: {o.path for p in places if p.path == path for o in before[p]} & paths for path in paths}
    found: list[frozenset[str]] = [frozenset()]
    for path in sorted(paths):
        whole = {path}
        while more := {other for one in whole for other in leans[one]} - whole:
            whole |= more
        found += [frozenset(whole)] if whole != paths else []
    return max(found, key=len)
