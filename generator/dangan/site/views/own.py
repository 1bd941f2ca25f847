"""Pages of a kind that may have hundreds of things at one customer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dangan.analysis.steps import turns
from dangan.model.records import Customer
from dangan.schema.kind import Kind
from dangan.site import format as fmt
from dangan.site.chronicle import Chronicle, Item, chronicle
from dangan.site.context import SiteContext
from dangan.site.links import CUSTOMERS, own_folder, page_address
from dangan.site.links_place import anchor
from dangan.site.own_page import Part, parts_of
from dangan.site.views.basis import know
from dangan.site.views.customer_head import customer_foot, customer_name, customer_trail
from dangan.site.views.fields_leaf import date_view
from dangan.site.views.fields_title import title_of
from dangan.site.views.projects import steps_of
from dangan.site.views.scope import Link, Scope
from dangan.site.views.section import (
    Changed,
    NoteView,
    SectionView,
    filing_label,
    last_change,
    note_view,
    other_label,
    part_section,
    section_name,
)
from dangan.site.views.values import ValueView


@dataclass(frozen=True, slots=True)
class LineView:
    """A thing that stands on another page, with its place on this one."""

    anchor: str
    href: str
    day: ValueView
    title: str


@dataclass(frozen=True, slots=True)
class PartView:
    """The things of a year or month: as a section, or a line for each with the way to the page that has them."""

    anchor: str
    label: str
    count: int
    href: str
    section: SectionView | None = None
    lines: tuple[LineView, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnView:
    label: str
    other: str
    customer: Link
    period: str
    """What part it is of all there is; "" on the first page."""
    trail: tuple[Link, ...]
    path: str
    edit: str
    changed: Changed | None
    notes: tuple[NoteView, ...]
    count: int
    beside: SectionView | None
    """What the file says beside the things."""
    parts: tuple[PartView, ...]
    jumps: tuple[PartView, ...]
    """To all parts, wherever they stand."""
    filing: str
    foot: str
    changes_on: date | None


@dataclass(frozen=True, slots=True)
class _Pages:
    """All that the pages of one kind at one customer are made from."""

    whole: Chronicle
    parts: tuple[Part[Item], ...]
    scope: Scope
    """Of the first page."""

    @property
    def folder(self) -> str:
        return own_folder(self.whole.customer.id, self.whole.kind.name)

    def address(self, part: Part[Item]) -> str:
        return page_address(self.folder if part.whole else f"{self.folder}/{part.folder}")


def own_pages(customer: Customer, kind: Kind, context: SiteContext) -> Iterator[tuple[str, OwnView]]:
    """Addresses and views: the first page, which knows every thing, then those of the years that it has no room for."""
    whole = chronicle(customer, kind, context.catalogue.things.values())
    first = page_address(own_folder(customer.id, kind.name))
    scope = Scope(context, first, customer.id, whole=True)
    know(customer, scope)
    pages = _Pages(whole, parts_of(whole.items), scope)
    yield first, _first(pages)
    for part in pages.parts:
        if not part.whole:
            yield pages.address(part), _later(pages, part)


def whole_page(customer: Customer, kind: Kind, context: SiteContext) -> tuple[str, OwnView]:
    """The address and view of a section that a heavy dossier does not hold whole."""
    address = page_address(own_folder(customer.id, kind.name))
    scope = Scope(context, address, customer.id, whole=True)
    know(customer, scope)
    return address, _first(_Pages(Chronicle(customer, kind, ()), (), scope))


def _first(pages: _Pages) -> OwnView:
    whole, scope = pages.whole, pages.scope
    beside = whole.beside if whole.items else whole.customer
    return _view(
        pages,
        scope,
        tuple(_part(pages, part, scope) for part in pages.parts),
        beside=part_section(whole.kind, beside, scope) if beside.many(whole.kind.name) else None,
    )


def _later(pages: _Pages, part: Part[Item]) -> OwnView:
    scope = Scope(pages.scope.context, pages.address(part), pages.scope.customer, whole=True)
    shown = _part(pages, replace(part, whole=True), scope)
    view = _view(pages, scope, (shown,), period=shown.label)
    return replace(view, trail=(*view.trail, Link(view.label, scope.to(pages.scope.address))), notes=())


def _view(
    pages: _Pages,
    scope: Scope,
    parts: tuple[PartView, ...],
    *,
    period: str = "",
    beside: SectionView | None = None,
) -> OwnView:
    customer, kind, context = pages.whole.customer, pages.whole.kind, scope.context
    name = section_name(kind, context.catalogue.things.values())
    paths = [record.path for record in customer.many(kind.name)]
    path = "" if kind.many else paths[0]
    home = Link(customer_name(customer, scope), scope.to(page_address(CUSTOMERS, customer.id)))
    return OwnView(
        label=name.to(scope.lang),
        other=other_label(name, scope.lang),
        customer=home,
        period=period,
        trail=(*customer_trail(customer, scope), home),
        path=path,
        edit=scope.edit(path) if path else "",
        changed=last_change(paths, scope),
        notes=tuple(note_view(d, scope) for p in paths for d in context.diagnostics.get(p, ())),
        count=len(pages.whole.items),
        beside=beside,
        parts=parts,
        jumps=tuple(_jump(pages, part, scope) for part in pages.parts),
        filing=filing_label(kind, context.catalogue, scope.lang),
        foot=customer_foot(customer, scope),
        changes_on=turns(steps_of((), customer.many(kind.name)), context.today) if kind.many else None,
    )


def _jump(pages: _Pages, part: Part[Item], scope: Scope) -> PartView:
    """The heading of a part, with the way to it from this page."""
    period, lang = part.period, scope.lang
    label = fmt.month(period, lang) if fmt.is_month(period) else period or scope.context.words("no_day")
    mark = f"in-{part.folder}"
    here = part.whole or scope.address == pages.address(part)
    where = pages.address(part) if here else pages.scope.address
    return PartView(mark, label, len(part.items), scope.to(f"{where}#{mark}"))


def _part(pages: _Pages, part: Part[Item], scope: Scope) -> PartView:
    jump = _jump(pages, part, scope)
    if not part.whole:
        href = scope.to(pages.address(part))
        return replace(jump, href=href, lines=tuple(_line(item, href, scope) for item in part.items))
    section = part_section(pages.whole.kind, pages.whole.only(part.items), scope)
    return replace(jump, section=replace(section, missing=()))  # told by the dossier, of them all


def _line(item: Item, href: str, scope: Scope) -> LineView:
    mark = anchor(item.thing, item.id)
    return LineView(mark, f"{href}#{mark}", date_view(item.day, scope.lang), title_of(item.data, scope.lang) or item.id)
