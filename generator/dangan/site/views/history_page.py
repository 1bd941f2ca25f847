"""The history of one customer on pages of its own, and its end in the dossier."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dangan.analysis.declaration import Declaration
from dangan.diagnostics import Text
from dangan.history.change import FieldChange
from dangan.model.records import Customer
from dangan.site import format as fmt
from dangan.site.context import SiteContext
from dangan.site.format_sort import sort_key
from dangan.site.links import CUSTOMERS, HISTORY, own_folder, page_address
from dangan.site.own_page import Part, parts_of
from dangan.site.past import Change
from dangan.site.views.customer_head import customer_foot, customer_name, customer_trail
from dangan.site.views.history import EntryView, entry_view, person_of, section_label
from dangan.site.views.scope import Link, Scope

_LABEL = Text("History of a customer", "客户变更记录")
MEETS = Declaration("history", "history", _LABEL, ("ARC-06/steps", "ARC-07/pages", "CRD-06/change"))
MOST = 200
"""Sentences that one page holds."""
OF_ONE = 40
"""Sentences that it tells of one change; the page of the change has them all."""
LATEST, OF_LATEST = 10, 4
"""Changes that the dossier tells, and sentences of each."""
SCRIPT = "assets/history.js"


@dataclass(frozen=True, slots=True)
class EndView:
    """The latest changes at the end of a dossier, and the way to them all."""

    entries: tuple[EntryView, ...]
    count: int
    href: str
    feed: str


@dataclass(frozen=True, slots=True)
class YearView:
    """The changes of a year or month; none where they stand on a page of their own."""

    anchor: str
    label: str
    count: int
    href: str
    entries: tuple[EntryView, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its name in the address, its label, values with labels."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HistoryView:
    customer: Link
    period: str
    trail: tuple[Link, ...]
    count: int
    years: tuple[YearView, ...]
    jumps: tuple[YearView, ...]
    others: tuple[EntryView, ...]
    """What was proposed and not taken."""
    more_others: int
    choices: tuple[Choice, ...]
    feed: str
    script: str
    foot: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A change with what is told of it, for the division into pages."""

    change: Change
    day: str
    size: int


@dataclass(frozen=True, slots=True)
class _Pages:
    """All that the pages of one customer's history are made from."""

    customer: Customer
    parts: tuple[Part[_Told], ...]
    scope: Scope
    """Of the first page."""

    def address(self, part: Part[_Told]) -> str:
        folder = own_folder(self.customer.id, HISTORY)
        return page_address(folder if part.whole else f"{folder}/{part.folder}")


def end_view(customer: Customer, scope: Scope) -> EndView | None:
    """None where there is no history."""
    changes = [change for change in scope.context.past.changes if change.taken]
    if not changes:
        return None
    folder = own_folder(customer.id, HISTORY)
    return EndView(
        entries=tuple(entry_view(change, change.taken, scope, OF_LATEST) for change in changes[:LATEST]),
        count=len(changes),
        href=scope.to_index(folder),
        feed=scope.to(feed_address(customer.id)),
    )


def feed_address(customer: str = "") -> str:
    """Under the language: of the archive, or of one customer."""
    return f"{own_folder(customer)}/feed.xml" if customer else "feed.xml"


def history_pages(customer: Customer, context: SiteContext) -> Iterator[tuple[str, HistoryView]]:
    """Addresses and views: the newest changes, then the years that the first page has no room for."""
    scope = Scope(context, page_address(own_folder(customer.id, HISTORY)), customer.id)
    told = [_told(change, scope) for change in context.past.changes if change.taken]
    if not context.past.changes:
        return
    pages = _Pages(customer, parts_of(told, MOST, lambda each: each.size), scope)
    first = tuple(_year(pages, part, scope) for part in pages.parts if part.whole)
    yield scope.address, _with_others(_view(pages, first, scope), scope)
    for part in pages.parts:
        if not part.whole:
            here = Scope(context, pages.address(part), customer.id)
            yield here.address, _later(pages, part, here)


def _told(change: Change, scope: Scope) -> _Told:
    day = scope.context.day_of(change.commit).isoformat()
    return _Told(change, day, min(OF_ONE, len(change.taken)))


def _later(pages: _Pages, part: Part[_Told], scope: Scope) -> HistoryView:
    year = _year(pages, part, scope)
    view = _view(pages, (year,), scope, year.label)
    up = Link(scope.context.words("history"), scope.to(pages.scope.address))
    return replace(view, trail=(*view.trail, up))


def _with_others(view: HistoryView, scope: Scope) -> HistoryView:
    changes = [change for change in scope.context.past.changes if change.others]
    shown = tuple(entry_view(change, change.others, scope, OF_ONE) for change in changes[:MOST])
    return replace(view, others=shown, more_others=len(changes) - len(shown))


def _view(pages: _Pages, years: tuple[YearView, ...], scope: Scope, period: str = "") -> HistoryView:
    customer, past = pages.customer, scope.context.past
    home = Link(customer_name(customer, scope), scope.to(page_address(CUSTOMERS, customer.id)))
    return HistoryView(
        customer=home,
        period=period,
        trail=(*customer_trail(customer, scope), home),
        count=sum(year.count for year in years),
        years=years,
        jumps=tuple(_jump(pages, part, scope) for part in pages.parts),
        others=(),
        more_others=0,
        choices=_choices([found for change in past.changes for found in change.all], scope),
        feed=scope.to(feed_address(customer.id)),
        script=scope.asset(SCRIPT),
        foot=customer_foot(customer, scope),
    )


def _choices(found: Sequence[FieldChange], scope: Scope) -> tuple[Choice, ...]:
    people = dict(person_of(change.commit, scope) for change in found)
    sections = {name: section_label(name, scope) for name in (change.of.kind or "" for change in found) if name}
    words = scope.context.words
    return (
        Choice("by", words("filter_by"), _sorted(people)),
        Choice("in", words("filter_in"), _in_order(sections, scope)),
    )


def _sorted(labels: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(labels.items(), key=lambda pair: (sort_key(pair[1]), pair[0])))


def _in_order(labels: Mapping[str, str], scope: Scope) -> tuple[tuple[str, str], ...]:
    """As the sections of the dossier stand."""
    kinds = scope.context.catalogue.kinds
    return tuple((name, labels[name]) for name in sorted(labels, key=lambda name: (kinds[name].order, name)))


def _jump(pages: _Pages, part: Part[_Told], scope: Scope) -> YearView:
    mark = f"in-{part.folder}"
    label = fmt.month(part.period, scope.lang) if fmt.is_month(part.period) else part.period
    return YearView(mark, label, len(part.items), scope.to(f"{pages.address(part)}#{mark}"))


def _year(pages: _Pages, part: Part[_Told], scope: Scope) -> YearView:
    entries = (entry_view(each.change, each.change.taken, scope, OF_ONE) for each in part.items)
    return replace(_jump(pages, part, scope), entries=tuple(entries))
