"""Answers a query: candidates from the lists, then the text of as many blocks as the answer needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from heapq import heapify, heappop, heappush
from operator import and_
from typing import Any, NamedTuple

from dangan.site.search.claims import Claims, Index
from dangan.site.search.hits import NOWHERE, OWN, Hit
from dangan.site.search.keys import Key
from dangan.site.search.part import TEXT, filter_token
from dangan.site.search.query import terms_of


class Result(NamedTuple):
    """A document and where each term stands in it."""

    number: int
    rank: int
    hits: tuple[Hit, ...]
    block: Mapping[str, Any]
    """The one that the first term was found in: each says what the document is."""


@dataclass(frozen=True, slots=True)
class Found:
    """`total` counts candidates where it is not `exact`."""

    results: tuple[Result, ...]
    total: int
    exact: bool


class Search:
    """Answers queries from an index, be it of files or of parts."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def __call__(self, query: str, filters: Mapping[str, Sequence[str]] | None = None, limit: int = 10) -> Found:
        terms = terms_of(query)
        allowed = self._allowed(filters or {})
        if not terms:
            return Found((), 0, exact=True)
        claims = [Claims(term, self.index) for term in terms]
        numbers = claims[0].numbers.intersection(*(c.numbers for c in claims[1:]), *allowed)
        return _Answer(self.index, claims, numbers).best(limit)

    def _allowed(self, filters: Mapping[str, Sequence[str]]) -> list[set[int]]:
        return [
            {n for value in values for n in self.index.lists(Key(filter_token(name, value)))[TEXT]}
            for name, values in filters.items()
            if values
        ]


class _Answer:
    """What is left to be looked at, best claims first; a document comes by thrice: claimed, refined, proved."""

    def __init__(self, index: Index, claims: Sequence[Claims], numbers: set[int]) -> None:
        self._index = index
        self._claims = claims
        self._heap = [(self._sum(number), number) for number in numbers]
        heapify(self._heap)
        self._refined: set[int] = set()
        self._proved: dict[int, tuple[Hit, ...]] = {}

    def best(self, limit: int) -> Found:
        total, surely = len(self._heap), all(c.sure for c in self._claims)
        results: list[Result] = []
        while self._heap and (limit <= 0 or len(results) < limit):
            rank, number = heappop(self._heap)
            true = self._true(number)
            if true is None:
                total -= 1
            elif number in self._proved and true == rank:
                hits = self._proved[number]
                results.append(Result(number, rank, hits, self._index.block(number, hits[0].block)))
            else:
                heappush(self._heap, (true, number))
        return Found(tuple(results), total, exact=surely or not self._heap)

    def _true(self, number: int) -> int | None:
        """Nearer to the truth than what was known before; None where a term is not there."""
        if any(claim.rank(number) == NOWHERE for claim in self._claims):
            return None
        if number not in self._refined:
            self._refined.add(number)
            return self._sum(number) if self._in_one(number) or self._narrowed(number) else None
        if number not in self._proved:
            self._proved[number] = self._verified(number)
        ranks = [hit.rank for hit in self._proved[number]]
        return None if NOWHERE in ranks else sum(ranks)

    def _in_one(self, number: int) -> bool:
        """Whether one block has all that is claimed: where it is to be read anyway, others need not be asked for."""
        at = self._likely(number)
        if at is None:
            return False
        hits = tuple(claim.seen(number, at) for claim in self._claims)
        if all(hit.rank == claim.rank(number) for hit, claim in zip(hits, self._claims, strict=True)):
            self._proved[number] = hits
        return number in self._proved

    def _narrowed(self, number: int) -> bool:
        """Whether all terms may still be there by the blocks that they stand in."""
        for claim in self._claims:
            claim.refine(number, claim.rank(number))
            if claim.rank(number) == NOWHERE:
                return False
        return True

    def _likely(self, number: int) -> int | None:
        """The block that is read first, where the lists tell it and it costs more to learn what others there are."""
        if len(self._claims) == 1 or not any(claim.costs(number) for claim in self._claims):
            return None
        if self._named(number):
            return 0
        mask = self._common(number)
        return mask.bit_length() - 1 if mask and not mask & mask - 1 else None

    def _sum(self, number: int) -> int:
        return sum(claim.rank(number) for claim in self._claims)

    def _named(self, number: int) -> bool:
        return any(claim.rank(number) <= OWN for claim in self._claims)

    def _common(self, number: int) -> int:
        return reduce(and_, (claim.mask(number) for claim in self._claims))

    def _verified(self, number: int) -> tuple[Hit, ...]:
        """The line of each term; those that are surely there are read last, and not where another is not there."""
        common = 1 if self._named(number) else self._common(number)
        hits: dict[int, Hit] = {}
        for at in sorted(range(len(self._claims)), key=lambda at: self._claims[at].sure):
            hits[at] = self._claims[at].verified(number, common)
            if hits[at].rank == NOWHERE:
                self._claims[at].miss()
                return (hits[at],)
        return tuple(hits[at] for at in range(len(hits)))
