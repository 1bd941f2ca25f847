"""People at a customer: who they are, what they want, where they stand, and who of ours talks to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dangan.analysis.completeness import is_empty
from dangan.analysis.coverage import Reach, reach
from dangan.analysis.leavers import leaver
from dangan.analysis.shape import items, members, text, texts
from dangan.diagnostics.script import has_han
from dangan.model.records import Customer, Record
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site.drawings_section import Section
from dangan.site.links_place import anchor
from dangan.site.views.fields import Fields, fields_of, title_of
from dangan.site.views.known_from import linked_from
from dangan.site.views.labels import labels
from dangan.site.views.rest import Rest
from dangan.site.views.scope import Link, Scope, ordered_names
from dangan.site.views.values import GroupView, ValueView

_TONES = {"for": "good", "neutral": "even", "against": "bad", "unknown": "unknown"}
_FACTS = ("roles", "job_title", "department", "mobile", "phones", "email", "wechat", "our_contacts")
_RELATION = ("wants", "relations/-/kind", "relations/-/person", "relations/-/note")
_WHOLE = ("wants", "relations", *_FACTS)
_REST = Rest(names=frozenset({"zh", "en", "short"}), **dict.fromkeys(_WHOLE))


@dataclass(frozen=True, slots=True)
class Stance:
    """Towards us: a word and a tone that has a shape of its own."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Departure:
    """Has left, on what day, and in its tone whether any of us has spoken with them since."""

    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class PersonView:
    """One person. `stance` is None where the audience may not know it."""

    id: str
    anchor: str
    name: str
    other: str
    initial: str
    roles: str
    decides: bool
    post: tuple[str, ...]
    wants: str
    stance: Stance | None
    last: ValueView | None
    by: tuple[Link, ...]
    reached: bool
    contacts: tuple[Link, ...] = ()
    left: Departure | None = None
    facts: tuple[tuple[str, tuple[ValueView, ...]], ...] = ()
    """Post, ways to reach them and who of ours does: labels with values."""
    relations: tuple[tuple[str, Link, str], ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """Of the columns of relations, by the path of the field."""
    more: GroupView = field(default_factory=GroupView)


def people_of(customer: Customer, scope: Scope) -> tuple[PersonView, ...]:
    """Everybody at a customer, those who weigh most in a decision first; the briefing and the section share them."""
    record = customer.one("people")
    return scope.once("people", lambda: _people(record, customer.many("log"), scope) if record else ())


def _people(record: Record, log: Sequence[Record], scope: Scope) -> tuple[PersonView, ...]:
    known, here = dict(members(record.data)), scope.at(record)
    found = reach(known, [contact.data for contact in log])
    return tuple(_person(r, record.kind.field, here.below(r.person)) for r in found)


def _person(r: Reach, kind_field: Field, scope: Scope) -> PersonView:
    fields = fields_of(scope)
    form = kind_field.values or kind_field
    name = title_of(r.data, scope.lang) or r.person
    names = r.data.get("names")
    return PersonView(
        id=r.person,
        anchor=anchor("person", r.person),
        name=name,
        other=next((n for n in ordered_names(names.items()) if n != name), "") if isinstance(names, Mapping) else "",
        initial=_initial(name),
        roles=_roles(r, form, fields),
        decides=r.decides,
        post=tuple(filter(None, (text(r.data, "job_title"), text(r.data, "department")))),
        wants=text(r.data, "wants"),
        stance=_stance(r.data, form, fields),
        last=ValueView("date", fmt.short_date(r.last, scope.lang), iso=r.last.isoformat()) if r.last else None,
        by=tuple(map(scope.colleague, r.by)),
        reached=r.reached,
        contacts=tuple(map(scope.colleague, r.known_to)),
        left=_left(r, scope),
        facts=_facts(r.data, form, fields, scope),
        relations=tuple(_relations(r.data, form, fields, scope)),
        labels=labels(form, _RELATION, scope.lang),
        more=replace(_REST.group(fields, form, r.data, scope), linked=linked_from("person", r.person, scope)),
    )


def _initial(name: str) -> str:
    """The surname's first character of a Chinese name, else the first letter."""
    return name[:1] if has_han(name[:1]) else name[:1].upper()


def _label(form: Field, fields: Fields, pointer: tuple[str | int, ...], value: str) -> str:
    at = form.at(pointer)
    return at.words(value, fields.lang) if at else value


def _roles(r: Reach, form: Field, fields: Fields) -> str:
    return (", " if fields.lang == "en" else "、").join(
        _label(form, fields, ("roles", 0), role) for role in texts(r.data, "roles")
    )


def _stance(data: Mapping[str, Any], form: Field, fields: Fields) -> Stance | None:
    at = form.at(("attitude", "to_us"))
    if at is None or at.level > fields.audience:
        return None
    value = text(data, "attitude", "to_us") or "unknown"
    return Stance(_label(form, fields, ("attitude", "to_us"), value), _TONES.get(value, "even"))


def _left(r: Reach, scope: Scope) -> Departure | None:
    gone, words = leaver(r.data, r.last), scope.context.words
    if gone is None:
        return None
    on = fmt.long_date(gone.on, scope.lang)
    if gone.contacted:
        return Departure(words("left_on", day=on), "even")
    return Departure(words("left_silent", day=on), "warn")


def _facts(
    data: Mapping[str, Any], form: Field, fields: Fields, scope: Scope
) -> tuple[tuple[str, tuple[ValueView, ...]], ...]:
    found: list[tuple[str, tuple[ValueView, ...]]] = []
    for name in _FACTS:
        at = form.child(name)
        if at and not is_empty(data.get(name)) and at.level <= fields.audience:
            view = fields.show(at)(data[name], scope)
            found.append((fields.label(at), view.items or (view,)))
    return tuple(found)


def _relations(data: Mapping[str, Any], form: Field, fields: Fields, scope: Scope) -> list[tuple[str, Link, str]]:
    return [
        (
            _label(form, fields, ("relations", 0, "kind"), text(item, "kind")),
            scope.find("person", text(item, "person")),
            text(item, "note"),
        )
        for item in items(data, "relations")
        if text(item, "person")
    ]


DRAWINGS = (
    Section("people", "sections/people.html.j2", people_of, each=lambda people, make: tuple(map(make, people))),
)
