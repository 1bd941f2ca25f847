"""Lines of a text: they end at LF, CRLF or a lone CR, and nowhere else."""

import re

LINE_END = re.compile(r"\r\n|\r|\n")


def locate(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 1."""
    start, line = 0, 1
    for end in LINE_END.finditer(text, 0, offset):
        start, line = end.end(), line + 1
    return line, offset - start + 1


def line_start(text: str, offset: int) -> int:
    """Where the line that holds `offset` begins."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def line_stop(text: str, offset: int) -> int:
    """Where the line that holds `offset` ends, before its line end."""
    end = LINE_END.search(text, offset)
    return end.start() if end else len(text)


def next_line(text: str, offset: int) -> int:
    """Where the line after the one that holds `offset` begins."""
    end = LINE_END.search(text, offset)
    return end.end() if end else len(text)


def line_end_of(text: str) -> str:
    """The line end that a text uses: its first; LF where it has none."""
    end = LINE_END.search(text)
    return end.group() if end else "\n"


def normal(text: str) -> str:
    """The text with LF as its only line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
