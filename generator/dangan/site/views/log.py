"""Contacts with a customer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from dangan.analysis.shape import mapping, text, texts
from dangan.model.records import Customer, Record
from dangan.site import format as fmt
from dangan.site.drawings_section import Section
from dangan.site.links_place import anchor
from dangan.site.markdown import prose
from dangan.site.views.fields import fields_of
from dangan.site.views.fields_leaf import date_view
from dangan.site.views.known_from import known_from
from dangan.site.views.labels import labels
from dangan.site.views.projects import steps_of
from dangan.site.views.rest import Rest
from dangan.site.views.scope import Link, Scope
from dangan.site.views.steps import STEP, StepView, step_view
from dangan.site.views.values import FactView, GroupView, ValueView

_WHOLE = ("id", "title", "date", "medium", "people", "colleagues", "learnt", "disclosed", "body", "noted_on")
_REST, _REST_BESIDE_STEP = Rest(**dict.fromkeys(_WHOLE)), Rest(next=STEP, **dict.fromkeys(_WHOLE))


@dataclass(frozen=True, slots=True)
class ContactView:
    """One contact as it was noted down."""

    anchor: str
    title: str
    iso: str
    day: str
    medium: str
    noted: ValueView | None
    lag: str
    """How long after the contact it was noted down; "" where that is not known."""
    people: tuple[Link, ...]
    colleagues: tuple[Link, ...]
    learnt: tuple[str, ...]
    disclosed: tuple[str, ...]
    next: StepView | None
    body: Markup
    text: str
    more: GroupView
    edit: str
    labels: Mapping[str, str]
    """By the names of the fields."""
    linked: tuple[FactView, ...] = ()
    """What is known from it."""


def contacts(customer: Customer, scope: Scope) -> tuple[ContactView, ...]:
    """Those that this page shows, in their order."""
    return tuple(_contact(record, scope) for record in customer.many("log"))


def _contact(record: Record, scope: Scope) -> ContactView:
    fields, form, data = fields_of(scope), record.kind.field, mapping(record.data)
    day = fmt.as_date(data.get("date"))
    step = next(iter(steps_of((), [record])), None)
    rest = _REST_BESIDE_STEP if step else _REST
    return ContactView(
        anchor=anchor("log", record.id),
        title=text(data, "title"),
        iso=text(data, "date") if day else "",
        day=fmt.list_date(day, scope.lang) if day else text(data, "date"),
        medium=scope.said("log", ("medium",), text(data, "medium")),
        noted=date_view(noted, scope.lang) if (noted := text(data, "noted_on")) else None,
        lag=_lag(day, fmt.as_date(noted), scope),
        people=tuple(scope.find("person", person) for person in texts(data, "people")),
        colleagues=tuple(map(scope.colleague, texts(data, "colleagues"))),
        learnt=texts(data, "learnt"),
        disclosed=texts(data, "disclosed"),
        next=step_view(step, scope, scope.customer) if step else None,
        body=prose(text(data, "body")),
        text=text(data, "body"),
        more=rest.group(fields, form, data, scope.at(record)),
        edit=scope.edit(record.path),
        labels=labels(form, ("next", *_WHOLE), scope.lang),
        linked=known_from("log", record.id, scope),
    )


def _lag(day: date | None, noted: date | None, scope: Scope) -> str:
    if day is None or noted is None or noted < day:
        return ""
    words, days = scope.context.words, (noted - day).days
    return words.count("noted_later", days) if days else words("noted_at_once")


DRAWINGS = (Section("log", "sections/log.html.j2", contacts, meets=("OUR-07/lag",)),)
