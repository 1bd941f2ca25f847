"""What has changed about a competitor, from all that carries a day: strategy, entry steps at customers, prices."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dangan.analysis.book import Line
from dangan.analysis.quotes import own_quotes
from dangan.analysis.shape import items, text
from dangan.model.index import Entry
from dangan.model.records import Record
from dangan.site import format as fmt
from dangan.site.links_place import path_anchor
from dangan.site.views.scope import Link, Scope

FIRST, MOST = 12, 112


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One change: its day, what sort, what became of what, and at which customer; `note` how late we knew."""

    iso: str
    day: str
    sort: str
    text: str
    customer: Link | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChangesView:
    rows: tuple[ChangeView, ...]
    folded: tuple[ChangeView, ...]
    more: int
    """Older than those; each stands in its customer's dossier."""


def changes_view(entry: Entry, record: Record | None, there: Iterable[Line], scope: Scope) -> ChangesView:
    """The latest first."""
    found = [*_steps(entry, there, scope)]
    if record:
        found += [*_strategy(record, scope), *_prices(record, scope)]
    found.sort(key=lambda change: (change.iso, change.sort, change.text), reverse=True)
    return ChangesView(tuple(found[:FIRST]), tuple(found[FIRST:MOST]), max(0, len(found) - MOST))


def _change(iso: str, sort: str, said: str, scope: Scope, customer: Link | None = None, note: str = "") -> ChangeView:
    day = fmt.as_date(iso)
    return ChangeView(iso, fmt.list_date(day, scope.lang) if day else "", sort, said, customer, note)


def _strategy(record: Record, scope: Scope) -> Iterator[ChangeView]:
    for item in items(record.data, "strategy"):
        if fmt.as_date(text(item, "on")):
            yield _change(text(item, "on"), scope.context.words("change_strategy"), text(item, "text"), scope)


def _prices(record: Record, scope: Scope) -> Iterator[ChangeView]:
    for quote in own_quotes(record.data):
        if quote.at:
            level = scope.said("competitor", ("products", 0, "prices", 0, "level"), quote.kind) if quote.kind else ""
            said = " ".join(filter(None, (quote.product, level, fmt.money(quote.amount, quote.currency))))
            yield _change(quote.at.isoformat(), scope.context.words("price"), said, scope)


def _steps(entry: Entry, there: Iterable[Line], scope: Scope) -> Iterator[ChangeView]:
    for line in there:
        customer = scope.link(line.entry)
        link = Link(customer.text, f"{customer.href}#{path_anchor('competitors', entry.key.id)}")
        for item in items(line.rivals[entry.key.id], "steps"):
            reached, noticed = text(item, "on"), text(item, "noticed")
            if fmt.as_date(reached or noticed):
                step = scope.said("competitors", ("*", "entry_step"), text(item, "step"))
                sort = scope.context.words("change_step")
                yield _change(reached or noticed, sort, step, scope, link, lag_words(reached, noticed, scope))


def lag_words(reached: str, noticed: str, scope: Scope) -> str:
    """How many days after it had been reached a step was noticed; "" where one of the days is not known."""
    days = lag_days(reached, noticed)
    return scope.context.words.count("noticed_after", days) if days else ""


def lag_days(reached: str, noticed: str) -> int | None:
    """None where one of the days is not known, or they stand the wrong way round."""
    first, last = fmt.as_date(reached), fmt.as_date(noticed)
    return (last - first).days if first and last and last >= first else None
