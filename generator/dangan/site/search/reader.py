"""Reads an index: candidates from the lists of the shards, then the text of as many blocks as the answer needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from heapq import heapify, heappop, heappush
from operator import and_
from typing import Any, NamedTuple
from zlib import crc32

from dangan.site.search.blocks import block_name
from dangan.site.search.claims import NOWHERE, OWN, Claims, Hit, Lists
from dangan.site.search.lists import read_list
from dangan.site.search.part import TEXT, filter_token
from dangan.site.search.query import Key, terms_of
from dangan.site.search.shards import LISTS, key_of


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
    """An index through `read`, which gives the data of a file by its name (`s/0a3`)."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read
        self._kept: dict[str, Any] = {}

    def __call__(self, query: str, filters: Mapping[str, Sequence[str]] | None = None, limit: int = 10) -> Found:
        terms = terms_of(query)
        allowed = self._allowed(filters or {})
        if not terms:
            return Found((), 0, exact=True)
        claims = [Claims.of(term, self) for term in terms]
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
                results.append(Result(number, rank, hits, self.block(number, hits[0].block)))
            else:
                proved[number] = hits
                heappush(heap, (true, number))
        return Found(tuple(results), total, exact=surely or not heap)

    def _verified(self, number: int, claims: Sequence[Claims]) -> tuple[Hit, ...]:
        named = any(claim.rank(number) <= OWN for claim in claims)
        common = 1 if named else reduce(and_, (claim.masks[number] for claim in claims))
        return tuple(claim.verified(number, common, self) for claim in claims)

    def _allowed(self, filters: Mapping[str, Sequence[str]]) -> list[set[int]]:
        return [
            {n for value in values for n in self.lists(Key(filter_token(name, value)))[TEXT]}
            for name, values in filters.items()
            if values
        ]

    @cached_property
    def head(self) -> Mapping[str, Any]:
        head: Mapping[str, Any] = self._read("head")
        return head

    def file(self, name: str) -> Any:
        if name not in self._kept:
            self._kept[name] = self._read(name)
        return self._kept[name]

    def block(self, number: int, block: int) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.file(block_name(number, block))
        return found

    def lists(self, key: Key) -> Lists:
        """Of all tokens that fit."""
        shard: Mapping[str, str] = self.file(self._shard(key_of(key.token)))
        tokens = [t for t in shard if key.fits(t)] if key.prefix else [key.token] * (key.token in shard)
        merged: tuple[dict[int, int], ...] = tuple({} for _ in range(LISTS))
        for token in tokens:
            for into, text in zip(merged, shard[token].split("|"), strict=False):
                for number, mask in read_list(text, self.head["width"], self.head["mask"]).items():
                    into[number] = into.get(number, 0) | mask
        return merged

    def _shard(self, key: str) -> str:
        return f"s/{crc32(key.encode()) % self.head['shards']:0{self.head['hex']}x}"
