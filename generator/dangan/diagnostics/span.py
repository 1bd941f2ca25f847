"""A place in a file."""

from typing import NamedTuple


class Span(NamedTuple):
    """Line and column count from 1, columns in code points; `start` and `end` are offsets into the decoded text.

    A fault of the whole file stands at 1:1 with `start == end == 0`.
    """

    path: str
    line: int = 1
    column: int = 1
    start: int = 0
    end: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
