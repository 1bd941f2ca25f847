"""Who uses a product of ours: the projects it is in, how far each has got, and what each is worth."""

from dataclasses import dataclass

from dangan.analysis.shape import amount, text, unfold
from dangan.analysis.steps import is_open
from dangan.model.index import Entry, Key
from dangan.site import format as fmt
from dangan.site.drawings_page import Drawn, Subject, ThingPage
from dangan.site.views.backlinks import label_back, leading_to
from dangan.site.views.projects import Progress, progress
from dangan.site.views.scope import Link, Scope
from dangan.site.views.values import ValueView


@dataclass(frozen=True, slots=True)
class UseView:
    """One project that a product is in."""

    customer: Link
    project: Link
    step: Progress
    open: bool
    value: str
    decision: ValueView | None


ROWS = 100
"""Projects that the page of a product has."""


@dataclass(frozen=True, slots=True)
class UsesView:
    rows: tuple[UseView, ...]
    more: int
    """Beyond those that the page has; each stands in its customer's dossier."""


def uses(entry: Entry, scope: Scope) -> UsesView:
    """Open projects first, those decided soonest before the others."""
    index = scope.context.index
    keys = {r.source for r in leading_to(entry.key, scope) if r.source.kind == "project"}
    found = [(unfold(index.entries[key].summary), key) for key in keys]
    found.sort(key=lambda pair: (not is_open(pair[0]), text(pair[0], "decision_by") or "9999", pair[1]))
    rows = tuple(_use(facts, key, scope) for facts, key in found[:ROWS])
    return UsesView(rows, len(found) - len(rows))


def _use(facts: dict[str, object], key: Key, scope: Scope) -> UseView:
    entries, kind = scope.context.index.entries, scope.context.catalogue.kinds.get("project")
    owner = entries.get(Key("customer", "", key.customer))
    value, currency = amount(facts, "value", "amount"), text(facts, "value", "currency")
    day = fmt.as_date(text(facts, "decision_by"))
    return UseView(
        customer=scope.link(owner) if owner else Link(key.customer),
        project=scope.link(entries[key]),
        step=progress(kind.field.child("step") if kind else None, text(facts, "step"), scope.lang),
        open=is_open(facts),
        value=fmt.money(value, currency) if value is not None else "",
        decision=ValueView("date", fmt.list_date(day, scope.lang), iso=day.isoformat()) if day else None,
    )


def _page(_subject: Subject, entry: Entry, scope: Scope) -> Drawn:
    """The other links back are listed: projects stand in the table already."""
    told = frozenset(label_back(r) for r in leading_to(entry.key, scope) if r.source.kind == "project")
    return Drawn({"uses": uses(entry, scope)}, told=told)


DRAWINGS = (ThingPage("product", "pages/product.html.j2", _page),)
