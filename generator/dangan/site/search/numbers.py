"""The number of each document: from a hash of its name, so that an edit moves nobody and a new one hardly anybody."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

_FEWEST = 6
"""Bits at the least."""
_PER_SHARD = 1
"""A shard for so many times fewer (in bits) than there is room for documents."""
_LEAST = 7
_FILLED = 7
"""Eighths of the room that hashes lead to: what is moved on from the last of them needs no longer numbers."""
LONG = 512
"""Documents in a list whose blocks stand beside it; those of a longer one stand in pieces."""
_PIECE = 512
"""Documents of a piece, about, and at the most where they lie evenly."""
_PER_FILE = 2
"""A file of pieces for so many times fewer (in bits) than there is room for documents."""


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
    def shards(self) -> int:
        return 1 << max(_LEAST, self.bits - _PER_SHARD)

    @cached_property
    def hex_digits(self) -> int:
        return len(f"{self.shards - 1:x}")

    @cached_property
    def files(self) -> int:
        """Of pieces; none where no list can be long."""
        return 1 << self.bits - _PER_FILE if len(self.of_name) > LONG else 0

    def shard(self, key: str) -> int:
        return crc32(key.encode()) % self.shards

    def cut(self, numbers: Sequence[int], pieces: int) -> Iterator[tuple[int, int, int]]:
        """The pieces that ascending numbers fall into, each with the places at which it begins and ends in them."""
        start = 0
        while start < len(numbers):
            piece = piece_of(numbers[start], pieces, self.bits)
            last = piece == pieces - 1
            end = len(numbers) if last else bisect_left(numbers, (piece + 1 << self.bits) // pieces, start)
            yield piece, start, end
            start = end

    @cached_property
    def mark(self) -> int:
        """Of all names and numbers; what one adds to it can be taken away again."""
        return sum(mark_of(name, number) for name, number in self.of_name.items()) & 0xFFFFFFFF


def pieces_of(length: int) -> int:
    """How many a list is cut into: a power of two, so that few changes of its length change it."""
    return 1 << (max(0, length - 1) // _PIECE).bit_length()


def piece_of(number: int, pieces: int, bits: int) -> int:
    """All are of as many numbers, the last also of those beyond."""
    return min(number * pieces >> bits, pieces - 1)


def mark_of(name: str, number: int) -> int:
    return crc32(f"{name} {number}".encode())
