"""The index of competitors: who is where, as customers by competitors, then each competitor in a few lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangan.analysis.book import Line
from dangan.analysis.knowledge import LEVELS, level_of
from dangan.analysis.shape import amount, mapping, text
from dangan.analysis.shares import US, share_line
from dangan.model.index import Entry, Index
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site.drawings_page import Drawn, IndexPage, Subject
from dangan.site.format_sort import sort_key
from dangan.site.links_place import path_anchor
from dangan.site.views.presence import ROWS, here_form, whole
from dangan.site.views.scope import Link, Scope
from dangan.site.views.shares import short_name


@dataclass(frozen=True, slots=True)
class Cell:
    """A share in percent: `text` is "?" where they are there and nobody knows it, "" where they are not.

    `step` is how far they have got; `title` says all of it.
    """

    text: str
    step: str = ""
    strength: int = 0
    title: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A customer: our own share there, then a cell for each competitor."""

    customer: Link
    ours: str
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
    finding: str
    columns: tuple[Link, ...]
    matrix: tuple[MatrixRow, ...]
    more: int
    lines: tuple[CompetitorLine, ...]
    level_name: str
    levels: int = LEVELS


def competitors_view(book: Sequence[Line], scope: Scope) -> CompetitorsView:
    """The matrix first: customers with at least one competitor, those with most of them before the others."""
    entries = _ordered(scope.context.index, scope.lang)
    there = {e.key.id: sum(e.key.id in line.rivals for line in book) for e in entries}
    columns = sorted((e for e in entries if there[e.key.id]), key=lambda e: -there[e.key.id])
    rows = sorted((line for line in book if line.rivals), key=lambda line: (-len(line.rivals), line.id))
    form = competitor_form(scope)
    return CompetitorsView(
        finding=_finding(len(book), len(rows), columns, there, scope),
        columns=tuple(_column(entry, scope) for entry in columns),
        matrix=tuple(_row(line, columns, scope) for line in rows[:ROWS]),
        more=max(0, len(rows) - ROWS),
        lines=tuple(_line(e, there[e.key.id], form, scope) for e in entries),
        level_name=form.properties["known_level"].label.to(scope.lang)
        if form and "known_level" in form.properties
        else "",
    )


def competitor_form(scope: Scope) -> Field | None:
    kind = scope.context.catalogue.kinds.get("competitor")
    return kind.field if kind else None


def level_label(form: Field | None, level: int, lang: str) -> str:
    field = form.child("known_level") if form else None
    return field.words(level, lang) if field and str(level) in field.enum else ""


def _ordered(index: Index, lang: str) -> list[Entry]:
    return sorted(index.of_kind("competitor"), key=lambda e: (sort_key(e.name(lang)), e.key))


def _column(entry: Entry, scope: Scope) -> Link:
    return Link(short_name(entry, scope.lang), scope.to_key(entry.key), entry.name(scope.lang))


def _finding(customers: int, rows: int, columns: Sequence[Entry], there: Mapping[str, int], scope: Scope) -> str:
    """Who is at most customers, and at how many nobody has recorded one."""
    words = scope.context.words
    if not columns:
        return ""
    most = [e for e in columns if there[e.key.id] == there[columns[0].key.id]]
    names = words("comma").join(short_name(e, scope.lang) for e in most)
    first = words.count("widest", there[columns[0].key.id], names=names)
    second = words.count("nobody_here", customers - rows) if customers > rows else ""
    return fmt.sentences(scope.lang, first, second)


def _row(line: Line, columns: Sequence[Entry], scope: Scope) -> MatrixRow:
    link = scope.link(line.entry)
    short = Link(short_name(line.entry, scope.lang), link.href)
    ours = share_line(US, mapping(line.facts, "position")).latest
    cells = tuple(_cell(line, column, link, scope) for column in columns)
    return MatrixRow(short, f"{fmt.number(ours)}" if ours is not None else "", cells)


def _cell(line: Line, column: Entry, customer: Link, scope: Scope) -> Cell:
    facts = line.rivals.get(column.key.id)
    if facts is None:
        return Cell("")
    share, step, form = amount(facts, "share_percent"), text(facts, "entry_step"), here_form(scope)
    field = form.child("entry_step") if form else None
    return Cell(
        text=fmt.number(share) if share is not None else "?",
        step=field.words(step, scope.lang) if field and step else "",
        strength=whole(share),
        title=scope.context.words("cell_title", competitor=column.name(scope.lang), customer=customer.text),
        href=f"{customer.href}#{path_anchor('competitors', column.key.id)}",
    )


def _line(entry: Entry, customers: int, form: Field | None, scope: Scope) -> CompetitorLine:
    summary: Mapping[str, Any] = entry.summary
    level = level_of(summary)
    return CompetitorLine(
        link=scope.link(entry),
        summary=text(summary, "summary"),
        level=level,
        level_label=level_label(form, level, scope.lang),
        customers=customers,
        href=scope.filtered(competitor=entry.key.id),
    )


def _index(subject: Subject, scope: Scope) -> Drawn:
    return Drawn({"rivals": competitors_view(subject.book.standing, scope)})


DRAWINGS = (IndexPage("competitor", "pages/competitors.html.j2", _index, meets=("CMP-09",)),)
