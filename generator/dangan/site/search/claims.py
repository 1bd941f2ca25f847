"""What the lists promise of a term, and what the text makes of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple, Protocol

from dangan.site.search.fold import fold
from dangan.site.search.keys import Key
from dangan.site.search.lists import ANY
from dangan.site.search.part import NAME, START, TEXT, WITHIN
from dangan.site.search.query import Term

Lists = tuple[Mapping[int, int], ...]
"""Masks by number of document, list by list."""
Masks = tuple[int, ...]
"""Of one document, list by list or class by class; 0 where it is not there."""
NOWHERE = 4
_BEGINNING, OWN, _WITHIN, _LINE = range(NOWHERE)
_PLACES = (START, NAME, WITHIN, TEXT)
"""The list of each class."""


class Index(Protocol):
    """An index, as much as it takes to look a term up."""

    def lists(self, key: Key) -> Lists:
        """All that is known of a key without asking for the blocks of one document."""

    def masks(self, key: Key, number: int) -> Masks:
        """The lists of one document with its blocks."""

    def block(self, number: int, block: int) -> Mapping[str, Any]: ...


class Hit(NamedTuple):
    """The line that a term was found in: how good that is, where it is, where in the folded text (-1: by sound)."""

    rank: int
    block: int
    line: int
    at: int


_NO_HIT = Hit(NOWHERE, 0, 0, 0)


class Claims:
    """What the lists promise of one term: for each document the classes it may have, with the blocks to look in."""

    def __init__(self, term: Term, index: Index) -> None:
        self.term = term
        self._index = index
        self._keys = term.keys or ((term.single,) if term.single else ())
        found = [index.lists(key) for key in self._keys]
        spoken = [index.lists(key) for key in term.sounds]
        by_text = _ways(term, dict(zip(self._keys, found, strict=True))) if found else ({}, {}, {}, {})
        self._ways = [_either([way, *(x[place] for x in spoken)]) for way, place in zip(by_text, _PLACES, strict=True)]
        self._exact: dict[int, Masks] = {}
        self.numbers = set().union(*self._ways)
        self.sure = len(self._keys) == 1 and not any(map(any, spoken)) and self._keys[0].token == term.text

    def ways(self, number: int) -> Masks:
        """By class."""
        return self._exact.get(number) or tuple(way.get(number, 0) for way in self._ways)

    def rank(self, number: int) -> int:
        return next((rank for rank, mask in enumerate(self.ways(number)) if mask), NOWHERE)

    def mask(self, number: int) -> int:
        return reduce(or_, self.ways(number))

    def refine(self, number: int, rank: int) -> None:
        """Asks for the blocks, unless one alone is to be read for that class."""
        mask = self.ways(number)[rank]
        if number not in self._exact and mask & mask - 1:
            masks = [self._index.masks(key, number) for key in self._keys]
            spoken = [self._index.masks(key, number) for key in self.term.sounds]
            text = _of_one(self.term, dict(zip(self._keys, masks, strict=True))) if masks else (0, 0, 0, 0)
            self._exact[number] = tuple(
                reduce(or_, (x[place] for x in spoken), mask) for mask, place in zip(text, _PLACES, strict=True)
            )

    def verified(self, number: int, common: int) -> Hit:
        """The best line that the term really matches; `common` are the blocks to try first."""
        for rank in range(NOWHERE):
            if self.ways(number)[rank]:
                self.refine(number, rank)
            if mask := self.ways(number)[rank]:
                hit = self._look((number, mask, common), rank)
                if hit.rank <= rank:
                    return hit
        return _NO_HIT

    def _look(self, where: tuple[int, int, int], rank: int) -> Hit:
        """The first line of the best class in the blocks that may hold it."""
        best = _NO_HIT
        for at, block in _blocks(*where, self._index) if rank > OWN else _first(where[0], self._index):
            for place, line in enumerate(block["l"]):
                hit = hit_of(self.term, line, at, place)
                best = hit if hit.rank < best.rank else best
            if best.rank <= rank:
                break
        return best


def _first(number: int, index: Index) -> Iterator[tuple[int, Mapping[str, Any]]]:
    yield 0, index.block(number, 0)


def _blocks(number: int, mask: int, common: int, index: Index) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Those that a mask allows, the common ones before others; none is read to learn how many there are."""
    likely = mask & common or mask
    for at in (*_bits(likely), *_bits(mask & ~likely)):
        yield at, index.block(number, at)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1


def hit_of(term: Term, line: Sequence[Any], block: int, place: int) -> Hit:
    """How a term matches one line."""
    is_name = len(line) > 3  # noqa: PLR2004 - place, field, text, then what only names have
    at = -1 if term.names_only and not is_name else term.place_in(fold(line[2]))
    heard, first = term.matches_reading(line[3]) if is_name else (False, False)
    if at < 0 and not heard:
        return Hit(NOWHERE, block, place, at)
    if is_name and line[4]:
        return Hit(_BEGINNING if at == 0 or first else OWN, block, place, at)
    return Hit(_WITHIN if is_name else _LINE, block, place, at)


def _ways(term: Term, found: Mapping[Key, Lists]) -> tuple[Mapping[int, int], ...]:
    """By class: what is in all lists; at the beginning of a name only what is so by the key that begins the term."""
    first = term.first_key
    starting = _all([lists[START if key == first else NAME] for key, lists in found.items()])
    own, within = (_all([lists[place] for lists in found.values()]) for place in (NAME, WITHIN))
    return starting, own, within, {} if term.names_only else _all([lists[TEXT] for lists in found.values()])


def _of_one(term: Term, found: Mapping[Key, Masks]) -> Masks:
    """The same of one document."""
    first, every = term.first_key, [*found.values()]
    starting = reduce(and_, (masks[START if key == first else NAME] for key, masks in found.items()))
    own, within, text = (reduce(and_, (masks[place] for masks in every)) for place in (NAME, WITHIN, TEXT))
    return starting, own, within, 0 if term.names_only else text


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
