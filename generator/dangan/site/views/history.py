"""Changes in business words: what became of what, by whom, when, in which change."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from dangan.git.objects import Commit
from dangan.history.called import Called
from dangan.history.change import ChangeKind, FieldChange, Identity
from dangan.history.sentences import field_of, parts
from dangan.model.index import Key
from dangan.review.message import title_in
from dangan.site import format as fmt
from dangan.site.links import change_address
from dangan.site.past import Change, ChangeHead, commits_of
from dangan.site.views.scope import Link, Scope
from dangan.site.views.section import section_name

_LONG = 10_000
_ALIKE = 3
"""From so many files of one section that did the same they are told together."""
_NUMBER = re.compile(r" \([#!][0-9]+\)$")
_TOGETHER = (ChangeKind.REFORMATTED, ChangeKind.FILE_ADDED, ChangeKind.FILE_REMOVED)
FIRST = 8
"""Rows of one change that are not folded away."""
FEW = 4
"""Customers that a line about a change names."""


@dataclass(frozen=True, slots=True)
class RowView:
    """What became of one field or file; `old` and `new` where one value took the place of another, else `what`.

    `who` and `section` are what it can be filtered by; `href` leads to the thing, where it still is.
    """

    place: str
    what: str
    old: str
    new: str
    href: str
    who: str
    section: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """One change, as far as it concerns one customer; `more` rows are only on the page of the change."""

    iso: str
    day: str
    subject: str
    href: str
    who: tuple[Link, ...]
    approved: tuple[Link, ...]
    unapproved: bool
    """Held against the policy, and nobody approved it as that asks."""
    waiting: bool
    """It has not all reached the main branch yet."""
    rows: tuple[RowView, ...]
    folded: tuple[RowView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class LineView:
    """One change in a list of many customers'."""

    iso: str
    day: str
    subject: str
    href: str
    who: tuple[Link, ...]
    customers: tuple[Link, ...]
    more: int


def entry_view(change: Change, found: Sequence[FieldChange], scope: Scope, most: int) -> EntryView:
    """`found` is what is shown of it: what was taken, or what was not."""
    day = scope.context.day_of(change.commit)
    rows = rows_of(found, scope)
    return EntryView(
        iso=day.isoformat(),
        day=fmt.list_date(day, scope.lang),
        subject=subject_of(change, scope),
        href=scope.to(change_address(change.name)),
        who=authors(commits_of(found), scope),
        approved=scope.approvers(change.approved or ()),
        unapproved=change.approved == () and not change.waiting,
        waiting=change.waiting,
        rows=rows[: min(most, FIRST)],
        folded=rows[FIRST:most],
        more=max(0, len(rows) - most),
    )


def line_view(change: ChangeHead, scope: Scope) -> LineView:
    day = scope.context.day_of(change.commit)
    customers = [customer for customer in change.customers if customer]
    return LineView(
        iso=day.isoformat(),
        day=fmt.list_date(day, scope.lang),
        subject=subject_of(change, scope),
        href=scope.to(change_address(change.name)),
        who=authors(change.commits, scope),
        customers=tuple(customer_link(customer, scope) for customer in customers[:FEW]),
        more=max(0, len(customers) - FEW),
    )


def customer_link(customer: str, scope: Scope) -> Link:
    """By name; one that is gone, or that this audience does not know of any more, by the id that its files had."""
    entry = scope.context.entry("customer", customer)
    return scope.link(entry) if entry else Link(customer)


def authors(commits: Iterable[Commit], scope: Scope) -> tuple[Link, ...]:
    """Everyone once, in the order of the commits."""
    return tuple(dict.fromkeys(scope.author(commit.author, commit.email) for commit in commits))


def subject_of(change: ChangeHead, scope: Scope) -> str:
    """What was said of it: of a merge rather its title than the branch. Where the message is not for us, what it is
    about, as far as we may know.
    """
    commit, commits = change.commit, change.commits
    if commit.id not in {c.id for c in commits}:
        title = title_in(commit.message)
        if title or len(commits) == 1:
            return title or commits[0].subject or _about(change, scope)
    return _NUMBER.sub("", commit.subject) or _about(change, scope)


def _about(change: ChangeHead, scope: Scope) -> str:
    words = scope.context.words
    labels = [section_label(kind, scope) for kind in change.kinds if kind]
    shown = words("comma").join(labels[:FEW]) + ("…" if len(labels) > FEW else "")
    return words("records_changed") + words("colon") + shown if shown else words("records_changed")


def rows_of(found: Sequence[FieldChange], scope: Scope, longest: int = 90) -> tuple[RowView, ...]:
    """Each change of a fact by itself; many files of a section that came, went or were tidied at once together."""
    return tuple(_linked(row, to, scope) for row, to in _told(found, scope, longest))


_Told = tuple[RowView, Key | None]
"""A row that does not lead anywhere yet, and what it leads to."""


def _told(found: Sequence[FieldChange], scope: Scope, longest: int) -> tuple[_Told, ...]:
    """The dossier, the history and its feed tell the same changes: what is said of them is made once."""
    made: dict[tuple[int, int], tuple[Sequence[FieldChange], tuple[_Told, ...]]] = scope.shared.once("told", dict)
    asked = (id(found), longest)
    if asked not in made:
        made[asked] = (found, _grouped(found, scope, longest))  # kept, so that the identity stays true
    return made[asked][1]


