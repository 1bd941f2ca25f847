"""Rep-written Markdown as safe HTML: the only place that declares recorded text safe."""

import re
from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
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


_PARSER = _parser()
_WITHOUT_TABLES = _parser().disable("table")


@lru_cache(maxsize=256)
def prose(text: str) -> Markup:
    """`text` rendered and cleaned; its headings stand below h3, since the page owns the higher ones.

    Relative links are dropped with every scheme but http, https and mailto: a note cannot know where its page lies.
    """
    parser = _PARSER if _cells(text) <= _MOST_CELLS else _WITHOUT_TABLES
    html = _CLEANER.clean(_demoted(parser.render(text)))
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


def _demoted(html: str) -> str:
    return _HEADING.sub(lambda m: f"{m[1]}h{min(6, int(m[2]) + 3)}", html)


def is_plain(text: str) -> bool:
    """Whether `text` has nothing that Markdown would draw: one line without marks."""
    return bool(_BARE_TEXT.match(text))
