"""An index that is read from its files, as a page reads it."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple
from zlib import crc32

from dangan.site.search.blocks import block_name
from dangan.site.search.claims import Lists, Masks
from dangan.site.search.keys import Key
from dangan.site.search.lists import ANY, read_blocks, read_numbers
from dangan.site.search.numbers import piece_of, pieces_of
from dangan.site.search.shards import (
    BESIDE,
    IN_BLOCKS,
    LISTS,
    is_filter,
    key_of,
    piece_name,
    pieces_file,
    pieces_name,
)

FIRST = 1
"""The mask of a document's own names."""


class _Token(NamedTuple):
    """One token's lists, and which of them have their blocks in how many pieces."""

    lists: Lists
    cut: tuple[int, ...]
    pieces: int


class FileIndex:
    """`read` gives the data of a file by its name (`s/0a3`); each is asked for once."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read
        self._kept: dict[str, Any] = {}
        self._tokens: dict[str, _Token] = {}
        self._pieces: dict[tuple[str, int], Mapping[int, int]] = {}

    @cached_property
    def head(self) -> Mapping[str, Any]:
        head: Mapping[str, Any] = self._read("head")
        return head

    def block(self, number: int, block: int) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._file(block_name(number, block))
        return found

    def lists(self, key: Key) -> Lists:
        """Of all tokens that fit; where blocks stand in pieces any may be meant."""
        merged: tuple[dict[int, int], ...] = tuple({} for _ in range(LISTS))
        for _, found in self._fitting(key):
            for into, masks in zip(merged, found.lists, strict=True):
                for number, mask in masks.items():
                    into[number] = into.get(number, 0) | mask
        return merged

    def asks(self, key: Key, number: int) -> set[str]:
        """The files that it takes to tell the blocks of a document."""
        return {
            self._piece(token, found, number)[1]
            for token, found in self._fitting(key)
            if any(number in found.lists[place] for place in found.cut)
        }

    def masks(self, key: Key, number: int) -> Masks:
        """Of one document, list by list, with the blocks that pieces tell."""
        told = [0] * LISTS
        for token, found in self._fitting(key):
            for place, masks in enumerate(found.lists):
                if number in masks:
                    told[place] |= self._told(token, place, number) if place in found.cut else masks[number]
        return tuple(told)

    def _fitting(self, key: Key) -> Iterator[tuple[str, _Token]]:
        shard: Mapping[str, str] = self._file(f"s/{self._shard(key):0{self.head['hex']}x}")
        for token in [t for t in shard if key.fits(t)] if key.prefix else [key.token] * (key.token in shard):
            if token not in self._tokens:
                self._tokens[token] = _token(token, shard[token])
            yield token, self._tokens[token]

    def _told(self, token: str, place: int, number: int) -> int:
        found = self._tokens[token]
        piece, name = self._piece(token, found, number)
        if (piece, place) not in self._pieces:
            at = piece_of(number, found.pieces, self.head["bits"])
            numbers = [n for n in found.lists[place] if piece_of(n, found.pieces, self.head["bits"]) == at]
            said = self._file(name)[piece].split("|")[place]
            self._pieces[piece, place] = dict(zip(numbers, read_blocks(said), strict=True))
        return self._pieces[piece, place][number]

    def _piece(self, token: str, found: _Token, number: int) -> tuple[str, str]:
        """The piece of a document, and the file that it is in."""
        piece = piece_name(token, piece_of(number, found.pieces, self.head["bits"]))
        files: int = self.head["files"]
        return piece, pieces_name(pieces_file(piece, files), files)

    def _file(self, name: str) -> Any:
        if name not in self._kept:
            self._kept[name] = self._read(name)
        return self._kept[name]

    def _shard(self, key: Key) -> int:
        shards: int = self.head["shards"]
        return crc32(key_of(key.token).encode()) % shards


def _token(token: str, entry: str) -> _Token:
    said = entry.split("|")
    texts = [*said, *[""] * (LISTS - len(said))]
    cut = tuple(p for p in IN_BLOCKS if texts[p] and BESIDE not in texts[p] and not is_filter(token))
    lists = tuple(_list(place, text) for place, text in enumerate(texts))
    return _Token(lists, cut, pieces_of(max(len(lists[place]) for place in IN_BLOCKS)))


def _list(place: int, text: str) -> Mapping[int, int]:
    said, beside, blocks = text.partition(BESIDE)
    numbers = read_numbers(said)
    if beside:
        return dict(zip(numbers, read_blocks(blocks), strict=True))
    return dict.fromkeys(numbers, ANY if place in IN_BLOCKS else FIRST)
