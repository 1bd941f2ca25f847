"""The pages of the reference, made from the catalogue: a team's own kinds, fields and requirements are in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind
from dangan.site.context import SiteContext
from dangan.site.environment import text_of
from dangan.site.format_words import Words
from dangan.site.links import page_address
from dangan.site.links_reference import REFERENCE, REQUIREMENTS, SHAPES, kind_address
from dangan.site.page import Page, Section
from dangan.site.views.reference import kind_page, kinds_view, shape_views, shown_kinds
from dangan.site.views.requirements import requirements_view
from dangan.site.views.scope import Scope

_PAGES = (("reference", page_address(REFERENCE)), ("shapes", SHAPES), ("requirements", REQUIREMENTS))


def reference_sections(words: dict[str, Words]) -> tuple[Section, ...]:
    """Beside the guides, not among the tabs."""
    return tuple(Section(name, Text(words["en"](name), words["zh"](name)), at, "guide") for name, at in _PAGES)


def reference_pages(context: SiteContext) -> Iterator[Page]:
    """Nothing that is recorded is in them: whoever builds again has them drawn already."""
    text = text_of(context.folders)
    shelf = _shelf(_Same(context.catalogue), context.lang, context.audience, text)
    if not shelf:
        shelf.extend(tuple(_drawn(context)))
    yield from shelf


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """One catalogue, and no other that is like it."""

    catalogue: Catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.catalogue is self.catalogue

    def __hash__(self) -> int:
        return id(self.catalogue)


@lru_cache(maxsize=8)
def _shelf(_kinds: _Same, _lang: str, _audience: Level, _text: str) -> list[Page]:
    """The place for the pages of one wording, whichever archive asks; `_text` is that of the templates, with where they
    lie: they may be edited between builds.
    """
    return []


def _drawn(context: SiteContext) -> Iterator[Page]:
    yield _page(context, "reference", page_address(REFERENCE), kinds_view(Scope(context, page_address(REFERENCE))))
    for kind in shown_kinds(Scope(context, SHAPES)):
        yield _kind(context, kind)
    scope = Scope(context, SHAPES)
    yield _page(context, "shapes", SHAPES, {"shapes": shape_views(scope), "trail": scope.trail()})
    yield _page(context, "requirements", REQUIREMENTS, requirements_view(Scope(context, REQUIREMENTS)))


def _page(context: SiteContext, name: str, address: str, view: Any) -> Page:
    body = context.render(f"pages/{name}.html.j2", page=view)
    return Page(address, name, context.words(name), body, context.lang, context.words(f"{name}_lead"))


def _kind(context: SiteContext, kind: Kind) -> Page:
    address = kind_address(kind)
    view = kind_page(kind, Scope(context, address))
    shapes = Scope(context, address).to(SHAPES)
    body = context.render("pages/reference_kind.html.j2", page=view, shapes=shapes)
    return Page(address, "reference", view.name, body, context.lang, view.about)
