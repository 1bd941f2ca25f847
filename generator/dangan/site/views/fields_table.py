"""Things of one kind as a table: what is short in columns, the rest of each folded away below its row."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangan.analysis.completeness import WEIGHTS, is_empty
from dangan.diagnostics.script import has_han
from dangan.schema.field import Field
from dangan.site.views.fields_shape import NUMBERS, shape_of
from dangan.site.views.fields_types import Compiler, Fact, filing_of
from dangan.site.views.provenance import entered, shown, spoken_of
from dangan.site.views.scope import Scope
from dangan.site.views.values import Column, FactView, GroupView, MarkView, RowView, TableView, ValueView

WIDEST = 6
"""Columns that are read in one look."""
FEWEST = 3
"""Things that are compared better in a table than one after the other."""
LONG, FIRST = 30, 20
"""More things than a section shows at once, and how many of them it shows then."""
LONG_LIST, FIRST_OF_LIST = 12, 8
"""The same of a list in a thing, which nothing leads to."""
_SHORT = 34
"""Latin letters, or half as many Chinese ones, that fit into a column beside others."""
_SELDOM = 4
"""A column is there for one thing in so many, else it is mostly holes."""
_TIMES = ("date", "month", "reporting_period")
_LINE = ("text", "number", "date", "link", "period")

Views = dict[str, ValueView]


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to be a row: its data, where it stands, what it is called, and which facts its title says already."""

    data: Mapping[str, Any]
    scope: Scope
    anchor: str = ""
    title: str = ""
    href: str = ""
    other: str = ""
    said: frozenset[str] = frozenset()
    linked: tuple[FactView, ...] = ()
    """What rests on it, where it is a source."""
    back: tuple[FactView, ...] = ()
    """What else refers to it."""


def table_of(fields: Compiler, form: Field, things: Sequence[Thing], label: str, head: str = "") -> TableView | None:
    """None where the things are better drawn one after the other."""
    if not things:
        return None
    inner = [entered(thing.scope, thing.data) for thing in things]
    views = [_views(fields, form, thing, here) for thing, (here, _) in zip(things, inner, strict=True)]
    plan = [fact for fact in fields.plan(form) if any(fact.name in row for row in views)]
    columns = _columns(plan, views, titled=bool(head))
    if not columns or (len(columns) < len(plan) and len(things) < FEWEST):
        return None
    marks = [mark for _, mark in inner]
    rows = tuple(_row(*known, columns, plan, fields.lang) for known in zip(things, views, marks, strict=True))
    shown, folded = _parted(rows, things, form, titled=bool(head))
    return TableView(label, tuple(map(_column, columns)), shown, folded, head)


Rows = tuple[RowView, ...]


def _parted(rows: Rows, things: Sequence[Thing], form: Field, *, titled: bool) -> tuple[Rows, Rows]:
    """What is shown at once, and what is folded away: the later rows, or the earlier ones where they stand first."""
    long, first = (LONG, FIRST) if titled else (LONG_LIST, FIRST_OF_LIST)
    if len(rows) <= long or things[0].scope.whole:
        return rows, ()
    if _when(form, things[0]) < _when(form, things[-1]):
        return rows[-first:], rows[:-first]
    return rows[:first], rows[first:]


def _when(form: Field, thing: Thing) -> str:
    """The first day, month or period that it says."""
    times = (thing.data.get(f.name) for f in form.facts() if f.format in _TIMES or f.shape in _TIMES)
    return next((time for time in times if isinstance(time, str)), "")


def not_recorded(fields: Compiler, form: Field, things: Sequence[Thing]) -> tuple[str, ...]:
    """The labels of what is missing of some things, with how many where it is not missing of all."""
    found = []
    for fact in fields.plan(form):
        asked = [thing for thing in things if fact.name not in thing.said]
        number = sum(is_empty(thing.data.get(fact.name)) for thing in asked)
        if number:
            found.append(fact.label if number == len(asked) else f"{fact.label} ({number})")
    return tuple(found)


def _views(fields: Compiler, form: Field, thing: Thing, scope: Scope) -> Views:
    """Of the facts that the title does not say, or of which something is said beside them."""
    spoken = spoken_of(thing.data)
    return {
        fact.name: shown(fact, form, thing.data, scope if fact.leaf else scope.below(fact.name), spoken)
        for fact in fields.plan(form)
        if (fact.name not in thing.said or fact.name in spoken) and not is_empty(thing.data.get(fact.name))
    }


def _columns(plan: Sequence[Fact], views: Sequence[Views], *, titled: bool) -> tuple[Fact, ...]:
    """All facts where they fit, else the weightiest of those that are short, in the order of the schema."""
    if not titled and len(plan) <= WIDEST and not any(_is_wide(fact, views) for fact in plan):
        return tuple(plan)
    fit = [fact for fact in plan if _fits(fact.name, views)]
    best = sorted(fit, key=lambda fact: -WEIGHTS.get(fact.field.weight or "", 0))[: WIDEST - titled]
    left = [fact for fact in plan if fact not in best]
    if len(left) == 1 and len(best) < WIDEST - titled and not _is_wide(left[0], views):
        best += left  # one text that is longer has the room that the others leave
    kept = tuple(fact for fact in plan if fact in best)
    return kept if titled or len(kept) > 1 else ()


def _is_wide(fact: Fact, views: Sequence[Views]) -> bool:
    return any(row[fact.name].wide for row in views if fact.name in row)


def _fits(name: str, views: Sequence[Views]) -> bool:
    there = [row[name] for row in views if name in row]
    return len(there) * _SELDOM >= len(views) and all(_length(view) <= _SHORT for view in there)


def _length(view: ValueView) -> int:
    """How much room a value takes in a line; more than there is where it takes more than a line."""
    if view.kind == "list" and not view.wide:
        return sum(_length(item) + 2 for item in view.items)
    if view.kind not in _LINE:
        return _SHORT + 1
    own = f"{view.text} {view.unit}".strip()
    return sum(2 if has_han(letter) else 1 for letter in own) + sum(_length(item) for item in view.items)


def _row(
    thing: Thing, views: Views, mark: MarkView | None, columns: Iterable[Fact], plan: Iterable[Fact], lang: str
) -> RowView:
    """A row without a title has its mark in the first cell that says anything."""
    names = {fact.name for fact in columns}
    rest = [FactView(f.name, f.label, views[f.name]) for f in plan if f.name in views and f.name not in names]
    first = next((fact.name for fact in columns if fact.name in views), "") if mark and not thing.title else ""
    cells = views | {first: replace(views[first], mark=views[first].mark or mark)} if first else views
    return RowView(
        cells=tuple(_cell(cells.get(fact.name), fact.field, lang) for fact in columns),
        anchor=thing.anchor,
        title=thing.title,
        href=thing.href,
        other=thing.other,
        filing=filing_of(thing.data, thing.scope),
        rest=GroupView(tuple(f for f in rest if not f.wide), tuple(f for f in rest if f.wide), linked=thing.back),
        mark=mark if thing.title else None,
        linked=thing.linked,
    )


def _cell(view: ValueView | None, field: Field, lang: str) -> ValueView | None:
    """Without the unit that the head of its column says; Chinese dates in figures."""
    if view is None:
        return None
    if view.kind == "date" and lang == "zh":
        return replace(view, text=view.iso)
    return replace(view, unit="") if field.unit and view.unit == field.unit else view


def _column(fact: Fact) -> Column:
    counted = fact.field.type in ("integer", "number") and not fact.field.enum
    numeric = counted or shape_of(fact.field) in NUMBERS
    return Column(fact.name, fact.label, fact.field.unit or "", number=numeric)
