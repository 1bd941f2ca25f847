"""Rep-written Markdown as safe HTML: the only place that declares recorded text safe."""

import re
from collections.abc import Iterable
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_TAGS = {
    *("p", "br", "em", "strong", "s", "code", "pre", "blockquote", "hr", "ul", "ol", "li"),
    *("h4", "h5", "h6", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}
_HEADING = re.compile(r"(</?)h([1-6])(?=>)")
_TABLE = re.compile(r"(<table>.*?</table>)", re.DOTALL)
_BARE_TEXT = re.compile(r"[^\\`*_\[\]<>#&!~|\n+=-]*\Z")

_AROUND = " \t>"
_DELIMITING = frozenset("|:- \t")
"""All that the line of a table holds that says how many columns it has."""
_MOST_CELLS = 10_000
"""Of all tables of a text. Rows that say less are filled up: a few kilobytes would become megabytes of empty cells."""

_MOST_LED, _TIMES = 50_000, 10
"""Characters that the addresses and titles of all links may have, and how many times those of the text: an address that
is written once and led to by name stands in the page as often as it is led to.
"""

_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes=_SCHEMES,
    url_relative="deny",
    link_rel="noopener nofollow",
    strip_comments=True,
)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True})
    return parser.enable(["table", "strikethrough"]).disable(["image", "html_block", "html_inline"])


def _parser_with(*, tables: bool, references: bool) -> MarkdownIt:
    return _parser().disable([*([] if tables else ["table"]), *([] if references else ["reference"])])


_PARSERS = {(t, r): _parser_with(tables=t, references=r) for t in (True, False) for r in (True, False)}
"""By whether tables are drawn, and addresses that are written once and led to by name."""
_RENDERER = _PARSERS[True, True].renderer


@lru_cache(maxsize=256)
def prose(text: str) -> Markup:
    """`text` rendered and cleaned; its headings stand below h3, since the page owns the higher ones.

    Relative links are dropped with every scheme but http, https and mailto: a note cannot know where its page lies.
    """
    has_tables = _cells(text) <= _MOST_CELLS
    tokens = _PARSERS[has_tables, True].parse(text)
    if _led(tokens) > max(_MOST_LED, _TIMES * len(text)):
        tokens = _PARSERS[has_tables, False].parse(text)
    html = _CLEANER.clean(_demoted(_RENDERER.render(tokens, _PARSERS[True, True].options, {})))
    return Markup(_TABLE.sub(r'<div class="d-scroll" tabindex="0">\1</div>', html))  # noqa: S704 -- cleaned above


def _cells(text: str) -> int:
    """How many the tables of a text could have at most: each goes on until a line is empty."""
    found = columns = 0
    for line in text.split("\n"):
        said = line.strip(_AROUND)
        if not said:
            columns = 0
        elif "|" in said and _DELIMITING.issuperset(said):
            columns = max(columns, said.count("|") + 1)
        found += columns
    return found


def _led(tokens: Iterable[Token]) -> int:
    """The length of the addresses and titles of all links."""
    links = (child for token in tokens for child in token.children or () if child.type == "link_open")
    return sum(len(str(value)) for link in links for value in link.attrs.values())


def _demoted(html: str) -> str:
    return _HEADING.sub(lambda m: f"{m[1]}h{min(6, int(m[2]) + 3)}", html)


def is_plain(text: str) -> bool:
    """Whether `text` has nothing that Markdown would draw: one line without marks."""
    return bool(_BARE_TEXT.match(text))
