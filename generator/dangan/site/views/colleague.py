"""A colleague's page: my customers, what I owe, whom I have spoken with lately."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dangan.analysis.book import Line
from dangan.analysis.shape import day, mapping, text
from dangan.analysis.steps import turns
from dangan.model.index import Entry, Key
from dangan.schema.durations import duration
from dangan.site import format as fmt
from dangan.site.drawings_page import Drawn, IndexPage, Subject, ThingPage
from dangan.site.format_sort import sort_key
from dangan.site.pages_book import Book
from dangan.site.views.backlinks import named_link
from dangan.site.views.customers import ListView, Row, filters_of, first_of, in_order, loading, profile_field
from dangan.site.views.handover import handover_address
from dangan.site.views.history import LineView, line_view
from dangan.site.views.labels import labels
from dangan.site.views.scope import Link, Scope
from dangan.site.views.steps import StepView, step_view
from dangan.site.views.values import ValueView

CUSTOMERS_SHOWN, DEPUTY_SHOWN = 50, 20
FEW = 20
"""Customers that need no filters."""
CUSTOMERS_AT = "d-c3"
"""The fragment of the list of customers."""
_CUSTODIAN, _DEPUTY = "custodian", "deputy"
_PARTS: Mapping[str, Callable[[Row], str]] = {_CUSTODIAN: lambda row: row.custodian, _DEPUTY: lambda row: row.deputy}
_NEW = timedelta(days=90)
"""Where the rules say nothing."""
STEPS_SHOWN = 20
TAKEN_SHOWN = 50
CONTACTS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact in a list of many customers'."""

    link: Link
    day: ValueView
    medium: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A customer that the colleague took over: the way to the briefing, the day, and from whom."""

    link: Link
    iso: str
    day: str
    giver: Link


@dataclass(frozen=True, slots=True)
class Charge:
    """What one colleague has to look after."""

    customers: ListView
    deputy: ListView
    deputy_href: str
    all_href: str
    late: tuple[StepView, ...]
    late_count: int
    coming: tuple[StepView, ...]
    taken: tuple[Taken, ...]
    """Customers taken over so lately that the colleague is new to them, the latest first."""
    taken_count: int
    contacts: tuple[ContactLine, ...]
    own_changes: tuple[LineView, ...]
    others_changes: tuple[LineView, ...]
    """What others changed about the customers."""
    changes_on: date | None


@dataclass(frozen=True, slots=True)
class ColleagueLine:
    link: Link
    title: str
    customers: int
    late: int
    last: ValueView | None


def charge(entry: Entry, whole: Book, scope: Scope) -> Charge:
    me, today = entry.key.id, scope.context.today
    book = [brief.line for brief in whole.about(me)]
    rows = {brief.line.id: brief.rows[scope.lang] for brief in whole.about(me)}
    own_changes, others_changes = whole.recent(me)
    mine = [line for line in book if line.custodian == me]
    steps = sorted(
        ((step, line) for line in book for step in line.steps if (step.who or line.custodian) == me),
        key=lambda pair: (pair[0].due or date.max, pair[1].id, pair[0].source),
    )
    late = [pair for pair in steps if pair[0].late(today)]
    coming = [pair for pair in steps if not pair[0].late(today)]
    views = [
        tuple(step_view(s, scope, x.id, named=scope.link(x.entry)) for s, x in some[:STEPS_SHOWN])
        for some in (late, coming)
    ]
    taken, taken_count, ends = _taken(me, book, scope)
    days = (ends, turns((s for s, _ in steps), today), *(line.silence.turns for line in mine))
    own, deputy = ([row for row in in_order(rows.values()) if whose(row) == me] for whose in _PARTS.values())
    return Charge(
        customers=_listed(me, own, deputy, scope),
        deputy=_first(deputy, DEPUTY_SHOWN, scope),
        deputy_href=f"{scope.to(scope.address)}?as={_DEPUTY}#{CUSTOMERS_AT}",
        all_href=scope.filtered(custodian=me),
        late=views[0],
        late_count=len(late),
        coming=views[1],
        taken=taken,
        taken_count=taken_count,
        contacts=_contacts(me, whole, scope),
        own_changes=tuple(line_view(change, scope) for change in own_changes),
        others_changes=tuple(line_view(change, scope) for change in others_changes),
        changes_on=min((d for d in days if d), default=None),
    )


def _taken(me: str, book: Sequence[Line], scope: Scope) -> tuple[tuple[Taken, ...], int, date | None]:
    """Within the time that the rules give: the latest, how many, and the day on which the first is no longer new."""
    new_for, today = duration(text(scope.context.one("rules"), "new_custodian")) or _NEW, scope.context.today
    found = sorted(
        (
            (on, line.id, text(item, "from"))
            for line in book
            for item in mapping(line.facts, "custody", "handovers").values()
            if text(item, "to") == me and (on := day(item, "on")) and on <= today < on + new_for
        ),
        reverse=True,
    )
    views = tuple(
        Taken(
            link=Link(scope.find("customer", own_id).text, scope.to(handover_address(own_id))),
            iso=on.isoformat(),
            day=fmt.long_date(on, scope.lang),
            giver=scope.colleague(giver),
        )
        for on, own_id, giver in found[:TAKEN_SHOWN]
    )
    return views, len(found), min((on + new_for for on, _, _ in found), default=None)


def _listed(me: str, own: Sequence[Row], deputy: Sequence[Row], scope: Scope) -> ListView:
    """The customers of a colleague; where they are more than a look takes in, with those as a deputy among them."""
    first = _first(own, CUSTOMERS_SHOWN, scope)
    if len(own) + len(deputy) <= FEW:
        return first
    chosen = tuple(f for f in filters_of((*own, *deputy), scope) if f.name != _CUSTODIAN and len(f.options) > 1)
    called = labels(profile_field(scope), _PARTS, scope.lang)
    parts = (("", called[_CUSTODIAN]), (_DEPUTY, called[_DEPUTY])) if deputy else ()
    return replace(loading(first, chosen, scope), person=me, parts=parts)


def _first(rows: Sequence[Row], most: int, scope: Scope) -> ListView:
    """With links as from this page."""
    found = first_of(rows, most)
    return replace(
        found, rows=tuple(replace(row, href=scope.to_key(Key("customer", "", row.id))) for row in found.rows)
    )


def _contacts(me: str, book: Book, scope: Scope) -> tuple[ContactLine, ...]:
    """The latest contacts that name the colleague."""
    entries = scope.context.index.entries
    return tuple(contact_line(entries[spoken.key], scope) for spoken in book.contacts(me)[:CONTACTS_SHOWN])


def contact_line(entry: Entry, scope: Scope) -> ContactLine:
    return ContactLine(
        link=named_link(entry.key, scope.context.index, scope),
        day=_day(text(entry.summary, "date"), scope),
        medium=scope.said("log", ("medium",), text(entry.summary, "medium")),
    )


def _day(iso: str, scope: Scope) -> ValueView:
    day = fmt.as_date(iso)
    return ValueView("date", fmt.list_date(day, scope.lang), iso=iso) if day else ValueView("text", iso)


def colleague_lines(book: Book, scope: Scope) -> tuple[ColleagueLine, ...]:
    """Everybody of ours by the sound of the names."""
    entries = sorted(scope.context.index.of_kind("colleague"), key=lambda e: (sort_key(e.name(scope.lang)), e.key))
    return tuple(_line(entry, book, scope) for entry in entries)


def _line(entry: Entry, book: Book, scope: Scope) -> ColleagueLine:
    me, spoken = entry.key.id, book.contacts(entry.key.id)
    return ColleagueLine(
        link=scope.link(entry),
        title=text(entry.summary, "title"),
        customers=book.custody(me),
        late=book.late(me),
        last=_day(spoken[0].day, scope) if spoken else None,
    )


def _page(subject: Subject, entry: Entry, scope: Scope) -> Drawn:
    duty = charge(entry, subject.book, scope)
    return Drawn({"charge": duty}, duty.changes_on)


def _index(subject: Subject, scope: Scope) -> Drawn:
    return Drawn({"team": colleague_lines(subject.book, scope)}, subject.book.changes_on)


DRAWINGS = (
    ThingPage("colleague", "pages/colleague.html.j2", _page),
    IndexPage("colleague", "pages/team.html.j2", _index),
)
