"""Sets of documents as text: ascending numbers by what lies between them, or a bitmap; and the blocks of each."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from operator import sub

DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
BITS = 6
SPAN = 180
"""Blocks that a mask tells apart, and the most that a document has."""
ANY = (1 << SPAN) - 1
"""The mask of what may stand in any block."""
BITMAP = "*"
_HALF = 5
_MORE = 1 << _HALF
"""In a digit of a number: others follow. In the first of a mask: it says how many follow; below it the only block."""
_VALUES = {digit: value for value, digit in enumerate(DIGITS)}


def numbers_text(numbers: Sequence[int]) -> str:
    gaps = "".join(map(_gap, map(sub, numbers, chain((-1,), numbers))))
    if numbers and numbers[-1] // BITS + 1 + len(BITMAP) < len(gaps):
        return BITMAP + _bitmap(numbers)
    return gaps


def read_numbers(text: str) -> list[int]:
    if text.startswith(BITMAP):
        return list(_set(text[len(BITMAP) :]))
    found, last, value = [], -1, 0
    for digit in map(_VALUES.__getitem__, text):
        value = value << _HALF | digit & _MORE - 1
        if not digit & _MORE:
            last += value + 1
            found.append(last)
            value = 0
    return found


@cache
def blocks_text(mask: int) -> str:
    """Of a mask with at least one block."""
    last = mask.bit_length() - 1
    if mask == 1 << last:
        return DIGITS[last] if last < _MORE else DIGITS[_MORE] + DIGITS[last >> BITS] + DIGITS[last & 63]
    size = last // BITS + 1
    return DIGITS[_MORE + size] + "".join(DIGITS[mask >> BITS * place & 63] for place in range(size))


def read_blocks(text: str) -> list[int]:
    """The masks that stand one after another."""
    found, at = [], 0
    while at < len(text):
        kind = _VALUES[text[at]]
        size = 2 if kind == _MORE else max(0, kind - _MORE)
        found.append(_mask(kind, [_VALUES[digit] for digit in text[at + 1 : at + 1 + size]]))
        at += 1 + size
    return found


def _mask(kind: int, digits: Sequence[int]) -> int:
    if kind == _MORE:
        return 1 << (digits[0] << BITS | digits[1])
    return sum(digit << BITS * place for place, digit in enumerate(digits)) if digits else 1 << kind


@cache
def _gap(step: int) -> str:
    """From one number to a higher."""
    value = step - 1
    text = DIGITS[value & _MORE - 1]
    while value := value >> _HALF:
        text = DIGITS[value & _MORE - 1 | _MORE] + text
    return text


def _bitmap(numbers: Iterable[int]) -> str:
    bits: list[int] = []
    for number in numbers:
        place = number // BITS
        if place >= len(bits):
            bits += [0] * (place + 1 - len(bits))
        bits[place] |= 1 << number % BITS
    return "".join(map(DIGITS.__getitem__, bits))


def _set(bitmap: str) -> Iterator[int]:
    """The numbers whose bits are set."""
    for at, digit in enumerate(bitmap):
        value = _VALUES[digit]
        yield from (at * BITS + bit for bit in range(BITS) if value >> bit & 1)
