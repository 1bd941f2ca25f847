"""A section of a page: one kind of file, drawn from its schema or by a drawing of its own, with charts above."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangan.analysis.completeness import Gap
from dangan.analysis.shape import members
from dangan.diagnostics import Diagnostic, Text
from dangan.model.records import Customer, Record
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind, ThingKind
from dangan.site import format as fmt
from dangan.site.chronicle import chronicle
from dangan.site.drawings_section import charts_of, section_of
from dangan.site.links import change_address, own_folder
from dangan.site.links_forge import line_link
from dangan.site.past import Last
from dangan.site.views.explained import explained
from dangan.site.views.fields import fields_of, title_of
from dangan.site.views.fields_types import thing_here
from dangan.site.views.known_from import linked_from
from dangan.site.views.provenance_head import OriginView, origin_of
from dangan.site.views.scope import Link, Scope
from dangan.site.views.values import GroupView, RowView

GENERIC = "sections/facts.html.j2"
MANY, FIRST = 8, 6
"""More groups than a page shows at once, and how many of them it shows then."""

_TONES = {"error": "bad", "warning": "warn"}


@dataclass(frozen=True, slots=True)
class Changed:
    """When a fact of a file was last changed, by whom, in which change, and who approved that, where it is known.

    Of what stands in no commit yet (`unrecorded`) there is none of that: what was approved is not what stands there.
    """

    iso: str = ""
    text: str = ""
    who: Link | None = None
    href: str = ""
    approved: tuple[Link, ...] = ()
    unapproved: bool = False
    """Held against the policy, and nobody approved it as that asks."""
    waiting: bool = False
    """It has not reached the main branch yet."""
    unrecorded: bool = False


@dataclass(frozen=True, slots=True)
class NoteView:
    """A diagnostic as a reader of the page sees it."""

    severity: str
    tone: str
    message: str
    hint: str
    place: str
    href: str
    code: str
    help: str
    field: str
    """Where the field that it is about is explained."""


@dataclass(frozen=True, slots=True)
class ChartView:
    """A drawing above the facts, with the template that knows its view."""

    template: str
    body: Any


@dataclass(frozen=True, slots=True)
class SectionView:
    """What every section has; `body` is the own drawing's view, without which `groups` are drawn from the schema."""

    name: str
    label: str
    other: str
    template: str
    path: str = ""
    edit: str = ""
    changed: Changed | None = None
    notes: tuple[NoteView, ...] = ()
    groups: tuple[GroupView, ...] = ()
    folded: tuple[GroupView, ...] = ()
    """Groups beyond the first, where there are many."""
    charts: tuple[ChartView, ...] = ()
    body: Any = None
    missing: tuple[str, ...] = ()
    count: int = 0
    origin: OriginView | None = None
    """Where its facts come from."""
    all_href: str = ""
    """The page that has all of it, where this is only the latest."""
    whole_href: str = ""
    """The page that has it with all that this leaves out of it."""
    warn: bool = False
    filing: str = ""
    """The name of its filing class."""
    filing_label: str = ""
    data: tuple[Any, ...] = ()
    """The redacted data itself, for a team's own template."""

    @property
    def classes(self) -> tuple[str, ...]:
        """The filing classes that it is read by: those of its rows where they have their own."""
        groups = (*self.groups, *self.folded)
        own = {group.filing for group in groups}
        own |= {row.filing for group in groups if group.table for row in (*group.table.rows, *group.table.folded)}
        return tuple(sorted(own - {""})) or ((self.filing,) if self.filing else ())


def make_section(
    kind: Kind, customer: Customer, scope: Scope, notes: Mapping[str, Sequence[Diagnostic]]
) -> SectionView:
    """The section of one kind in a dossier; of a kind that has pages of its own the latest, and the way to them all."""
    context, records = scope.context, customer.many(kind.name)
    found = tuple(note_view(d, scope) for path in notes for d in notes[path])
    path = records[0].path if len(records) == 1 and not kind.many else ""
    whole = chronicle(customer, kind, context.catalogue.things.values())
    inside = sum(1 for item in whole.items if kind.many or item.pointer)
    section = part_section(kind, whole.latest if kind.own_page else customer, scope)
    return replace(
        brief(section, scope.to_index(own_folder(customer.id, kind.name))) if kind.own_page else section,
        path=path,
        edit=scope.edit(path) if path else "",
        changed=last_change([record.path for record in records], scope),
        origin=origin_of(kind, records, scope),
        notes=found,
        charts=tuple(_charts(kind, customer, scope)),
        count=inside or _members(kind, records),
        all_href=scope.to_index(own_folder(customer.id, kind.name)) if kind.own_page and records else "",
        warn=any(note.severity != "info" for note in found),
    )


def part_section(kind: Kind, customer: Customer, scope: Scope) -> SectionView:
    """What the customer's files of a kind say, as far as they are given, without what stands around it.

    A kind that has a template of its own but no drawing gets the groups all the same.
    """
    records, name = customer.many(kind.name), section_name(kind, scope.context.catalogue.things.values())
    drawing = section_of(kind.name)
    groups = () if drawing else tuple(generic_groups(kind, records, scope))
    shown = FIRST if len(groups) > MANY and not scope.whole else len(groups)
    return SectionView(
        name=kind.name,
        label=name.to(scope.lang),
        other=other_label(name, scope.lang),
        template=drawing.template if drawing else _template(kind, scope),
        groups=groups[:shown],
        folded=groups[shown:],
        body=drawing.draw(customer, scope) if drawing else None,
        missing=tuple(label for group in groups for label in group.all_missing),
        filing=kind.filing or "",
        filing_label=filing_label(kind, scope.context.catalogue, scope.lang),
        data=tuple(record.data for record in records),
    )


