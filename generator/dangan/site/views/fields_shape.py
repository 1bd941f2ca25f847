"""How a shared shape is drawn wherever a schema uses it: one table, by the shape's name.

A schema that writes such a mapping out itself may ask for the same by `x-widget`. A value that holds more than its
shape's drawing shows (an overlay may add to a shape) is drawn from the schema, so that nothing is lost.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from dangan.analysis.shape import text
from dangan.schema.field import RESERVED, Field
from dangan.site import format as fmt
from dangan.site.views.fields_leaf import date_view
from dangan.site.views.fields_types import Compiler, Maker, Show
from dangan.site.views.scope import Scope
from dangan.site.views.values import FactView, GroupView, ValueView

_STANDING = ("by", "on", "rests_on")
"""What an opinion may say of itself beside the reason."""
_JUDGED = frozenset(("because", *_STANDING))
_PLACE = ("street", "city", "region")


def shape_of(field: Field) -> str:
    """The shape that a field is drawn as; "" where it is none that has a drawing."""
    return next((name for name in (field.widget, field.shape) if name in SHAPES), "") or ""


def drawn_as(fields: Compiler, field: Field, otherwise: Maker) -> Show | None:
    """The drawing of the field's shape; None where it has none."""
    name = shape_of(field)
    if not name:
        return None
    known, plain = SHAPES[name](fields, field), otherwise(fields, field)
    return lambda value, scope: known(value, scope) or plain(value, scope)


Partial = Callable[[Any, Scope], ValueView | None]
"""None for a value that it cannot show as a whole."""


def _whole(names: frozenset[str], make: Callable[[Mapping[str, Any]], ValueView | None]) -> Partial:
    """`make` for mappings that hold no facts but `names`."""
    return lambda value, _scope: make(value) if isinstance(value, Mapping) and _facts(value) <= names else None


def _facts(value: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(value).difference(RESERVED)


def _money(_fields: Compiler, _field: Field) -> Partial:
    return _whole(frozenset(("amount", "currency")), _amount)


def _amount(value: Mapping[str, Any]) -> ValueView | None:
    amount, currency = value.get("amount"), value.get("currency")
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal) or not isinstance(currency, str):
        return None
    return ValueView("number", fmt.money(amount, currency))


def _quantity(_fields: Compiler, _field: Field) -> Partial:
    return _whole(frozenset(("value", "unit")), _measure)


def _measure(value: Mapping[str, Any]) -> ValueView | None:
    number, unit = value.get("value"), value.get("unit")
    if isinstance(number, bool) or not isinstance(number, int | Decimal) or not isinstance(unit, str):
        return None
    return ValueView("number", fmt.number(number), unit)


def _period(fields: Compiler, _field: Field) -> Partial:
    """From and until; an end that is open says so by an arrow."""

    def make(value: Mapping[str, Any]) -> ValueView | None:
        days = [date_view(text(value, name), fields.lang) for name in ("from", "until")]
        return ValueView("period", items=tuple(days)) if days[0].text or days[1].text else None

    return _whole(frozenset(("from", "until")), make)


def _address(fields: Compiler, _field: Field) -> Partial:
    """In the order of the language that it is written in: from the large to the small in Chinese."""

    def make(value: Mapping[str, Any]) -> ValueView | None:
        code, postcode = text(value, "country"), text(value, "postcode")
        parts = [text(value, name) for name in _PLACE]
        country = fmt.country(code, fields.lang) if code else ""
        if fmt.run_lang("".join(parts), "en"):
            line = "".join(filter(None, (country, *reversed(parts))))
            return ValueView("text", f"{line} {postcode}".strip())
        return ValueView("text", ", ".join(filter(None, (*parts[:2], f"{parts[2]} {postcode}".strip(), country))))

    return _whole(frozenset((*_PLACE, "country", "postcode")), make)


def _judgement(fields: Compiler, field: Field) -> Partial:
    """What is held with its reason beside it, then whose opinion it is, since when, and on what it rests."""
    held = next((name for name in field.properties if name not in (*RESERVED, *_JUDGED)), "")
    show_held = fields.show(field.properties[held]) if held else fields.raw
    names = _JUDGED | {held}
    because = fields.label(field.properties["because"]) if "because" in field.properties else ""

    def show(value: Any, scope: Scope) -> ValueView | None:
        if not isinstance(value, Mapping) or held not in value or not _facts(value) <= names:
            return None
        standing = tuple(
            FactView(fact.name, fact.label, fact.show(value[fact.name], scope))
            for fact in fields.plan(field)
            if _stands(fact.name, value)
        )
        told = (show_held(value[held], scope),)
        return ValueView("judged", because, other=text(value, "because"), items=told, group=GroupView(standing))

    return show


def _stands(name: str, value: Mapping[str, Any]) -> bool:
    return name in _STANDING and name in value


SHAPES: Mapping[str | None, Callable[[Compiler, Field], Partial]] = {
    "money": _money,
    "quantity": _quantity,
    "period": _period,
    "address": _address,
    "judgement": _judgement,
    "trend": _judgement,
}
NUMBERS = frozenset(("money", "quantity"))
"""Shapes that stand in a column like numbers."""
