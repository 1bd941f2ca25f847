"""Plain scalars of the YAML 1.2 core schema: `NO` is text, `010` is ten, a date stays text, decimals stay exact."""

import re
from decimal import Decimal
from enum import Enum
from typing import Any

from dangan.source.limits import MAX_DIGITS


class Odd(Enum):
    """Plain scalars that are refused."""

    NOT_FINITE = 1
    TOO_LONG = 2


_WORDS: dict[str, Any] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?([0-9]+))?")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FIRST = frozenset("~ntfNTF+-.0123456789")


def resolve(text: str) -> Any:
    """The value of a plain scalar; None for "not recorded", an `Odd` where it is refused."""
    if text and text[0] not in _FIRST:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return _number(text) if text[0] in "+-.0123456789" else text


def _number(text: str) -> Any:
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= MAX_DIGITS else Odd.TOO_LONG
    if match := _FLOAT.fullmatch(text):
        exponent = (match[1] or "").lstrip("0")
        long = len(text) > MAX_DIGITS or len(exponent) > 3 or int(exponent or 0) > MAX_DIGITS  # noqa: PLR2004 -- e999
        return Odd.TOO_LONG if long else Decimal(text)
    if _OTHER_BASE.fullmatch(text):
        return int(text, 0) if len(text) <= MAX_DIGITS else Odd.TOO_LONG
    return Odd.NOT_FINITE if _NOT_FINITE.fullmatch(text) else text
