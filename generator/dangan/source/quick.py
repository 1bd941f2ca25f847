"""The plain block form in which nearly all files are written, read without libyaml (ADR 16).

It takes a text only where it reads exactly what `dangan.source.builder` would, and has no opinion on any other: no
anchors, tags, aliases, directives, flow collections, escapes, tabs, texts of several lines but for plain blocks, nor
anything that is wrong. `tests/source/test_quick.py` holds the two against each other.
"""

import re
from enum import Enum
from itertools import islice
from typing import Any, NamedTuple

from dangan.source.limits import MAX_VALUES
from dangan.source.scalars import Odd, resolve
from dangan.source.scan import FORBIDDEN

_NO = FORBIDDEN.pattern[1:-1] + "\t\r\ud800-\udfff"
_FIRST = r"""[^ \n\-?:,\[\]{}#&*!|>'"%@`<=.~""" + f"{_NO}]"
_ODD = re.compile(f"[{_NO}]")
ROW = re.compile(r"""^( *(?:- )?)(?:([^ \n\-?:,\[\]{}#&*!|>'"%@`<][^:#\n]*):(?: |$)(.*)|(.*))""", re.MULTILINE)
"""A line: its spaces and dash, a key and what is behind it, or else all that is left."""
_KEY = re.compile(rf"{_FIRST}[^:#\n{_NO}]{{0,200}}(?<! )")
SCALAR = re.compile(
    rf" *+((?:-[0-9.]|[.~=]|{_FIRST})[^:#\n{_NO}]*(?:(?::(?! |\Z)|(?<! )#)[^:#\n{_NO}]*)*(?<! )"
    rf"""|"[^"\\\n{_NO}]*"|'[^'\n{_NO}]*'|[|>]-?)?(?: *+|(?:\A|(?<= )| ++)#[^\n{_NO}]*)\Z"""
)
"""What stands behind a key or a dash: at most a scalar of one line or the head of a block, and a comment.

Spaces are never given back: thirty thousand of them would be tried in every division.
"""
_ENDS = re.compile(r"\n(\n*)")

_MOST_ROWS = MAX_VALUES // 5
_MOST_OPEN = 40
_MOST_KNOWN = 50_000
_LONG = 60


class _Mark(Enum):
    """What is no value."""

    OPEN = 1
    """Nothing is written: what follows may be the value."""
    EMPTY = 2
    """What is written stands for nothing."""
    BLOCK = 3
    REFUSED = 4


class Read(NamedTuple):
    """The plain data, and in the same form where it stands: of a scalar its row, counted from 0 (`~row` where it is
    empty), of a collection the row of its key or dash and all that it holds.
    """

    data: Any
    rows: Any


_Open = tuple[int, Any, Any]
"""A collection that may go on: twice its column, one more for a list; its data, the rows."""


class _Columns(dict[str, int]):
    """Of the spaces and dash of a row twice the column, one more where there is a dash."""

    def __missing__(self, before: str) -> int:
        found = 2 * len(before) - 3 if before.endswith("- ") else 2 * len(before)
        if len(before) < _LONG:
            self[before] = found
        return found


class _Known(dict[str, Any]):
    """What is written behind keys and dashes, understood: files say the same things again and again."""

    def __missing__(self, written: str) -> Any:
        match = SCALAR.match(written)
        value = _meaning(match[1] or "") if match else _Mark.REFUSED
        if len(written) < _LONG:
            if len(self) > _MOST_KNOWN:
                self.clear()
            self[written] = value
        return value


_columns = _Columns()
_known = _Known()
_keys: set[str] = set()
"""What was found to be a key."""


def read(text: str, start: int, end: int) -> Read | None:  # noqa: C901, PLR0911, PLR0912, PLR0915 - one pass: calls are dear
    """The mapping or list in a stretch of whole lines; None where libyaml has to look at it."""
    found = ROW.findall(text, start, end)
    if len(found) > _MOST_ROWS:
        return None
    data: Any = {}
    rows: Any = {"": ~0}
    value: Any
    key: str | None = ""
    root, column = Read(data, rows), -1
    stack: list[_Open] = [(column, data, rows)]
    lines: list[str] = []
    columns, known, keys, following = _columns, _known, _keys, enumerate(found)
    for row, (before, name, behind, other) in following:
        here = columns[before]
        if name:
            written = behind
        elif here & 1:
            written = other
        elif not other or (other[0] == "#" and not _ODD.search(other)):
            continue
        else:
            return None
        if here > column and key is not None:
            inner: tuple[Any, Any] = ([], []) if here & 1 else ({}, {})
            data[key], rows[key] = inner[0], (~rows[key], inner[1])
            column, (data, rows) = here, inner
            stack.append((column, data, rows))
            if len(stack) > _MOST_OPEN:
                return None
        elif here != column:
            while column > here:
                stack.pop()
                column, data, rows = stack[-1]
            if here != column:
                return None
        if name:
            if here & 1:
                item: tuple[Any, Any] = ({}, {})
                data.append(item[0])
                rows.append((row, item[1]))
                column, (data, rows) = 2 * len(before), item
                stack.append((column, data, rows))
            if name in rows or (name not in keys and not _is_key(name)):
                return None
        value = known[written]
        if value.__class__ is _Mark:
            if name and (value is _Mark.OPEN or value is _Mark.EMPTY):
                rows[name] = ~row
                key = name if value is _Mark.OPEN else None
                continue
            lines = lines or text[start:end].split("\n")
            value, count = _block(lines, row, written, column // 2) if value is _Mark.BLOCK else (None, 0)
            if value is None:
                return None
            next(islice(following, count, count), None)
        key = None
        if name:
            data[name] = value
            rows[name] = row
        else:
            data.append(value)
            rows.append(row)
    return Read(root.data[""], root.rows[""][1]) if root.data else None


def _is_key(name: str) -> bool:
    if not _KEY.fullmatch(name) or resolve(name).__class__ is not str:
        return False
    if len(_keys) > _MOST_KNOWN:
        _keys.clear()
    _keys.add(name)
    return True


def _meaning(scalar: str) -> Any:
    if not scalar:
        return _Mark.OPEN
    if scalar[0] in "\"'":
        return scalar[1:-1] or _Mark.EMPTY
    if scalar[0] in "|>":
        return _Mark.BLOCK
    value = resolve(scalar)
    return _Mark.EMPTY if value is None else _Mark.REFUSED if value.__class__ is Odd else value


def _block(lines: list[str], row: int, head: str, column: int) -> tuple[str | None, int]:
    """The text of a block whose lines all begin at one column, and in how many rows it stands."""
    first = lines[row + 1] if row + 1 < len(lines) else ""
    width = len(first) - len(first.lstrip(" "))
    content: list[str] = []
    for line in islice(lines, row + 1, None):
        if line and not line.startswith(first[:width]):
            break
        content.append(line[width:])
    while content and not content[-1]:
        content.pop()
    joined = "\n".join(content)
    last = row + len(content)
    odd = width <= column or last + 1 >= len(lines) or any(line[:1] == " " for line in content) or _ODD.search(joined)
    if odd or not first[width:]:
        return None, 0
    folded = joined if "|" in head.partition("#")[0] else _ENDS.sub(lambda ends: ends[1] or " ", joined)
    return folded if "-" in head.partition("#")[0] else f"{folded}\n", len(content)
