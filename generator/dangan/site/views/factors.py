"""A competitor beside us, factor by factor: stronger, level or weaker as seen from us, and whether that lasts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dangan.analysis.shape import at, items, text
from dangan.schema.field import Field
from dangan.site.views.fields import Fields, fields_of
from dangan.site.views.labels import labels
from dangan.site.views.rest import Rest
from dangan.site.views.scope import Scope
from dangan.site.views.values import GroupView, ValueView

COLUMNS = ("lasts", "unique", "copied_within", "because", "by", "on")
_HEADS = ("factor", "they_are", *COLUMNS)
_REST = Rest(**dict.fromkeys(_HEADS))
_TONES = {"stronger": "bad", "level": "even", "weaker": "good"}
_ORDER = tuple(_TONES)


@dataclass(frozen=True, slots=True)
class FactorView:
    """`cells` by the names of the columns, None where nothing is said."""

    factor: str
    they_are: str
    tone: str
    cells: tuple[tuple[str, ValueView | None], ...]
    more: GroupView


@dataclass(frozen=True, slots=True)
class FactorsView:
    """Where they are stronger comes first; only columns in which something stands."""

    finding: str
    heads: tuple[str, ...]
    rows: tuple[FactorView, ...]


def factors_view(data: Any, form: Field | None, scope: Scope) -> FactorsView:
    fields, item = fields_of(scope), form.at(("factors", 0)) if form else None
    if item is None or item.level > fields.audience:
        return FactorsView("", (), ())
    found = [f for f in items(data, "factors") if isinstance(f, Mapping)]
    found.sort(key=_rank)
    columns = [name for name in COLUMNS if any(name in f for f in found)]
    named = labels(item, ("factor", "they_are", *columns), scope.lang)
    rows = tuple(_factor(f, item, columns, fields, scope) for f in found)
    return FactorsView(_finding(found, scope), tuple(named.values()), rows)


def _rank(factor: Mapping[str, Any]) -> int:
    value = text(factor, "they_are")
    return _ORDER.index(value) if value in _ORDER else len(_ORDER)


def _factor(factor: Mapping[str, Any], item: Field, columns: list[str], fields: Fields, scope: Scope) -> FactorView:
    they_are = text(factor, "they_are")
    field = item.child("they_are")
    return FactorView(
        factor=text(factor, "factor"),
        they_are=field.words(they_are, scope.lang) if field else they_are,
        tone=_TONES.get(they_are, "even"),
        cells=tuple((name, _cell(factor, item.child(name), name, fields, scope)) for name in columns),
        more=_REST.group(fields, item, factor, scope),
    )


def _cell(factor: Mapping[str, Any], field: Field | None, name: str, fields: Fields, scope: Scope) -> ValueView | None:
    value = at(factor, name)
    if field is None or value is None or field.level > fields.audience:
        return None
    return fields.show(field)(value, scope)


def _finding(found: list[Mapping[str, Any]], scope: Scope) -> str:
    """How many of each, seen from us."""
    words, counts = scope.context.words, Counter(text(factor, "they_are") for factor in found)
    told = [words(f"they_are_{value}", n=counts[value]) for value in _ORDER if counts[value]]
    return words("they_are_in", told=words("comma").join(told)) if told else ""
