"""Where the values of a plainly written document stand, worked out for those alone that are asked for."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from dangan.source.node import Node
from dangan.source.quick import ROW, SCALAR, Read

Mark = tuple[int, int, int, int]
"""Line and column, both from 1, and the offsets of beginning and end."""
_KEY = 2
"""The group of a row that is its key."""
_UNCLEAR = " |>-"
"""A line that ends so may hold less than it shows, or be the head of a block."""


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

    __slots__ = ("_begins", "_lines", "_root", "_rows", "_stretch", "_text", "_whole", "data")

    def __init__(self, text: str, stretch: Stretch, read: Read, whole: Callable[[], Node]) -> None:
        self.data, self._rows = read
        self._text, self._stretch, self._whole = text, stretch, whole
        self._lines: list[str] = []
        self._begins: list[int] = []
        """Of each line how many characters stand before it, without line ends."""
        self._root: Node | None = None

    @property
    def root(self) -> Node:
        if self._root is None:
            self._root = self._whole()
        return self._root

    def mark(self, pointer: Sequence[str | int], *, key: bool) -> Mark | None:
        """As `dangan.source.document.Document.span`; None where only nodes tell it."""
        return (None if key else self._plainly(pointer)) or self._anywhere(tuple(pointer), key=key)

    def _plainly(self, pointer: Sequence[str | int]) -> Mark | None:
        """Of a scalar behind which nothing else stands, which is what is asked for nearly always; None of others."""
        entry: Any = (0, self._rows)
        part: str | int = 0
        for part in pointer:
            rows: Any = entry[1] if entry.__class__ is tuple else None
            is_item = rows.__class__ is list and part.__class__ is int and 0 <= part < len(rows)
            entry = rows[part] if is_item else rows.get(part) if rows.__class__ is dict else None
        if entry.__class__ is not int or entry < 0:
            return None
        line = self._line(entry)
        if "#" in line or line[-1] in _UNCLEAR:
            return None
        start = _begin(line) + (len(part) + 1 if isinstance(part, str) else 0)
        while line[start] == " ":
            start += 1
        begin = self._begins[entry] + entry
        return self._stretch[0] + entry + 1, start + 1, begin + start, begin + len(line)

    def _anywhere(self, parts: tuple[str | int, ...], *, key: bool) -> Mark | None:
        if parts and parts[0] == self._stretch.rest:
            return None
        while parts:
            above, part = self._held(parts[:-1]), parts[-1]
            if above.__class__ is dict and str(part) in above:
                entry = above[str(part)]
                is_value = not key and part.__class__ is str and (entry.__class__ is tuple or entry >= 0)
                return self._value(entry) if is_value else self._key(_row(entry), str(part))
            if above.__class__ is list and part.__class__ is int and 0 <= part < len(above):
                return self._value(above[part])
            parts, key = parts[:-1], False
        return self._collection(self._rows)

    def _held(self, parts: Sequence[str | int]) -> Any:
        """The rows of the collection at a place; None where there is none."""
        rows = self._rows
        for part in parts:
            is_item = rows.__class__ is list and part.__class__ is int and 0 <= part < len(rows)
            entry = rows[part] if is_item else rows.get(part) if rows.__class__ is dict else None
            if entry.__class__ is not tuple:
                return None
            rows = entry[1]
        return rows

    def _value(self, entry: Any) -> Mark | None:
        if entry.__class__ is tuple:
            return self._collection(entry[1])
        scalar = self._scalar(entry)
        return scalar and self._mark(entry, *scalar)

    def _key(self, row: int, name: str) -> Mark:
        start = _begin(self._line(row))
        return self._mark(row, start, start + len(name))

    def _collection(self, rows: Any) -> Mark | None:
        """From its first key or dash to the end of what stands last in it."""
        is_mapping = rows.__class__ is dict
        first = _row(next(iter(rows.values() if is_mapping else rows)))
        line = self._line(first)
        start = _begin(line) if is_mapping else len(line) - len(line.lstrip(" "))
        last: Any = (0, rows)
        while last.__class__ is tuple:
            last = next(reversed(last[1].values() if last[1].__class__ is dict else last[1]))
        end = self._end(_row(last))
        return (*self._mark(first, start, start)[:3], end) if end else None

    def _end(self, row: int) -> int | None:
        """Where what is written on a row ends."""
        line = self._line(row)
        if "#" in line or line[-1] in _UNCLEAR:
            scalar = self._scalar(row)
            return scalar and self._mark(row, *scalar)[3]
        return self._begins[row] + row + len(line)

    def _scalar(self, row: int) -> tuple[int, int] | None:
        """Between which columns a value is written; where nothing is, behind the colon. None for a block."""
        match = ROW.match(self._line(row))
        group = (match.lastindex if match else 0) or 0
        written = SCALAR.match(match[group]) if match else None
        if match is None or written is None or written[1] is None:
            return (match.end(_KEY) + 1, match.end(_KEY) + 1) if match else None
        start = match.start(group)
        return None if written[1][0] in "|>" else (start + written.start(1), start + written.end(1))

    def _mark(self, row: int, start: int, end: int) -> Mark:
        """Of two columns of a row, counted from 0."""
        begin = self._begins[row] + row
        return self._stretch.above + row + 1, start + 1, begin + start, begin + end

    def _line(self, row: int) -> str:
        if not self._lines:
            _, start, end, _ = self._stretch
            self._lines = self._text[start:end].split("\n")
            self._begins = list(accumulate(map(len, self._lines), initial=start))
        return self._lines[row]


def _begin(line: str) -> int:
    """Where in a line the key begins, or what is behind the dash."""
    start = len(line) - len(line.lstrip(" "))
    return start + 2 if line.startswith("- ", start) else start


def _row(entry: Any) -> int:
    """On which row a value or its key stands."""
    number: int = entry[0] if entry.__class__ is tuple else entry
    return number if number >= 0 else ~number
