"""The page of the search; what it finds and filters by comes with the index, so no edit of the archive changes it."""

from collections.abc import Iterator

from dangan.analysis.declaration import Declaration
from dangan.diagnostics import Text
from dangan.site.context import SiteContext
from dangan.site.links import SEARCH
from dangan.site.page import Asset, Page
from dangan.site.search_words import words_script
from dangan.site.views.scope import Scope

MEETS = Declaration("drawing", "search", Text("Search", "搜索"), ("ARC-03/text", "ARC-03/saved"))
SCRIPTS = ("text", "words.{lang}", "plan", "match", "engine", "draw", "kept", "page")
"""In the order in which each builds on those before it."""


def search_page(context: SiteContext) -> Page:
    scope = Scope(context, SEARCH)
    scripts = tuple(scope.asset(f"assets/search/{name.format(lang=context.lang)}.js") for name in SCRIPTS)
    body = context.render("pages/search.html.j2", trail=scope.trail(), scripts=scripts)
    return Page(SEARCH, "", context.words("search"), body, context.lang)


def search_assets(context: SiteContext) -> Iterator[Asset]:
    yield Asset(f"assets/search/words.{context.lang}.js", words_script(context.lang))
