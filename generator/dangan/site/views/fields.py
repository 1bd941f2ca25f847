"""From a field of a schema to a function that makes views of its values; compiled once per language and audience."""

from collections.abc import Callable, Container, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from dangan.analysis.completeness import is_empty
from dangan.analysis.contact import duration
from dangan.analysis.shape import text
from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.field import RESERVED, Field
from dangan.site import format as fmt
from dangan.site import links
from dangan.site.format_words import Words, load_words
from dangan.site.markdown import is_plain, prose
from dangan.site.views.scope import Scope
from dangan.site.views.values import Column, FactView, GroupView, TableView, ValueView

Show = Callable[[Any, Scope], ValueView]
"""Makes a view of a value that is there."""

_WIDEST_TABLE = 6
_YEAR = "year"
"""A number that is a name of a year: 1,998 would be a quantity."""
_STANDING = ("by", "on", "rests_on")
"""What an opinion may say of itself beside the reason."""
_PROSE_WIDGETS = ("markdown", "prose")


class Fields:
    """Remembers what it has compiled, by identity of the field: make one per process, language and audience."""

    def __init__(self, words: Words, audience: Level) -> None:
        self.words = words
        self.audience = audience
        self._shows: dict[int, tuple[Field, Show]] = {}
        self._plans: dict[int, tuple[Field, tuple[tuple[str, Field, str, Show], ...]]] = {}

    @property
    def lang(self) -> str:
        return self.words.lang

    def label(self, field: Field) -> str:
        return field.label.to(self.lang)

    def show(self, field: Field) -> Show:
        known = self._shows.get(id(field))
        if known is None:
            known = self._shows[id(field)] = (field, self._compile(field))
        return known[1]

    def plan(self, field: Field) -> tuple[tuple[str, Field, str, Show], ...]:
        """The facts of an object that the audience may know of: name, field, label, how to show."""
        known = self._plans.get(id(field))
        if known is None:
            facts = tuple((f.name, f, self.label(f), self.show(f)) for f in field.facts() if f.level <= self.audience)
            known = self._plans[id(field)] = (field, facts)
        return known[1]

    def _compile(self, field: Field) -> Show:
        if field.ref:
            return _reference(field.ref)
        if field.enum:
            return self._enum(field)
        maker = {
            "object": self._object,
            "array": self._array,
            "boolean": self._boolean,
            "integer": self._number,
            "number": self._number,
            "string": self._string,
        }.get(field.type, self._any)
        return maker(field)

    def _enum(self, field: Field) -> Show:
        def show(value: Any, scope: Scope) -> ValueView:
            if isinstance(value, str | int) and str(value) in field.enum:
                return ValueView("text", field.words(value, self.lang))
            return self.raw(value, scope)

        return show

    def _boolean(self, _field: Field) -> Show:
        yes, no = ValueView("text", self.words("yes")), ValueView("text", self.words("no"))
        return lambda value, scope: (yes if value else no) if isinstance(value, bool) else self.raw(value, scope)

    def _number(self, field: Field) -> Show:
        unit = field.unit or ""
        plain = field.widget == _YEAR

        def show(value: Any, scope: Scope) -> ValueView:
            if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
                return self.raw(value, scope)
            return ValueView("number", str(value) if plain else fmt.number(value), unit)

        return show

    def _string(self, field: Field) -> Show:
        special = _FORMATS.get(field.format or "")
        if field.widget in _PROSE_WIDGETS or field.name == "body":
            return lambda value, scope: _prose(value) if isinstance(value, str) else self.raw(value, scope)
        if special:
            return lambda value, scope: special(value, self) if isinstance(value, str) else self.raw(value, scope)
        return lambda value, scope: _text(value) if isinstance(value, str) else self.raw(value, scope)

    def _any(self, field: Field) -> Show:
        choices = [(alternative.type, self.show(alternative)) for alternative in field.alternatives]

        def show(value: Any, scope: Scope) -> ValueView:
            for kind, shows in choices:
                if isinstance(value, _PYTHON.get(kind, ())):
                    return shows(value, scope)
            return self.raw(value, scope)

        return show

    def _object(self, field: Field) -> Show:
        names = {name for name in field.properties if name not in RESERVED}
        if names == {"amount", "currency"}:
            return self._guarded(_money)
        if _is_judged(field):
            return self._judged(field)
        if names == {"value", "unit"}:
            return self._guarded(_quantity)
        if field.values:
            return lambda value, scope: (
                self._map(field, value, scope) if isinstance(value, Mapping) else self.raw(value, scope)
            )
        return lambda value, scope: (
            ValueView("group", group=self._own_group(field, value, scope))
            if isinstance(value, Mapping)
            else self.raw(value, scope)
        )

    def _judged(self, field: Field) -> Show:
        """What is held with its reason beside it, then whose opinion it is, since when, and on what it rests."""
        held = "value" if "value" in field.properties else "text"
        show_held = self.show(field.properties[held])

        def show(value: Any, scope: Scope) -> ValueView:
            if not isinstance(value, Mapping) or held not in value:
                return self.raw(value, scope)
            standing = [
                shows(value[name], scope)
                for name, _, _, shows in self.plan(field)
                if name in _STANDING and name in value
            ]
            flat = [leaf for view in standing for leaf in (view.items if view.kind == "list" else (view,))]
            return ValueView("judged", other=text(value, "because"), items=(show_held(value[held], scope), *flat))

        return show

    def _guarded(self, make: Callable[[Mapping[str, Any]], ValueView | None]) -> Show:
        return lambda value, scope: (make(value) if isinstance(value, Mapping) else None) or self.raw(value, scope)

    def _array(self, field: Field) -> Show:
        items = field.items
        if items is None:
            return self.raw
        one = self.show(items)
        if items.type == "object" and not (_is_small(items) or _is_judged(items)):
            return lambda value, scope: self._things(items, value, scope, self.label(field))

        def show(value: Any, scope: Scope) -> ValueView:
            if not isinstance(value, list):
                return self.raw(value, scope)
            if is_leaf(items):
                return ValueView("list", items=tuple(one(item, scope) for item in value))
            return ValueView("list", items=tuple(one(item, scope.below(n)) for n, item in enumerate(value)))

        return show

    def _things(self, items: Field, value: Any, scope: Scope, label: str) -> ValueView:
        """A list of mappings: a table where its cells are small, else one group after the other."""
        if not isinstance(value, list):
            return self.raw(value, scope)
        rows = [(item, scope.below(n)) for n, item in enumerate(value) if isinstance(item, Mapping)]
        table = self._table(items, rows, label)
        if table:
            return ValueView("table", table=table)
        return ValueView("list", items=tuple(self.show(items)(item, here) for item, here in rows))

    def _table(self, items: Field, rows: list[tuple[Mapping[str, Any], Scope]], label: str) -> TableView | None:
        plan = [p for p in self.plan(items) if any(p[0] in row for row, _ in rows)]
        if not plan or len(plan) > _WIDEST_TABLE or len(rows) == 0:
            return None
        cells = tuple(
            tuple(self._cell(shows(row[name], here), at) if name in row else None for name, at, _, shows in plan)
            for row, here in rows
        )
        if any(cell and cell.wide for row in cells for cell in row):
            return None
        columns = tuple(_column(at, label_) for _, at, label_, _ in plan)
        return TableView(label, columns, cells, tuple(thing_here(here) for _, here in rows))

    def _cell(self, view: ValueView, field: Field) -> ValueView:
        """Without the unit that the head of its column says; Chinese dates in figures."""
        if view.kind == "date" and self.lang == "zh":
            return replace(view, text=view.iso)
        return replace(view, unit="") if field.unit and view.unit == field.unit else view

    def _map(self, field: Field, value: Mapping[str, Any], scope: Scope) -> ValueView:
        named = (self.group(field, value, scope),) if field.has_facts else ()
        groups = tuple(ValueView("group", group=group) for group in (*named, *self.things(field, value, scope)))
        return groups[0] if len(groups) == 1 else ValueView("list", items=groups)

    def things(self, field: Field, value: Mapping[str, Any], scope: Scope) -> tuple[GroupView, ...]:
        """Of a map from ids to things, without its named properties: a group per thing, or one of labels and values."""
        below = field.values
        others = [(key, item) for key, item in value.items() if key not in field.properties and key not in RESERVED]
        if below is not None and below.type == "object":
            return tuple(self.thing(field, key, item, scope.below(key)) for key, item in others)
        shows = self.show(below) if below else self.raw
        facts = [FactView(key, self._key(field, key, scope), shows(item, scope.below(key))) for key, item in others]
        return (GroupView(tuple(f for f in facts if not f.wide), tuple(f for f in facts if f.wide)),) if facts else ()

    def _key(self, field: Field, key: str, scope: Scope) -> str:
        return scope.find(field.key_ref, key).text if field.key_ref else key

    def thing(self, field: Field, key: str, item: Any, scope: Scope) -> GroupView:
        """One thing of a map, titled by what its key refers to, by its name, else by its key; `scope` is at it."""
        inner = self.group(field.values, item, scope) if field.values and isinstance(item, Mapping) else GroupView()
        link = scope.find(field.key_ref, key) if field.key_ref else None
        title = link.text if link else title_of(item, self.lang) or key
        return GroupView(
            inner.facts,
            inner.blocks,
            inner.missing,
            title=title,
            anchor=scope.place.anchor if scope.place else "",
            href=link.href if link else "",
            other=link.other if link else "",
        )

    def group(
        self, field: Field, data: Mapping[str, Any], scope: Scope, skip: frozenset[str] = frozenset()
    ) -> GroupView:
        """The facts of one mapping in the order of the schema; what is essential and missing keeps its place."""
        facts: list[FactView] = []
        blocks: list[FactView] = []
        missing: list[str] = []
        for name, below, label, shows in self.plan(field):
            if name in skip:
                continue
            value = data.get(name)
            if is_empty(value):
                if below.weight == "essential":
                    facts.append(FactView(name, label, None, _text_of(below.description, self.lang)))
                else:
                    missing.append(label)
                continue
            view = shows(value, scope if is_leaf(below) else scope.below(name))
            (blocks if view.wide else facts).append(FactView(name, label, view))
        return GroupView(tuple(facts), tuple(blocks), tuple(missing))

    def gone(self, field: Field, data: Mapping[str, Any], names: Container[str]) -> tuple[str, ...]:
        """The labels of those of `names` that are not recorded, for a drawing that shows them where they are."""
        return tuple(label for name, _, label, _ in self.plan(field) if name in names and is_empty(data.get(name)))

    def _own_group(self, field: Field, data: Mapping[str, Any], scope: Scope) -> GroupView:
        """The group of a mapping that has a place of its own if it is a thing."""
        group, thing = self.group(field, data, scope), thing_here(scope)
        return replace(group, anchor=thing) if thing else group

    def raw(self, value: Any, scope: Scope) -> ValueView:
        """A value that the schema says nothing about."""
        if isinstance(value, bool):
            return ValueView("text", self.words("yes" if value else "no"))
        if isinstance(value, int | Decimal | float):
            return ValueView("number", fmt.number(value))
        if isinstance(value, Mapping):
            facts = tuple(FactView(str(k), str(k), self.raw(v, scope)) for k, v in value.items())
            return ValueView("group", group=GroupView(facts=facts))
        if isinstance(value, list | tuple):
            return ValueView("list", items=tuple(self.raw(item, scope) for item in value))
        return _text(str(value))


