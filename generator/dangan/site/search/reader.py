"""Answers a query: candidates from the lists, then the text of as many blocks as the answer needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from heapq import heapify, heappop, heappush
from operator import and_
from typing import Any, NamedTuple

from dangan.site.search.claims import NOWHERE, OWN, Claims, Hit, Index
from dangan.site.search.part import TEXT, filter_token
from dangan.site.search.query import Key, terms_of


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
        claims = [Claims.of(term, self.index) for term in terms]
        numbers = set(claims[0].masks).intersection(*(c.masks for c in claims[1:]), *allowed)
        heap = [(sum(c.rank(n) for c in claims), n) for n in numbers]
        heapify(heap)
        return self._best(heap, claims, limit)

    def _best(self, heap: list[tuple[int, int]], claims: list[Claims], limit: int) -> Found:
        total, surely = len(heap), all(c.sure for c in claims)
        results: list[Result] = []
        proved: dict[int, tuple[Hit, ...]] = {}
        while heap and (limit <= 0 or len(results) < limit):
            rank, number = heappop(heap)
            hits = proved.get(number) or self._verified(number, claims)
            true = sum(hit.rank for hit in hits)
            if any(hit.rank == NOWHERE for hit in hits):
                total -= 1
            elif true == rank:
                results.append(Result(number, rank, hits, self.index.block(number, hits[0].block)))
            else:
                proved[number] = hits
                heappush(heap, (true, number))
        return Found(tuple(results), total, exact=surely or not heap)

    def _verified(self, number: int, claims: Sequence[Claims]) -> tuple[Hit, ...]:
        named = any(claim.rank(number) <= OWN for claim in claims)
        common = 1 if named else reduce(and_, (claim.masks[number] for claim in claims))
        return tuple(claim.verified(number, common, self.index) for claim in claims)

    def _allowed(self, filters: Mapping[str, Sequence[str]]) -> list[set[int]]:
        return [
            {n for value in values for n in self.index.lists(Key(filter_token(name, value)))[TEXT]}
            for name, values in filters.items()
            if values
        ]
