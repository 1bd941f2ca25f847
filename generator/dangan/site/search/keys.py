"""The keys that a term is looked up by: those that together leave the fewest others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dangan.site.search.runs import LONG, PAIR, SHORT, Run, joints

MOST = 4
"""Keys of a term: each is a file to fetch."""
_DIGIT = 3
"""How much more a digit tells than another character: names are alike, numbers are not."""


@dataclass(frozen=True, slots=True)
class Key:
    """A token, or with `prefix` the beginning of one."""

    token: str
    prefix: bool = False

    def fits(self, token: str) -> bool:
        return token.startswith(self.token) if self.prefix else token == self.token


class Place(NamedTuple):
    """A key that there may be, and what it stands for in the term."""

    key: Key
    start: int
    end: int


def places(text: str, found: Sequence[Run]) -> Iterator[Place]:
    """All that a term may be looked up by."""
    yield from (Place(Key(joint.token), joint.start, joint.end) for joint in joints(text, found))
    for run in found:
        for at, size in _pairs(run) if run.ideographic else _letters(run):
            prefix = not run.ideographic and SHORT < len(run.text) < LONG
            yield Place(Key(run.text[at : at + size], prefix), run.start + at, run.start + at + size)


def chosen(text: str, found: Sequence[Place]) -> tuple[Key, ...]:
    """One after another that which tells most of what the others do not: which character follows which."""
    told: set[int] = set()
    keys: list[Key] = []
    while found and len(keys) < MOST:
        gains = [sum(_weight(text, at) for at in range(p.start, p.end - 1) if at not in told) for p in found]
        best = max(gains)
        if keys and not best:
            break
        place = found[gains.index(best)]
        told.update(range(place.start, place.end - 1))
        keys.append(place.key)
    return tuple(keys)


def others(found: Sequence[Run], taken: Sequence[Key]) -> Iterator[Key]:
    """All that a term may be looked up by besides: what stands in long runs between the keys that were chosen."""
    for run in found:
        size = PAIR if run.ideographic else LONG
        keys = (Key(run.text[at : at + size]) for at in range(len(run.text) - size + 1))
        yield from (key for key in dict.fromkeys(keys) if key not in taken)


def _weight(text: str, at: int) -> int:
    """Of a character and the next."""
    return _DIGIT if any("0" <= c <= "9" for c in text[at : at + 2]) else 1


def _pairs(run: Run) -> list[tuple[int, int]]:
    """The first, the last, and between them some that do not all begin alike: most words have two characters."""
    last = len(run.text) - PAIR
    if last < 0:
        return []
    starts = range(last + 1) if last < MOST else (0, last // 3 | 1, 2 * last // 3 | 1, last)
    return [(at, PAIR) for at in dict.fromkeys(starts)]


def _letters(run: Run) -> list[tuple[int, int]]:
    size = len(run.text)
    return [(0, size)] if size <= LONG else [(0, LONG), (size - LONG, LONG)]
