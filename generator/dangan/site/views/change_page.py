"""The page of one change: in business words what became of what, why, by whom and when; and the list of all changes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dangan.git.objects import Commit
from dangan.history.change import FieldChange
from dangan.levels import Level
from dangan.review.message import Message
from dangan.site import format as fmt
from dangan.site.context import SiteContext
from dangan.site.links import AUDIT, CHANGES, HISTORY, own_folder, page_address
from dangan.site.links_forge import commit_link
from dangan.site.own_page import Part, parts_of, pieces
from dangan.site.past import Change, ChangeHead, commits_of
from dangan.site.views.audit_line import FoundView, GradeView, found_view, grade
from dangan.site.views.history import (
    LineView,
    RowView,
    authors,
    customer_link,
    line_view,
    rows_of,
    subject_of,
)
from dangan.site.views.history_page import YearView, feed_address
from dangan.site.views.scope import Link, Scope

MOST = 400
"""Sentences that the page of one change holds; beyond them it counts."""
LINES = 300
"""Changes on one page of the list."""
LONGEST = 240
_TRAILER = re.compile(r"[A-Za-z][A-Za-z-]*: \S")
_COUNTED = 200
"""Customers that are counted one by one."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """What one change did to one customer, or to the archive's own files; `more` is not told here."""

    about: Link
    rows: tuple[RowView, ...]
    more: int
    history: str


@dataclass(frozen=True, slots=True)
class StepView:
    """A commit that it was made of."""

    iso: str
    day: str
    subject: str
    who: Link


@dataclass(frozen=True, slots=True)
class ChangeView:
    """`brought` is who put it on the main line, where that is another than those who wrote it."""

    subject: str
    body: str
    trail: tuple[Link, ...]
    iso: str
    day: str
    id: Link
    """Leads to the raw difference, where there is a forge."""
    request: int | None
    """The number of the pull request, as the message claims it."""
    who: tuple[Link, ...]
    brought: Link | None
    approved: tuple[Link, ...]
    unapproved: bool
    waiting: bool
    audit: GradeView | None
    """How the approval is known, where the audit tells single changes."""
    audit_href: str
    found: tuple[FoundView, ...]
    steps: tuple[StepView, ...]
    groups: tuple[GroupView, ...]
    others: tuple[GroupView, ...]
    unnamed: int
    """Customers that are not even named, of a change of very many."""


