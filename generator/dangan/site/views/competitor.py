"""The page of a competitor: who they are, how well we know them, where they are, what they sell, how we fare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangan.analysis.book import Line
from dangan.analysis.knowledge import LEVELS, level_of, missing_for
from dangan.analysis.shape import items, mapping, text
from dangan.diagnostics import Text
from dangan.model.index import Entry, Reference
from dangan.model.records import Record
from dangan.schema.field import Field
from dangan.site.drawings_page import Drawn, Subject, ThingPage
from dangan.site.links_place import path_anchor
from dangan.site.views.backlinks import label_back, leading_to
from dangan.site.views.battles import BattlesView, battles_view
from dangan.site.views.changes import ChangesView, changes_view
from dangan.site.views.factors import FactorsView, factors_view
from dangan.site.views.fields import Fields, fields_of
from dangan.site.views.labels import labels
from dangan.site.views.matrix import competitor_form, level_label
from dangan.site.views.presence import PresencesView, here_form, presences, presences_view
from dangan.site.views.prices import ProductsView, products_view
from dangan.site.views.rest import with_said
from dangan.site.views.scope import Link, Scope
from dangan.site.views.values import GroupView, ValueView

_STRATEGY = frozenset({"strategy", "product_strategy", "sales_strategy", "channel_strategy"})
_HEAD = frozenset({"id", "names", "summary", "known_level", "aimed_level", "owner", "strengths", "weaknesses"})
_DRAWN = _HEAD | _STRATEGY | {"factors", "products", "people"}
_HEADS = ("known_level", "aimed_level", "owner", "strengths", "weaknesses", "people")


@dataclass(frozen=True, slots=True)
class LevelView:
    """One level of knowledge: whether we have got there, whether we want to."""

    label: str
    meaning: str
    reached: bool
    now: bool
    aimed: bool


@dataclass(frozen=True, slots=True)
class KnowledgeView:
    """`missing` are labels of what is not recorded for the next level, whose label is `next`."""

    level: int
    label: str
    aimed: str
    levels: tuple[LevelView, ...]
    next: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PeopleThere:
    customer: Link
    people: ValueView


@dataclass(frozen=True, slots=True)
class CompetitorView:
    knowledge: KnowledgeView
    owner: Link | None
    there: PresencesView
    all_href: str
    products: ProductsView
    factors: FactorsView
    strengths: tuple[str, ...]
    weaknesses: tuple[str, ...]
    strategy: GroupView
    people: ValueView | None
    people_there: tuple[PeopleThere, ...]
    more_people_there: int
    """Customers beyond those whose people the page has."""
    battles: BattlesView
    changes: ChangesView
    facts: GroupView
    heads: Mapping[str, str]
    """Labels of what is drawn here by the names of their fields."""
    levels: int = LEVELS


PEOPLE = 40
"""Customers at which it has people that its page tells."""


def competitor_view(entry: Entry, record: Record | None, book: Sequence[Line], scope: Scope) -> CompetitorView:
    data = mapping(record.data) if record else {}
    fields, form = fields_of(scope), competitor_form(scope)
    there = presences(entry, book, here_form(scope))
    people = _people_there(entry, there, fields, scope)
    return CompetitorView(
        knowledge=_knowledge(data, form, scope),
        owner=scope.colleague(owner) if (owner := text(data, "owner")) else None,
        there=presences_view(entry, book, scope),
        all_href=scope.filtered(competitor=entry.key.id),
        products=products_view(entry, record, there, scope),
        factors=factors_view(data, form, scope),
        strengths=tuple(x for x in items(data, "strengths") if isinstance(x, str)),
        weaknesses=tuple(x for x in items(data, "weaknesses") if isinstance(x, str)),
        strategy=_strategy(record, fields, scope) if record else GroupView(),
        people=_people(data.get("people"), form.child("people") if form else None, fields, scope),
        people_there=tuple(people[:PEOPLE]),
        more_people_there=max(0, len(people) - PEOPLE),
        battles=battles_view(entry, scope),
        changes=changes_view(entry, record, there, scope),
        facts=_facts(record, fields, scope) if record else GroupView(),
        heads=labels(form, _HEADS, scope.lang),
    )


def _knowledge(data: Mapping[str, Any], form: Field | None, scope: Scope) -> KnowledgeView:
    level, aimed, field = level_of(data), level_of(data, "aimed_level"), form.child("known_level") if form else None
    following = min(level + 1, LEVELS)
    named = labels(form, missing_for(data, following), scope.lang)
    return KnowledgeView(
        level=level,
        label=level_label(form, level, scope.lang),
        aimed=level_label(form, aimed, scope.lang),
        levels=tuple(_level(n, level, aimed, field, scope.lang) for n in range(1, LEVELS + 1)) if field else (),
        next=level_label(form, following, scope.lang) if level < LEVELS else "",
        missing=tuple(named.values()),
    )


def _level(number: int, level: int, aimed: int, field: Field, lang: str) -> LevelView:
    meaning = field.meanings.get(str(number))
    return LevelView(
        field.words(number, lang),
        meaning.to(lang) if meaning else "",
        number <= level,
        number == level,
        number == aimed,
    )


def _facts(record: Record, fields: Fields, scope: Scope) -> GroupView:
    """Whatever has no drawing of its own; of what has one and is missing, that which leaves no trace on the page."""
    form, data = record.kind.field, mapping(record.data)
    group = with_said(fields.group(form, data, scope.at(record), _DRAWN), fields, form, data, scope.at(record), _DRAWN)
    gone = fields.gone(form, data, ("summary", "owner", "factors", "products", "people"))
    return replace(group, missing=(*gone, *group.missing))


def _strategy(record: Record, fields: Fields, scope: Scope) -> GroupView:
    form = record.kind.field
    return fields.group(form, mapping(record.data), scope.at(record), frozenset(form.properties) - _STRATEGY)


def _people(found: Any, field: Field | None, fields: Fields, scope: Scope) -> ValueView | None:
    if field is None or not found or field.level > fields.audience:
        return None
    return fields.show(field)(found, scope)


def _people_there(entry: Entry, there: Sequence[Line], fields: Fields, scope: Scope) -> list[PeopleThere]:
    """Its people at each customer; whom they are close to is read as written in that customer's folder."""
    form, own = here_form(scope), entry.key.id
    field, found = form.child("people") if form else None, []
    for line in there:
        customer = scope.link(line.entry)
        link = Link(customer.text, f"{customer.href}#{path_anchor('competitors', own)}")
        shown = _people(line.rivals[own].get("people"), field, fields, replace(scope, customer=line.id, place=None))
        found += [PeopleThere(link, shown)] if shown else []
    return found


def _told(entry: Entry, scope: Scope) -> frozenset[Text]:
    """The customers and what is told of projects: they stand in tables already."""
    told: dict[Text, bool] = {}
    for reference in leading_to(entry.key, scope):
        label = label_back(reference)
        told[label] = told.get(label, True) and _is_drawn(reference, entry)
    return frozenset(label for label, drawn in told.items() if drawn)


def _is_drawn(reference: Reference, entry: Entry) -> bool:
    if reference.source.kind == "project":
        return reference.pointer[0] in ("competitors", "lost_to")
    return reference.source.kind == "customer" and reference.pointer == (entry.key.id,)


def _page(subject: Subject, entry: Entry, scope: Scope) -> Drawn:
    rival = competitor_view(entry, subject.record, subject.book.there(entry.key.id), scope)
    return Drawn({"rival": rival}, told=_told(entry, scope))


DRAWINGS = (ThingPage("competitor", "pages/competitor.html.j2", _page),)
