"""Sets of documents as text: ascending records of number and mask, or a bitmap and all masks where that is shorter."""

from collections.abc import Iterator, Mapping, Sequence

DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
BITS = 6
SPAN = 24
"""Blocks that a mask tells apart, and the most that a document has."""
ANY = (1 << SPAN) - 1
"""The mask of what may stand in any block."""
BITMAP = "*"
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}


def number_text(number: int, width: int) -> str:
    return "".join(DIGITS[number >> BITS * place & 63] for place in reversed(range(width)))


def list_text(records: Sequence[str], numbers: Mapping[str, int], width: int) -> str:
    """Of records in the order of their numbers, which `numbers` gives for each; they take `width` digits."""
    if records and numbers[records[-1]] // BITS + 3 < len(records) * width:
        masks = "".join(record[width:] for record in records)
        return f"{BITMAP}{_bitmap(list(map(numbers.__getitem__, records)))}{BITMAP}{masks}"
    return "".join(records)


def _bitmap(numbers: Sequence[int]) -> str:
    bits = [0] * (numbers[-1] // BITS + 1)
    for number in numbers:
        bits[number // BITS] |= 1 << number % BITS
    return "".join(map(DIGITS.__getitem__, bits))


def read_list(text: str, width: int, mask: int) -> Mapping[int, int]:
    """The mask of each document, by its number; of so many digits each."""
    if text.startswith(BITMAP):
        bitmap, _, masks = text[1:].partition(BITMAP)
        told = (_number(masks[at : at + mask]) for at in range(0, len(masks), mask))
        return dict(zip(_set(bitmap), told, strict=True))
    step = width + mask
    return {_number(text[at : at + width]): _number(text[at + width : at + step]) for at in range(0, len(text), step)}


def _set(bitmap: str) -> Iterator[int]:
    """The numbers whose bits are set."""
    for at, digit in enumerate(bitmap):
        value = _VALUES[digit]
        yield from (at * BITS + bit for bit in range(BITS) if value >> bit & 1)


def _number(text: str) -> int:
    value = 0
    for digit in text:
        value = value << BITS | _VALUES[digit]
    return value
