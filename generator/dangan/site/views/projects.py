"""Projects of a customer: how far each has got, what it is worth, who is in it, what is next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangan.analysis.shape import amount, mapping, text
from dangan.analysis.steps import Source, Step, is_open, open_steps
from dangan.model.records import Customer, Record
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site.drawings_section import Section
from dangan.site.links_place import anchor
from dangan.site.views.fields import Fields, fields_of
from dangan.site.views.known_from import linked_from
from dangan.site.views.labels import labels
from dangan.site.views.rest import Rest
from dangan.site.views.scope import Scope
from dangan.site.views.steps import STEP, StepView, step_view
from dangan.site.views.values import FactView, GroupView, ValueView

_FIGURES = ("value", "chance_percent", "decision_by", "quantity")
_WHOLE = ("id", "title", "step", "problem", "outcome", *_FIGURES)
_REST, _REST_BESIDE_STEP = Rest(**dict.fromkeys(_WHOLE)), Rest(next=STEP, **dict.fromkeys(_WHOLE))
_LABELLED = ("step", "problem", "outcome", "next", "next/action", "next/due", "next/who")
_ENDS = ("won", "lost")


@dataclass(frozen=True, slots=True)
class Progress:
    """Steps of a way, and how many of them are behind us; `tone` of one that has ended."""

    label: str
    done: int
    steps: tuple[str, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class ProjectView:
    id: str
    anchor: str
    title: str
    problem: str
    outcome: str
    progress: Progress
    open: bool
    figures: tuple[FactView, ...]
    next: StepView | None
    more: GroupView
    edit: str
    labels: Mapping[str, str]
    """Of what is drawn without a view of its own, by the path of the field."""


def project_views(customer: Customer, scope: Scope) -> tuple[ProjectView, ...]:
    """Open ones first, those that are decided soonest before the others."""
    ordered = sorted(
        customer.many("project"),
        key=lambda r: (not is_open(r.data), text(r.data, "decision_by") or "9999", text(r.data, "title"), r.id),
    )
    return tuple(_project(record, scope) for record in ordered)


def _project(record: Record, scope: Scope) -> ProjectView:
    fields, form, data = fields_of(scope), record.kind.field, record.data
    step = _next(record, scope)
    rest = _REST_BESIDE_STEP if step else _REST
    return ProjectView(
        id=record.id,
        anchor=anchor("project", record.id),
        title=text(data, "title") or record.id,
        problem=text(data, "problem"),
        outcome=text(data, "outcome"),
        progress=progress(form.child("step"), text(data, "step"), scope.lang),
        open=is_open(data),
        figures=_figures(data, form, fields, scope),
        next=step,
        more=replace(rest.group(fields, form, data, scope.at(record)), linked=linked_from("project", record.id, scope)),
        edit=scope.edit(record.path),
        labels=labels(form, _LABELLED, scope.lang),
    )


def _figures(data: Mapping[str, Any], form: Field, fields: Fields, scope: Scope) -> tuple[FactView, ...]:
    return tuple(
        FactView(name, fields.label(at), fields.show(at)(data[name], scope))
        for name in _FIGURES
        if name in data and (at := form.child(name)) and at.level <= fields.audience
    )


def progress(field: Field | None, value: str, lang: str) -> Progress:
    """How far along the values of an enum, which stand in the order of the way; its last ones are ends of it."""
    values = list(field.enum) if field else []
    way = [v for v in values if v not in _ENDS]
    label = field.words(value, lang) if field else value
    steps = tuple(field.words(v, lang) for v in way) if field else ()
    if value in _ENDS:
        return Progress(label, len(way) if value == "won" else 0, steps, "good" if value == "won" else "bad")
    return Progress(label, way.index(value) + 1 if value in way else 0, steps)


def steps_of(projects: Sequence[Record], log: Sequence[Record], others: Sequence[Source] = ()) -> tuple[Step, ...]:
    """What is still to be done for a customer, from its own records."""
    return open_steps(map(_source, projects), map(_source, log), others)


def _source(record: Record) -> Source:
    return Source(record.kind.name, record.id, text(record.data, "title"), mapping(record.data))


def _next(record: Record, scope: Scope) -> StepView | None:
    step = next(iter(steps_of([record], ())), None)
    return step_view(step, scope, scope.customer) if step else None


def total_value(records: Sequence[Record], currency: str) -> ValueView | None:
    """What all open projects in one currency are worth; None where nothing is known."""
    amounts = [
        value
        for record in records
        if is_open(record.data)
        and text(record.data, "value", "currency") == currency
        and (value := amount(record.data, "value", "amount")) is not None
    ]
    return ValueView("number", fmt.money(sum(amounts), currency)) if amounts else None


DRAWINGS = (Section("project", "sections/project.html.j2", project_views),)
