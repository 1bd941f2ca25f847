"""On which day everything came in that the archive did not say at first."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from dangan.exchange.demo.days import FIRST, LAST, at_the_desk, booking, working
from dangan.exchange.demo.needs import Need, needs_of
from dangan.exchange.demo.notes import Note, Noted, Place, noted
from dangan.exchange.demo.openings import Openings, Owner, openings_of, owners_of
from dangan.exchange.demo.sample import Sample
from dangan.exchange.demo.story import DAYS
from dangan.exchange.demo.turns import turns_of
from dangan.source.node import Pointer

BOOKS = frozenset({"orders", "trade", "receivables"})
"""Kinds of file that are kept once a month."""
_AT_ONCE = frozenset({"product", "project", "survey", "campaign", "log", "inbox", "tombstone", "dangan", "documents"})
"""Kinds of file that are written in one go, but for what has a day of its own."""
_WITH_OTHERS = timedelta(days=75)
"""What has no day of its own is written down when somebody is at the customer's files anyway."""
_SETTLING_IN, _FILLED_BY = timedelta(days=25), 0.7


@dataclass(slots=True)
class Past:
    """`known` is on which day each note came in; settling only ever makes it later, until all needs are met."""

    sample: Sample
    owners: Mapping[str, Owner]
    noted: Mapping[str, Noted]
    openings: Openings
    needs: list[Need]
    known: dict[Place, date] = field(default_factory=dict)
    before: dict[Place, Any] = field(default_factory=dict)
    """Of every turn the value until then."""

    def booked(self, path: str, day: date) -> date:
        """When what came by on a day is in the file."""
        owner = self.owners[path]
        day = max(day, self.openings.floor(owner))
        if owner.kind in BOOKS:
            return booking(day)
        return at_the_desk(day, self.openings.weekday(owner.name)) if owner.is_customer else working(day)

    def day(self, place: Place) -> date:
        """Since when a part of a file is there."""
        return min(self.known[place] for place in self.notes_at(place))

    def notes_at(self, place: Place) -> list[Place]:
        """The notes by any of which a part of a file is there: mostly one, its own or that of what it is part of."""
        found, size = self.noted[place.path], len(place.pointer)
        if place.pointer in found.open:
            return [note.place for at, note in found.notes.items() if at[:size] == place.pointer]
        return [self._above(place.path, place.pointer)]

    def _above(self, path: str, pointer: Pointer) -> Place:
        """The note that a part belongs to, be it its own."""
        notes = self.noted[path].notes
        while pointer not in notes:
            pointer = pointer[:-1]
        return Place(path, pointer)

    def settle(self) -> None:
        """First what has a day, then what has none is laid between, then what needs something waits for it."""
        for note in self._notes():
            if note.day:
                self.known[note.place] = self.booked(note.place.path, note.day)
        for turn in turns_of(self.sample):
            self.before[turn.place] = turn.before
            self.known[turn.place] = self.booked(turn.place.path, turn.day or LAST)
        self._hurry()
        for name in sorted({owner.name for owner in self.owners.values()}):
            self._lay(name)
        while self._after_what_holds_it() | self._after_what_it_needs():
            pass

    def _notes(self) -> Iterator[Note]:
        return (note for found in self.noted.values() for note in found.notes.values())

    def _hurry(self) -> None:
        """What something dated refers to was there by then."""
        for part, other in self.needs:
            note = self.noted[other.path].notes.get(other.pointer)
            here = None if part.pointer in self.noted[part.path].open else self._above(*part[:2])
            if note and here and note.day is None and here in self.known:
                latest = min(filter(None, (note.latest, self.known[here])))
                self.noted[other.path].notes[other.pointer] = replace(note, latest=latest)

    def _lay(self, name: str) -> None:
        """The undated notes of one owner over the time in which its files were filled."""
        paths = [path for path, owner in self.owners.items() if owner.name == name]
        paths.sort(key=lambda path: (self.owners[path].order, path))
        undated = [note for path in paths for note in self.noted[path].notes.values() if note.day is None]
        inner = [note for note in undated if note.place.pointer]
        for place, note in enumerate(inner):
            self._put(note, self._between(name, paths, place / len(inner)))
        for note in (note for note in undated if not note.place.pointer):
            self.known[note.place] = self.booked(note.place.path, self._first(note.place.path))

    def _put(self, note: Note, day: date) -> None:
        """What the archive itself holds is there at once, unless all that is known of it is younger."""
        own = self.owners[note.place.path].is_customer
        at = min(day, note.latest or LAST) if own else note.latest or day
        self.known[note.place] = self.booked(note.place.path, at)

    def _first(self, path: str) -> date:
        """A profile opens the folder; another file begins with the first thing in it."""
        days = [self.known[note.place] for note in self.noted[path].notes.values() if note.place in self.known]
        floor = self.openings.floor(self.owners[path])
        return floor if self.owners[path].kind == "profile" else min(days, default=floor)

    def _between(self, name: str, paths: Iterable[str], share: float) -> date:
        if name not in self.openings.days:
            return FIRST
        start = self.openings.days[name] + _SETTLING_IN
        day = start + timedelta(days=int((LAST - start).days * _FILLED_BY * share)) if start < LAST else LAST
        events = sorted({self.known[p] for p in self._dated(paths)})
        following = events[at] if (at := bisect_left(events, day)) < len(events) else None
        return following if following and following - day <= _WITH_OTHERS else day

    def _dated(self, paths: Iterable[str]) -> Iterator[Place]:
        notes = (n for p in paths if self.owners[p].kind not in BOOKS for n in self.noted[p].notes.values())
        return (note.place for note in notes if note.day)

    def _after_what_holds_it(self) -> bool:
        """Whether anything was raised; all of it is looked at."""
        parts = [place for place in self.known if place.pointer or place.turn]
        return True in [self._raise(place, self.known[self.holder(place)]) for place in parts]

    def holder(self, place: Place) -> Place:
        """The note that has to be there before another of the same file; itself where there is none."""
        if place.turn > 1:
            return place._replace(turn=place.turn - 1)
        if place.turn:
            return self._above(*place[:2])
        pointer = place.pointer[:-1]
        notes = self.noted[place.path].notes
        while pointer and pointer not in notes:
            pointer = pointer[:-1]
        return Place(place.path, pointer) if pointer in notes else place

    def _after_what_it_needs(self) -> bool:
        return True in [self._wait(part, other) for part, other in self.needs]

    def _wait(self, part: Place, other: Place) -> bool:
        day, found = self.day(other), self.noted[part.path]
        if self.day(part) >= day:
            return False
        if part.pointer in found.notes or part.pointer in found.open:
            return True in [self._raise(place, day) for place in self.notes_at(part)]
        found.add(part.pointer, day)
        self.known[part] = self.booked(part.path, day)
        return True

    def _raise(self, place: Place, day: date) -> bool:
        day = self.booked(place.path, day)
        if self.known[place] >= day:
            return False
        self.known[place] = day
        return True


def past_of(sample: Sample) -> Past:
    """Not settled yet."""
    owners = owners_of(sample)
    found = {path: _noted(sample, path, owners[path]) for path in sample.files}
    return Past(sample, owners, found, openings_of(owners, found.values()), needs_of(sample))


def _noted(sample: Sample, path: str, owner: Owner) -> Noted:
    document = sample.documents.get(path)
    found = noted(path, document.data if document else None, apart=owner.kind not in _AT_ONCE)
    for ending, pointer, day in DAYS:
        if path.endswith(ending) and pointer in found.notes:
            found.add(pointer, day)
    return found
