"""What the archive is to hold, show and compute, and how far it does: by field, by code, or not yet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dangan.analysis.declaration import Declaration
from dangan.analysis.traceability import BY, Line, Means, State, trace
from dangan.diagnostics import Text
from dangan.schema.field_places import FieldPlace
from dangan.schema.requirements import Requirement
from dangan.site.declared import declarations
from dangan.site.links import page_address
from dangan.site.links_reference import CHECKS, place_address
from dangan.site.views.reference_field import other_of
from dangan.site.views.scope import Link, Scope

_TONES = {State.MET: "good", State.PARTLY: "even", State.OPEN: "even", State.MISSING: "bad"}
_MOST = 3
"""So many fields are named for one part."""


@dataclass(frozen=True, slots=True)
class PartView:
    anchor: str
    label: str
    tone: str
    state: str
    how: tuple[Link, ...]
    """Fields and code; `other` says what sort of code it is."""
    more: int
    why: str


@dataclass(frozen=True, slots=True)
class RequirementView:
    id: str
    title: str
    other: str
    kind: str
    whole: PartView | None
    parts: tuple[PartView, ...]
    hidden: int
    """Parts that stand in fields above the audience."""


@dataclass(frozen=True, slots=True)
class ChapterView:
    anchor: str
    title: str
    other: str
    requirements: tuple[RequirementView, ...]


@dataclass(frozen=True, slots=True)
class RequirementsView:
    chapters: tuple[ChapterView, ...]
    met: int
    parts: int
    """Of requirements on data."""
    trail: tuple[Link, ...]


def requirements_view(scope: Scope) -> RequirementsView:
    catalogue = scope.context.catalogue
    lines = trace(catalogue.requirements, Means.of(catalogue.kinds.values(), declarations()))
    by_id: dict[str, list[Line]] = {}
    for line in lines:
        by_id.setdefault(line.requirement.id, []).append(line)
    data = [line for line in lines if line.requirement.is_data and line.part]
    return RequirementsView(
        chapters=tuple(
            ChapterView(
                chapter.name,
                chapter.title.to(scope.lang),
                other_of(chapter.title, scope.lang),
                tuple(_requirement(r, by_id.get(r.id, ()), scope) for r in chapter.requirements),
            )
            for chapter in catalogue.requirements.chapters
        ),
        met=sum(line.state is State.MET for line in data),
        parts=len(data),
        trail=scope.trail(),
    )


def _requirement(requirement: Requirement, lines: Sequence[Line], scope: Scope) -> RequirementView:
    whole = next((line for line in lines if line.part is None), None)
    parts = [line for line in lines if line.part]
    shown = [line for line in parts if _may_be_told(line, scope)]
    return RequirementView(
        id=requirement.id,
        title=requirement.title.to(scope.lang),
        other=other_of(requirement.title, scope.lang),
        kind=KINDS[requirement.kind].to(scope.lang),
        whole=_part(whole, scope) if whole else None,
        parts=tuple(_part(line, scope) for line in shown),
        hidden=len(parts) - len(shown),
    )


def _may_be_told(line: Line, scope: Scope) -> bool:
    return not line.places or any(place.field.level <= scope.context.audience for place in line.places)


def _part(line: Line, scope: Scope) -> PartView:
    seen = [place for place in line.places if place.field.level <= scope.context.audience]
    fields = list({place.identity: place for place in reversed(seen)}.values())[::-1]
    links = (*(_field(place, scope) for place in fields[:_MOST]), *(_code(code, scope) for code in line.declared))
    return PartView(
        anchor=line.reference,
        label=line.part.label.to(scope.lang) if line.part else "",
        tone=_TONES[line.state],
        state=line.state.value.to(scope.lang),
        how=links,
        more=max(len(fields) - _MOST, 0),
        why=_why(line, scope) if line.part else "",
    )


def _why(line: Line, scope: Scope) -> str:
    return line.why.to(scope.lang) if line.why else ""


def _field(place: FieldPlace, scope: Scope) -> Link:
    labels = [field.label.to(scope.lang) for field in (*place.above[1:], place.field)]
    said = " · ".join(dict.fromkeys(filter(None, labels)))
    return Link(said, scope.to(place_address(place)), place.kind.label.to(scope.lang))


def _code(code: Declaration, scope: Scope) -> Link:
    sort = BY[code.sort].to(scope.lang)
    if code.sort == "rule":
        return Link(code.name, scope.to(f"{CHECKS}#{code.name}"), sort)
    if code.sort == "report":
        return Link(code.label.to(scope.lang), scope.to(page_address("reports", code.name)), sort)
    return Link(code.name if code.sort == "command" else _drawn(code, scope), "", sort)


def _drawn(code: Declaration, scope: Scope) -> str:
    kind = scope.context.catalogue.kinds.get(code.kind)
    return kind.label.to(scope.lang) if kind else code.label.to(scope.lang)


def chapters_of(view: RequirementsView) -> Iterable[Link]:
    return (Link(chapter.title, f"#{chapter.anchor}", str(len(chapter.requirements))) for chapter in view.chapters)


KINDS = {
    "data": Text("recorded", "记录"),
    "rule": Text("enforced", "规则"),
    "analysis": Text("computed", "分析"),
    "report": Text("reported", "报表"),
    "process": Text("path through the tool", "流程"),
}
"""What each kind of requirement asks of the archive."""
