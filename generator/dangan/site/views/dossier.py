"""One customer's page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dangan.analysis.asked import Who, who_is
from dangan.analysis.completeness import Completeness, dossier_completeness
from dangan.analysis.shape import text
from dangan.analysis.steps import Source, actions_of, turns
from dangan.diagnostics import Diagnostic
from dangan.model.index import Key
from dangan.model.records import Customer, Record
from dangan.schema.field import Field
from dangan.schema.kind import Kind
from dangan.site.links_forge import NewFile, new_link
from dangan.site.views.backlinks import Backlinks, backlinks, referrers
from dangan.site.views.briefing import BriefingView, briefing
from dangan.site.views.customer_head import customer_foot, customer_name, customer_trail, profile_of
from dangan.site.views.history_page import EndView, end_view
from dangan.site.views.note import NoteLink, note_link
from dangan.site.views.people import people_of
from dangan.site.views.projects import steps_of
from dangan.site.views.scope import Link, Scope, ordered_names
from dangan.site.views.section import (
    NoteView,
    SectionView,
    gap_labels,
    make_section,
    note_view,
    section_name,
)
from dangan.site.views.tombstone import EndedView, took_over


@dataclass(frozen=True, slots=True)
class Tag:
    """A label with its value in the head, which may lead to the index filtered by it."""

    label: str
    value: Link


@dataclass(frozen=True, slots=True)
class Health:
    """How full the dossier is, and what is missing or wrong, in figures."""

    percent: int
    gaps: int
    errors: int
    warnings: int
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """A kind that has no file yet: what it is called, what would be in it, and the way to begin it."""

    name: str
    label: str
    what: str
    path: str
    href: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Sections that the rail lists under one heading, "" before the first."""

    label: str
    sections: tuple[SectionView, ...]


@dataclass(frozen=True, slots=True)
class DossierView:
    name: str
    others: tuple[str, ...]
    summary: str
    trail: tuple[Link, ...]
    tags: tuple[Tag, ...]
    health: Health
    briefing: BriefingView
    sections: tuple[SectionView, ...]
    chapters: tuple[Chapter, ...]
    """The same for the rail."""
    classes: tuple[tuple[str, str], ...]
    """Name and label of each filing class that there is something in."""
    absent: tuple[Absent, ...]
    later: tuple[Absent, ...]
    """Kinds that have no file yet and need none yet."""
    loose_notes: tuple[NoteView, ...]
    """About files of the folder that belong to no section."""
    note: NoteLink
    backlinks: tuple[Backlinks, ...]
    changes_on: date | None
    end: EndView | None
    """The latest of its history."""
    took_over: tuple[EndedView, ...]
    """Dossiers that are here no more and go on in this one."""
    foot: str
    """For the foot of every sheet of paper, escaped as text of a style."""


def dossier(customer: Customer, scope: Scope) -> DossierView:
    """Of redacted records only."""
    context = scope.context
    entry = context.index.entries.get(Key("customer", "", customer.id))
    name, profile = customer_name(customer, scope), profile_of(customer)
    kinds = sorted(
        (k for k in context.catalogue.kinds.values() if k.scope == "customer"), key=lambda k: (k.order, k.name)
    )
    people = people_of(customer, scope)
    steps = steps_of(customer.many("project"), customer.many("log"), _actions(customer))
    brief = briefing(customer, people, steps, scope)
    notes = context.diagnostics_under(customer.folder)
    sections = tuple(_sections(customer, kinds, scope, notes))
    placed = {path for section in sections for path in _paths(customer, section.name)}
    filled = dossier_completeness(customer, kinds, context.audience)
    absent, who = _absent(kinds, sections, scope), who_is(profile, kinds)
    days = (*brief.turns, turns(steps, context.today))
    return DossierView(
        name=name,
        others=tuple(n for n in ordered_names(entry.names.items()) if n != name) if entry else (),
        summary=text(profile, "summary"),
        trail=customer_trail(customer, scope),
        tags=_tags(profile, customer.profile, scope),
        health=_health(filled, notes, context.catalogue.kinds, scope.lang),
        briefing=brief,
        sections=sections,
        chapters=_chapters(sections, scope),
        classes=_classes(sections, scope),
        absent=tuple(_to_begin(customer.folder, kind, scope) for kind in absent if who.is_asked(kind.field)),
        later=tuple(_to_begin(customer.folder, kind, scope) for kind in absent if _is_for_later(kind, who)),
        loose_notes=tuple(note_view(d, scope) for p, found in notes.items() if p not in placed for d in found),
        note=note_link(customer, people, scope),
        backlinks=backlinks(referrers(Key("customer", "", customer.id), scope), scope),
        changes_on=min((d for d in days if d), default=None),
        end=end_view(customer, scope),
        took_over=took_over(customer.id, scope),
        foot=customer_foot(customer, scope),
    )


