"""The visible text of a page as Markdown, for a peer that renders Markdown."""

from html.parser import HTMLParser
from pathlib import Path

HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "option", "head"})
_HEADINGS = ("h1", "h2", "h3", "h4")
_BOXES = ("p", "div", "section", "header", "summary", "details", "nav", "article", "caption", "pre", "footer", "main")
BREAKS = frozenset((*_HEADINGS, *_BOXES, "table", "ul", "ol", "dl", "dt", "dd"))
MARKS = "\\`*_{}[]<>#|~"


class _Article(HTMLParser):
    """Writes Markdown of what stands in `<article>`: headings, lists, tables and links as such, the rest as text."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.row: list[str] | None = None
        self.rows = 0
        self.link = ""
        self.hidden = 0
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "article"
        self.hidden += tag in HIDDEN
        if tag == "table":
            self.rows = 0
        if tag == "tr":
            self.row = []
        elif tag in ("td", "th") and self.row is not None:
            self.row.append("")
        elif self.row is not None:
            pass
        elif tag in _HEADINGS:
            self.lines += ["", "#" * int(tag[1]) + " "]
        elif tag == "li":
            self.lines.append("- ")
        elif tag in BREAKS:
            self.lines += ["", ""]
        if tag == "a":
            self.link = dict(attrs).get("href") or ""
            self._write("[", mark=True)

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "article"
        self.hidden -= tag in HIDDEN
        if tag == "a":
            self._write("](https://peer.example/)", mark=True)
        elif tag == "tr" and self.row is not None:
            self._end_row()
        elif tag in BREAKS and self.row is None:
            self.lines += ["", ""]

    def handle_data(self, data: str) -> None:
        if self.inside and not self.hidden:
            self._write(" ".join(data.split()) + (" " if data[-1:].isspace() else ""))

    def _write(self, text: str, *, mark: bool = False) -> None:
        if not self.inside or self.hidden:
            return
        shown = text if mark else "".join("\\" + c if c in MARKS else c for c in text)
        if self.row is None:
            self.lines[-1] += shown
        elif self.row:
            self.row[-1] += shown

    def _end_row(self) -> None:
        cells, self.row = self.row or [], None
        if cells:
            self.lines.append("| " + " | ".join(cells) + " |")
            if self.rows == 0:
                self.lines.append("|" + " --- |" * len(cells))
            self.rows += 1


def _read(page: Path) -> _Article:
    parser = _Article()
    parser.feed(page.read_text(encoding="utf-8"))
    return parser


def markdown_of(page: Path) -> str:
    """The article as Markdown with the same words."""
    return "\n".join(line.rstrip() if line.strip("-# ") else "" for line in _read(page).lines)
