"""Indexes and pages of the archive's own files: competitors, products, colleagues, and what a team has added."""

from collections.abc import Iterator

from dangan.model.index import Entry
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind, ThingKind
from dangan.site.context import SiteContext
from dangan.site.links import page_address, thing_folder
from dangan.site.page import Page
from dangan.site.pages_book import Book
from dangan.site.views.colleague import charge, colleague_lines
from dangan.site.views.competitor import competitor_view, competitors_view
from dangan.site.views.product import uses, without_projects
from dangan.site.views.scope import Scope
from dangan.site.views.thing import file_view, thing_view, things_view

_ORDER = ("competitor", "product", "team")


def own_kinds(catalogue: Catalogue) -> tuple[tuple[Kind, ThingKind | None], ...]:
    """The kinds with pages, each with every kind of thing in its files; the packaged ones first."""
    things: dict[str, list[ThingKind | None]] = {}
    for thing in catalogue.things.values():
        if thing.scope == "archive":
            things.setdefault(thing.kind, []).append(thing)
    kinds = [kind for kind in catalogue.kinds.values() if kind.scope == "archive" and kind.page]
    kinds.sort(key=lambda k: (_ORDER.index(k.name) if k.name in _ORDER else len(_ORDER), k.order, k.name))
    return tuple((kind, thing) for kind in kinds for thing in things.get(kind.name, [None]))


def folder_of(kind: Kind, thing: ThingKind | None, catalogue: Catalogue) -> str:
    return thing_folder(kind, thing, catalogue.things)


def thing_pages(context: SiteContext, book: Book) -> Iterator[Page]:
    for kind, thing in own_kinds(context.catalogue):
        if kind.field.level > context.audience:
            continue
        if thing is None:
            yield _file(context, kind)
            continue
        yield _index(context, kind, thing, book)
        for entry in context.index.of_kind(thing.name):
            yield _thing(context, kind, thing, entry, book)


def _file(context: SiteContext, kind: Kind) -> Page:
    address = page_address(kind.page or kind.name)
    view = file_view(kind, context.loose.get(kind.name, ()), Scope(context, address))
    body = context.render("pages/thing.html.j2", page=view)
    return Page(address, kind.page or kind.name, view.name, body, context.lang, view.summary)


def _index(context: SiteContext, kind: Kind, thing: ThingKind, book: Book) -> Page:
    folder = folder_of(kind, thing, context.catalogue)
    address = page_address(folder)
    scope = Scope(context, address)
    listed = things_view(kind, thing, scope)
    if thing.name == "competitor":
        body = context.render("pages/competitors.html.j2", page=competitors_view(book.lines, scope), things=listed)
    elif thing.name == "colleague":
        body = context.render("pages/team.html.j2", team=colleague_lines(book.lines, scope), things=listed)
    else:
        body = context.render("pages/things.html.j2", things=listed)
    changes = book.changes_on if thing.name == "colleague" else None
    return Page(address, folder, listed.title, body, context.lang, listed.description, changes)


def _thing(context: SiteContext, kind: Kind, thing: ThingKind, entry: Entry, book: Book) -> Page:
    section = folder_of(kind, thing, context.catalogue)
    address = page_address(section, entry.key.id)
    scope = Scope(context, address)
    records = context.loose.get(kind.name, ())
    changes = None
    if thing.name == "competitor":
        record = next((r for r in records if r.path == entry.path), None)
        rival = competitor_view(entry, record, book.lines, scope)
        body = context.render("pages/competitor.html.j2", page=rival)
        return Page(address, section, rival.name, body, context.lang, rival.summary)
    view = thing_view(entry, kind, thing, records, scope)
    if thing.name == "colleague":
        rows = {row.id: row for row in book.rows}
        duty = charge(entry, book.lines, rows, scope)
        body, changes = context.render("pages/colleague.html.j2", page=view, charge=duty), duty.changes_on
    elif thing.name == "product":
        others = without_projects(view.backlinks, entry, scope)
        body = context.render("pages/product.html.j2", page=view, uses=uses(entry, scope), others=others)
    else:
        body = context.render("pages/thing.html.j2", page=view)
    return Page(address, section, view.name, body, context.lang, view.summary, changes)
