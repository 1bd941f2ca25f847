"""Indexes and pages of the archive's own files: competitors, products, colleagues, and what a team has added."""

from collections.abc import Callable, Iterator
from functools import partial

from dangan.model.index import Entry, Key
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind, ThingKind
from dangan.site.context import SiteContext
from dangan.site.drawings_page import Drawn, Subject, index_page_of, thing_page_of
from dangan.site.links import linked_address, main_thing, page_address, thing_folder
from dangan.site.page import Page, Section
from dangan.site.pages_book import Book
from dangan.site.views.backlinks import Referrers, are_many, backlinks, referrers
from dangan.site.views.linked import linked_view
from dangan.site.views.scope import Link, Scope
from dangan.site.views.thing import above, file_view, thing_view, things_view


def own_kinds(catalogue: Catalogue) -> tuple[tuple[Kind, ThingKind | None], ...]:
    """The kinds with pages, each with every kind of thing in its files, in their order.

    A kind whose things are only a part of its file comes without a thing too: for the file.
    """
    things: dict[str, list[ThingKind | None]] = {
        kind.name: [None] for kind in catalogue.kinds.values() if main_thing(kind, catalogue.things) is None
    }
    for thing in catalogue.things.values():
        if thing.scope == "archive":
            things.setdefault(thing.kind, []).append(thing)
    kinds = [kind for kind in catalogue.kinds.values() if kind.scope == "archive" and kind.page]
    kinds.sort(key=lambda kind: (kind.order, kind.name))
    return tuple((kind, thing) for kind in kinds for thing in things.get(kind.name, [None]))


def tabs(catalogue: Catalogue) -> Iterator[tuple[int, Section]]:
    """A tab for each kind with pages, and its place among them; the things that are only a part of a file have none."""
    for kind, thing in own_kinds(catalogue):
        if kind.page and folder_of(kind, thing, catalogue) == kind.page:
            yield kind.order, Section(kind.page, thing.plural if thing else kind.label, page_address(kind.page))


def folder_of(kind: Kind, thing: ThingKind | None, catalogue: Catalogue) -> str:
    return thing_folder(kind, thing, catalogue.things)


Make = Callable[[SiteContext, Callable[[], Book]], Iterator[Page]]


def thing_units(context: SiteContext) -> Iterator[tuple[str, Make]]:
    """Each index, file and thing by itself: its name, and what draws it."""
    for kind, thing in own_kinds(context.catalogue):
        if kind.field.level > context.audience:
            continue
        if thing is None:
            yield kind.name, partial(_file, kind)
            continue
        yield f"{kind.name}/{thing.name}", partial(_index, kind, thing)
        for entry in context.index.of_kind(thing.name):
            yield f"{kind.name}/{thing.name}/{entry.key.id}", partial(_thing, kind, thing, entry.key)


def _file(kind: Kind, context: SiteContext, _book: Callable[[], Book]) -> Iterator[Page]:
    address = page_address(kind.page or kind.name)
    scope = Scope(context, address)
    view = file_view(kind, context.loose.get(kind.name, ()), scope, _parts(kind, scope))
    body = context.render("pages/thing.html.j2", page=view)
    yield Page(address, kind.page or kind.name, view.name, body, context.lang, view.summary)


def _parts(kind: Kind, scope: Scope) -> tuple[tuple[Link, int], ...]:
    """The things in a file, which have pages beside it, with how many there are."""
    catalogue, index = scope.context.catalogue, scope.context.index
    things = [thing for thing in catalogue.things.values() if thing.kind == kind.name]
    return tuple(
        (
            Link(thing.plural.to(scope.lang), scope.to_index(folder_of(kind, thing, catalogue))),
            len(index.of_kind(thing.name)),
        )
        for thing in things
    )


def _index(kind: Kind, thing: ThingKind, context: SiteContext, book: Callable[[], Book]) -> Iterator[Page]:
    subject = Subject(kind, thing, context.loose.get(kind.name, ()), book)
    folder = folder_of(subject.kind, subject.thing, context.catalogue)
    scope = Scope(context, page_address(folder))
    listed = things_view(subject.kind, subject.thing, scope)
    own = index_page_of(subject.thing.name)
    drawn = own.draw(subject, scope) if own else Drawn()
    template = own.template if own else "pages/things.html.j2"
    body = context.render(template, things=listed, **drawn.values)
    yield Page(
        scope.address,
        subject.kind.page or folder,
        listed.title,
        body,
        context.lang,
        listed.description,
        drawn.changes_on,
    )


def _thing(kind: Kind, thing: ThingKind, key: Key, context: SiteContext, book: Callable[[], Book]) -> Iterator[Page]:
    """The page of a thing, then that of what refers to it, where that is much."""
    entry = context.index.entries[key]
    subject = Subject(kind, thing, context.loose.get(kind.name, ()), book, entry)
    section = folder_of(subject.kind, subject.thing, context.catalogue)
    scope = Scope(context, page_address(section, entry.key.id))
    own = thing_page_of(subject.thing.name)
    drawn = own.draw(subject, entry, scope) if own else Drawn()
    found = tuple(each for each in referrers(key, scope) if each.label not in drawn.told)
    away = linked_address(section, key.id) if are_many(found) else ""
    view = thing_view(entry, subject.kind, subject.thing, subject.records, backlinks(found, scope, away), scope)
    template = own.template if own else "pages/thing.html.j2"
    body = context.render(template, page=view, **drawn.values)
    tab = subject.kind.page or section
    yield Page(scope.address, tab, view.name, body, context.lang, view.summary, drawn.changes_on)
    if away:
        yield _linked(subject, entry, found, tab, Scope(context, away))


def _linked(subject: Subject, entry: Entry, found: tuple[Referrers, ...], tab: str, scope: Scope) -> Page:
    context, (kind, thing) = scope.context, (subject.kind, subject.thing)
    folder, named = folder_of(kind, thing, context.catalogue), scope.link(entry)
    trail = scope.trail(*above(kind, folder, scope), Link(thing.plural.to(scope.lang), scope.to_index(folder)), named)
    body = context.render("pages/linked.html.j2", page=linked_view(found, named, trail, scope))
    return Page(scope.address, tab, f"{context.words('linked_from')} · {named.text}", body, context.lang)
