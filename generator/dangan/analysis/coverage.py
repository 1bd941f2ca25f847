"""Who decides at a customer, and whether anybody of ours has spoken with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangan.analysis.shape import day, texts

DECIDING = ("decision-maker", "influencer", "gatekeeper", "user", "executor", "informant")
"""Buying roles by their weight in a decision; a role that is not here weighs least."""


@dataclass(frozen=True, slots=True)
class Reach:
    """One person, when we last spoke with them and which of ours did."""

    person: str
    data: Mapping[str, Any]
    last: date | None
    by: tuple[str, ...]
    known_to: tuple[str, ...]

    @property
    def reached(self) -> bool:
        return bool(self.last or self.known_to)

    @property
    def decides(self) -> bool:
        return DECIDING[0] in texts(self.data, "roles")


def reach(people: Mapping[str, Mapping[str, Any]], log: Iterable[Mapping[str, Any]]) -> tuple[Reach, ...]:
    """Every person with their last contact, those who weigh most in a decision first."""
    last: dict[str, tuple[date, tuple[str, ...]]] = {}
    for entry in log:
        on = day(entry, "date")
        for person in texts(entry, "people"):
            if on and (person not in last or on > last[person][0]):
                last[person] = (on, texts(entry, "colleagues"))
    nobody: tuple[date | None, tuple[str, ...]] = (None, ())
    found = [
        Reach(person, data, *last.get(person, nobody), texts(data, "our_contacts")) for person, data in people.items()
    ]
    return tuple(sorted(found, key=lambda r: weight(r.data)))


def weight(person: Mapping[str, Any]) -> int:
    """The place of a person's weightiest role; people without one come last."""
    places = [DECIDING.index(role) if role in DECIDING else len(DECIDING) for role in texts(person, "roles")]
    return min(places, default=len(DECIDING) + 1)


def deciders_reached(reaches: Iterable[Reach]) -> tuple[int, int]:
    """How many of those who decide somebody of ours has reached, and how many there are."""
    deciders = [r for r in reaches if r.decides]
    return sum(r.reached for r in deciders), len(deciders)
