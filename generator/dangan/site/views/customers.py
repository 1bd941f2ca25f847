"""The customer index and other lists of customers: the first as HTML, all as data, and what they can be filtered by."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dangan.analysis.book import Line
from dangan.analysis.shape import text
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site.format_sort import sort_key, spellings
from dangan.site.links import CUSTOMERS, TOMBSTONE, names_address
from dangan.site.views.head import Head, folder_head
from dangan.site.views.scope import Link, Scope
from dangan.site.views.tombstone import EndedView, ended_view

FIRST = 100
"""Rows that are in the page itself."""


class Called(NamedTuple):
    """What one customer is called and found by; it changes far less often than the rest."""

    id: str
    name: str
    other: str
    city: str
    typed: tuple[str, ...]
    sound: str


@dataclass(frozen=True, slots=True)
class Row:
    """One customer; what is "" is not known. Numbers that are None are not known either."""

    id: str
    name: str
    other: str
    href: str
    city: str
    region: str
    industry: str
    stage: str
    stage_label: str
    size: str
    size_label: str
    custodian: str
    custodian_name: str
    deputy: str
    last: str
    last_day: str
    silent: bool
    due: str
    due_day: str
    late: bool
    action: str
    projects: int
    rivals: tuple[str, ...]
    filled: int | None
    typed: tuple[str, ...]
    """Everything that a search may match, in small letters."""
    sound: str
    """Of its name, by which it is sorted."""

    @property
    def called(self) -> Called:
        return Called(self.id, self.name, self.other, self.city, self.typed, self.sound)


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice: its name in the address, its label, and the values with their labels."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """The first of some customers; where `script` is "", they cannot be sorted and filtered."""

    rows: tuple[Row, ...]
    total: int
    has_filled: bool
    script: str = ""
    data: str = ""
    """How the addresses of the files begin that it loads as they are needed."""
    folder: str = ""
    """Where the dossiers are, as from this page."""
    filters: tuple[Filter, ...] = ()
    elsewhere: Link | None = None
    """Where customers stand for whom no script runs."""
    person: str = ""
    """The colleague whose they all are, "" for everybody's."""
    parts: tuple[tuple[str, str], ...] = ()
    """What the colleague may be to them, where that can be chosen."""

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class CustomersView:
    listed: ListView
    head: Head
    gone: tuple[EndedView, ...] = ()
    """Dossiers that are here no more, as many as a page shows, the latest first."""
    gone_total: int = 0


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Every customer by the sound of its name."""
    return tuple(sorted(rows, key=lambda row: (row.sound, row.name, row.id)))


def customers_view(rows: Sequence[Row], scope: Scope) -> CustomersView:
    ended = sorted(scope.context.index.of_kind(TOMBSTONE), key=lambda e: (text(e.summary, "on"), e.key), reverse=True)
    return CustomersView(
        listed=loading(first_of(rows, FIRST), filters_of(rows, scope), scope),
        head=folder_head(CUSTOMERS, scope),
        gone=tuple(ended_view(entry, scope) for entry in ended[:FIRST]),
        gone_total=len(ended),
    )


def first_of(rows: Sequence[Row], most: int) -> ListView:
    return ListView(tuple(rows[:most]), len(rows), any(row.filled is not None for row in rows))


def loading(listed: ListView, filters: tuple[Filter, ...], scope: Scope) -> ListView:
    """The list with what makes it load, sort and filter the others."""
    return replace(
        listed,
        script=scope.asset("assets/customers.js"),
        data=scope.asset(data_address(scope.lang).removesuffix(".js")),
        folder=scope.to_index(CUSTOMERS).removesuffix("index.html"),
        filters=filters,
        elsewhere=Link(scope.context.words("customers_by_name"), scope.to(names_address())) if listed.more else None,
    )


def data_address(lang: str, piece: int | None = None) -> str:
    """Of what they are sorted and filtered by; of a piece of their names."""
    return f"assets/data/customers.{lang}.js" if piece is None else f"assets/data/customers.{lang}.{piece}.js"


def profile_field(scope: Scope) -> Field | None:
    kind = scope.context.catalogue.kinds.get("profile")
    return kind.field if kind else None


def customer_row(line: Line, filled: int | None, scope: Scope) -> Row:
    """`filled` is how full its dossier is, in percent; None where nobody knows."""
    facts, lang, today = line.facts, scope.lang, scope.context.today
    link = scope.link(line.entry)
    size, step = text(facts, "segments", "size", "value"), line.next_step
    city, last = text(facts, "location", "city"), line.silence.last
    return Row(
        id=line.id,
        name=link.text,
        other=link.other,
        href=link.href,
        city=city,
        region=text(facts, "location", "region"),
        industry=text(facts, "industry"),
        stage=line.stage,
        stage_label=scope.said("profile", ("stage",), line.stage),
        size=size,
        size_label=scope.said("profile", ("segments", "size", "value"), size),
        custodian=line.custodian,
        custodian_name=scope.colleague(line.custodian).text if line.custodian else "",
        deputy=line.deputy,
        last=last.isoformat() if last else "",
        last_day=fmt.list_date(last, lang) if last else "",
        silent=line.silence.too_long,
        due=step.due.isoformat() if step and step.due else "",
        due_day=fmt.list_date(step.due, lang) if step and step.due else "",
        late=bool(step and step.late(today)),
        action=step.action if step else "",
        projects=len(line.projects),
        rivals=tuple(line.rivals),
        filled=filled,
        typed=_typed(line, city),
        sound=sort_key(link.text)[0],
    )


def _typed(line: Line, city: str) -> tuple[str, ...]:
    names = [name for key, name in line.entry.names.items() if isinstance(name, str)]
    words = (line.id, *(s for name in (*names, city) if name for s in spellings(name)))
    return tuple(dict.fromkeys(words))


def filters_of(rows: Sequence[Row], scope: Scope) -> tuple[Filter, ...]:
    """Only what has at least two values to choose from."""
    words = scope.context.words
    people = {row.custodian: row.custodian_name for row in rows if row.custodian}
    rivals = {rival: scope.find("competitor", rival).text for row in rows for rival in row.rivals}
    choices = (
        ("stage", _in_order({row.stage: row.stage_label for row in rows}, ("stage",), scope)),
        ("size", _in_order({row.size: row.size_label for row in rows}, ("segments", "size", "value"), scope)),
        ("industry", _by_sound({row.industry: row.industry for row in rows})),
        ("region", _by_sound({row.region: row.region for row in rows})),
        ("custodian", _by_sound(people)),
        ("competitor", _by_sound(rivals)),
    )
    return tuple(Filter(name, words(f"filter_{name}"), options) for name, options in choices if options)


def _in_order(found: dict[str, str], path: tuple[str, ...], scope: Scope) -> tuple[tuple[str, str], ...]:
    """In the order of the schema."""
    form = profile_field(scope)
    field = form.at(path) if form else None
    order = list(field.enum) if field else []
    known = sorted((v for v in found if v), key=lambda v: (order.index(v) if v in order else len(order), v))
    return tuple((value, found[value]) for value in known)


def _by_sound(found: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((v, label) for v, label in found.items() if v), key=lambda item: sort_key(item[1])))
