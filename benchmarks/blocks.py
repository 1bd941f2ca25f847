"""What a page of ours shows, as plain data that another generator draws: headings, paragraphs, lists, tables, links."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import TypedDict

from benchmarks.visible import HIDDEN

HEADINGS = ("h1", "h2", "h3", "h4")
LINES = (*HEADINGS, "li", "dt", "dd")
_PLAIN = "p div section header footer main summary details nav article caption pre ul ol dl figure table tr"
_BOXES = frozenset(_PLAIN.split())
_TOKEN = re.compile(r"<(/?)([a-zA-Z][\w-]*)((?:[^>\"]|\"[^\"]*\")*)>|<!--.*?-->|([^<]+)", re.DOTALL)
_HREF = re.compile(r'\bhref="([^"]*)"')
_VOID = frozenset({"br", "img", "input", "hr", "meta", "link", "wbr", "source", "col"})

Run = list[str]
"""A text, and where it leads to if it is a link."""


class Block(TypedDict, total=False):
    """A line or paragraph (`t` the tag, `r` what stands in it), or a table (`rows` of cells)."""

    t: str
    r: list[Run]
    rows: list[list[list[Run]]]


def article(page: str) -> tuple[str, str, str]:
    """What stands before the article, in it, and after it."""
    start, end = page.index("<article"), page.rindex("</article>")
    opened = page.index(">", start) + 1
    return page[:opened], page[opened:end], page[end:]


def blocks_of(page: str) -> list[Block]:
    """Everything that is seen in the article, in order."""
    reader = _Reader()
    for closing, tag, attributes, text in _tokens(article(page)[1]):
        if text:
            reader.text(text)
        elif closing:
            reader.close(tag)
        else:
            reader.open(tag, attributes)
    reader.end("")
    return reader.found


def letters(blocks: Iterable[Block]) -> int:
    """How many visible characters they have, white space aside."""
    return sum(len("".join(run[0].split())) for block in blocks for run in _runs(block))


def letters_in(page: str) -> int:
    return letters(blocks_of(page))


def _runs(block: Block) -> Iterator[Run]:
    yield from block.get("r", ())
    for row in block.get("rows", ()):
        for cell in row:
            yield from cell


def _tokens(inside: str) -> Iterator[tuple[bool, str, str, str]]:
    for match in _TOKEN.finditer(inside):
        yield match[1] == "/", (match[2] or "").lower(), match[3] or "", match[4] or ""


class _Reader:
    """Goes along the tags. What is hidden is left out; a table within a cell is told as the cell's text."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.line: list[Run] = []
        self.tag = "p"
        self.link = ""
        self.hidden: list[str] = []
        self.rows: list[list[list[Run]]] | None = None

    def text(self, raw: str) -> None:
        said = " ".join(html.unescape(raw).split())
        if said and not self.hidden:
            self.line.append([said, self.link] if self.link else [said])

    def open(self, tag: str, attributes: str) -> None:
        if tag in _VOID or attributes.endswith("/"):
            return
        if self.hidden or tag in HIDDEN:
            self.hidden.append(tag)
        elif tag == "a":
            found = _HREF.search(attributes)
            self.link = html.unescape(found[1]) if found else ""
        elif self.rows is not None:
            self._in_table(tag)
        elif tag == "table":
            self.end("p")
            self.rows = []
        elif tag in LINES or tag in _BOXES:
            self.end(tag if tag in LINES else "p")

    def close(self, tag: str) -> None:
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.pop()
        elif tag == "a":
            self.link = ""
        elif self.rows is not None:
            self._out_of_table(tag)
        elif tag in LINES or tag in _BOXES:
            self.end("p")

    def end(self, tag: str) -> None:
        """What comes next stands in a `tag`."""
        if self.line:
            self.found.append({"t": self.tag, "r": self.line})
        self.line, self.tag = [], tag or "p"

    def _in_table(self, tag: str) -> None:
        if tag == "tr" and self.rows is not None:
            self.rows.append([])

    def _out_of_table(self, tag: str) -> None:
        assert self.rows is not None
        if tag in ("td", "th", "caption"):
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(self.line)
            self.line = []
        elif tag == "table":
            self.found.append({"t": "table", "rows": [row for row in self.rows if row]})
            self.rows = None
