"""From parts to shards: which documents have a token, in the order of their numbers, and in which blocks."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from dangan.parallel import no_collecting
from dangan.site.search.lists import blocks_bits, blocks_text, numbers_text
from dangan.site.search.numbers import LONG, Numbers, pieces_of
from dangan.site.search.part import LINE_END, TEXT, WITHIN, SearchPart
from dangan.site.search.readings import INITIAL, SOUND
from dangan.site.search.runs import JOINT, TOGETHER, shard_key
from dangan.site.search.script import address, script

LISTS = 4
IN_BLOCKS = (TEXT, WITHIN)
"""The lists that tell blocks; a document's own names all stand in its first."""
BESIDE = ":"
"""Between the numbers of a list and their blocks."""
_FILTER = "@"

Found = dict[str, "array[int]"]
"""By token which records have it, in the order of their numbers: of ten thousand documents millions."""
Cut = dict[str, list[str]]
"""In one file of pieces, by token and piece, the blocks of long lists."""


def shard_files(parts: Iterable[SearchPart], numbers: Numbers) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of every shard and every file of pieces, the empty ones too; of parts in the order of their
    numbers, none of which is held.
    """
    with no_collecting():
        found = _gathered(parts, numbers)
        pieces: list[Cut] = [{} for _ in range(numbers.files)]
        for shard, tokens in enumerate(_by_shard(found.lists, numbers)):
            data = {token: found.entry(token, numbers, pieces) for token in sorted(tokens)}
            yield _file(shard_name(shard, numbers), data)
        for file, held in enumerate(pieces):
            yield _file(pieces_name(file, numbers.files), {piece: joined(held[piece]) for piece in sorted(held)})


def shard_name(shard: int, numbers: Numbers) -> str:
    return f"s/{shard:0{numbers.hex_digits}x}"


def pieces_name(file: int, files: int) -> str:
    return f"m/{file:0{len(f'{files - 1:x}')}x}"


def piece_name(token: str, piece: int) -> str:
    """What a piece is called in its file; no token has a space."""
    return f"{token} {piece}"


def pieces_file(piece: str, files: int) -> int:
    """In which file a piece stands."""
    return crc32(piece.encode()) % files


def shared_names(numbers: Numbers) -> Iterator[str]:
    """Every shard and file of pieces."""
    yield from (shard_name(shard, numbers) for shard in range(numbers.shards))
    yield from (pieces_name(file, numbers.files) for file in range(numbers.files))


def is_filter(token: str) -> bool:
    return token.startswith(_FILTER)


def shard_of(token: str, numbers: Numbers) -> int:
    return numbers.shard(key_of(token))


def key_of(token: str) -> str:
    """What a token's shard goes by."""
    mark = token[0]
    if mark in (_FILTER, JOINT):
        return token
    if mark in (SOUND, INITIAL):
        return token[1 : 1 + TOGETHER]
    return shard_key(token)


def joined(lists: Iterable[str]) -> str:
    """The lists of a token."""
    return "|".join(lists).rstrip("|")


def _none() -> "array[int]":
    """As numbers of four bytes."""
    return array("I")


@dataclass(slots=True)
class _Gathered:
    """Which records each token has, list by list; of each record its number and its blocks."""

    lists: tuple[Found, ...] = field(default_factory=lambda: tuple(defaultdict(_none) for _ in range(LISTS)))
    numbers: "array[int]" = field(default_factory=_none)
    blocks: list[str] = field(default_factory=list)

    def add(self, part: SearchPart, number: int) -> None:
        for held in part.held:
            record = len(self.numbers)
            self.numbers.append(number)
            self.blocks.append(blocks_bits(held.mask))
            for records in map(self.lists[held.list].__getitem__, held.tokens[1:-1].split(LINE_END)):
                records.append(record)

    def entry(self, token: str, numbers: Numbers, pieces: Sequence[Cut]) -> str:
        """What stands in the shard; the blocks of long lists are put into the pieces."""
        said = [""] * LISTS
        count = pieces_of(max(len(self.lists[place].get(token, ())) for place in IN_BLOCKS))
        for place, into in enumerate(self.lists):
            records = into.get(token)
            if records is not None:
                found = list(map(self.numbers.__getitem__, records))
                said[place] = numbers_text(found)
                if place in IN_BLOCKS and not is_filter(token):
                    said[place] += self._beside((token, place, count), found, numbers, pieces)
        return joined(said)

    def _beside(
        self, where: tuple[str, int, int], found: Sequence[int], numbers: Numbers, pieces: Sequence[Cut]
    ) -> str:
        token, place, count = where
        blocks = map(self.blocks.__getitem__, self.lists[place][token])
        if len(found) <= LONG:
            return BESIDE + blocks_text(tuple(blocks))
        told = list(blocks)
        for at, start, end in numbers.cut(found, count):
            piece = piece_name(token, at)
            held = pieces[pieces_file(piece, numbers.files)]
            held.setdefault(piece, [""] * len(IN_BLOCKS))[place] = blocks_text(told[start:end])
        return ""


def _file(name: str, data: Any) -> tuple[str, bytes]:
    return address(name), script(name, data)


def _gathered(parts: Iterable[SearchPart], numbers: Numbers) -> _Gathered:
    found = _Gathered()
    for part in parts:
        number = numbers.of_name.get(part.name)
        if number is not None:
            found.add(part, number)
    return found


def _by_shard(found: Sequence[Found], numbers: Numbers) -> list[list[str]]:
    shards: list[list[str]] = [[] for _ in range(numbers.shards)]
    known: dict[str, int] = {}
    for token in {token for tokens in found for token in tokens}:
        key = key_of(token)
        if key not in known:
            known[key] = numbers.shard(key)
        shards[known[key]].append(token)
    return shards