def brief(section: SectionView, page: str) -> SectionView:
    """With rows that lead to where they stand whole: what a row folds away is there, and need not be here too."""
    return replace(section, groups=tuple(_brief(group, page) for group in section.groups))


def _brief(group: GroupView, page: str) -> GroupView:
    if group.table is None or not group.table.head:
        return group
    rows = tuple(_leading(row, page) for row in group.table.rows)
    return replace(group, table=replace(group.table, rows=rows))


def _leading(row: RowView, page: str) -> RowView:
    """What is contested stays in sight, and a row that leads somewhere else keeps its way there and its rest."""
    if row.href or not row.anchor or row.rest.empty or row.rest.disputed:
        return row
    return replace(row, href=f"{page}#{row.anchor}", rest=GroupView())


def _template(kind: Kind, scope: Scope) -> str:
    own = f"sections/{kind.name}.html.j2"
    return own if scope.context.has_template(own) else GENERIC


def _charts(kind: Kind, customer: Customer, scope: Scope) -> Iterable[ChartView]:
    for chart in charts_of(kind.name):
        body = chart.draw(customer, scope)
        if body is not None:
            yield ChartView(chart.template, body)


def _members(kind: Kind, records: Sequence[Record]) -> int:
    """How many entries a file has that is a map of what nothing refers to."""
    return sum(1 for record in records if kind.field.values for _ in members(record.data))


def section_name(kind: Kind, things: Iterable[ThingKind]) -> Text:
    """Of a kind with many files what its things are called together."""
    plurals = (thing.plural for thing in things if thing.kind == kind.name and not thing.at)
    return next(plurals, kind.label) if kind.many else kind.label


def filing_label(kind: Kind, catalogue: Catalogue, lang: str) -> str:
    """What its filing class is called; "" where it has none."""
    label = catalogue.filings.get(kind.filing or "")
    return label.to(lang) if label else kind.filing or ""


def other_label(name: Text, lang: str) -> str:
    """The Chinese title beside the English one, for teams that speak both; nothing on a Chinese page."""
    return name.zh if lang == "en" and name.zh != name.en else ""


def generic_groups(kind: Kind, records: Sequence[Record], scope: Scope) -> list[GroupView]:
    """A group per file, or for a map of things a group per thing."""
    return [group for record in records for group in _groups_of(kind, record, scope.at(record))]


def _groups_of(kind: Kind, record: Record, scope: Scope) -> Iterable[GroupView]:
    fields, field, skip = fields_of(scope), kind.field, frozenset({"id"})
    data = record.data if isinstance(record.data, Mapping) else {}
    things = fields.things(field, data, scope) if field.values else ()
    named = fields.group(field, data, scope, skip) if field.has_facts else GroupView()
    if kind.many:
        title, place = title_of(data, scope.lang) or record.id, scope.place.anchor if scope.place else ""
        linked = linked_from(thing_here(scope).partition(".")[0], record.id, scope)
        named = replace(named, title=title, anchor=place, href=scope.edit(record.path), linked=linked)
    return things if named == GroupView() else (named, *things)


def last_change(paths: Sequence[str], scope: Scope) -> Changed | None:
    """The newest of the last changes of facts in some files; how they are written does not count."""
    past = scope.context.past
    if not past.unrecorded.isdisjoint(paths):
        return Changed(unrecorded=True)
    lasts = [last for path in paths if (last := past.last.get(path))]
    return _changed(max(lasts, key=lambda last: (last.commit.date, last.commit.id)), scope) if lasts else None


def _changed(last: Last, scope: Scope) -> Changed:
    day, commit = scope.context.day_of(last.commit), last.commit
    return Changed(
        iso=day.isoformat(),
        text=fmt.long_date(day, scope.lang),
        who=scope.author(commit.author, commit.email),
        href=scope.to(change_address(last.change)) if last.change else "",
        approved=scope.approvers(last.approved or ()),
        unapproved=last.approved == () and not last.waiting,
        waiting=last.waiting,
    )


def note_view(diagnostic: Diagnostic, scope: Scope) -> NoteView:
    span = diagnostic.span
    return NoteView(
        severity=diagnostic.severity.value,
        tone=tone_of(diagnostic.severity.value),
        message=diagnostic.message.to(scope.lang),
        hint=diagnostic.hint.to(scope.lang) if diagnostic.hint else "",
        place=str(span),
        href=line_link(scope.context.config, span.path, span.line),
        code=diagnostic.code,
        help=scope.to(f"guide/checks/index.html#{diagnostic.code}"),
        field=explained(diagnostic, scope),
    )


def tone_of(severity: str) -> str:
    """How a severity is coloured."""
    return _TONES.get(severity, "even")


def gap_labels(gaps: Sequence[Gap], kinds: Mapping[str, Kind], lang: str) -> tuple[tuple[str, str], ...]:
    """For each gap the section it belongs to and its label with the labels above it."""
    return tuple((gap.kind, _gap_label(gap, kinds[gap.kind], lang)) for gap in gaps)


def _gap_label(gap: Gap, kind: Kind, lang: str) -> str:
    labels = []
    for depth in range(1, len(gap.pointer) + 1):
        field = kind.field.at(gap.pointer[:depth])
        labels.append(field.label.to(lang) if field else gap.pointer[depth - 1])
    return " · ".join(labels)
