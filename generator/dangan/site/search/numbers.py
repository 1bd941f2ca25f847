"""The number of each document: from a hash of its name, so that an edit moves nobody and a new one hardly anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from dangan.site.search.lists import BITS, SPAN

_FEWEST = 6
"""Bits at the least."""
_PER_SHARD = 1
"""A shard for so many times fewer (in bits) than there is room for documents."""
_LEAST = 7
_FILLED = 7
"""Eighths of the room that hashes lead to: what is moved on from the last of them needs no longer numbers."""


@dataclass(frozen=True)
class Numbers:
    """`of_name` is in the order of numbers. Room for twice the documents, in steps of two, keeps them apart."""

    of_name: Mapping[str, int]
    bits: int

    @classmethod
    def of(cls, names: Iterable[str]) -> "Numbers":
        """Each at its place by hash, or at the next that is free when all are put down in the order of their hashes."""
        placed = sorted((crc32(name.encode()), name) for name in set(names))
        bits = max(_FEWEST, (2 * len(placed) - 1).bit_length())
        found: dict[str, int] = {}
        last = -1
        for mark, name in placed:
            last = found[name] = max(last + 1, mark * _FILLED << bits - 3 >> 32)
        return cls(found, bits)

    @cached_property
    def width(self) -> int:
        """Digits of a number."""
        return -(-max([(1 << self.bits) - 1, *self.of_name.values()]).bit_length() // BITS)

    @property
    def mask(self) -> int:
        """Digits of a mask."""
        return SPAN // BITS

    @property
    def shards(self) -> int:
        return 1 << max(_LEAST, self.bits - _PER_SHARD)

    @property
    def hex_digits(self) -> int:
        return len(f"{self.shards - 1:x}")

    def shard(self, key: str) -> int:
        return crc32(key.encode()) % self.shards
