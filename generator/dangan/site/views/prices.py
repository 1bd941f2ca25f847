"""What a competitor sells at what price, over time, beside the list price of our product that stands against it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from dangan.analysis.book import Line
from dangan.analysis.quotes import (
    Gap,
    Quote,
    by_product,
    gap,
    main_currency,
    our_quotes,
    own_quotes,
    quotes_at,
    stands_against,
)
from dangan.analysis.shape import items, mapping, text
from dangan.model.index import Entry, Key
from dangan.model.records import Record
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site.links_place import path_anchor
from dangan.site.svg import Point, Series, plot
from dangan.site.views.chart import ChartView
from dangan.site.views.fields import fields_of
from dangan.site.views.labels import labels
from dangan.site.views.presence import here_form
from dangan.site.views.rest import Rest
from dangan.site.views.scope import Link, Scope
from dangan.site.views.shares import short_name
from dangan.site.views.values import GroupView, ValueView

MET, ELSEWHERE = 20, 20
"""Prices met at customers that are told of each product, and products that were only met there."""
LINES = 8
"""Lines of customers in a chart, those with the latest prices."""
_REST = Rest(name=None, prices=None)
_HEADS = ("price/-/date", "price/-/kind", "price/-/price")


@dataclass(frozen=True, slots=True)
class MetView:
    """A price that it asked at a customer, or was paid."""

    customer: Link
    day: ValueView | None
    kind: str
    price: str


@dataclass(frozen=True, slots=True)
class ProductView:
    name: str
    facts: GroupView
    prices: ValueView | None
    """Its own prices, as recorded in its file."""
    met: tuple[MetView, ...]
    more_met: int
    """Older than those; each stands in its customer's dossier."""
    ours: tuple[Link, ...]
    chart: ChartView | None


@dataclass(frozen=True, slots=True)
class ProductsView:
    products: tuple[ProductView, ...]
    more: int
    """Others that were met at customers."""
    heads: tuple[str, ...]
    """Of the table of prices met at customers."""
    price_head: str


@dataclass(frozen=True, slots=True)
class _Ours:
    """A product of ours that stands against one of theirs."""

    link: Link
    name: str
    quotes: tuple[Quote, ...]


def products_view(entry: Entry, record: Record | None, there: Iterable[Line], scope: Scope) -> ProductsView:
    """The products of its own file, then those that were only met at customers."""
    data = mapping(record.data) if record else {}
    recorded = {text(item, "name"): item for item in items(data, "products") if isinstance(item, Mapping)}
    form = record.kind.field.at(("products", 0)) if record else None
    found = by_product(recorded, _quotes(entry, data, there))
    against = _against(entry, scope)
    products = tuple(
        _product(name, number, recorded.get(name, {}), quotes, against.get(name.casefold(), ()), form, scope)
        for number, (name, quotes) in enumerate(islice(found.items(), len(recorded) + ELSEWHERE))
    )
    heads = labels(here_form(scope), _HEADS, scope.lang)
    prices = form.child("prices") if form else None
    more = len(found) - len(products)
    return ProductsView(products, more, tuple(heads.values()), prices.label.to(scope.lang) if prices else "")


def _quotes(entry: Entry, data: Any, there: Iterable[Line]) -> list[Quote]:
    met = (quote for line in there for quote in quotes_at(line.id, line.rivals[entry.key.id]))
    return [*own_quotes(data), *met]


def _against(entry: Entry, scope: Scope) -> Mapping[str, list[_Ours]]:
    """Our products by the name of what each stands against."""
    found: dict[str, list[_Ours]] = {}
    for record in scope.context.loose.get("product", ()):
        own = scope.context.index.entries.get(Key("product", "", text(record.data, "id") or record.id))
        if own:
            ours = _Ours(scope.link(own), _code(own, scope.lang), tuple(our_quotes(record.data)))
            for name in stands_against(record.data, entry.key.id):
                found.setdefault(name.casefold(), []).append(ours)
    return found


def _code(product: Entry, lang: str) -> str:
    """The short name of a product is its code, the same in every language."""
    return product.names.get("short") or product.name(lang)