def _grouped(found: Sequence[FieldChange], scope: Scope, longest: int) -> tuple[_Told, ...]:
    called = called_in(scope)
    groups: dict[tuple[object, ...], list[_Told]] = {}
    for number, change in enumerate(measured(found, scope)):
        row, to = _row(change, scope, called, longest)
        alike = (change.kind, row.section, row.who) if change.kind in _TOGETHER else (number,)
        groups.setdefault(alike, []).append((row, to))
    return tuple(told for (alike, *_), rows in groups.items() for told in _together(alike, rows, scope))


def _linked(row: RowView, to: Key | None, scope: Scope) -> RowView:
    return RowView(row.place, row.what, row.old, row.new, scope.to_key(to), row.who, row.section) if to else row


def _together(alike: object, rows: Sequence[_Told], scope: Scope) -> Sequence[_Told]:
    if len(rows) < _ALIKE:
        return rows
    words, count = scope.context.words, len(rows)
    if alike is ChangeKind.FILE_ADDED:
        what = words("files_added", n=count)
    elif alike is ChangeKind.FILE_REMOVED:
        what = words("files_removed", n=count)
    else:
        what = words("rewritten", n=count)
    first, _ = rows[0]
    return ((replace(first, place=section_label(first.section, scope), what=what), None),)


def section_label(name: str, scope: Scope) -> str:
    kind = scope.context.catalogue.kinds.get(name)
    return section_name(kind, scope.context.catalogue.things.values()).to(scope.lang) if kind else name


def row_view(change: FieldChange, scope: Scope, called: Called, longest: int) -> RowView:
    return _linked(*_row(change, scope, called, longest), scope)


def _row(change: FieldChange, scope: Scope, called: Called, longest: int) -> _Told:
    kind = scope.context.catalogue.kinds.get(change.of.kind or "")
    said = parts(change, kind, scope.lang, called, longest)
    entry = called.around(change.of, change.steps)
    row = RowView(
        place=said.place,
        what="" if said.old or said.new else by_thousands(by_thousands(said.what, change.old), change.new),
        old=by_thousands(said.old, change.old),
        new=by_thousands(said.new, change.new),
        href="",
        who=person_of(change.commit, scope)[0],
        section=change.of.kind or "",
    )
    return row, entry.key if entry else None


def measured(found: Sequence[FieldChange], scope: Scope) -> Iterator[FieldChange]:
    """An amount and its currency, a number and its unit that were recorded together are one value."""
    wholes: dict[tuple[Identity, str, tuple[str, ...]], list[FieldChange]] = {}
    for change in found:
        part = change.steps[-1:] if not _shape(change, scope) else ()
        wholes.setdefault((change.of, change.commit.id, (*change.steps[:-1], *part)), []).append(change)
    for some in wholes.values():
        amount = _MEASURES[shape](some) if (shape := _shape(some[0], scope)) else ""
        yield replace(some[0], steps=some[0].steps[:-1], new=amount) if amount else some[0]
        yield from () if amount else some[1:]


def _shape(change: FieldChange, scope: Scope) -> str:
    """The measure that a field which was recorded is a part of; "" where it is none."""
    kind = scope.context.catalogue.kinds.get(change.of.kind or "")
    field = field_of(kind, change.steps[:-1]) if kind and change.kind is ChangeKind.SET and change.steps else None
    return field.shape or "" if field and field.shape in _MEASURES else ""


def _money(parts: Sequence[FieldChange]) -> str:
    match {part.steps[-1]: part.new for part in parts}:
        case {"amount": int() | Decimal() as amount, "currency": str() as currency, **rest} if not rest:
            return fmt.money(amount, currency)
    return ""


def _quantity(parts: Sequence[FieldChange]) -> str:
    match {part.steps[-1]: part.new for part in parts}:
        case {"value": int() | Decimal() as number, "unit": str() as unit, **rest} if not rest:
            return f"{fmt.number(number)} {unit}"
    return ""


_MEASURES: Mapping[str, Callable[[Sequence[FieldChange]], str]] = {"money": _money, "quantity": _quantity}


def by_thousands(said: str, value: Any) -> str:
    """A long number by thousands, as it stands on all other pages; years and short numbers as they are."""
    number = Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else Decimal()
    if abs(number) < _LONG:
        return said
    return said.replace(format(number.normalize(), "f"), fmt.number(number), 1)


def called_in(scope: Scope) -> Called:
    context = scope.context
    return scope.shared.once("called", lambda: Called.of(context.index, context.catalogue.things))


def person_of(commit: Commit, scope: Scope) -> tuple[str, str]:
    """Whom a filter means, and the name: a colleague by id, anybody else by the name that Git has."""
    person = scope.context.colleagues.get(commit.email.casefold())
    entry = scope.context.index.entries.get(Key("colleague", "", person)) if person else None
    return (person or commit.author, entry.name(scope.lang) if entry else commit.author)