@dataclass(frozen=True, slots=True)
class ChangesView:
    trail: tuple[Link, ...]
    period: str
    feed: str
    """"" where there is no change."""
    audit: str
    jumps: tuple[YearView, ...]
    years: tuple[tuple[YearView, tuple[LineView, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Dated:
    change: ChangeHead
    day: str


def change_view(change: Change, scope: Scope) -> ChangeView:
    day, who = scope.context.day_of(change.commit), authors(change.commits, scope)
    brought = scope.author(change.commit.author, change.commit.email)
    groups = tuple(_groups(change.taken, scope))
    return ChangeView(
        subject=subject_of(change, scope),
        body=_body(change, scope),
        trail=scope.trail(Link(scope.context.words("changes"), scope.to_index(CHANGES))),
        iso=day.isoformat(),
        day=fmt.long_date(day, scope.lang),
        id=Link(change.name, commit_link(scope.context.config, change.commit.id)),
        request=Message.of(change.commit.message).request,
        who=who,
        brought=None if brought in who else brought,
        approved=scope.approvers(change.approved or ()),
        unapproved=change.approved == () and not change.waiting,
        waiting=change.waiting,
        audit=grade(change.stated.grade, scope) if change.stated else None,
        audit_href=scope.to_index(AUDIT),
        found=tuple(found_view(each, scope) for each in change.stated.findings) if change.stated else (),
        steps=_steps(change, scope),
        groups=groups[:_COUNTED],
        others=tuple(_groups(change.others, scope))[:_COUNTED],
        unnamed=max(0, len(groups) - _COUNTED),
    )


def _body(change: Change, scope: Scope) -> str:
    """The rest of the message, without the lines that only machines read and the title told already."""
    paragraphs = [part.strip() for part in re.split(r"\n[ \t]*\n", change.commit.message.partition("\n")[2])]
    last = paragraphs[-1].splitlines() if paragraphs else []
    if last and all(_TRAILER.match(line) for line in last):
        paragraphs.pop()
    return "\n\n".join(part for part in paragraphs if part and part != subject_of(change, scope))


def _steps(change: Change, scope: Scope) -> tuple[StepView, ...]:
    """The commits of a change that is more than one, the first first."""
    commits = [commit for commit in commits_of(change.all) if commit.id != change.commit.id]
    ordered = sorted(commits, key=lambda commit: (commit.authored or commit.date, commit.id))
    return tuple(_step(commit, scope) for commit in ordered)


def _step(commit: Commit, scope: Scope) -> StepView:
    day = (commit.authored or commit.date).astimezone(scope.context.config.zone).date()
    subject = commit.subject or scope.context.words("records_changed")
    who = scope.author(commit.author, commit.email)
    return StepView(day.isoformat(), fmt.list_date(day, scope.lang), subject, who)


def _groups(found: Sequence[FieldChange], scope: Scope) -> Iterator[GroupView]:
    """The archive's own files first, then by customer; the first ones in full as long as there is room."""
    room = MOST
    by_owner: dict[str, list[FieldChange]] = {}
    for change in found:
        by_owner.setdefault(change.of.customer, []).append(change)
    for customer, mine in sorted(by_owner.items()):
        shown = mine[:room]
        room -= len(shown)
        yield _group(customer, rows_of(shown, scope, LONGEST), len(mine) - len(shown), scope)


def _group(customer: str, rows: tuple[RowView, ...], more: int, scope: Scope) -> GroupView:
    if not customer:
        return GroupView(Link(scope.context.words("own_files")), rows, more, "")
    about = customer_link(customer, scope)
    history = scope.to_index(own_folder(customer, HISTORY)) if about.href else ""
    return GroupView(about, rows, more, history)


def changes_pages(context: SiteContext) -> Iterator[tuple[str, ChangesView]]:
    """The list of all changes, by year; where there is no history it says so. The public is told nothing of it."""
    if context.audience < Level.INTERNAL:
        return
    dated = [_Dated(change, context.day_of(change.commit).isoformat()) for change in context.changes if change.brings]
    parts = pieces(parts_of(dated, LINES), LINES)
    scope = Scope(context, page_address(CHANGES))
    yield scope.address, _list(parts, [part for part in parts if part.whole], scope)
    for part in parts:
        if not part.whole:
            here = Scope(context, page_address(f"{CHANGES}/{part.folder}"))
            up = Link(context.words("changes"), here.to(scope.address))
            view = _list(parts, [part], here)
            yield here.address, replace(view, period=_label(part, here), trail=(*view.trail, up))


def _list(parts: Sequence[Part[_Dated]], shown: Sequence[Part[_Dated]], scope: Scope) -> ChangesView:
    return ChangesView(
        trail=scope.trail(),
        period="",
        feed=scope.to(feed_address()) if parts else "",
        audit=scope.to_index(AUDIT),
        jumps=tuple(_jump(part, scope) for part in parts),
        years=tuple((_jump(part, scope), tuple(line_view(d.change, scope) for d in part.items)) for part in shown),
    )


def _label(part: Part[_Dated], scope: Scope) -> str:
    period = fmt.month(part.period, scope.lang) if fmt.is_month(part.period) else part.period
    return f"{period} · {part.piece}" if part.piece else period


def _jump(part: Part[_Dated], scope: Scope) -> YearView:
    mark = f"in-{part.folder}"
    address = page_address(CHANGES if part.whole else f"{CHANGES}/{part.folder}")
    return YearView(mark, _label(part, scope), len(part.items), scope.to(f"{address}#{mark}"))
