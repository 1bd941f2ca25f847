"""Prices of a competitor's products over time: its own, and those that it asked at customers; beside them ours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dangan.analysis.shape import amount, day, items, text, texts


@dataclass(frozen=True, slots=True)
class Quote:
    """One price: `kind` is its level (list, dealer, project, deal), at a customer asked or paid; "" is not said."""

    product: str
    at: date | None
    kind: str
    amount: Decimal
    currency: str
    customer: str = ""


def own_quotes(competitor: Any) -> Iterator[Quote]:
    """From the competitor's own file."""
    for product in items(competitor, "products"):
        for item in items(product, "prices"):
            yield from _quote(item, text(product, "name"), "date", text(item, "level"))


def quotes_at(customer: str, facts: Any) -> Iterator[Quote]:
    """From a customer's file; where the price does not name the product, that which is supplied there alone."""
    supplied = texts(facts, "products")
    only = supplied[0] if len(supplied) == 1 else ""
    for item in items(facts, "price"):
        yield from _quote(item, text(item, "product") or only, "date", text(item, "kind"), customer)


def our_quotes(product: Any) -> Iterator[Quote]:
    """The list prices of a product of ours."""
    for item in items(product, "list_prices"):
        yield from _quote(item, "", "from", "list")


def _quote(item: Any, product: str, dated: str, kind: str, customer: str = "") -> Iterator[Quote]:
    value = amount(item, "price", "amount")
    if value is not None:
        yield Quote(product, day(item, dated), kind, value, text(item, "price", "currency"), customer)


def stands_against(product: Any, competitor: str) -> tuple[str, ...]:
    """The competitor's products that one of ours is compared with; "" where none is named."""
    found = (item for item in items(product, "competes_with") if text(item, "competitor") == competitor)
    return tuple(text(item, "product") for item in found)


def by_product(names: Iterable[str], quotes: Iterable[Quote]) -> Mapping[str, tuple[Quote, ...]]:
    """In the order of the names, then of what was only met at customers; names are compared without case."""
    found: dict[str, list[Quote]] = {name: [] for name in names}
    called = {name.casefold(): name for name in found}
    for quote in quotes:
        name = called.setdefault(quote.product.casefold(), quote.product)
        found.setdefault(name, []).append(quote)
    return {name: tuple(sorted(some, key=_by_day)) for name, some in found.items()}


def _by_day(quote: Quote) -> tuple[date, str, str]:
    return quote.at or date.min, quote.kind, quote.customer


def main_currency(quotes: Iterable[Quote]) -> str:
    """The one of most dated prices; of several the first by its code."""
    codes = [quote.currency for quote in quotes if quote.at]
    return max(sorted(set(codes)), key=codes.count, default="")


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the latest price is from our list price of that day, in percent of ours; negative is cheaper than we."""

    quote: Quote
    ours: Quote
    percent: Decimal


def gap(theirs: Iterable[Quote], ours: Iterable[Quote]) -> Gap | None:
    """None where nothing is dated, or we had no price in that currency then."""
    latest = max((q for q in theirs if q.at), key=_by_day, default=None)
    if latest is None or latest.at is None:
        return None
    then = [q for q in ours if q.at and q.at <= latest.at and q.currency == latest.currency and q.amount > 0]
    held = max(then, key=_by_day, default=None)
    return Gap(latest, held, (latest.amount - held.amount) * 100 / held.amount) if held else None
