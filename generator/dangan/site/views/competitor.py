"""Competitors: the matrix of who is where, and a page for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dangan.analysis.book import Line
from dangan.analysis.shape import amount, at, items, mapping, text
from dangan.model.index import Entry, Index
from dangan.model.records import Record
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site.drawings_page import Drawn, IndexPage, Subject, ThingPage
from dangan.site.format_sort import sort_key
from dangan.site.links_place import path_anchor
from dangan.site.views.backlinks import Backlinks, backlinks
from dangan.site.views.fields import Fields, fields_of
from dangan.site.views.labels import labels
from dangan.site.views.projects import Progress, progress
from dangan.site.views.rest import Rest
from dangan.site.views.scope import Link, Scope
from dangan.site.views.values import GroupView, ValueView

ROWS = 100
LEVELS = 5
_DRAWN = frozenset({"id", "names", "summary", "known_level", "factors", "owner", "strengths", "weaknesses"})
_HEADS = ("known_level", "owner", "strengths", "weaknesses")
_FACTORS = ("factor", "they_are", "lasts", "because")
_FACTOR = Rest(**dict.fromkeys(_FACTORS))
_TONES = {"stronger": "bad", "level": "even", "weaker": "good"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A share in percent: `text` is "?" where they are there and nobody knows it, "" where they are not."""

    text: str
    strength: int
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    customer: Link
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CompetitorLine:
    """A competitor in the index."""

    link: Link
    summary: str
    level: int
    level_label: str
    customers: int
    href: str


@dataclass(frozen=True, slots=True)
class CompetitorsView:
    columns: tuple[Link, ...]
    matrix: tuple[MatrixRow, ...]
    more: int
    lines: tuple[CompetitorLine, ...]
    level_name: str
    levels: int = LEVELS


@dataclass(frozen=True, slots=True)
class PresenceView:
    """A competitor at one customer."""

    customer: Link
    stage: str
    step: Progress | None
    share: str
    bar: int
    since: ValueView | None
    projects: tuple[Link, ...]
    href: str


@dataclass(frozen=True, slots=True)
class FactorView:
    factor: str
    they_are: str
    tone: str
    lasts: str
    because: str
    more: GroupView


@dataclass(frozen=True, slots=True)
class CompetitorView:
    level: int
    level_label: str
    owner: Link | None
    presence: tuple[PresenceView, ...]
    more: int
    all_href: str
    factors: tuple[FactorView, ...]
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    facts: GroupView
    backlinks: tuple[Backlinks, ...]
    heads: Mapping[str, str]
    """Labels of what is drawn here by the names of their fields."""
    levels: int = LEVELS


def competitors_view(book: Sequence[Line], scope: Scope) -> CompetitorsView:
    """The matrix first: customers with at least one competitor, those with most of them before the others."""
    entries = _ordered(scope.context.index, scope.lang)
    there = {e.key.id: sum(e.key.id in line.rivals for line in book) for e in entries}
    columns = sorted(entries, key=lambda e: -there[e.key.id])
    rows = sorted((line for line in book if line.rivals), key=lambda line: (-len(line.rivals), line.id))
    form = _form(scope)
    return CompetitorsView(
        columns=tuple(map(scope.link, columns)),
        matrix=tuple(_matrix_row(line, columns, scope) for line in rows[:ROWS]),
        more=max(0, len(rows) - ROWS),
        lines=tuple(_line(e, there[e.key.id], form, scope) for e in entries),
        level_name=form.properties["known_level"].label.to(scope.lang)
        if form and "known_level" in form.properties
        else "",
    )


def _ordered(index: Index, lang: str) -> list[Entry]:
    return sorted(index.of_kind("competitor"), key=lambda e: (sort_key(e.name(lang)), e.key))


def _form(scope: Scope) -> Field | None:
    kind = scope.context.catalogue.kinds.get("competitor")
    return kind.field if kind else None


def _line(entry: Entry, customers: int, form: Field | None, scope: Scope) -> CompetitorLine:
    level = _level(entry.summary)
    return CompetitorLine(
        link=scope.link(entry),
        summary=text(entry.summary, "summary"),
        level=level,
        level_label=_level_label(form, level, scope.lang),
        customers=customers,
        href=scope.filtered(competitor=entry.key.id),
    )


def _level(data: Mapping[str, Any]) -> int:
    level = at(data, "known_level")
    return level if isinstance(level, int) and not isinstance(level, bool) and 0 <= level <= LEVELS else 0


def _level_label(form: Field | None, level: int, lang: str) -> str:
    field = form.child("known_level") if form else None
    return field.words(level, lang) if field and str(level) in field.enum else ""


def _matrix_row(line: Line, columns: Sequence[Entry], scope: Scope) -> MatrixRow:
    customer = scope.link(line.entry)
    return MatrixRow(customer, tuple(_cell(line, column, customer, scope) for column in columns))


