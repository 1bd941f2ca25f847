"""The briefing for whoever takes over a customer: what the one before left in writing, and what the dossier says today.

Everything is drawn from what the dossier draws: nothing is known here that is not known there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dangan.analysis.shape import items, mapping, text, texts
from dangan.analysis.steps import actions_of, is_open, turns
from dangan.model.index import Key
from dangan.model.records import Customer, Record
from dangan.site import format as fmt
from dangan.site.drawings_section import Chart
from dangan.site.links import CUSTOMERS, HANDOVER, own_folder, page_address
from dangan.site.views.cautions import CautionView, caution_views
from dangan.site.views.customer_head import customer_foot, customer_name, customer_trail
from dangan.site.views.fields import fields_of
from dangan.site.views.figures import Figure, figures_of
from dangan.site.views.people import PersonView, people_of
from dangan.site.views.projects import steps_of
from dangan.site.views.scope import Link, Scope
from dangan.site.views.steps import StepView, step_view
from dangan.site.views.values import FactView, GroupView

CUSTODY = "custody"
_LEFT = ("state", "people", "habits", "dealings")
"""What the one before writes down."""
_HABITS = (("trade", "habits"), ("procurement", "process"), ("procurement", "terms"))
CONTACTS = 10


@dataclass(frozen=True, slots=True)
class Handed:
    """One change of custodian."""

    iso: str
    day: str
    giver: Link
    taker: Link


@dataclass(frozen=True, slots=True)
class Pursued:
    """A project that is open: how far it is, and by when the customer decides."""

    link: Link
    step: str
    iso: str
    day: str


@dataclass(frozen=True, slots=True)
class Met:
    """One of the latest contacts."""

    link: Link
    iso: str
    day: str
    medium: str
    people: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HandoverView:
    """`left` are labels with what was written; `habits` and `promises` are drawn as the schema has them."""

    dossier: Link
    trail: tuple[Link, ...]
    handed: Handed
    left: tuple[tuple[str, str], ...]
    notes: str
    figures: tuple[Figure, ...]
    beware: tuple[CautionView, ...]
    people: tuple[PersonView, ...]
    habits: tuple[GroupView, ...]
    steps: tuple[StepView, ...]
    promises: FactView | None
    projects: tuple[Pursued, ...]
    contacts: tuple[Met, ...]
    more_contacts: int
    earlier: tuple[Handed, ...]
    foot: str
    changes_on: date | None


@dataclass(frozen=True, slots=True)
class BriefedView:
    """Above the custody of a dossier: who took it over last, and the way to the briefing."""

    handed: Handed
    href: str


def handover_address(customer: str) -> str:
    return page_address(own_folder(customer, HANDOVER))


def handover_view(customer: Customer, scope: Scope) -> HandoverView | None:
    """None where nobody has handed it over, or the audience may not know."""
    every, record = _handovers(customer), customer.one(CUSTODY)
    if not every or record is None:
        return None
    steps = steps_of(customer.many("project"), customer.many("log"), _actions(customer))
    figures, days = figures_of(customer, scope)
    contacts = sorted(customer.many("log"), key=lambda r: (text(r.data, "date"), r.id), reverse=True)
    days = (*days, turns(steps, scope.context.today))
    return HandoverView(
        dossier=Link(customer_name(customer, scope), scope.to(page_address(CUSTOMERS, customer.id))),
        trail=customer_trail(customer, scope),
        handed=_handed(every[0], scope),
        left=tuple(_left(every[0], record, scope)),
        notes=text(record.data, "notes"),
        figures=tuple(replace(figure, href=_there(figure.href, scope)) for figure in figures),
        beware=tuple(_caution(each, scope) for each in caution_views(customer, scope)),
        people=people_of(customer, scope),
        habits=tuple(_habits(customer, scope)),
        steps=tuple(step_view(step, scope, customer.id) for step in steps),
        promises=_promises(customer, scope),
        projects=tuple(_pursued(r, scope) for r in customer.many("project") if is_open(r.data)),
        contacts=tuple(_met(r, scope) for r in contacts[:CONTACTS]),
        more_contacts=max(0, len(contacts) - CONTACTS),
        earlier=tuple(_handed(each, scope) for each in every[1:]),
        foot=customer_foot(customer, scope),
        changes_on=min((d for d in days if d), default=None),
    )


def briefed(customer: Customer, scope: Scope) -> BriefedView | None:
    every = _handovers(customer)
    return BriefedView(_handed(every[0], scope), scope.to(handover_address(customer.id))) if every else None


def _handovers(customer: Customer) -> list[Mapping[str, Any]]:
    """The latest first; one without its day and both colleagues says nothing."""
    record = customer.one(CUSTODY)
    found = [mapping(item) for item in items(record.data, "handovers")] if record else []
    whole = [item for item in found if all(text(item, key) for key in ("on", "from", "to"))]
    return sorted(whole, key=lambda item: text(item, "on"), reverse=True)


def _handed(item: Mapping[str, Any], scope: Scope) -> Handed:
    on = fmt.as_date(text(item, "on"))
    day = fmt.long_date(on, scope.lang) if on else text(item, "on")
    return Handed(text(item, "on"), day, scope.colleague(text(item, "from")), scope.colleague(text(item, "to")))


def _left(item: Mapping[str, Any], record: Record, scope: Scope) -> Iterator[tuple[str, str]]:
    for name in _LEFT:
        field = record.kind.field.at(("handovers", 0, name))
        if field and text(item, name):
            yield field.label.to(scope.lang), text(item, name)


def _there(href: str, scope: Scope) -> str:
    """A place of the dossier, as from this page."""
    return scope.to(f"{page_address(CUSTOMERS, scope.customer)}{href}") if href.startswith("#") else href


def _caution(view: CautionView, scope: Scope) -> CautionView:
    return replace(view, about=replace(view.about, href=_there(view.about.href, scope)) if view.about else None)


def _habits(customer: Customer, scope: Scope) -> Iterator[GroupView]:
    """How they order, buy and pay."""
    fields = fields_of(scope)
    for kind, name in _HABITS:
        record = customer.one(kind)
        field = record.kind.field.child(name) if record else None
        data = mapping(record.data, name) if record else {}
        if field and data:
            yield fields.group(field, data, scope)


def _promises(customer: Customer, scope: Scope) -> FactView | None:
    """To pay: those of which nobody has noted what came of them."""
    record = customer.one("receivables")
    field = record.kind.field.child("promises") if record else None
    still = [item for item in items(record.data, "promises") if not text(item, "result")] if record else []
    if field is None or not still:
        return None
    return FactView("promises", field.label.to(scope.lang), fields_of(scope).show(field)(still, scope))


def _actions(customer: Customer) -> Sequence[Any]:
    record = customer.one("position")
    return actions_of(record.data) if record else ()


def _pursued(record: Record, scope: Scope) -> Pursued:
    by = fmt.as_date(text(record.data, "decision_by"))
    return Pursued(
        link=Link(text(record.data, "title") or record.id, scope.to_key(Key("project", scope.customer, record.id))),
        step=scope.said("project", ("step",), text(record.data, "step")),
        iso=by.isoformat() if by else "",
        day=fmt.long_date(by, scope.lang) if by else "",
    )


def _met(record: Record, scope: Scope) -> Met:
    day = fmt.as_date(text(record.data, "date"))
    medium = scope.said("log", ("medium",), text(record.data, "medium"))
    return Met(
        link=Link(text(record.data, "title") or medium, scope.to_key(Key("log", scope.customer, record.id))),
        iso=day.isoformat() if day else "",
        day=fmt.list_date(day, scope.lang) if day else "",
        medium=medium if text(record.data, "title") else "",
        people=tuple(scope.find("person", person) for person in texts(record.data, "people")),
    )


DRAWINGS = (Chart(CUSTODY, "charts/handover.html.j2", briefed, meets=("ARC-12/briefing",)),)
