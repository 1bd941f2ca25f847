"""One customer's page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from dangan.analysis.completeness import Completeness, completeness
from dangan.analysis.shape import at, mapping, text
from dangan.analysis.steps import turns
from dangan.diagnostics import Diagnostic
from dangan.model.index import Index, Key
from dangan.model.records import Customer, Record
from dangan.schema.field import Field
from dangan.schema.kind import Kind
from dangan.site import format as fmt
from dangan.site.frame_words import AUDIENCES
from dangan.site.links import CUSTOMERS
from dangan.site.links_forge import NewFile, new_link
from dangan.site.views.briefing import BriefingView, briefing
from dangan.site.views.log import log_view
from dangan.site.views.note import NoteLink, note_link
from dangan.site.views.people import PersonView, person_views
from dangan.site.views.projects import project_views, steps_of
from dangan.site.views.rivals import rivals_view
from dangan.site.views.scope import Link, Scope, ordered_names
from dangan.site.views.section import (
    Drawing,
    NoteView,
    SectionView,
    gap_labels,
    last_change,
    make_section,
    note_view,
    section_name,
)

LINKED = 12
FOLDED = 100
"""Links back that are shown, and those that are there at all: a page of a few thousand helps nobody."""


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
class Backlinks:
    """What refers to this page, by the label of the link back."""

    label: str
    links: tuple[Link, ...]
    folded: tuple[Link, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Absent:
    """A kind that has no file yet: what it is called, what would be in it, and the way to begin it."""

    name: str
    label: str
    what: str
    path: str
    href: str


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
    absent: tuple[Absent, ...]
    loose_notes: tuple[NoteView, ...]
    """About files of the folder that belong to no section."""
    note: NoteLink
    backlinks: tuple[Backlinks, ...]
    changes_on: date | None
    foot: str
    """For the foot of every sheet of paper, escaped as text of a style."""


def dossier(customer: Customer, scope: Scope) -> DossierView:
    """Of redacted records only."""
    context = scope.context
    entry = context.index.entries.get(Key("customer", "", customer.id))
    name = entry.name(scope.lang) if entry else customer.id
    profile = mapping(customer.profile.data) if customer.profile else {}
    kinds = sorted(
        (k for k in context.catalogue.kinds.values() if k.scope == "customer"), key=lambda k: (k.order, k.name)
    )
    people = _people(customer, scope)
    steps = steps_of(customer.many("project"), customer.many("log"))
    brief = briefing(customer, people, steps, scope)
    notes = context.diagnostics_under(customer.folder)
    sections = tuple(_sections(customer, kinds, people, scope, notes))
    placed = {path for section in sections for path in _paths(customer, section.name)}
    filled = _filled(customer, kinds, text(profile, "stage"), scope)
    days = (brief.silence_turns, turns(steps, context.today))
    return DossierView(
        name=name,
        others=tuple(n for n in ordered_names(entry.names.items()) if n != name) if entry else (),
        summary=text(profile, "summary"),
        trail=_trail(profile, scope),
        tags=_tags(profile, customer.profile, scope),
        health=_health(filled, notes, context.catalogue.kinds, scope.lang),
        briefing=brief,
        sections=sections,
        absent=_absent(customer, kinds, sections, scope),
        loose_notes=tuple(note_view(d, scope) for p, found in notes.items() if p not in placed for d in found),
        note=note_link(customer, people, scope),
        backlinks=backlinks(context.index, Key("customer", "", customer.id), scope),
        changes_on=min((d for d in days if d), default=None),
        foot=_foot(name, customer, scope),
    )


def _foot(name: str, customer: Customer, scope: Scope) -> str:
    """Whose dossier it is, who may read it, and when its own files were last changed."""
    changed = last_change([record.path for record in customer.all()], scope)
    audience = AUDIENCES[scope.context.audience].to(scope.lang)
    parts = (name, audience, changed.text if changed else "")
    return css_text(" · ".join(filter(None, parts)))


def css_text(text: str) -> str:
    """`text` for a quoted string of a style sheet: whatever is no Latin letter or digit stands as its number."""
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)


def _people(customer: Customer, scope: Scope) -> tuple[PersonView, ...]:
    record = customer.one("people")
    return person_views(record, customer.many("log"), scope) if record else ()


def _sections(
    customer: Customer,
    kinds: Iterable[Kind],
    people: Sequence[PersonView],
    scope: Scope,
    notes: Mapping[str, Sequence[Diagnostic]],
) -> Iterable[SectionView]:
    drawings: Mapping[str, Drawing] = {
        "people": lambda _records, _scope: (people, len(people)),
        "project": lambda records, where: (project_views(records, where), len(records)),
        "competitors": rivals_view,
        "log": log_view,
    }
    for kind in kinds:
        records = customer.many(kind.name)
        paths = {record.path for record in records}
        here = {path: found for path, found in notes.items() if path in paths or _could_be(path, kind, customer)}
        if kind.field.level <= scope.context.audience and (records or here):
            yield make_section(kind, records, scope, here, drawings.get(kind.name))


def _could_be(path: str, kind: Kind, customer: Customer) -> bool:
    """Whether a file that could not be read would have been of this kind."""
    inside = path.removeprefix(customer.folder + "/")
    head, _, tail = kind.path.partition("{id}")
    return inside == kind.path if not kind.many else inside.startswith(head) and inside.endswith(tail)


def _paths(customer: Customer, kind: str) -> Iterable[str]:
    return (record.path for record in customer.many(kind))


def _filled(customer: Customer, kinds: Sequence[Kind], stage: str, scope: Scope) -> Completeness:
    data = {name: [record.data for record in records] for name, records in customer.records.items()}
    return completeness(data, kinds, stage, scope.context.audience)


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


def filtered(scope: Scope, **filters: str) -> str:
    """The customer index filtered; the values are escaped as a query."""
    return f"{scope.to_index(CUSTOMERS)}?{urlencode(filters)}"


def _trail(profile: Mapping[str, object], scope: Scope) -> tuple[Link, ...]:
    region, industry = text(profile, "location", "region"), text(profile, "industry")
    links = [Link(scope.context.words("customers"), scope.to_index(CUSTOMERS))]
    links += [Link(region, filtered(scope, region=region))] if region else []
    links += [Link(industry, filtered(scope, industry=industry))] if industry else []
    return scope.trail(*links)


def _tags(profile: Mapping[str, object], record: Record | None, scope: Scope) -> tuple[Tag, ...]:
    if record is None:
        return ()
    form = record.kind.field
    rows = (("stage", ("stage",)), ("size", ("segments", "size", "value")))
    tags = [
        Tag(
            _label(form, path[:2], scope.lang),
            Link(scope.said("profile", path, value), filtered(scope, **{query: value})),
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


def _absent(
    customer: Customer, kinds: Sequence[Kind], sections: Sequence[SectionView], scope: Scope
) -> tuple[Absent, ...]:
    there = {section.name for section in sections}
    return tuple(
        _to_begin(customer.folder, kind, scope)
        for kind in kinds
        if kind.name not in there and kind.field.level <= scope.context.audience
    )


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


def backlinks(index: Index, key: Key, scope: Scope) -> tuple[Backlinks, ...]:
    """What refers to a thing, but for what belongs to it, by the label of the link back."""
    groups: dict[str, dict[Key, None]] = {}
    for reference in index.incoming.get(key, ()):
        source = index.entries.get(reference.source)
        if source is None or source.key.customer == key.id or source.key == key:
            continue
        label = (reference.reverse or reference.label).to(scope.lang)
        groups.setdefault(label, {})[source.key] = None
    return tuple(_backlinks(label, tuple(keys), index, scope) for label, keys in sorted(groups.items()))


def _backlinks(label: str, keys: Sequence[Key], index: Index, scope: Scope) -> Backlinks:
    links = tuple(named_link(key, index, scope) for key in keys[:FOLDED])
    return Backlinks(label, links[:LINKED], links[LINKED:], len(keys))


def named_link(key: Key, index: Index, scope: Scope) -> Link:
    """A thing with its customer's name before it, since its own name says little elsewhere."""
    entry = index.entries[key]
    link = scope.link(entry)
    owner = index.entries.get(Key("customer", "", key.customer)) if key.customer else None
    if owner is None:
        return link
    title = thing_title(key, link, scope)
    return Link(title, link.href, within=owner.name(scope.lang))


def thing_title(key: Key, link: Link, scope: Scope) -> str:
    """A contact without a title is called by its kind and day."""
    entry = scope.context.index.entries[key]
    day = fmt.as_date(at(entry.summary, "date"))
    if key.kind == "log" and day and entry.names.get("") in (None, key.id):
        return f"{scope.context.catalogue.things['log'].label.to(scope.lang)} {fmt.long_date(day, scope.lang)}"
    return link.text