def title_of(data: Any, lang: str) -> str:
    """What a mapping is called by its own words; "" where it has none."""
    if not isinstance(data, Mapping):
        return ""
    names = data.get("names")
    if isinstance(names, Mapping):
        return next((n for k in (lang, "short", "zh", "en") if isinstance(n := names.get(k), str)), "")
    return next((t for k in ("title", "name") if isinstance(t := data.get(k), str)), "")


def thing_here(scope: Scope) -> str:
    return scope.place.thing if scope.place else ""


def is_leaf(field: Field) -> bool:
    """Whether nothing below a value of the field can have a fragment."""
    return field.type not in ("object", "array", "")


def _column(field: Field, label: str) -> Column:
    numeric = field.type in ("integer", "number") or set(field.properties) == {"amount", "currency"}
    return Column(field.name, label, field.unit or "", number=numeric)


def _is_small(field: Field) -> bool:
    """Money and quantities are drawn like one value."""
    return set(field.properties) in ({"amount", "currency"}, {"value", "unit"})


def _is_judged(field: Field) -> bool:
    """An opinion: what is held, and why; perhaps also by whom, since when, and on what it rests."""
    names = {name for name in field.properties if name not in RESERVED}
    return "because" in names and names - {"because", *_STANDING} in ({"value"}, {"text"})


