"""Shards and pieces that stand already, with what documents have become others, come or gone."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dangan.site.search.lists import numbers_text, read_numbers
from dangan.site.search.numbers import LONG, Numbers, pieces_of
from dangan.site.search.part import LINE_END, SearchPart
from dangan.site.search.rewrite_pieces import Both, Files, Masks, Pieces, blocks_of, parted, put, zipped
from dangan.site.search.shards import BESIDE, IN_BLOCKS, LISTS, is_filter, shard_name, shard_of


class Change(NamedTuple):
    """What one document brought, and what it brings; None is nothing."""

    before: SearchPart | None
    now: SearchPart | None


Counts = tuple[int, int]
"""Of pieces, before and after."""
Touched = dict[str, dict[int, Masks]]
"""By token and list what is not as it was."""


def rewritten_lists(
    changes: Iterable[Change], numbers: Numbers, standing: Callable[[str], bytes | None]
) -> dict[str, bytes]:
    """The bytes of every shard and file of pieces that is another, by address."""
    files = Files(standing)
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


class _Entry:
    """One token's entry in its shard, with what of it is in pieces."""

    def __init__(self, token: str, numbers: Numbers, files: Files) -> None:
        self._token = token
        self._pieces = Pieces(token, numbers, files)
        self._shard = files.read(shard_name(shard_of(token, numbers), numbers))

    def apply(self, lists: Mapping[int, Masks]) -> None:
        said = parted(self._shard.get(self._token, ""), LISTS)
        before = [read_numbers(text.partition(BESIDE)[0]) for text in said]
        after = [_after(numbers, lists.get(place, {})) for place, numbers in enumerate(before)]
        counts = _count(before), _count(after)
        for place, text in enumerate(said):
            masks, numbers = lists.get(place, {}), (before[place], after[place])
            if place not in IN_BLOCKS or is_filter(self._token):
                said[place] = numbers_text(after[place])
            elif masks or (counts[0] != counts[1] and _is_long(before[place])):
                said[place] = self._list((place, counts), text, numbers, masks)
        put(self._shard, self._token, said)

    def _list(self, where: tuple[int, Counts], text: str, numbers: Both, masks: Masks) -> str:
        (place, (was, now)), (before, after) = where, numbers
        if _is_long(before) and _is_long(after) and was == now:
            self._pieces.change(place, now, numbers, masks)
            return numbers_text(after)
        taken = _is_long(before)
        known = self._pieces.take(place, was, before) if taken else zipped(before, text.partition(BESIDE)[2])
        known |= masks
        if _is_long(after):
            self._pieces.change(place, now, ([], after), known)
            return numbers_text(after)
        return f"{numbers_text(after)}{BESIDE}{blocks_of(after, known)}" if after else ""


def _after(numbers: Sequence[int], masks: Masks) -> Sequence[int]:
    gone = {number for number, mask in masks.items() if not mask}
    return sorted((set(numbers) | masks.keys()) - gone) if masks else numbers


def _count(lists: Sequence[Sequence[int]]) -> int:
    return pieces_of(max(len(lists[place]) for place in IN_BLOCKS))


def _is_long(numbers: Sequence[int]) -> bool:
    return len(numbers) > LONG
