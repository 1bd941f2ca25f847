"""The blocks of long lists in the files where they stand, and what becomes of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dangan.site.search.lists import blocks_bits, blocks_text, read_blocks
from dangan.site.search.numbers import Numbers, piece_of
from dangan.site.search.script import address, parse, script
from dangan.site.search.shards import IN_BLOCKS, joined, piece_name, pieces_file, pieces_name

Masks = dict[int, int]
"""By number the blocks of a document; none where it is to be taken away."""
Both = tuple[Sequence[int], Sequence[int]]
"""The numbers of a list before and after."""


class Files:
    """Files as they stand, each read once, and what becomes of them."""

    def __init__(self, standing: Callable[[str], bytes | None]) -> None:
        self._standing = standing
        self._held: dict[str, dict[str, str]] = {}

    def read(self, name: str) -> dict[str, str]:
        if name not in self._held:
            self._held[name] = dict(parse(self._standing(address(name)) or b""))
        return self._held[name]

    def changed(self) -> dict[str, bytes]:
        return {address(name): script(name, dict(sorted(data.items()))) for name, data in self._held.items()}


class Pieces:
    """The blocks of one token's long lists."""

    def __init__(self, token: str, numbers: Numbers, files: Files) -> None:
        self._token = token
        self._numbers = numbers
        self._files = files

    def change(self, place: int, count: int, numbers: Both, masks: Masks) -> None:
        """Writes the pieces that the masks touch."""
        before, after = (self._cut(some, count) for some in numbers)
        for piece in {piece_of(number, count, self._numbers.bits) for number in masks}:
            known = self._read(place, piece, before.get(piece, ())) | masks
            self._put(place, piece, blocks_of(after.get(piece, ()), known))

    def take(self, place: int, count: int, before: Sequence[int]) -> Masks:
        """All of them, which are taken away."""
        known: Masks = {}
        for piece, numbers in self._cut(before, count).items():
            known |= self._read(place, piece, numbers)
            self._put(place, piece, "")
        return known

    def _cut(self, numbers: Sequence[int], count: int) -> Mapping[int, Sequence[int]]:
        return {piece: numbers[start:end] for piece, start, end in self._numbers.cut(numbers, count)}

    def _read(self, place: int, piece: int, numbers: Sequence[int]) -> Masks:
        name, file = self._file(piece)
        said = parted(file.get(name, ""), len(IN_BLOCKS))
        return zipped(numbers, said[place]) if numbers else {}

    def _put(self, place: int, piece: int, text: str) -> None:
        name, file = self._file(piece)
        said = parted(file.get(name, ""), len(IN_BLOCKS))
        said[place] = text
        put(file, name, said)

    def _file(self, piece: int) -> tuple[str, dict[str, str]]:
        name, files = piece_name(self._token, piece), self._numbers.files
        return name, self._files.read(pieces_name(pieces_file(name, files), files))


def put(into: dict[str, Any], token: str, said: Iterable[str]) -> None:
    into[token] = joined(said)
    if not into[token]:
        del into[token]


def parted(text: str, size: int) -> list[str]:
    said = text.split("|")
    return [*said, *[""] * (size - len(said))]


def zipped(numbers: Sequence[int], blocks: str) -> Masks:
    return dict(zip(numbers, read_blocks(blocks), strict=True))


def blocks_of(numbers: Iterable[int], masks: Masks) -> str:
    return blocks_text([blocks_bits(masks[number]) for number in numbers])