def _text_of(wording: Text | None, lang: str) -> str:
    return wording.to(lang) if wording else ""


def _reference(space: str) -> Show:
    def show(value: Any, scope: Scope) -> ValueView:
        link = scope.find(space, str(value))
        return ValueView("link", link.text, href=link.href, other=link.other)

    return show


def _prose(value: str) -> ValueView:
    return ValueView("prose", value, html=prose(value))


def _text(value: str) -> ValueView:
    return ValueView("text", value) if "\n" not in value or is_plain(value) else _prose(value)


def _money(value: Mapping[str, Any]) -> ValueView | None:
    amount, currency = value.get("amount"), value.get("currency")
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal) or not isinstance(currency, str):
        return None
    return ValueView("number", fmt.money(amount, currency))


def _quantity(value: Mapping[str, Any]) -> ValueView | None:
    number, unit = value.get("value"), value.get("unit")
    if isinstance(number, bool) or not isinstance(number, int | Decimal) or not isinstance(unit, str):
        return None
    return ValueView("number", fmt.number(number), unit)


def _date(value: str, fields: Fields) -> ValueView:
    day = fmt.as_date(value)
    return ValueView("date", fmt.long_date(day, fields.lang), iso=value) if day else ValueView("text", value)


def _month(value: str, fields: Fields) -> ValueView:
    return (
        ValueView("date", fmt.month(value, fields.lang), iso=value) if fmt.is_month(value) else ValueView("text", value)
    )


