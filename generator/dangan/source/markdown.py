"""Markdown files: facts between two lines of dashes, then prose."""

import re
from typing import NamedTuple

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING = re.compile(r"(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)")


class Parts(NamedTuple):
    """The four stretches of a Markdown file; together they are the file."""

    opening: str
    front: str
    closing: str
    """Empty where the front matter is never closed; the body is then empty too."""
    body: str


def split(text: str) -> Parts | None:
    """The stretches of a text, None if it does not begin with a line of dashes. `join` gives the text back."""
    opening = _OPENING.match(text)
    if not opening:
        return None
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        return Parts(opening.group(), text[opening.end() :], "", "")
    return Parts(opening.group(), text[opening.end() : closing.start()], closing.group(), text[closing.end() :])


def join(parts: Parts) -> str:
    return "".join(parts)
