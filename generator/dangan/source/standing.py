"""Where the values of a plainly written document stand, worked out for those alone that are asked for."""

import re
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple, cast

from dangan.source.node import Node
from dangan.source.quick import ROW, SCALAR, Read

Mark = tuple[int, int, int, int]
"""Line and column, both from 1, and the offsets of beginning and end."""
_DASH, _KEY, _BEHIND, _OTHER = 2, 3, 4, 5
"""The groups of a row."""


class Stretch(NamedTuple):
    """Which part of a text was read: the number of lines before it, and its offsets."""

    above: int
    start: int
    end: int
    rest: str | None = None
    """Under which key of the data stands what follows it."""


class Standing:
    """The data that `dangan.source.quick` read of a text, and the places that nodes would have, without any nodes.

    `whole` makes the nodes, for whoever needs them and for what is asked too seldom to be known here.
    """

    __slots__ = ("_begins", "_root", "_rows", "_stretch", "_text", "_whole", "data")

    def __init__(self, text: str, stretch: Stretch, read: Read, whole: Callable[[], Node]) -> None:
        self.data, self._rows = read
        self._text, self._stretch, self._whole = text, stretch, whole
        self._begins: list[int] = []
        self._root: Node | None = None

    @property
    def root(self) -> Node:
        if self._root is None:
            self._root = self._whole()
        return self._root

    def mark(self, pointer: Sequence[str | int], *, key: bool) -> Mark | None:
        """As `dangan.source.document.Document.span`; None where only nodes tell it."""
        parts = tuple(pointer)
        if parts and parts[0] == self._stretch.rest:
            return None
        while parts:
            above = self._held(parts[:-1])
            part = parts[-1]
            entry = _entry(above, part)
            if entry is not None and not (key and isinstance(above, dict)):
                return self._value(entry)
            if isinstance(above, dict) and str(part) in above:
                return self._key(above[str(part)])
            parts, key = parts[:-1], False
        return self._collection(self._rows)

    def _held(self, parts: Sequence[str | int]) -> Any:
        """The rows of the collection at a place; None where there is none."""
        rows = self._rows
        for part in parts:
            entry = _entry(rows, part)
            rows = entry[1] if isinstance(entry, tuple) else None
        return rows

    def _value(self, entry: Any) -> Mark | None:
        if isinstance(entry, tuple):
            return self._collection(entry[1])
        scalar = self._scalar(entry)
        return scalar and self._mark(entry, *scalar)

    def _key(self, entry: Any) -> Mark:
        row = _row(entry)
        return self._mark(row, *self._match(row).span(_KEY))

    def _collection(self, rows: Any) -> Mark | None:
        """From its first key or dash to the end of what stands last in it."""
        first = _row(next(iter(rows.values() if isinstance(rows, dict) else rows)))
        last: Any = (0, rows)
        while isinstance(last, tuple):
            last = next(reversed(last[1].values() if isinstance(last[1], dict) else last[1]))
        scalar = self._scalar(_row(last))
        begin = self._match(first).start(_KEY if isinstance(rows, dict) else _DASH)
        return scalar and self._mark(first, begin, scalar[1])

    def _scalar(self, row: int) -> tuple[int, int] | None:
        """The offsets of what is written as a value; where nothing is, behind the colon. None for a block."""
        match = self._match(row)
        group = _OTHER if match[_KEY] is None else _BEHIND
        written = SCALAR.match(match[group])
        if written is None or written[1] is None:
            return match.end(_KEY) + 1, match.end(_KEY) + 1
        start = match.start(group)
        return None if written[1][0] in "|>" else (start + written.start(1), start + written.end(1))

    def _mark(self, row: int, start: int, end: int) -> Mark:
        return self._stretch.above + row + 1, start - self._begins[row] + 1, start, end

    def _match(self, row: int) -> re.Match[str]:
        if not self._begins:
            _, start, end, _ = self._stretch
            lines = self._text[start:end].split("\n")
            self._begins = list(accumulate((len(line) + 1 for line in lines), initial=start))
        return cast("re.Match[str]", ROW.match(self._text, self._begins[row], self._stretch.end))


def _entry(rows: Any, part: str | int) -> Any:
    """What is noted of a value that is not empty."""
    entry = None
    if isinstance(rows, dict):
        entry = rows.get(part) if isinstance(part, str) else None
    elif isinstance(rows, list) and isinstance(part, int) and 0 <= part < len(rows):
        entry = rows[part]
    return None if isinstance(entry, int) and entry < 0 else entry


def _row(entry: Any) -> int:
    """On which row a value or its key stands."""
    number: int = entry[0] if isinstance(entry, tuple) else entry
    return number if number >= 0 else ~number
