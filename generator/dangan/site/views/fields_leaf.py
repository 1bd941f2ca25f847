"""Views of single values: text, numbers, dates, links, words of an enum."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from dangan.model.provenance import SOURCE
from dangan.schema.durations import duration
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site import links
from dangan.site.format_words import Words
from dangan.site.markdown import is_plain, prose
from dangan.site.views.fields_types import Compiler, Maker, Show
from dangan.site.views.scope import Scope
from dangan.site.views.sources import source_link
from dangan.site.views.values import ValueView

_YEAR = "year"
"""A number that is a name of a year: 1,998 would be a quantity."""
_PROSE_WIDGETS = ("markdown", "prose")


def reference(space: str) -> Show:
    def show(value: Any, scope: Scope) -> ValueView:
        link = source_link(str(value), scope) if space == SOURCE else scope.find(space, str(value))
        return ValueView("link", link.text, href=link.href, other=link.other)

    return show


def enum(fields: Compiler, field: Field) -> Show:
    def show(value: Any, scope: Scope) -> ValueView:
        if isinstance(value, str | int) and str(value) in field.enum:
            return ValueView("text", field.words(value, fields.lang))
        return fields.raw(value, scope)

    return show


def boolean(fields: Compiler, _field: Field) -> Show:
    yes, no = ValueView("text", fields.words("yes")), ValueView("text", fields.words("no"))
    return lambda value, scope: (yes if value else no) if isinstance(value, bool) else fields.raw(value, scope)


def number(fields: Compiler, field: Field) -> Show:
    unit, plain = field.unit or "", field.widget == _YEAR

    def show(value: Any, scope: Scope) -> ValueView:
        if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
            return fields.raw(value, scope)
        return ValueView("number", str(value) if plain else fmt.number(value), unit)

    return show


def string(fields: Compiler, field: Field) -> Show:
    if is_prose(field):
        make: Callable[[str, Words], ValueView] = lambda value, _words: _prose(value)  # noqa: E731
    else:
        make = _FORMATS.get(field.format or "", lambda value, _words: text_view(value))
    return lambda value, scope: make(value, fields.words) if isinstance(value, str) else fields.raw(value, scope)


def is_prose(field: Field) -> bool:
    return field.type == "string" and (field.widget in _PROSE_WIDGETS or field.name == "body")


def text_view(value: str) -> ValueView:
    return ValueView("text", value) if "\n" not in value or is_plain(value) else _prose(value)


def _prose(value: str) -> ValueView:
    return ValueView("prose", value, html=prose(value))


def date_view(value: str, lang: str) -> ValueView:
    """A day as written out; what is no day stays as it stands."""
    day = fmt.as_date(value)
    return ValueView("date", fmt.long_date(day, lang), iso=value) if day else ValueView("text", value)


def _month(value: str, words: Words) -> ValueView:
    known = fmt.is_month(value)
    return ValueView("date", fmt.month(value, words.lang), iso=value) if known else ValueView("text", value)


def _duration(value: str, words: Words) -> ValueView:
    parts = duration(value)
    if parts is None:
        return ValueView("text", value)
    named = (("years", parts.years), ("months", parts.months), ("days", parts.days))
    return ValueView("text", " ".join(words.count(f"duration.{k}", n) for k, n in named if n) or value)


_FORMATS: Mapping[str, Callable[[str, Words], ValueView]] = {
    "date": lambda value, words: date_view(value, words.lang),
    "month": _month,
    "country": lambda value, words: ValueView("text", fmt.country(value, words.lang)),
    "duration": _duration,
    "email": lambda value, _: ValueView("link", value, href=links.mail_href(value)),
    "phone": lambda value, _: ValueView("link", value, href=links.phone_href(value)),
    "url": lambda value, _: ValueView("link", value, href=links.web_href(value)),
}

MAKERS: Mapping[str, Maker] = {"boolean": boolean, "integer": number, "number": number, "string": string}
"""By type."""
