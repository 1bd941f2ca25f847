"""Long text in lines that can be read: as a folded or a literal block, wherever that gives exactly the text back."""

import re
from unicodedata import east_asian_width

from dangan.source.scan import FORBIDDEN

WIDTH = 100
"""Columns of a line; a Chinese character takes two."""
_SPACE = re.compile(r"(?<=\S) (?=\S)")
"""Where a line may end: folding makes one space of a line end, so nowhere else, and not within Chinese text."""


def block_of(text: str, indent: str) -> str | None:
    """Text as a block scalar whose lines begin with `indent`, without its last line end; None where none is better."""
    if not fits_block(text):
        return None
    if lines := folded(text, WIDTH - len(indent)):
        return _block(">", text, lines, indent)
    return _block("|", text, text.rstrip("\n").split("\n"), indent) if "\n" in text else None


def width(text: str) -> int:
    """Columns that a text takes."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def fits_block(text: str) -> bool:
    """Whether a block gives the text back: it shows neither trailing blanks nor odd characters nor empty last lines."""
    if FORBIDDEN.search(text) or "\r" in text or not text.strip("\n") or text.startswith("\n") or text.endswith("\n\n"):
        return False
    lines = text.split("\n")
    return not lines[0].startswith((" ", "\t")) and all(line == line.rstrip() for line in lines)


def folded(text: str, room: int) -> list[str] | None:
    """The lines of a folded block, an empty one for each line end of the text itself; None where nothing is won."""
    paragraphs = text.rstrip("\n").split("\n")
    wide = any(width(line) > room for line in paragraphs)
    if any(line[:1].isspace() for line in paragraphs) or (not wide and "\n" in text):
        return None
    filled = [fill(paragraph, room) for paragraph in paragraphs]
    if not all(_reads_well(lines, room) for lines in filled) or (wide and all(len(lines) < 2 for lines in filled)):  # noqa: PLR2004 -- broken at least once
        return None
    return [line for number, lines in enumerate(filled) for line in ([""] if number else []) + lines]


def fill(text: str, room: int) -> list[str]:
    """The text in as few lines of `room` columns as there can be; a word that is longer has a line of its own."""
    lines: list[str] = []
    free = 0
    for word in _SPACE.split(text) if text else ():
        takes = width(word)
        if lines and takes < free:
            lines[-1] += f" {word}"
            free -= takes + 1
        else:
            lines.append(word)
            free = room - takes
    return lines


def _reads_well(lines: list[str], room: int) -> bool:
    """Whether Chinese is not broken off for nothing: where its spaces stand too far apart, it stays in its one line."""
    if all(width(line) == len(line) for line in lines):
        return True
    return all(width(line) <= room for line in lines) and all(width(line) > room // 2 for line in lines[:-1])


def _block(mark: str, text: str, lines: list[str], indent: str) -> str:
    chomp = "" if text.endswith("\n") else "-"
    return f"{mark}{chomp}\n" + "\n".join(f"{indent}{line}" if line else "" for line in lines)
