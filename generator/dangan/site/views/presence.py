"""A competitor at the customers where it is: how far in, since when, with what share, and with whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dangan.analysis.book import Line
from dangan.analysis.shape import amount, items, text
from dangan.analysis.shares import ShareLine, share_line
from dangan.model.index import Entry
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site.links_place import path_anchor
from dangan.site.svg import Series
from dangan.site.views.chart import ChartView, share_chart, with_table
from dangan.site.views.fields import fields_of
from dangan.site.views.labels import labels
from dangan.site.views.projects import Progress, progress
from dangan.site.views.scope import Link, Scope
from dangan.site.views.shares import TREND, share_series, short_name
from dangan.site.views.values import ValueView

ROWS = 100
SERIES = 8
"""Customers in the chart at most, those with the largest share."""
_HEADS = ("entry_step", "since", "share_percent", "products", "people")


@dataclass(frozen=True, slots=True)
class PersonHere:
    """One of its people at a customer, and whom of the customer's they are close to."""

    name: str
    part: str
    close_to: Link | None


@dataclass(frozen=True, slots=True)
class PresenceView:
    """A competitor at one customer. `trend` is a word; `share` is "" where nobody knows it, which is not 0."""

    customer: Link
    stage: str
    step: Progress | None
    share: str
    bar: int
    trend: str
    since: ValueView | None
    supplies: tuple[str, ...]
    people: tuple[PersonHere, ...]
    projects: tuple[Link, ...]
    href: str


@dataclass(frozen=True, slots=True)
class PresencesView:
    finding: str
    rows: tuple[PresenceView, ...]
    more: int
    chart: ChartView | None
    heads: Mapping[str, str]


def presences_view(entry: Entry, book: Sequence[Line], scope: Scope) -> PresencesView:
    """Where it is furthest in comes first, and of those where it has most."""
    form = here_form(scope)
    there = presences(entry, book, form)
    return PresencesView(
        finding=_finding(there, entry, form, scope),
        rows=tuple(_presence(line, entry, form, scope) for line in there[:ROWS]),
        more=max(0, len(there) - ROWS),
        chart=_chart(there, entry, scope),
        heads=labels(form, _HEADS, scope.lang),
    )


def here_form(scope: Scope) -> Field | None:
    """The field that holds what is known of a competitor at a customer."""
    kind = scope.context.catalogue.kinds.get("competitors")
    return kind.field.values if kind else None


def presences(entry: Entry, book: Sequence[Line], form: Field | None) -> list[Line]:
    own, step = entry.key.id, form.child("entry_step") if form else None
    order = {value: n for n, value in enumerate(step.enum)} if step else {}
    there = [line for line in book if own in line.rivals]

    def rank(line: Line) -> tuple[int, Decimal, str]:
        facts = line.rivals[own]
        return -order.get(text(facts, "entry_step"), -1), -(amount(facts, "share_percent") or Decimal(-1)), line.id

    return sorted(there, key=rank)


def _presence(line: Line, entry: Entry, form: Field | None, scope: Scope) -> PresenceView:
    facts, there = line.rivals[entry.key.id], replace(scope, customer=line.id, place=None)
    share, step = amount(facts, "share_percent"), text(facts, "entry_step")
    customer, trend = scope.link(line.entry), TREND[share_line("", facts).trend]
    since = form.child("since") if form else None
    return PresenceView(
        customer=customer,
        stage=scope.said("profile", ("stage",), line.stage),
        step=progress(form.child("entry_step") if form else None, step, scope.lang) if step else None,
        share=fmt.number(share) if share is not None else "",
        bar=whole(share),
        trend=scope.context.words(trend) if trend else "",
        since=fields_of(scope).show(since)(facts["since"], there) if since and "since" in facts else None,
        supplies=tuple(x for x in items(facts, "products") if isinstance(x, str)),
        people=tuple(_person(item, there) for item in items(facts, "people") if text(item, "name")),
        projects=tuple(scope.link(p) for p in line.projects if any(_is(r, entry) for r in p.references)),
        href=f"{customer.href}#{path_anchor('competitors', entry.key.id)}",
    )


def _person(item: Any, there: Scope) -> PersonHere:
    close, part = text(item, "relation_with"), text(item, "part")
    said = there.said("competitors", ("*", "people", 0, "part"), part) if part else text(item, "title")
    return PersonHere(text(item, "name"), said, there.find("person", close) if close else None)


def whole(share: Decimal | None) -> int:
    """Percent of a bar's length."""
    return max(0, min(100, int(share or 0)))


def _is(reference: Any, entry: Entry) -> bool:
    return bool(reference.space == "competitor" and reference.target == entry.key.id)


def _finding(there: Sequence[Line], entry: Entry, form: Field | None, scope: Scope) -> str:
    """At how many customers, and how many of them have got to which step, the furthest first."""
    step = form.child("entry_step") if form else None
    if not there or step is None:
        return ""
    got = [text(line.rivals[entry.key.id], "entry_step") for line in there]
    words = scope.context.words
    told = [
        words("step_count", step=step.words(value, scope.lang), n=got.count(value))
        for value in reversed(tuple(step.enum))
        if value in got
    ]
    first = words.count("there_at", len(there))
    return first + words("colon") + words("comma").join(told) + words("stop") if told else first + words("stop")


def _chart(there: Sequence[Line], entry: Entry, scope: Scope) -> ChartView | None:
    """Its share at each customer over time."""
    words = scope.context.words
    known = [(line, share_line(line.id, line.rivals[entry.key.id])) for line in there]
    dated = sorted(((line, found) for line, found in known if found.points), key=_largest)[:SERIES]
    series = [_series(line, found, scope) for line, found in dated]
    name = short_name(entry, scope.lang)
    chart = share_chart("d-there", words("its_shares", name=name), words("its_shares", name=name), series)
    return with_table(chart, words("period"), series) if chart else None


def _largest(found: tuple[Line, ShareLine]) -> tuple[Decimal, str]:
    return -(found[1].latest or Decimal(0)), found[0].id


def _series(line: Line, found: ShareLine, scope: Scope) -> Series:
    return replace(share_series(short_name(line.entry, scope.lang), found), ours=False)