def _actions(customer: Customer) -> tuple[Source, ...]:
    record = customer.one("position")
    return actions_of(record.data) if record else ()


def _sections(
    customer: Customer,
    kinds: Iterable[Kind],
    scope: Scope,
    notes: Mapping[str, Sequence[Diagnostic]],
) -> Iterable[SectionView]:
    for kind in kinds:
        records = customer.many(kind.name)
        paths = {record.path for record in records}
        here = {path: found for path, found in notes.items() if path in paths or _could_be(path, kind, customer)}
        if kind.field.level <= scope.context.audience and (records or here):
            yield make_section(kind, customer, scope, here)


def _chapters(sections: Iterable[SectionView], scope: Scope) -> tuple[Chapter, ...]:
    """In the order of the sections; one that names no chapter stays in that of the section before it."""
    catalogue = scope.context.catalogue
    found: dict[str, list[SectionView]] = {}
    here = ""
    for section in sections:
        here = catalogue.kinds[section.name].chapter or here
        found.setdefault(here, []).append(section)
    labels = {name: label.to(scope.lang) for name, label in catalogue.chapters.items()}
    return tuple(Chapter(labels.get(name, name), tuple(inside)) for name, inside in found.items())


def _classes(sections: Iterable[SectionView], scope: Scope) -> tuple[tuple[str, str], ...]:
    there = {name for section in sections for name in section.classes}
    return tuple(
        (name, label.to(scope.lang)) for name, label in scope.context.catalogue.filings.items() if name in there
    )


def _could_be(path: str, kind: Kind, customer: Customer) -> bool:
    """Whether a file that could not be read would have been of this kind."""
    inside = path.removeprefix(customer.folder + "/")
    head, _, tail = kind.path.partition("{id}")
    return inside == kind.path if not kind.many else inside.startswith(head) and inside.endswith(tail)


def _paths(customer: Customer, kind: str) -> Iterable[str]:
    return (record.path for record in customer.many(kind))


def _health(
    filled: Completeness, notes: Mapping[str, Sequence[Diagnostic]], kinds: Mapping[str, Kind], lang: str
) -> Health:
    severities = [d.severity.value for found in notes.values() for d in found]
    return Health(
        percent=filled.percent,
        gaps=len(filled.essential),
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        missing=gap_labels(filled.essential, kinds, lang),
    )


def _tags(profile: Mapping[str, object], record: Record | None, scope: Scope) -> tuple[Tag, ...]:
    if record is None:
        return ()
    form = record.kind.field
    rows = (("stage", ("stage",)), ("size", ("segments", "size", "value")))
    tags = [
        Tag(
            _label(form, path[:2], scope.lang),
            Link(scope.said("profile", path, value), scope.filtered(**{query: value})),
        )
        for query, path in rows
        if (value := text(profile, *path))
    ]
    place = scope.context.words("comma").join(
        filter(None, (text(profile, "location", "city"), text(profile, "location", "region")))
    )
    if place:
        tags.append(Tag(_label(form, ("location",), scope.lang), Link(place)))
    looks_after = ((name, text(profile, name)) for name in ("custodian", "deputy"))
    tags += [Tag(_label(form, (name,), scope.lang), scope.colleague(who)) for name, who in looks_after if who]
    return tuple(tags)


def _label(form: Field, path: tuple[str, ...], lang: str) -> str:
    field = form.at(path)
    return field.label.to(lang) if field else path[-1]


def _absent(kinds: Sequence[Kind], sections: Sequence[SectionView], scope: Scope) -> tuple[Kind, ...]:
    """Kinds without a file that the audience may know of."""
    there = {section.name for section in sections}
    return tuple(kind for kind in kinds if kind.name not in there and kind.field.level <= scope.context.audience)


def _is_for_later(kind: Kind, who: Who) -> bool:
    """What is asked only of organisations is not offered to an individual, now or later."""
    return who.may_be_asked(kind.field) and not who.is_asked(kind.field)


def _to_begin(folder: str, kind: Kind, scope: Scope) -> Absent:
    path = f"{folder}/{kind.path.replace('{id}', kind.name + '-1')}"
    parent, _, name = path.rpartition("/")
    return Absent(
        name=kind.name,
        label=section_name(kind, scope.context.catalogue.things.values()).to(scope.lang),
        what=kind.description.to(scope.lang) if kind.description else "",
        path=path,
        href=new_link(scope.context.config, NewFile(parent, name)),
    )
