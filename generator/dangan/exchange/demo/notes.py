"""What was noted one after the other: the parts of each file that were not there, or said something else, at first."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from dangan.exchange.demo.days import AT_LAST, LATER, day_of, over, stamp
from dangan.source.node import Pointer


class Place(NamedTuple):
    """A part of a file of the archive as it is now. `turn` counts what a value was before it became what it is."""

    path: str
    pointer: Pointer = ()
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """`day` is when it became known, None where nothing says; `before` the value until then, of a turn."""

    place: Place
    day: date | None = None
    before: Any = None
    latest: date | None = None
    """By when at the latest, for what is known of it is younger."""


@dataclass(slots=True)
class Noted:
    """The notes of one file by pointer. `open` are collections that are there as soon as anything in them is."""

    path: str
    apart: bool
    """Whether the file grows section by section; else it is written at once, but for what has a day of its own."""
    notes: dict[Pointer, Note] = field(default_factory=dict)
    open: set[Pointer] = field(default_factory=set)

    def add(self, pointer: Pointer, day: date | None, latest: date | None = None) -> None:
        self.notes[pointer] = Note(Place(self.path, pointer), day, None, latest)

    def days(self, pointer: Pointer = ()) -> Iterator[date]:
        size = len(pointer)
        return (note.day for at, note in self.notes.items() if note.day and at[:size] == pointer)


TOGETHER = frozenset({"id", "names", "entity", "stage", "location", "individual", "evidence", "sources", "contested"})
"""Sections that a file begins with, or that belong to another one."""


def noted(path: str, data: Any, *, apart: bool) -> Noted:
    """The notes of a file; one without any is there from the beginning of what it belongs to."""
    found = Noted(path, apart)
    _take(found, data, (), None)
    last = max(found.days(), default=None)
    if isinstance(data, dict) and last and () in found.notes:
        for key in AT_LAST & data.keys():
            found.add((key,), last)
    return found


def _take(found: Noted, value: Any, pointer: Pointer, above: date | None) -> bool:
    """Whether all of a value is noted by itself, so that it needs no note of its own."""
    if not isinstance(value, dict | list):
        if not pointer:
            found.add(pointer, None)
        return False
    own = stamp(value) if isinstance(value, dict) else None
    if own and (above is None or own > above):
        found.add(pointer, own)
    day = max(filter(None, (own, above)), default=None)
    parts = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    whole = [_take(found, part, (*pointer, key), day) for key, part in parts]
    if isinstance(value, dict):
        _later(found, value, pointer, day)
    if own:
        return True
    if all(whole) and day is None:
        found.open.add(pointer)
        return True
    return _undated(found, pointer)


def _undated(found: Noted, pointer: Pointer) -> bool:
    """A file, or a section of one that grows, of which nothing says when it was written."""
    section = len(pointer) == 1 and found.apart and pointer[0] not in TOGETHER
    if not pointer or section:
        found.add(pointer, None, min(found.days(pointer), default=None))
        return True
    return False


def _later(found: Noted, data: dict[str, Any], pointer: Pointer, day: date | None) -> None:
    for key, along in LATER.items():
        at = day_of(data.get(key), months=True)
        if at and (day is None or at > day):
            for name in (key, *(name for name in along if name in data)):
                found.add((*pointer, name), at)
    if day and "actual" in data and (at := over(data.get("period"))):
        found.add((*pointer, "actual"), at)
    if isinstance(data.get("role"), str) and (at := day_of(data.get("until"))):
        found.add((*pointer, "until"), at)
