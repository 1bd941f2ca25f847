"""One change as the audit states it: who wrote it, who approved it, how both are known, what was found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dangan.diagnostics import Code, Severity
from dangan.model.index import Key
from dangan.review import codes
from dangan.review.finding import short
from dangan.review.known import Known
from dangan.site import format as fmt
from dangan.site.audited import GRADES, Audited, Found, Stated
from dangan.site.links import change_address
from dangan.site.links_reference import CHECKS
from dangan.site.past import ChangeHead
from dangan.site.views.history import person_of, subject_of
from dangan.site.views.scope import Link, Scope
from dangan.site.views.section import tone_of

GRAVEST = (
    codes.REWRITTEN, codes.ALTERED_APPROVAL, codes.WRONG_KEY, codes.VANISHED, codes.SELF_APPROVAL, codes.DIRECT_PUSH,
    codes.PUSH_AFTER_APPROVAL, codes.REUSED_APPROVAL, codes.DROPPED, codes.NO_RIGHT, codes.UNAPPROVED,
    codes.ONLY_CLAIMED, codes.UNKNOWN_AUTHOR, codes.SHARED_EMAIL, codes.WAS_GONE,
)  # fmt: skip
"""What an audit may find: first what nobody does by mistake."""
ANY = "any"
"""Stands for any finding in a filter."""
LONGEST = 120
"""Characters of a subject in a list."""


@dataclass(frozen=True, slots=True)
class GradeView:
    """How an approval is known: the name of the grade and its words."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class FoundView:
    """One finding; `message` is "" where the readers may not know what it is about. `help` explains it."""

    name: str
    severity: str
    tone: str
    title: str
    message: str
    fix: str
    help: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the list. `wrote` and `approvers` are what it can be filtered by, one a line."""

    iso: str
    day: str
    subject: str
    href: str
    came: str
    """How it came, with the number of its proposal."""
    who: tuple[Link, ...]
    """Each with how that is known."""
    approved: tuple[Link, ...]
    """Each with how that is known, where it is known better than the grade says."""
    grade: GradeView
    equivalent: bool
    found: tuple[FoundView, ...]
    codes: str
    wrote: str
    approvers: str


@dataclass(frozen=True, slots=True)
class FaultView:
    """A finding in a list of what needs attention."""

    title: str
    line: LineView


def line_of(stated: Stated, change: ChangeHead | None, scope: Scope) -> LineView:
    """`change` is what its page tells, None where it has none."""
    day = scope.context.day_of(stated.commit)
    found = tuple(found_view(each, scope) for each in stated.findings)
    wrote = dict.fromkeys(name for name, _ in writers(stated, scope))
    return LineView(
        iso=day.isoformat(),
        day=fmt.list_date(day, scope.lang),
        subject=(subject_of(change, scope) if change else stated.commit.subject or short(stated.commit.id))[:LONGEST],
        href=scope.to(change_address(stated.name)) if stated.name else "",
        came=came(stated, scope),
        who=who(stated, scope),
        approved=tuple(_approvers(stated, scope)),
        grade=grade(stated.grade, scope),
        equivalent=stated.equivalent,
        found=found,
        codes="\n".join((*dict.fromkeys(each.name for each in found), *([ANY] if found else []))),
        wrote="\n".join(wrote),
        approvers="\n".join(name for name, _ in approvers(stated, scope)),
    )


def _approvers(stated: Stated, scope: Scope) -> Iterator[Link]:
    for link in scope.approvers(stated.approved):
        yield replace(link, other="") if link.other == stated.known.label.to(scope.lang) else link


def fault_views(audited: Audited | None, scope: Scope) -> Iterator[FaultView]:
    """The errors in single changes, of the newest change first."""
    changes = {change.name: change for change in scope.context.changes}
    for stated in audited.changes if audited else ():
        for found in (each for each in stated.findings if each.code.severity is Severity.ERROR):
            yield FaultView(title_of(found.code, scope), line_of(stated, changes.get(stated.name), scope))


def grade(name: str, scope: Scope) -> GradeView:
    return GradeView(name, scope.context.words(f"grade_{name}"))


def grades(scope: Scope) -> tuple[tuple[str, str], ...]:
    """All of them with their words, from nothing to proof: what an auditor looks for comes first."""
    return tuple((name, grade(name, scope).label) for name in ("not", *GRADES[2::-1], "trusted"))


def came(stated: Stated, scope: Scope) -> str:
    number = f" #{stated.request}" if stated.request is not None else ""
    return stated.style.label.to(scope.lang) + number


def who(stated: Stated, scope: Scope) -> tuple[Link, ...]:
    """The authors, each with how that is known."""
    words = scope.context.words
    said = dict[Link, Known]()
    for author in stated.authors:
        link = replace(scope.author(author.name or author.email, author.email), other="")
        said[link] = min(author.known, said.get(link, author.known))
    return tuple(replace(link, other=words(f"author_{known.word}")) for link, known in said.items())


def writers(stated: Stated, scope: Scope) -> Iterator[tuple[str, str]]:
    """What authors are filtered by, and their names."""
    for author in stated.authors:
        yield person_of(stated.commit._replace(author=author.name or author.email, email=author.email), scope)


def approvers(stated: Stated, scope: Scope) -> Iterator[tuple[str, str]]:
    """Ids and names of those whom the readers may know."""
    for approval in stated.approved:
        entry = scope.context.entry("colleague", approval.person)
        if entry:
            yield approval.person, entry.name(scope.lang)


def found_view(found: Found, scope: Scope) -> FoundView:
    """With people called by their names."""
    clear = found if found.values is None else Found(found.code, _named(found.values, scope))
    message, fix = clear.message, clear.fix
    return FoundView(
        name=found.code.name,
        severity=found.code.severity.value,
        tone=tone_of(found.code.severity.value),
        title=title_of(found.code, scope),
        message=message.to(scope.lang) if message else "",
        fix=fix.to(scope.lang) if fix else "",
        help=scope.to(f"{CHECKS}#{found.code.name}"),
    )


def title_of(code: Code, scope: Scope) -> str:
    return scope.context.words(f"found_{code.name.replace('-', '_')}")


def _named(values: Mapping[str, object], scope: Scope) -> Mapping[str, object]:
    return {key: _names(value, scope) if isinstance(value, str) else value for key, value in values.items()}


def _names(said: str, scope: Scope) -> str:
    """Ids of colleagues as their names; whatever else is said stays."""
    entries = ((part, scope.context.index.entries.get(Key("colleague", "", part))) for part in said.split(", "))
    names = [entry.name(scope.lang) if entry else part for part, entry in entries]
    return scope.context.words("comma").join(names) if len(names) > 1 else names[0]
