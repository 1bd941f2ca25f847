"""Sets of documents as text: ascending numbers by what lies between them, and the blocks of each; bit by bit.

A digit has six bits, the most significant first; what is left of the last is filled with ones, as no code is.
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from itertools import chain, pairwise
from operator import sub

DIGITS = "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"
BITS = 6
SPAN = 180
"""Blocks that a mask tells apart, and the most that a document has."""
ANY = (1 << SPAN) - 1
"""The mask of what may stand in any block."""
_FEW = 3
"""Blocks up to which their number is told by so many ones."""
_FIRST, _NEXT = 2, 1
"""Bits at the least of where the first block is, and of what lies between two."""
_LENGTH = 8
"""Bits of the last block of many."""
_WINDOW = 16
"""Bits by which most masks are known at sight."""
_BYTES = 3
"""So many bytes are four digits of what is called base 64 elsewhere, whose digits are others."""
_ELSEWHERE = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_TO_DIGITS = bytes.maketrans(_ELSEWHERE, DIGITS.encode())
_OF_DIGIT = {ord(digit): f"{value:06b}" for value, digit in enumerate(DIGITS)}


def numbers_text(numbers: Sequence[int]) -> str:
    """A digit says how many bits of each gap are written as they are; before them stands what is beyond, as ones."""
    if not numbers:
        return ""
    plain = _plain_bits(numbers[-1] + 1 - len(numbers), len(numbers))
    table = _gaps(plain)
    return DIGITS[plain] + _digits("".join(map(table.__getitem__, map(sub, numbers, chain((-1,), numbers)))))


def read_numbers(text: str) -> list[int]:
    if not text:
        return []
    found, last, at = [], -1, 0
    plain, bits = DIGITS.index(text[0]), text[1:].translate(_OF_DIGIT)
    while (ones := bits.find("0", at)) >= 0:
        end = ones + 1 + plain
        last += (ones - at << plain) + int(bits[ones:end], 2) + 1
        found.append(last)
        at = end
    return found


@cache
def blocks_bits(mask: int) -> str:
    """Of a mask with at least one block: how many there are and where, or, where that is shorter, one bit for each."""
    at = [place for place in range(mask.bit_length()) if mask >> place & 1]
    steps = "".join(_stepped(after - before - 1, _NEXT) for before, after in pairwise(at))
    places = _stepped(at[0], _FIRST) + steps
    if len(at) <= _FEW:
        return "1" * (len(at) - 1) + "0" + places
    counted = "0" + _stepped(len(at) - _FEW - 1, _NEXT) + places
    every = f"1{at[-1]:0{_LENGTH}b}" + "".join("01"[mask >> place & 1] for place in range(at[-1]))
    return "1" * _FEW + min(counted, every, key=len)


def blocks_text(masks: Sequence[str]) -> str:
    """Of masks by their bits, one after another."""
    return _digits("".join(masks))


def read_blocks(text: str) -> list[int]:
    found, at = [], 0
    bits = text.translate(_OF_DIGIT)
    while bits.find("0", at) >= 0:
        mask, size = _at_sight(bits[at : at + _WINDOW]) or _mask(bits[at:])
        found.append(mask)
        at += size
    return found


@cache
def _at_sight(window: str) -> tuple[int, int] | None:
    try:
        mask, size = _mask(window)
    except (ValueError, IndexError):
        return None
    return (mask, size) if size <= len(window) else None


def _mask(bits: str) -> tuple[int, int]:
    """The first mask, and how many bits it takes."""
    count = bits.index("0") + 1 if "0" in bits[:_FEW] else 0
    at = count or _FEW
    if not count and bits[at] == "1":
        start = at + 1 + _LENGTH
        last = int(bits[at + 1 : start], 2)
        return 1 << last | int(bits[start : start + last][::-1] or "0", 2), start + last
    if not count:
        count, at = _read_step(bits, at + 1, _NEXT)
        count += _FEW + 1
    place, at = _read_step(bits, at, _FIRST)
    mask = 1 << place
    for _ in range(count - 1):
        step, at = _read_step(bits, at, _NEXT)
        place += step + 1
        mask |= 1 << place
    return mask, at


def _stepped(value: int, least: int) -> str:
    """Few bits where it is small: ones, and a zero, say how many bits more than the least there are."""
    value += 1 << least
    more = value.bit_length() - 1 - least
    return "1" * more + "0" + f"{value:b}"[1:]


def _read_step(bits: str, at: int, least: int) -> tuple[int, int]:
    zero = bits.index("0", at)
    size = least + zero - at
    end = zero + 1 + size
    return (1 << size) + int(bits[zero:end], 2) - (1 << least), end


def _plain_bits(between: int, count: int) -> int:
    """Which takes the fewest bits, near enough, where numbers lie as if they were drawn."""
    return (between * 89 // (count * 128)).bit_length()


class _Gaps(dict[int, str]):
    """From one number to a higher; made as it is asked for."""

    def __init__(self, plain: int) -> None:
        self._plain = plain

    def __missing__(self, step: int) -> str:
        value, plain = step - 1, self._plain
        ones = "1" * (value >> plain) + "0"
        made = self[step] = ones + (f"{value & (1 << plain) - 1:0{plain}b}" if plain else "")
        return made


@cache
def _gaps(plain: int) -> _Gaps:
    return _Gaps(plain)


def _digits(bits: str) -> str:
    size = -(-len(bits) // BITS)
    filled = bits.ljust(size * BITS, "1")
    length = -(-size * BITS // (8 * _BYTES)) * _BYTES
    value = int(filled or "0", 2) << length * 8 - size * BITS
    return b64encode(value.to_bytes(length)).translate(_TO_DIGITS)[:size].decode()