def _cell(line: Line, column: Entry, customer: Link, scope: Scope) -> Cell:
    facts = line.rivals.get(column.key.id)
    if facts is None:
        return Cell("", 0, "")
    share = amount(facts, "share_percent")
    words, name = scope.context.words, column.name(scope.lang)
    title = words("cell_title", competitor=name, customer=customer.text)
    href = f"{customer.href}#{path_anchor('competitors', column.key.id)}"
    return Cell(fmt.number(share) if share is not None else "?", _whole(share), title, href)


def _whole(share: Decimal | None) -> int:
    return max(0, min(100, int(share or 0)))


def competitor_view(entry: Entry, record: Record | None, book: Sequence[Line], scope: Scope) -> CompetitorView:
    data = mapping(record.data) if record else {}
    fields, form = fields_of(scope), _form(scope)
    there = [line for line in book if entry.key.id in line.rivals]
    there.sort(key=lambda line: (-(amount(line.rivals[entry.key.id], "share_percent") or -1), line.id))
    level = _level(data)
    return CompetitorView(
        level=level,
        level_label=_level_label(form, level, scope.lang),
        owner=scope.colleague(owner) if (owner := text(data, "owner")) else None,
        presence=tuple(_presence(line, entry, scope) for line in there[:ROWS]),
        more=max(0, len(there) - ROWS),
        all_href=scope.filtered(competitor=entry.key.id),
        factors=_factors(data, form, fields, scope),
        strengths=tuple(x for x in items(data, "strengths") if isinstance(x, str)),
        weaknesses=tuple(x for x in items(data, "weaknesses") if isinstance(x, str)),
        facts=_facts(record, fields, scope) if record else GroupView(),
        backlinks=_others(backlinks(scope.context.index, entry.key, scope), entry, scope),
        heads=labels(form, _HEADS, scope.lang)
        | labels(form.at(("factors", 0)) if form else None, _FACTORS, scope.lang),
    )


def _facts(record: Record, fields: Fields, scope: Scope) -> GroupView:
    """Whatever has no drawing of its own; of what has one and is missing, that which leaves no trace on the page."""
    form, data = record.kind.field, mapping(record.data)
    group = fields.group(form, data, scope.at(record), _DRAWN)
    return replace(group, missing=(*fields.gone(form, data, ("summary", "owner", "factors")), *group.missing))


def _presence(line: Line, entry: Entry, scope: Scope) -> PresenceView:
    facts = line.rivals[entry.key.id]
    kind = scope.context.catalogue.kinds.get("competitors")
    form = kind.field.values if kind else None
    share, step = amount(facts, "share_percent"), text(facts, "entry_step")
    customer = scope.link(line.entry)
    since = text(facts, "since")
    day = fmt.as_date(since)
    return PresenceView(
        customer=customer,
        stage=scope.said("profile", ("stage",), line.stage),
        step=progress(form.child("entry_step") if form else None, step, scope.lang) if step else None,
        share=fmt.number(share) if share is not None else "",
        bar=_whole(share),
        since=ValueView("date", fmt.long_date(day, scope.lang), iso=since) if day else None,
        projects=tuple(scope.link(p) for p in line.projects if any(_is(r, entry) for r in p.references)),
        href=f"{customer.href}#{path_anchor('competitors', entry.key.id)}",
    )


def _is(reference: Any, entry: Entry) -> bool:
    return bool(reference.space == "competitor" and reference.target == entry.key.id)


def _factors(data: Mapping[str, Any], form: Field | None, fields: Fields, scope: Scope) -> tuple[FactorView, ...]:
    item = form.at(("factors", 0)) if form else None
    if item is None or item.level > fields.audience:
        return ()
    return tuple(
        FactorView(
            factor=text(f, "factor"),
            they_are=_enum(item, "they_are", text(f, "they_are"), fields.lang),
            tone=_TONES.get(text(f, "they_are"), "even"),
            lasts=_enum(item, "lasts", text(f, "lasts"), fields.lang),
            because=text(f, "because"),
            more=_FACTOR.group(fields, item, f, scope),
        )
        for f in items(data, "factors")
        if isinstance(f, Mapping)
    )


def _enum(item: Field, name: str, value: str, lang: str) -> str:
    field = item.child(name)
    return field.words(value, lang) if field else value


def _others(links: tuple[Backlinks, ...], entry: Entry, scope: Scope) -> tuple[Backlinks, ...]:
    """Without the customers: they stand in the table already."""
    index = scope.context.index
    presence = {
        (r.reverse or r.label).to(scope.lang) for r in index.incoming.get(entry.key, ()) if r.source.kind == "customer"
    }
    return tuple(group for group in links if group.label not in presence)


def _page(subject: Subject, entry: Entry, scope: Scope) -> Drawn:
    return Drawn({"rival": competitor_view(entry, subject.record, subject.book.lines, scope)})


def _index(subject: Subject, scope: Scope) -> Drawn:
    return Drawn({"rivals": competitors_view(subject.book.lines, scope)})


DRAWINGS = (
    ThingPage("competitor", "pages/competitor.html.j2", _page),
    IndexPage("competitor", "pages/competitors.html.j2", _index),
)
