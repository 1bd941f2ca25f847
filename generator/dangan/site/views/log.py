"""Contacts with a customer."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from dangan.analysis.shape import mapping, text, texts
from dangan.model.records import Customer, Record
from dangan.site import format as fmt
from dangan.site.drawings_section import Section
from dangan.site.links_place import anchor
from dangan.site.markdown import prose
from dangan.site.views.fields import fields_of
from dangan.site.views.labels import labels
from dangan.site.views.projects import steps_of
from dangan.site.views.rest import Rest
from dangan.site.views.scope import Link, Scope
from dangan.site.views.steps import STEP, StepView, step_view
from dangan.site.views.values import GroupView

_WHOLE = ("id", "title", "date", "medium", "people", "colleagues", "learnt", "disclosed", "body")
_REST, _REST_BESIDE_STEP = Rest(**dict.fromkeys(_WHOLE)), Rest(next=STEP, **dict.fromkeys(_WHOLE))


@dataclass(frozen=True, slots=True)
class ContactView:
    """One contact as it was noted down."""

    anchor: str
    title: str
    iso: str
    day: str
    medium: str
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
    )


DRAWINGS = (Section("log", "sections/log.html.j2", contacts),)
