"""What the lists promise of a term, and what the text makes of it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any, Protocol

from dangan.site.search.hits import NO_HIT, NOWHERE, OWN, Hit, best_of, places, rank_of
from dangan.site.search.keys import Key
from dangan.site.search.lists import ANY
from dangan.site.search.part import NAME, START, TEXT, WITHIN
from dangan.site.search.query import Term

Lists = tuple[Mapping[int, int], ...]
"""Masks by number of document, list by list."""
Masks = tuple[int, ...]
"""Of one document, list by list or class by class; 0 where it is not there."""
_MISSES = 2
"""Times that a term was not where its lists led, after which all its keys are asked, and each time one more."""
_PLACES = (START, NAME, WITHIN, TEXT)
"""The list of each class."""


class Index(Protocol):
    """An index, as much as it takes to look a term up."""

    def lists(self, key: Key) -> Lists:
        """All that is known of a key without asking for the blocks of one document."""

    def asks(self, key: Key, number: int) -> set[str]:
        """What has to be fetched to learn the blocks of one document."""

    def masks(self, key: Key, number: int) -> Masks:
        """The lists of one document with its blocks."""

    def block(self, number: int, block: int) -> Mapping[str, Any]: ...


class Claims:
    """What the lists promise of one term: for each document the classes it may have, with the blocks to look in."""

    def __init__(self, term: Term, index: Index) -> None:
        self.term = term
        self._index = index
        self._keys = term.keys or ((term.single,) if term.single else ())
        self._found = {key: index.lists(key) for key in (*self._keys, *term.sounds)}
        self._others = iter(term.others)
        self._brought: set[str] = set()
        self._missed = 0
        self._look_up()
        spoken = any(any(self._found[key]) for key in term.sounds)
        self.numbers = set().union(*self._ways)
        self.sure = len(self._keys) == 1 and not spoken and self._keys[0].token == term.text

    def _look_up(self) -> None:
        """Begins anew with what the keys say of all documents."""
        sounds = self.term.sounds
        text = {key: self._found[key] for key in self._keys}
        by_text = _ways(self.term, text) if text else ({}, {}, {}, {})
        found = zip(by_text, _PLACES, strict=True)
        self._ways = [_either([way, *(self._found[key][place] for key in sounds)]) for way, place in found]
        self._lists = [(key, self._found[key]) for key in (*self._keys, *sounds)]
        self._by_length = sorted(range(len(self._lists)), key=lambda at: max(map(len, self._lists[at][1])))
        self._told: dict[int, list[Masks]] = {}
        self._asked: dict[int, int] = {}
        self._exact: dict[int, Masks] = {}

    def miss(self) -> None:
        """It was not where its lists led: now and then one more key is asked."""
        self._missed += 1
        key = next(self._others, None) if self._missed % _MISSES == 0 else None
        if key:
            self._keys = (*self._keys, key)
            self._found[key] = self._index.lists(key)
            self._look_up()

    def ways(self, number: int) -> Masks:
        """By class."""
        if number in self._exact:
            return self._exact[number]
        return tuple(way.get(number, 0) for way in self._ways)

    def rank(self, number: int) -> int:
        return next((rank for rank, mask in enumerate(self.ways(number)) if mask), NOWHERE)

    def mask(self, number: int) -> int:
        return reduce(or_, self.ways(number))

    def costs(self, number: int) -> bool:
        """Whether something is to be fetched to learn more of where its best class is."""
        mask = self.ways(number)[self.rank(number)]
        left = self._by_length[self._asked.get(number, 0) :]
        return bool(mask & mask - 1) and any(
            self._index.asks(self._lists[at][0], number) - self._brought for at in left
        )

    def refine(self, number: int, rank: int) -> None:
        """Asks for the blocks, of the rarest key first, until one alone is to be read for that class."""
        for at in self._by_length[self._asked.get(number, 0) :]:
            mask, asks = self.ways(number)[rank], self._index.asks(self._lists[at][0], number)
            found = not mask & mask - 1 and self._missed < _MISSES
            if not mask or (found and asks - self._brought):
                break
            self._brought |= asks
            self._ask(at, number)

    def _ask(self, at: int, number: int) -> None:
        told = self._told.setdefault(number, [_masks(lists, number) for _, lists in self._lists])
        told[at] = self._index.masks(self._lists[at][0], number)
        self._asked[number] = self._asked.get(number, 0) + 1
        self._exact[number] = self._of(told)

    def _of(self, told: Sequence[Masks]) -> Masks:
        """By class, from what each key says."""
        size = len(self._keys)
        text = _of_one(self.term, dict(zip(self._keys, told, strict=False))) if size else (0, 0, 0, 0)
        heard = told[size:]
        return tuple(reduce(or_, (x[place] for x in heard), mask) for mask, place in zip(text, _PLACES, strict=True))

    def seen(self, number: int, at: int) -> Hit:
        """The best line of one block."""
        return best_of(self.term, self._index.block(number, at), at)

    def verified(self, number: int, common: int) -> Hit:
        """The best line that the term really matches; `common` are the blocks to try first."""
        for rank in range(NOWHERE):
            if self.ways(number)[rank]:
                self.refine(number, rank)
            if mask := self.ways(number)[rank]:
                hit = self._look((number, mask, common), rank)
                if hit.rank <= rank:
                    return hit
        return NO_HIT

    def _look(self, where: tuple[int, int, int], rank: int) -> Hit:
        """The first line of the best class in the blocks that may hold it; none is read to learn how many there are."""
        number, mask, common = where
        best = NO_HIT
        for at in places(mask, common) if rank > OWN else (0,):
            best = min(best, self.seen(number, at), key=rank_of)
            if best.rank <= rank:
                break
        return best


def _masks(lists: Lists, number: int) -> Masks:
    return tuple(masks.get(number, 0) for masks in lists)


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
