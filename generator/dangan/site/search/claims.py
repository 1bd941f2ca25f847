"""What the lists promise of a term, and what the text makes of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from dangan.site.search.fold import fold
from dangan.site.search.lists import ANY
from dangan.site.search.part import NAME, START, TEXT, WITHIN
from dangan.site.search.query import Key, Term

Lists = tuple[Mapping[int, int], ...]
"""Masks by number of document, list by list."""
NOWHERE = 4
_BEGINNING, OWN, _WITHIN, _LINE = range(NOWHERE)
_PLACES = (START, NAME, WITHIN, TEXT)
"""The list of each class."""


class Index(Protocol):
    """An index, as much as it takes to look a term up."""

    def lists(self, key: Key) -> Lists: ...
    def block(self, number: int, block: int) -> Mapping[str, Any]: ...
    @property
    def span(self) -> int:
        """Blocks that a mask tells apart."""


class Hit(NamedTuple):
    """The line that a term was found in: how good that is, where it is, where in the folded text (-1: by sound)."""

    rank: int
    block: int
    line: int
    at: int


_NO_HIT = Hit(NOWHERE, 0, 0, 0)


class Claims:
    """What the lists promise of one term: for each document the classes it may have, with the blocks to look in."""

    def __init__(self, term: Term, ways: Sequence[Mapping[int, int]], *, sure: bool) -> None:
        self.term = term
        self.ways = ways
        self.sure = sure
        self.masks = _either(ways)

    @classmethod
    def of(cls, term: Term, index: Index) -> "Claims":
        keys = term.keys or ((term.single,) if term.single else ())
        found = [index.lists(key) for key in keys]
        spoken = [index.lists(key) for key in term.sounds]
        by_text = _ways(term, dict(zip(keys, found, strict=True))) if found else ({}, {}, {}, {})
        ways = [_either([way, *(x[place] for x in spoken)]) for way, place in zip(by_text, _PLACES, strict=True)]
        sure = len(keys) == 1 and not any(map(any, spoken)) and keys[0].token == term.text
        return cls(term, ways, sure=sure)

    def rank(self, number: int) -> int:
        return next(rank for rank, way in enumerate(self.ways) if number in way)

    def verified(self, number: int, common: int, index: Index) -> Hit:
        """The best line that the term really matches; `common` are the blocks to try first."""
        for rank, way in enumerate(self.ways):
            if number in way:
                hit = self._look((number, way[number], common), rank, index)
                if hit.rank <= rank:
                    return hit
        return _NO_HIT

    def _look(self, where: tuple[int, int, int], rank: int, index: Index) -> Hit:
        """The first line of the best class in the blocks that may hold it."""
        best = _NO_HIT
        for at, block in _blocks(*where, index) if rank > OWN else _first(where[0], index):
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
    lowest = (likely & -likely).bit_length() - 1
    first = index.block(number, lowest)
    yield lowest, first
    span = index.span
    allowed = [at for at in range(first["of"]) if mask >> at % span & 1 and at != lowest]
    for at in sorted(allowed, key=lambda at: not likely >> at % span & 1):
        yield at, index.block(number, at)


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
