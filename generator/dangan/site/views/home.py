"""The home page: what needs attention, the shape of the book, what changed lately, and the reader's own customers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from dangan.analysis.book import Line, pipeline
from dangan.site import format as fmt
from dangan.site.links import AUDIT, CHANGES, CUSTOMERS
from dangan.site.pages_book import Book
from dangan.site.past import ChangeHead
from dangan.site.views.audit_line import FaultView, fault_views
from dangan.site.views.colleague import ColleagueLine, colleague_lines
from dangan.site.views.customers import profile_field
from dangan.site.views.figures import Figure
from dangan.site.views.head import Head, file_head
from dangan.site.views.history import LineView, line_view
from dangan.site.views.scope import Link, Scope
from dangan.site.views.section import NoteView, note_view
from dangan.site.views.steps import StepView, step_view

SHOWN = 6
_MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class QuietView:
    """A customer nobody has spoken with for too long."""

    customer: Link
    iso: str
    day: str
    who: Link | None


@dataclass(frozen=True, slots=True)
class StageBar:
    label: str
    count: int
    percent: int
    href: str


@dataclass(frozen=True, slots=True)
class HomeView:
    title: str
    head: Head
    figures: tuple[Figure, ...]
    late: tuple[StepView, ...]
    late_count: int
    late_href: str
    """The customer index with what is due soonest first: where the steps are that are not listed here."""
    coming: tuple[StepView, ...]
    quiet: tuple[QuietView, ...]
    quiet_count: int
    notes: tuple[NoteView, ...]
    notes_count: int
    stages: tuple[StageBar, ...]
    changes: tuple[LineView, ...]
    changes_href: str
    """The list of all; "" where there is no history."""
    faults: tuple[FaultView, ...]
    """The latest findings of the audit against a change."""
    faults_count: int
    audit_href: str
    team: tuple[ColleagueLine, ...]
    customers: int
    customers_href: str


def home(whole: Book, scope: Scope) -> HomeView:
    context, today, book = scope.context, scope.context.today, whole.lines
    steps = sorted(
        ((step, line) for line in book for step in line.steps if step.due),
        key=lambda pair: (pair[0].due or today, pair[1].id, pair[0].source),
    )
    late = [pair for pair in steps if pair[0].late(today)]
    coming = [pair for pair in steps if not pair[0].late(today)]
    quiet = sorted((x for x in book if x.silence.too_long), key=lambda x: (x.silence.last or today, x.id))
    wrong = [d for path in context.paths for d in context.diagnostics[path] if d.severity.value != "info"]
    wrong.sort(key=lambda d: (d.severity.value != "error", d.sort_key))
    return HomeView(
        title=context.config.name(scope.lang),
        head=file_head("dangan.yaml", scope),
        figures=_figures(book, len(late), scope),
        late=tuple(step_view(s, scope, x.id, named=scope.link(x.entry)) for s, x in late[:SHOWN]),
        late_count=len(late),
        late_href=scope.filtered(sort="due"),
        coming=tuple(step_view(s, scope, x.id, named=scope.link(x.entry)) for s, x in coming[:SHOWN]),
        quiet=tuple(_quiet(line, scope) for line in quiet[:SHOWN]),
        quiet_count=len(quiet),
        notes=tuple(note_view(d, scope) for d in wrong[:SHOWN]),
        notes_count=len(wrong),
        stages=_stages(book, scope),
        changes=tuple(line_view(change, scope) for change in _taken(scope)),
        changes_href=scope.to_index(CHANGES) if context.changes else "",
        faults=tuple(islice(fault_views(context.audited, scope), SHOWN)),
        faults_count=context.audited.to_mend if context.audited else 0,
        audit_href=scope.to_index(AUDIT) if context.audited else "",
        team=colleague_lines(whole, scope),
        customers=len(book),
        customers_href=scope.to_index(CUSTOMERS),
    )


def _figures(book: Sequence[Line], late: int, scope: Scope) -> tuple[Figure, ...]:
    """Each leads to what it was counted from."""
    words, today = scope.context.words, scope.context.today
    index = scope.to_index(CUSTOMERS)
    projects = sum(len(line.projects) for line in book)
    whole, weighted = pipeline(book, scope.context.config.currency)
    recent = sum(_recent(line, scope) for line in book)
    quiet = sum(line.silence.too_long for line in book)
    prospects = sum(line.stage == "prospect" for line in book)
    currency = scope.context.config.currency
    worth = fmt.short_money(whole, currency, scope.lang) if whole else ""
    note = words("weighted", value=fmt.short_money(weighted, currency, scope.lang)) if weighted else ""
    return (
        Figure(words("customers"), fmt.number(len(book)), index, words.count("of_them_prospects", prospects)),
        Figure(
            words("open_projects"),
            fmt.number(projects),
            f"{index}?sort=-projects",
            " · ".join(filter(None, (worth, note))),
        ),
        Figure(
            words("contacts_30"),
            fmt.number(recent),
            f"{index}?sort=-last",
            words("since", day=fmt.short_date(today - _MONTH, scope.lang)),
        ),
        Figure(words("steps_late"), fmt.number(late), f"{index}?sort=due", "", "bad" if late else ""),
        Figure(words("silent"), fmt.number(quiet), f"{index}?sort=last", "", "warn" if quiet else ""),
    )


def _recent(line: Line, scope: Scope) -> int:
    today = scope.context.today
    return sum(1 for day in line.contacts if today - _MONTH <= day <= today)


def _quiet(line: Line, scope: Scope) -> QuietView:
    last = line.silence.last
    return QuietView(
        customer=scope.link(line.entry),
        iso=last.isoformat() if last else "",
        day=fmt.list_date(last, scope.lang) if last else "",
        who=scope.colleague(line.custodian) if line.custodian else None,
    )


def _stages(book: Sequence[Line], scope: Scope) -> tuple[StageBar, ...]:
    """How the customers are spread over the stages, in the order of the schema."""
    counts = Counter(line.stage for line in book if line.stage)
    form = profile_field(scope)
    field = form.child("stage") if form else None
    order = [*(field.enum if field else ()), *sorted(counts)]
    top = max(counts.values(), default=1)
    return tuple(
        StageBar(
            scope.said("profile", ("stage",), stage),
            counts[stage],
            counts[stage] * 100 // top,
            scope.filtered(stage=stage),
        )
        for stage in dict.fromkeys(order)
        if counts[stage]
    )


def _taken(scope: Scope) -> Iterable[ChangeHead]:
    """The latest changes that brought something."""
    return islice((change for change in scope.context.changes if change.brings), SHOWN + 2)
