"""Competitors at one customer: who supplies what, since when, with what share, and how far it has got."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangan.analysis.shape import amount, at, items, members, text
from dangan.model.records import Customer
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site.drawings_section import Section
from dangan.site.links_place import path_anchor
from dangan.site.views.changes import lag_days, lag_words
from dangan.site.views.fields import Fields, fields_of
from dangan.site.views.labels import labels
from dangan.site.views.projects import Progress, progress
from dangan.site.views.rest import with_said
from dangan.site.views.scope import Link, Scope
from dangan.site.views.values import GroupView, ValueView

_DRAWN = frozenset({"products", "since", "share_percent", "entry_step", "satisfaction"})
_STEP = ("step", "on", "noticed")


@dataclass(frozen=True, slots=True)
class StepReached:
    """A step, when it was reached and when we knew; `lag` says how much later that was."""

    step: str
    on: ValueView | None
    noticed: ValueView | None
    lag: str


@dataclass(frozen=True, slots=True)
class RivalView:
    """One competitor here. `share` is None where nobody knows it, which is not 0."""

    anchor: str
    name: Link
    share: str | None
    bar: int
    since: ValueView | None
    supplies: ValueView | None
    step: Progress | None
    satisfaction: ValueView | None
    reached: tuple[StepReached, ...]
    more: GroupView


@dataclass(frozen=True, slots=True)
class RivalsView:
    """The finding in a sentence, then a row each, the largest share first."""

    finding: str
    rivals: tuple[RivalView, ...]
    heads: Mapping[str, str]
    """Labels of the columns by the names of their fields."""
    late: str = ""
    """How late we notice, in a sentence."""

    @property
    def stepped(self) -> bool:
        return any(rival.reached for rival in self.rivals)


def rivals_view(customer: Customer, scope: Scope) -> RivalsView:
    """Of the customer's own file of competitors."""
    found = [(key, facts, record) for record in customer.many("competitors") for key, facts in members(record.data)]
    found.sort(key=lambda item: (-(amount(item[1], "share_percent") or -1), item[0]))
    views = tuple(_rival(key, facts, record.kind.field, scope.at(record, key)) for key, facts, record in found)
    form = found[0][2].kind.field if found else None
    named = labels(form.values if form else None, (*_DRAWN, "steps", *(f"steps/-/{x}" for x in _STEP)), scope.lang)
    steps = [item for _, facts, _ in found for item in items(facts, "steps")]
    return RivalsView(_finding(views, scope), views, named, _late(steps, scope))


def _finding(views: Sequence[RivalView], scope: Scope) -> str:
    """Who has the largest share that is known."""
    known = [view for view in views if view.share is not None and view.bar > 0]
    words = scope.context.words
    if not known:
        return words.count("rivals_unknown", len(views)) if views else ""
    total = sum(view.bar for view in known)
    return words("rivals_finding", name=known[0].name.text, share=known[0].share, total=min(total, 100))


def _late(steps: Sequence[Any], scope: Scope) -> str:
    """The longest that a step went unnoticed, and how many of those whose days are known did."""
    lags = [lag for item in steps if (lag := lag_days(text(item, "on"), text(item, "noticed"))) is not None]
    unseen = [lag for lag in lags if lag > 0]
    if not unseen:
        return ""
    return scope.context.words("steps_unnoticed", n=len(unseen), all=len(lags), days=max(unseen))


def _rival(key: str, facts: Mapping[str, Any], kind_field: Field, scope: Scope) -> RivalView:
    fields, form = fields_of(scope), kind_field.values or kind_field
    share = amount(facts, "share_percent")
    step = text(facts, "entry_step")
    drawn = _DRAWN | ({"steps"} if _plain_steps(facts) else frozenset())
    return RivalView(
        anchor=path_anchor("competitors", key),
        name=scope.find("competitor", key),
        share=fmt.number(share) if share is not None else None,
        bar=max(0, min(100, int(share or 0))),
        since=_shown("since", facts, form, fields, scope),
        supplies=_shown("products", facts, form, fields, scope),
        step=progress(form.child("entry_step"), step, scope.lang) if step else None,
        satisfaction=_shown("satisfaction", facts, form, fields, scope),
        reached=tuple(_reached(item, form, fields, scope) for item in items(facts, "steps") if text(item, "step")),
        more=with_said(fields.group(form, facts, scope, drawn), fields, form, facts, scope, drawn),
    )


def _plain_steps(facts: Mapping[str, Any]) -> bool:
    """Whether the table of steps shows all that is said of them."""
    steps = items(facts, "steps")
    return bool(steps) and all(
        isinstance(item, Mapping) and text(item, "step") and item.keys() <= {*_STEP} for item in steps
    )


def _reached(item: Mapping[str, Any], form: Field, fields: Fields, scope: Scope) -> StepReached:
    step = form.at(("steps", 0))
    named, on, noticed = text(item, "step"), text(item, "on"), text(item, "noticed")
    field = step.child("step") if step else None
    return StepReached(
        step=field.words(named, scope.lang) if field else named,
        on=_shown("on", item, step, fields, scope) if step and on else None,
        noticed=_shown("noticed", item, step, fields, scope) if step and noticed else None,
        lag=lag_words(on, noticed, scope),
    )


def _shown(name: str, facts: Mapping[str, Any], form: Field, fields: Fields, scope: Scope) -> ValueView | None:
    field, value = form.child(name), at(facts, name)
    if field is None or value is None or field.level > fields.audience:
        return None
    return fields.show(field)(value, scope.below(name))


def _each(view: RivalsView, make: Callable[[RivalView], RivalView]) -> RivalsView:
    return replace(view, rivals=tuple(map(make, view.rivals)))


DRAWINGS = (Section("competitors", "sections/competitors.html.j2", rivals_view, each=_each),)
