"""Text in columns on a terminal, where a Chinese character is two cells wide."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from dangan.diagnostics.report import printable

_WIDEST = 40


def width(text: str) -> int:
    """Cells that a terminal needs: two for wide characters, none for combining ones."""
    return sum(_cells(character) for character in text)


def pad(text: str, cells: int) -> str:
    return text + " " * (cells - width(text))


def columns(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows with every column as wide as its widest cell (up to a limit); the last one runs free."""
    clean = [[printable(cell) for cell in row] for row in rows]
    if not clean:
        return
    widths = [min(max(width(row[i]) for row in clean), _WIDEST) for i in range(len(clean[0]))]
    for row in clean:
        padded = [pad(cell, cells) for cell, cells in zip(row[:-1], widths, strict=False)]
        yield "  ".join([*padded, row[-1]]).rstrip()


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
