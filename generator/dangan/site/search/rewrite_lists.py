"""Shards and stripes that stand already, with what documents have become others, come or gone."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dangan.site.search.lists import blocks_text, numbers_text, read_blocks, read_numbers
from dangan.site.search.numbers import LONG, Numbers
from dangan.site.search.part import LINE_END, SearchPart
from dangan.site.search.script import address, parse, script
from dangan.site.search.shards import (
    BESIDE,
    IN_BLOCKS,
    LISTS,
    is_filter,
    joined,
    shard_name,
    shard_of,
    stripe_name,
)


class Change(NamedTuple):
    """What one document brought, and what it brings; None is nothing."""

    before: SearchPart | None
    now: SearchPart | None


Masks = dict[int, int]
"""By number the blocks of a document; none where it is to be taken away."""
Touched = dict[str, dict[int, Masks]]
"""By token and list what is not as it was."""


def rewritten_lists(
    changes: Iterable[Change], numbers: Numbers, standing: Callable[[str], bytes | None]
) -> dict[str, bytes]:
    """The bytes of every shard and file of stripes that is another, by address."""
    files = _Files(standing)
    for token, lists in sorted(_touched(changes).items()):
        _Entry(token, numbers, files).apply(lists)
    return files.changed()


def _touched(changes: Iterable[Change]) -> Touched:
    """What goes before what comes: a number may go from one document to another."""
    found: Touched = {}
    gone, come = [], []
    for change in changes:
        before, now = _held(change.before), _held(change.now)
        gone += [key for key in before if key not in now]
        come += [(key, mask) for key, mask in now.items() if before.get(key) != mask]
    for token, place, number in gone:
        found.setdefault(token, {}).setdefault(place, {})[number] = 0
    for (token, place, number), mask in come:
        found.setdefault(token, {}).setdefault(place, {})[number] = mask
    return found


def _held(part: SearchPart | None) -> Mapping[tuple[str, int, int], int]:
    return {
        (token, held.list, part.number): held.mask
        for held in (part.held if part else ())
        for token in held.tokens[1:-1].split(LINE_END)
        if part
    }


class _Files:
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


class _Entry:
    """One token's entry in its shard, with what of it is in stripes."""

    def __init__(self, token: str, numbers: Numbers, files: _Files) -> None:
        self._token = token
        self._numbers = numbers
        self._files = files
        self._number = shard_of(token, numbers)
        self._shard = files.read(shard_name(self._number, numbers))

    def apply(self, lists: Mapping[int, Masks]) -> None:
        said = _parted(self._shard.get(self._token, ""), LISTS)
        for place, masks in lists.items():
            said[place] = self._list(place, said[place], masks)
        _put(self._shard, self._token, said)

    def _list(self, place: int, text: str, masks: Masks) -> str:
        numbers, _, blocks = text.partition(BESIDE)
        before = read_numbers(numbers)
        after = sorted((set(before) | masks.keys()) - {number for number, mask in masks.items() if not mask})
        if place not in IN_BLOCKS or is_filter(self._token):
            return numbers_text(after)
        was_long, is_long = len(before) > LONG, len(after) > LONG
        if was_long and is_long:
            self._restripe(place, (before, after), masks)
            return numbers_text(after)
        known = self._from_stripes(place, before) if was_long else _zipped(before, blocks)
        known |= masks
        if is_long:
            self._restripe(place, ([], after), known)
            return numbers_text(after)
        return f"{numbers_text(after)}{BESIDE}{_blocks(after, known)}" if after else ""

    def _restripe(self, place: int, numbers: tuple[Sequence[int], Sequence[int]], masks: Masks) -> None:
        """Writes the stripes that the masks touch."""
        before, after = (self._by_stripe(some) for some in numbers)
        for stripe in {self._numbers.stripe(number) for number in masks}:
            known = self._stripe(place, stripe, before.get(stripe, ())) | masks
            self._put(place, stripe, _blocks(after.get(stripe, ()), known))

    def _from_stripes(self, place: int, before: Sequence[int]) -> Masks:
        """All of them, which are taken away."""
        known: Masks = {}
        for stripe, numbers in self._by_stripe(before).items():
            known |= self._stripe(place, stripe, numbers)
            self._put(place, stripe, "")
        return known

    def _by_stripe(self, numbers: Sequence[int]) -> Mapping[int, Sequence[int]]:
        return {stripe: numbers[start:end] for stripe, start, end in self._numbers.cut(numbers)}

    def _stripe(self, place: int, stripe: int, numbers: Sequence[int]) -> Masks:
        said = _parted(self._striped(stripe).get(self._token, ""), len(IN_BLOCKS))
        return _zipped(numbers, said[place]) if numbers else {}

    def _put(self, place: int, stripe: int, text: str) -> None:
        said = _parted(self._striped(stripe).get(self._token, ""), len(IN_BLOCKS))
        said[place] = text
        _put(self._striped(stripe), self._token, said)

    def _striped(self, stripe: int) -> dict[str, str]:
        return self._files.read(stripe_name(self._number % self._numbers.groups, stripe))


def _put(into: dict[str, Any], token: str, said: Iterable[str]) -> None:
    into[token] = joined(said)
    if not into[token]:
        del into[token]


def _parted(text: str, size: int) -> list[str]:
    said = text.split("|")
    return [*said, *[""] * (size - len(said))]


def _zipped(numbers: Sequence[int], blocks: str) -> Masks:
    return dict(zip(numbers, read_blocks(blocks), strict=True))


def _blocks(numbers: Iterable[int], masks: Masks) -> str:
    return "".join(_texts(numbers, masks))


def _texts(numbers: Iterable[int], masks: Masks) -> Iterator[str]:
    return (blocks_text(masks[number]) for number in numbers)
