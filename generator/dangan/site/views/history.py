"""Changes in business words: what became of what, by whom, when, in which change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dangan.git.objects import Commit
from dangan.history.change import ChangeKind, FieldChange
from dangan.history.sentences import parts
from dangan.model.index import Key
from dangan.site import format as fmt
from dangan.site.called import Called
from dangan.site.links import change_address
from dangan.site.past import Change, commits_of
from dangan.site.views.scope import Link, Scope
from dangan.site.views.section import section_name

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
    rows: tuple[RowView, ...]
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
        approved=tuple(map(scope.colleague, change.approved)),
        rows=rows[:most],
        more=max(0, len(rows) - most),
    )


def line_view(change: Change, scope: Scope) -> LineView:
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


def subject_of(change: Change, scope: Scope) -> str:
    """What was said of it: of a merge rather its title than the branch. A message that is not for us is not told."""
    commit, commits = change.commit, change.commits
    if commit.id not in {c.id for c in commits}:
        title = _title(commit.message)
        if title or len(commits) == 1:
            return title or commits[0].subject or scope.context.words("records_changed")
    return commit.subject or scope.context.words("records_changed")


def _title(message: str) -> str:
    """The first line below the subject of a merge; forges put the title of the pull request there."""
    subject, _, rest = message.partition("\n")
    first = next((line.strip() for line in rest.splitlines() if line.strip()), "")
    return first if subject.startswith("Merge ") and ": " not in first and not first.startswith("See merge") else ""


def rows_of(found: Sequence[FieldChange], scope: Scope, longest: int = 90) -> tuple[RowView, ...]:
    """Each change of a fact by itself; files that were only written in another way together."""
    called = called_in(scope)
    form = [change for change in found if change.kind is ChangeKind.REFORMATTED]
    rows = [row_view(change, scope, called, longest) for change in found if change.kind is not ChangeKind.REFORMATTED]
    return (*rows, *_together(form, scope, called, longest))


def _together(form: Sequence[FieldChange], scope: Scope, called: Called, longest: int) -> Iterator[RowView]:
    """One row for all files of one section and author."""
    groups: dict[tuple[str, str], list[RowView]] = {}
    for change in form:
        row = row_view(change, scope, called, longest)
        groups.setdefault((row.who, row.section), []).append(row)
    for (_, section), rows in groups.items():
        what = scope.context.words.count("rewritten", len(rows))
        one = len(rows) == 1
        yield rows[0] if one else replace(rows[0], place=section_label(section, scope), what=what, href="")


def section_label(name: str, scope: Scope) -> str:
    kind = scope.context.catalogue.kinds.get(name)
    return section_name(kind, scope.context.catalogue.things.values()).to(scope.lang) if kind else name


def row_view(change: FieldChange, scope: Scope, called: Called, longest: int) -> RowView:
    kind = scope.context.catalogue.kinds.get(change.of.kind or "")
    said = parts(change, kind, scope.lang, called, longest)
    entry = called.around(change.of, change.steps)
    return RowView(
        place=said.place,
        what="" if said.old or said.new else said.what,
        old=said.old,
        new=said.new,
        href=scope.to_key(entry.key) if entry else "",
        who=person_of(change.commit, scope)[0],
        section=change.of.kind or "",
    )


def called_in(scope: Scope) -> Called:
    context = scope.context
    return scope.once("called", lambda: Called.of(context.index, context.catalogue.things))


def person_of(commit: Commit, scope: Scope) -> tuple[str, str]:
    """Whom a filter means, and the name: a colleague by id, anybody else by the name that Git has."""
    person = scope.context.colleagues.get(commit.email.casefold())
    entry = scope.context.index.entries.get(Key("colleague", "", person)) if person else None
    return (person or commit.author, entry.name(scope.lang) if entry else commit.author)
