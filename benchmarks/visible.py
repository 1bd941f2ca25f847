"""The visible text of a page, and the same text as Markdown for a peer that renders Markdown."""

from html.parser import HTMLParser
from pathlib import Path

HIDDEN = frozenset({"script", "style", "template", "noscript", "svg", "option"})
BLOCKS = frozenset(
    {"p", "div", "section", "header", "dl", "dt", "dd", "summary", "details", "nav", "article", "caption"}
)
VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr", "col"})


class _Text(HTMLParser):
    """Collects what stands inside `<article>`, block by block."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.hidden = 0
        self.inside = 0
        self.row: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "article":
            self.inside += 1
        if tag in HIDDEN:
            self.hidden += 1
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.lines += ["", "#" * int(tag[1]) + " "]
        elif tag == "li":
            self.lines.append("- ")
        elif tag in BLOCKS or tag == "table":
            self.lines += ["", ""]
        elif tag in ("tr", "br"):
            self.lines.append("")
        elif tag in ("td", "th"):
            self.lines[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.inside -= 1
        if tag in HIDDEN:
            self.hidden -= 1
        if tag in BLOCKS or tag in ("table", "ul", "ol", "h1", "h2", "h3", "h4"):
            self.lines += ["", ""]

    def handle_data(self, data: str) -> None:
        if self.inside and not self.hidden:
            self.lines[-1] += " ".join(data.split()) + (" " if data[-1:].isspace() else "")


def markdown_of(page: Path) -> str:
    """The article as Markdown: headings, lists and paragraphs with the same words; marks of Markdown are escaped."""
    parser = _Text()
    parser.feed(page.read_text(encoding="utf-8"))
    text = []
    for line in parser.lines:
        mark = next((m for m in ("- ", "# ", "## ", "### ", "#### ") if line.startswith(m)), "")
        body = line[len(mark) :].strip()
        text.append(mark + "".join("\\" + c if c in "\\`*_{}[]<>#|~" else c for c in body) if body else "")
    return "\n".join(text)


def letters_of(page: Path) -> int:
    """How many visible characters the article has, white space aside."""
    parser = _Text()
    parser.feed(page.read_text(encoding="utf-8"))
    return sum(len("".join(line.lstrip("#-").split())) for line in parser.lines)