def _country(value: str, fields: Fields) -> ValueView:
    return ValueView("text", fmt.country(value, fields.lang))


def _duration(value: str, fields: Fields) -> ValueView:
    parts = duration(value)
    if parts is None:
        return ValueView("text", value)
    named = (("years", parts.years), ("months", parts.months), ("days", parts.days))
    return ValueView("text", " ".join(fields.words.count(f"duration.{k}", n) for k, n in named if n) or value)


_FORMATS: Mapping[str, Callable[[str, Fields], ValueView]] = {
    "date": _date,
    "month": _month,
    "country": _country,
    "duration": _duration,
    "email": lambda value, _: ValueView("link", value, href=links.mail_href(value)),
    "phone": lambda value, _: ValueView("link", value, href=links.phone_href(value)),
    "url": lambda value, _: ValueView("link", value, href=links.web_href(value)),
}

_PYTHON: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, Decimal, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


@lru_cache(maxsize=16)
def fields_for(folders: tuple[Path, ...], lang: str, audience: Level) -> Fields:
    """One for the life of the process: what it has compiled holds on to its fields, so identities stay true."""
    return Fields(load_words(folders, lang), audience)


def fields_of(scope: Scope) -> Fields:
    return fields_for(scope.context.folders, scope.lang, scope.context.audience)
