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


@lru_cache(maxsize=256)
def prose(text: str) -> Markup:
    """`text` rendered and cleaned; its headings stand below h3, since the page owns the higher ones.

    Relative links are dropped with every scheme but http, https and mailto: a note cannot know where its page lies.
    """
    html = _CLEANER.clean(_demoted(_PARSER.render(text)))
    return Markup(_TABLE.sub(r'<div class="d-scroll" tabindex="0">\1</div>', html))  # noqa: S704 -- cleaned above


def _demoted(html: str) -> str:
    return _HEADING.sub(lambda m: f"{m[1]}h{min(6, int(m[2]) + 3)}", html)


def is_plain(text: str) -> bool:
    """Whether `text` has nothing that Markdown would draw: one line without marks."""
    return bool(_BARE_TEXT.match(text))
