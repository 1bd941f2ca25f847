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
ROW = re.compile(r"""^( *)(- )?(?:([^ \n\-?:,\[\]{}#&*!|>'"%@`<][^:#\n]*):(?: |$)(.*)|(.*))""", re.MULTILINE)
"""A line: its spaces, a dash, a key and what is behind it, or else all that is left."""
_KEY = re.compile(rf"{_FIRST}[^:#\n{_NO}]{{0,200}}(?<! )")
SCALAR = re.compile(
    rf" *((?:-[0-9.]|[.~=]|{_FIRST})[^:#\n{_NO}]*(?:(?::(?! |\Z)|(?<! )#)[^:#\n{_NO}]*)*(?<! )"
    rf"""|"[^"\\\n{_NO}]*"|'[^'\n{_NO}]*'|[|>]-?)?(?: *|(?:\A| +)#[^\n{_NO}]*)\Z"""
)
"""What stands behind a key or a dash: at most a scalar of one line or the head of a block, and a comment."""
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


_Open = tuple[int, bool, Any, Any]
"""A collection that may go on: its column, whether it is a list, its data, the rows."""

_keys: set[str] = set()
_values: dict[str, Any] = {}
"""What keys and short values were found to be: files say the same things again and again."""


def read(text: str, start: int, end: int) -> Read | None:  # noqa: C901, PLR0911, PLR0912, PLR0915 - a call for each row is dear
    """The mapping or list in a stretch of whole lines; None where libyaml has to look at it."""
    found = ROW.findall(text, start, end)
    if len(found) > _MOST_ROWS:
        return None
    data: Any = {}
    rows: Any = {"": ~0}
    root = Read(data, rows)
    stack: list[_Open] = [(-1, False, data, rows)]
    column, is_list, waiting = -1, False, True
    lines: list[str] = []
    key, row = "", -1
    known, keys, following = _values, _keys, iter(found)
    for spaces, dash, name, behind, other in following:
        row += 1
        if name:
            written = behind
        elif dash:
            written = other
        elif not other or (other[0] == "#" and not _ODD.search(other)):
            continue
        else:
            return None
        here = len(spaces)
        if here != column or is_list is not (dash != ""):
            held_by = _collection(stack, key if waiting else None, here, is_list=dash != "")
            if held_by is None:
                return None
            column, is_list, data, rows = held_by
        if name:
            if dash:
                item, item_rows = {}, {}  # type: ignore[var-annotated]  # of any values
                data.append(item)
                rows.append((row, item_rows))
                column, is_list, data, rows = here + 2, False, item, item_rows
                stack.append((column, is_list, data, rows))
            if name in rows or (name not in keys and not _is_key(name)):
                return None
        value = known.get(written)
        if value is None:
            value = _value(written)
        at = row
        if value.__class__ is _Mark:
            if value is _Mark.BLOCK:
                lines = lines or text[start:end].split("\n")
                value, count = _block(lines, row, written, column)
                row += count
                next(islice(following, count, count), None)
            elif name and value is not _Mark.REFUSED:
                rows[name] = ~row
                key, waiting = name, value is _Mark.OPEN
                continue
            else:
                return None
            if value is None:
                return None
        waiting = False
        if name:
            data[name] = value
            rows[name] = at
        else:
            data.append(value)
            rows.append(at)
    return Read(root.data[""], root.rows[""][1]) if root.data else None


def _collection(stack: list[_Open], key: str | None, here: int, *, is_list: bool) -> _Open | None:
    """What an entry at a column belongs to: the value of the `key` that waits for one, or what is open already."""
    column, listed, data, rows = stack[-1]
    if key is not None and (here > column or (is_list and here == column)):
        inner: _Open = (here, True, [], []) if is_list else (here, False, {}, {})
        data[key] = inner[2]
        rows[key] = (~rows[key], inner[3])
        stack.append(inner)
        return inner if len(stack) < _MOST_OPEN else None
    while column > here or (column == here and listed is not is_list):
        stack.pop()
        column, listed, _, _ = stack[-1]
    return stack[-1] if column == here and listed is is_list else None


def _is_key(name: str) -> bool:
    if not _KEY.fullmatch(name) or resolve(name).__class__ is not str:
        return False
    if len(_keys) > _MOST_KNOWN:
        _keys.clear()
    _keys.add(name)
    return True


def _value(written: str) -> Any:
    match = SCALAR.match(written)
    value = _meaning(match[1] or "") if match else _Mark.REFUSED
    if len(written) < _LONG:
        if len(_values) > _MOST_KNOWN:
            _values.clear()
        _values[written] = value
    return value


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
