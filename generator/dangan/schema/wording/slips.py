"""Hints on values written with the marks of a Chinese keyboard or a word processor, or with a dash and no blank."""

import re

from dangan.diagnostics import Text
from dangan.diagnostics.diagnostic import LONGEST
from dangan.schema.failure import Failure
from dangan.source import wide

_TYPED = frozenset(("integer", "number", "boolean"))


def slip(failure: Failure) -> Text | None:
    """What is wrong with how the value was typed, where that may be why it failed; what stands in quotes is meant."""
    node = failure.node
    if node is None or node.style or not isinstance(node.value, str):
        return None
    bare = bool(_TYPED & set(failure.details.get("types", ())))
    return slip_in(node.value, listed=bool(failure.pointer) and isinstance(failure.pointer[-1], int), bare=bare)


def slip_in(value: str, *, listed: bool, bare: bool = False) -> Text | None:
    """The same of a text; `listed` where it is an item of a list, `bare` where no text is asked for."""
    if len(value) > LONGEST:
        return None
    if wide.is_quoted(value):
        inner = wide.ordinary(value[1:-1])
        return _QUOTES.fill(marks=f"{value[0]} {value[-1]}", fix=inner if bare else f'"{inner}"')
    parts = wide.items(value)
    if listed and len(parts) > 1:
        return _COMMA.fill(comma=next(mark for mark in value if mark in wide.COMMAS), fix=in_brackets(parts))
    plain = wide.ordinary(parts[0] if len(parts) == 1 else value)
    return _WIDE.fill(fix=plain) if plain != value and plain.isascii() else None


def dashed(value: str) -> list[str]:
    """The items of a list whose dashes have no blank behind them; of anything else none."""
    return _GLUED.split(value)[1:] if _GLUED.match(value) else []


def parted(value: str) -> list[str]:
    """The items of what stands in brackets of print, or between commas of print; of anything else none."""
    inner = value[1:-1] if wide.is_quoted(value) else value
    parts = wide.items(inner)
    return parts if inner != value or parts != [inner] else []


def in_brackets(parts: list[str]) -> str:
    return f"[{', '.join(wide.ordinary(part) for part in parts)}]"


_GLUED = re.compile(r"(?:\A| )-(?=[^\s-])")
NO_BLANK = Text("A blank is missing after the dash.", "短横线后面缺一个空格。")
FULL_WIDTH = Text(
    "Its brackets, commas or quotation marks are full-width or typographic ones, which count as text.",
    "括号、逗号或引号是全角的或弯的，会被当作文字。",
)
_QUOTES = Text(
    "The quotation marks are typographic ones ({marks}), which count as text. Write `{fix}`",
    "引号是弯引号或全角引号（{marks}），会被当作文字。请写成 `{fix}`",
)
_COMMA = Text(
    "The comma is a full-width one ({comma}), which counts as text. In brackets write `{fix}`; "
    "below each other each stands on a line of its own, after a dash",
    "逗号是全角的（{comma}），会被当作文字。方括号里请写成 `{fix}`；逐行写时每行一个，前面加短横线",
)
_WIDE = Text(
    "It is typed with full-width characters. Write `{fix}`",
    "这里用了全角字符。请写成 `{fix}`",
)
