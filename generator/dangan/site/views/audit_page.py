"""The audit: what was found, how the approval of each change is known, and what all that rests on."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dangan.diagnostics import Code
from dangan.review.audit_words import EQUIVALENT, MEANT, trust_said
from dangan.review.known import Known
from dangan.site import format as fmt
from dangan.site.audited import GRADES, Audited, Found, Ground, Stated
from dangan.site.context import SiteContext
from dangan.site.format_sort import sort_key
from dangan.site.links import AUDIT, page_address
from dangan.site.own_page import Part, parts_of, pieces
from dangan.site.past import ChangeHead
from dangan.site.views.audit_line import (
    ANY,
    GRAVEST,
    FoundView,
    GradeView,
    LineView,
    approvers,
    found_view,
    grade,
    grades,
    line_of,
    title_of,
    writers,
)
from dangan.site.views.history_page import SCRIPT, Choice, YearView
from dangan.site.views.scope import Link, Scope

LINES = 160
"""Changes that one page lists."""
SHOWN = 5
"""Changes that are named of each finding; the list has them all."""
PEOPLE = 200
"""People that can be chosen: those with most changes."""
_KNOWN = {known.word: known for known in Known}


@dataclass(frozen=True, slots=True)
class AgainstView:
    """A finding, and the change that it is against; None where it is against none."""

    found: FoundView
    line: LineView | None


@dataclass(frozen=True, slots=True)
class GroupView:
    """All findings of one sort."""

    name: str
    tone: str
    title: str
    why: str
    fix: str
    """What to do about any of them; "" where that differs."""
    help: str
    count: int
    against: tuple[AgainstView, ...]
    more: int
    href: str
    """The list, filtered by it."""


@dataclass(frozen=True, slots=True)
class ShareView:
    """How many changes have one grade."""

    grade: GradeView
    nature: str
    """Whether it is proof or a claim."""
    means: str
    number: int
    count: str
    percent: str
    href: str


@dataclass(frozen=True, slots=True)
class PeriodView:
    """A year: how many changes of each grade, and how many findings."""

    label: str
    href: str
    count: int
    cells: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AuditView:
    trail: tuple[Link, ...]
    period: str
    said: tuple[str, ...]
    """Why there is nothing to list, where there is not; else the answer in sentences."""
    judged: bool
    found: int
    groups: tuple[GroupView, ...]
    unseen: tuple[str, ...]
    shares: tuple[ShareView, ...]
    columns: tuple[GradeView, ...]
    periods: tuple[PeriodView, ...]
    rests: tuple[str, ...]
    """The trust root first, where there is one."""
    root: Link | None
    """The change that is trusted, if it has a page."""
    jumps: tuple[YearView, ...]
    years: tuple[tuple[YearView, tuple[LineView, ...]], ...]
    count: int
    choices: tuple[Choice, ...]
    script: str


@dataclass(frozen=True, slots=True)
class _Dated:
    stated: Stated
    day: str


@dataclass(frozen=True, slots=True)
class _Pages:
    """All that the pages are made from."""

    audited: Audited
    parts: tuple[Part[_Dated], ...]
    changes: Mapping[str, ChangeHead]
    """By name in addresses."""
    choices: tuple[Choice, ...]

    def line(self, stated: Stated, scope: Scope) -> LineView:
        return line_of(stated, self.changes.get(stated.name), scope)


def audit_pages(context: SiteContext) -> Iterator[tuple[str, AuditView]]:
    """The first page, then those of the years and months that it has no room for; nothing for the public."""
    if context.audited is None:
        return
    scope = Scope(context, page_address(AUDIT))
    pages = _pages(context.audited, scope)
    yield scope.address, _first(pages, scope)
    for part in pages.parts:
        if not part.whole:
            here = Scope(context, page_address(f"{AUDIT}/{part.folder}"))
            up = Link(context.words("audit"), here.to(scope.address))
            view = _view(pages, [part], here)
            yield here.address, replace(view, period=_label(part, here), trail=(*view.trail, up))


def _pages(audited: Audited, scope: Scope) -> _Pages:
    told = audited.changes if audited.ground is Ground.JUDGED else ()
    dated = [_Dated(stated, scope.context.day_of(stated.commit).isoformat()) for stated in told]
    parts = pieces(parts_of(dated, LINES), LINES)
    changes = {change.name: change for change in scope.context.changes}
    return _Pages(audited, parts, changes, _choices(told, scope))


def _first(pages: _Pages, scope: Scope) -> AuditView:
    audited, lang = pages.audited, scope.lang
    judged = audited.ground is Ground.JUDGED
    trust = (trust_said(audited.trust).to(lang),) if audited.trust else ()
    return replace(
        _view(pages, [part for part in pages.parts if part.whole], scope),
        said=tuple(_answer(audited, scope) if judged else _why_not(audited, scope)),
        found=audited.found,
        groups=tuple(_groups(pages, scope)),
        unseen=tuple(_unseen(audited, scope)),
        shares=tuple(_shares(pages, scope)) if judged else (),
        columns=tuple(grade(name, scope) for name in GRADES),
        periods=tuple(_periods(pages, scope)),
        rests=(*trust, *_rests(audited, scope)),
        root=_root(pages, scope),
    )


def _view(pages: _Pages, shown: Sequence[Part[_Dated]], scope: Scope) -> AuditView:
    years = tuple(
        (_jump(part, scope), tuple(pages.line(dated.stated, scope) for dated in part.items)) for part in shown
    )
    return AuditView(
        trail=scope.trail(),
        period="",
        said=(),
        judged=pages.audited.ground is Ground.JUDGED,
        found=0,
        groups=(),
        unseen=(),
        shares=(),
        columns=(),
        periods=(),
        rests=(),
        root=None,
        jumps=tuple(_jump(part, scope) for part in pages.parts),
        years=years,
        count=sum(len(lines) for _, lines in years),
        choices=pages.choices,
        script=scope.asset(SCRIPT),
    )


def _why_not(audited: Audited, scope: Scope) -> Iterator[str]:
    """In words what is the matter, and what to do."""
    words = scope.context.words
    if audited.ground is Ground.UNREVIEWED and audited.of_program:
        yield words("audit_of_program")
    else:
        yield words(f"audit_{audited.ground}", branch=audited.branch, n=fmt.number(audited.grades.get("not", 0)))


def _answer(audited: Audited, scope: Scope) -> Iterator[str]:
    words, counts = scope.context.words, audited.grades
    number = {name: fmt.number(counts.get(name, 0)) for name in GRADES}
    approved = sum(counts.get(name, 0) for name in GRADES[:3])
    yield words("audit_answer", all=fmt.number(audited.total), approved=fmt.number(approved), **number)
    if not counts.get("signed") and not counts.get("attested"):
        yield words("audit_unproved")


def _groups(pages: _Pages, scope: Scope) -> Iterator[GroupView]:
    """The gravest first; of each sort the newest."""
    against: dict[Code, list[tuple[Found, Stated | None]]] = {code: [] for code in GRAVEST}
    for found in pages.audited.findings:
        against.setdefault(found.code, []).append((found, None))
    for stated in pages.audited.changes:
        for found in stated.findings:
            against.setdefault(found.code, []).append((found, stated))
    for code, cases in against.items():
        if cases:
            yield _group(code, cases, pages, scope)


def _group(code: Code, cases: Sequence[tuple[Found, Stated | None]], pages: _Pages, scope: Scope) -> GroupView:
    shared = "" if "{" in code.fix.en else code.fix.to(scope.lang)
    shown = [(found_view(found, scope), stated) for found, stated in cases[:SHOWN]]
    return GroupView(
        name=code.name,
        tone=shown[0][0].tone,
        title=title_of(code, scope),
        why=code.why.to(scope.lang),
        fix=shared,
        help=shown[0][0].help,
        count=len(cases),
        against=tuple(
            AgainstView(replace(view, fix="" if shared else view.fix), pages.line(stated, scope) if stated else None)
            for view, stated in shown
        ),
        more=len(cases) - len(shown),
        href=_filtered(pages.parts, "found", code.name, scope),
    )


def _unseen(audited: Audited, scope: Scope) -> Iterator[str]:
    words, hidden = scope.context.words, sum(audited.unseen.values())
    if hidden and audited.ground is Ground.JUDGED:
        yield words.count("audit_unseen", hidden)
    if audited.unseen_findings:
        yield words.count("audit_unseen_findings", audited.unseen_findings)


def _shares(pages: _Pages, scope: Scope) -> Iterator[ShareView]:
    words, counts, total = scope.context.words, pages.audited.grades, pages.audited.total
    for name in GRADES:
        known, count = _KNOWN.get(name), counts.get(name, 0)
        means = MEANT[known].to(scope.lang) if known else words(f"grade_{name}_means")
        percent = f"{count * 100 / max(1, total):.1f}"
        href = _filtered(pages.parts, "how", name, scope)
        yield ShareView(grade(name, scope), words(f"grade_{name}_is"), means, count, fmt.number(count), percent, href)


def _periods(pages: _Pages, scope: Scope) -> Iterator[PeriodView]:
    """By year, each leading to where its newest changes are listed."""
    years: dict[str, list[Stated]] = {}
    first: dict[str, str] = {}
    for part in pages.parts:
        for dated in part.items:
            years.setdefault(dated.day[:4], []).append(dated.stated)
            first.setdefault(dated.day[:4], _jump(part, scope).href)
    for year, found in years.items() if len(years) > 1 else ():
        counts = Counter(stated.grade for stated in found)
        against = sum(len(stated.findings) for stated in found)
        mine = [part for part in pages.parts if part.period.startswith(year)]
        cells = [_cell(counts.get(name, 0), _filtered(mine, "how", name, scope)) for name in GRADES]
        cells.append(_cell(against, _filtered(mine, "found", ANY, scope)))
        yield PeriodView(year, first[year], len(found), tuple(cells))


def _cell(count: int, href: str) -> Link:
    return Link(fmt.number(count), href) if count else Link("")


def _filtered(parts: Sequence[Part[_Dated]], name: str, value: str, scope: Scope) -> str:
    """The list where the newest that fits is, filtered; "" where none fits."""
    for part in parts:
        if any(_fits(dated.stated, name, value) for dated in part.items):
            return scope.to(f"{_address(part)}?{name}={value}#all")
    return ""


def _fits(stated: Stated, name: str, value: str) -> bool:
    codes = [found.code.name for found in stated.findings]
    return stated.grade == value if name == "how" else value in codes or (value == ANY and bool(codes))


def _rests(audited: Audited, scope: Scope) -> Iterator[str]:
    words, lang = scope.context.words, scope.lang
    if audited.ground is not Ground.JUDGED:
        return
    authors = Counter(stated.author_known.word for stated in audited.changes)
    yield words("audit_authors", **{known.word: fmt.number(authors.get(known.word, 0)) for known in list(Known)[1:]})
    yield from (text.to(lang) for text in audited.limits)
    if any(stated.equivalent for stated in audited.changes):
        yield EQUIVALENT.to(lang)


def _root(pages: _Pages, scope: Scope) -> Link | None:
    trust = pages.audited.trust
    named = (each for each in pages.audited.changes if trust and each.commit.id == trust.commit and each.name)
    line = next((pages.line(stated, scope) for stated in named), None)
    return Link(line.subject, line.href) if line else None


def _choices(told: Sequence[Stated], scope: Scope) -> tuple[Choice, ...]:
    words = scope.context.words
    found = {each.code for stated in told for each in stated.findings}
    sorts = [(code.name, title_of(code, scope)) for code in GRAVEST if code in found]
    wrote = _people(pair for stated in told for pair in set(writers(stated, scope)))
    gave = _people(pair for stated in told for pair in set(approvers(stated, scope)))
    choices = (
        Choice("how", words("filter_how"), grades(scope)),
        Choice("found", words("filter_found"), ((ANY, words("any_finding")), *sorts) if sorts else ()),
        Choice("by", words("filter_wrote"), wrote),
        Choice("approver", words("approved"), gave),
    )
    return tuple(choice for choice in choices if choice.options)


def _people(pairs: Iterator[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    most = [pair for pair, _ in sorted(Counter(pairs).items(), key=lambda item: (-item[1], item[0]))[:PEOPLE]]
    return tuple(sorted(most, key=lambda pair: (sort_key(pair[1]), pair[0])))


def _label(part: Part[_Dated], scope: Scope) -> str:
    period = fmt.month(part.period, scope.lang) if fmt.is_month(part.period) else part.period
    return f"{period} · {part.piece}" if part.piece else period


def _jump(part: Part[_Dated], scope: Scope) -> YearView:
    mark = f"in-{part.folder}"
    return YearView(mark, _label(part, scope), len(part.items), scope.to(f"{_address(part)}#{mark}"))


def _address(part: Part[_Dated]) -> str:
    return page_address(AUDIT if part.whole else f"{AUDIT}/{part.folder}")
