"""What the lists promise of a term, and what the text makes of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from dangan.site.search.fold import fold
from dangan.site.search.lists import ANY, BITS
from dangan.site.search.part import NAME, START, TEXT, WITHIN
from dangan.site.search.query import Key, Term

Lists = tuple[Mapping[int, int], ...]
"""Masks by number of document, list by list."""
NOWHERE = 4
_BEGINNING, _OWN, _WITHIN, _LINE = range(NOWHERE)
_PLACES = (START, NAME, WITHIN, TEXT)
"""The list of each class."""


class Source(Protocol):
    """An index, as much as it takes to look a term up."""

    def lists(self, key: Key) -> Lists: ...
    def block(self, number: int, block: int) -> Mapping[str, Any]: ...


class Hit(NamedTuple):
    """The line that a term was found in: how good that is, where it is, where in the folded text (-1: by sound)."""

    rank: int
    block: int
    line: int
    at: int


class Claims:
    """What the lists promise of one term: for each document the classes it may have, with the blocks to look in."""

    def __init__(self, term: Term, ways: Sequence[Mapping[int, int]], *, sure: bool) -> None:
        self.term = term
        self.ways = ways
        self.sure = sure
        self.masks = {number: mask for way in reversed(ways) for number, mask in way.items()}

    @classmethod
    def of(cls, term: Term, source: Source) -> "Claims":
        keys = term.keys or ((term.single,) if term.single else ())
        found = [source.lists(key) for key in keys]
        spoken = [source.lists(key) for key in term.sounds]
        by_text = _ways(term, dict(zip(keys, found, strict=True))) if found else ({}, {}, {}, {})
        ways = [_either([way, *(x[place] for x in spoken)]) for way, place in zip(by_text, _PLACES, strict=True)]
        sure = len(keys) == 1 and not any(map(any, spoken)) and keys[0].token == term.text
        return cls(term, ways, sure=sure)

    def rank(self, number: int) -> int:
        return next(rank for rank, way in enumerate(self.ways) if number in way)

    def verified(self, number: int, source: Source) -> Hit:
        """The best line that the term really matches."""
        for rank, way in enumerate(self.ways):
            if number in way:
                hit = self._look(number, rank, way[number], source)
                if hit.rank <= rank:
                    return hit
        return Hit(NOWHERE, 0, 0, 0)

    def _look(self, number: int, rank: int, mask: int, source: Source) -> Hit:
        """The first line of the best class in the blocks that may hold it."""
        blocks = range(source.block(number, 0)["of"]) if rank > _OWN else (0,)
        best = Hit(NOWHERE, 0, 0, 0)
        for block in blocks:
            if mask >> block % BITS & 1:
                for place, line in enumerate(source.block(number, block)["l"]):
                    hit = hit_of(self.term, line, block, place)
                    if hit.rank < best.rank:
                        best = hit
                if best.rank <= rank:
                    break
        return best


def hit_of(term: Term, line: Sequence[Any], block: int, place: int) -> Hit:
    """How a term matches one line."""
    is_name = len(line) > 3  # noqa: PLR2004 - place, field, text, then what only names have
    at = -1 if term.names_only and not is_name else term.place_in(fold(line[2]))
    heard, first = term.matches_reading(line[3]) if is_name else (False, False)
    if at < 0 and not heard:
        return Hit(NOWHERE, block, place, at)
    if is_name and line[4]:
        return Hit(_BEGINNING if at == 0 or first else _OWN, block, place, at)
    return Hit(_WITHIN if is_name else _LINE, block, place, at)


def _ways(term: Term, found: Mapping[Key, Lists]) -> tuple[Mapping[int, int], ...]:
    """By class: what is in all lists; at the beginning of a name only what is so by the key that begins the term."""
    first = term.first_key
    starting = _all([lists[START if key == first else NAME] for key, lists in found.items()])
    own, within = (_all([lists[place] for lists in found.values()]) for place in (NAME, WITHIN))
    return starting, own, within, {} if term.names_only else _all([lists[TEXT] for lists in found.values()])


def _all(lists: Sequence[Mapping[int, int]]) -> dict[int, int]:
    """The documents that are in every list, with the blocks that every list allows."""
    shortest = min(lists, key=len)
    found = {}
    for number in shortest:
        mask = ANY
        for masks in lists:
            mask &= masks.get(number, 0)
        if mask:
            found[number] = mask
    return found


def _either(lists: Iterable[Mapping[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for masks in lists:
        for number, mask in masks.items():
            found[number] = found.get(number, 0) | mask
    return found