def _product(
    name: str,
    number: int,
    data: Mapping[str, Any],
    quotes: Sequence[Quote],
    ours: Sequence[_Ours],
    form: Field | None,
    scope: Scope,
) -> ProductView:
    fields = fields_of(scope)
    prices = form.child("prices") if form else None
    met = [quote for quote in reversed(quotes) if quote.customer]
    shown = prices is not None and prices.level <= fields.audience and data.get("prices")
    return ProductView(
        name=name or scope.context.words("product_unnamed"),
        facts=_REST.group(fields, form, data, scope) if form else GroupView(),
        prices=fields.show(prices)(data["prices"], scope) if shown and prices else None,
        met=tuple(_met(quote, scope) for quote in met[:MET]),
        more_met=max(0, len(met) - MET),
        ours=tuple(one.link for one in ours),
        chart=_chart(name, f"d-price-{number + 1}", quotes, ours, scope),
    )


def _met(quote: Quote, scope: Scope) -> MetView:
    entry = scope.context.index.entries.get(Key("customer", "", quote.customer))
    link = scope.link(entry) if entry else Link(quote.customer)
    day = quote.at
    return MetView(
        customer=Link(link.text, f"{link.href}#{path_anchor('competitors')}" if link.href else ""),
        day=ValueView("date", fmt.list_date(day, scope.lang), iso=day.isoformat()) if day else None,
        kind=_kind(quote, scope),
        price=fmt.money(quote.amount, quote.currency),
    )


def _kind(quote: Quote, scope: Scope) -> str:
    if not quote.kind:
        return ""
    if quote.customer:
        return scope.said("competitors", ("*", "price", 0, "kind"), quote.kind)
    return scope.said("competitor", ("products", 0, "prices", 0, "level"), quote.kind)


def _chart(name: str, own_id: str, quotes: Sequence[Quote], ours: Sequence[_Ours], scope: Scope) -> ChartView | None:
    """In the currency of most of its prices; the others stand in the tables."""
    currency = main_currency(quotes)
    if not currency:
        return None
    theirs = _series(quotes, currency, scope)
    beside = [_our_series(one, currency) for one in ours]
    drawn = plot([*(one for one in beside if one.points), *theirs], zero=False)
    title = scope.context.words("price_chart", name=name, currency=fmt.currency_sign(currency).strip())
    return ChartView(own_id, title, _finding(quotes, ours, scope), drawn) if drawn else None


def _series(quotes: Sequence[Quote], currency: str, scope: Scope) -> list[Series]:
    """A line for each level of its own prices, and one for each customer and way, where the prices are the latest."""
    found: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes:
        if quote.at and quote.currency == currency:
            found.setdefault((quote.customer, quote.kind), []).append(quote)
    places = sorted((place for place in found if place[0]), key=lambda place: (found[place][-1].at or date.min, place))
    left = set(places[:-LINES])
    return [_line(some, scope) for place, some in found.items() if place not in left]


def _line(quotes: Sequence[Quote], scope: Scope) -> Series:
    """Where it was heard may be cut short in the label; what sort of price it is and how much may not."""
    last = quotes[-1]
    entry = scope.context.index.entries.get(Key("customer", "", last.customer))
    where = short_name(entry, scope.lang) if entry else last.customer
    kind = _kind(last, scope) or ("" if where else scope.context.words("price"))
    return Series(where or kind, f"{kind} {_said(last)}".strip() if where else _said(last), _points(quotes))


def _our_series(one: _Ours, currency: str) -> Series:
    held = sorted((q for q in one.quotes if q.at and q.currency == currency), key=lambda quote: str(quote.at))
    return Series(one.name, _said(held[-1]) if held else "", _points(held), steps=True, ours=True)


def _said(quote: Quote) -> str:
    return fmt.money(quote.amount, quote.currency)


def _points(quotes: Iterable[Quote]) -> tuple[Point, ...]:
    return tuple(Point(q.at, float(q.amount), f"{q.at}: {_said(q)}") for q in quotes if q.at)


def _finding(quotes: Sequence[Quote], ours: Sequence[_Ours], scope: Scope) -> str:
    """The latest price, and how far it is from ours of that day."""
    found = next((g for one in ours if (g := gap(quotes, one.quotes))), None)
    if found:
        return _compared(found, scope)
    latest = next((quote for quote in reversed(quotes) if quote.at), None)
    return scope.context.words("price_latest", **_told(latest, scope)) if latest else ""


def _compared(found: Gap, scope: Scope) -> str:
    words, percent = scope.context.words, round(found.percent)
    key = "price_below" if percent < 0 else "price_above" if percent > 0 else "price_level"
    return words(key, **_told(found.quote, scope), percent=abs(percent), ours=_said(found.ours))


def _told(quote: Quote, scope: Scope) -> dict[str, str]:
    return {"price": _said(quote), "day": fmt.long_date(quote.at, scope.lang) if quote.at else ""}
