"""Views of lists and of maps from ids to things."""

from collections.abc import Mapping
from typing import Any

from dangan.schema.field import RESERVED, Field
from dangan.site.views.fields_beside import WIDGET, beside
from dangan.site.views.fields_shape import shape_of
from dangan.site.views.fields_table import FEWEST, Thing, not_recorded, table_of
from dangan.site.views.fields_title import title_and_said
from dangan.site.views.fields_types import Compiler, Show, filing_of, is_leaf, thing_here
from dangan.site.views.known_from import known_from, linked_from
from dangan.site.views.scope import Scope
from dangan.site.views.values import FactView, GroupView, ValueView


def array(fields: Compiler, field: Field) -> Show:
    items = field.items
    if items is None:
        return fields.raw
    one = fields.show(items)
    if items.type == "object" and not shape_of(items):
        return lambda value, scope: _listed(fields, field, value, scope)

    def show(value: Any, scope: Scope) -> ValueView:
        if not isinstance(value, list):
            return fields.raw(value, scope)
        if is_leaf(items):
            return ValueView("list", items=tuple(one(item, scope) for item in value))
        return ValueView("list", items=tuple(one(item, scope.below(n)) for n, item in enumerate(value)))

    return show


def _listed(fields: Compiler, field: Field, value: Any, scope: Scope) -> ValueView:
    """A list of mappings: a table where that can be read, else one group after the other."""
    items = field.items
    if not isinstance(value, list) or items is None:
        return fields.raw(value, scope)
    rows = [(item, scope.below(n)) for n, item in enumerate(value) if isinstance(item, Mapping)]
    if field.widget == WIDGET and (compared := beside([fields.group(items, item, here) for item, here in rows])):
        return ValueView("group", group=compared)
    things = [Thing(item, here, thing_here(here)) for item, here in rows]
    table = table_of(fields, items, things, fields.label(field))
    if table:
        return ValueView("table", table=table)
    show = fields.show(items)
    return ValueView("list", items=tuple(show(item, here) for item, here in rows))


def mapping_of(fields: Compiler, field: Field, value: Mapping[str, Any], scope: Scope) -> ValueView:
    """A map: its named facts, then its things."""
    named = (fields.group(field, value, scope),) if field.has_facts else ()
    groups = tuple(ValueView("group", group=group) for group in (*named, *things(fields, field, value, scope)))
    return groups[0] if len(groups) == 1 else ValueView("list", items=groups)


def things(fields: Compiler, field: Field, value: Mapping[str, Any], scope: Scope) -> tuple[GroupView, ...]:
    """Of a map, without its named facts: a table of many things, else a group per thing, or one of keys and values."""
    below = field.values
    others = [(key, item) for key, item in value.items() if key not in field.properties and key not in RESERVED]
    if below is None or below.type != "object" or shape_of(below):
        return _pairs(fields, field, others, scope)
    found = [_thing(field, key, item, scope.below(key)) for key, item in others if isinstance(item, Mapping)]
    if len(found) >= FEWEST and len(found) == len(others):
        table = table_of(fields, below, found, fields.label(field), fields.label(below))
        if table:
            return (GroupView(table=table, missing=not_recorded(fields, below, found)),)
    return tuple(thing(fields, field, key, item, scope.below(key)) for key, item in others)


def _pairs(fields: Compiler, field: Field, pairs: list[tuple[str, Any]], scope: Scope) -> tuple[GroupView, ...]:
    show = fields.show(field.values) if field.values else fields.raw
    facts = [FactView(key, _key(field, key, scope), show(item, scope.below(key))) for key, item in pairs]
    return (GroupView(tuple(f for f in facts if not f.wide), tuple(f for f in facts if f.wide)),) if facts else ()


def _key(field: Field, key: str, scope: Scope) -> str:
    return scope.find(field.key_ref, key).text if field.key_ref else key


def _thing(field: Field, key: str, item: Mapping[str, Any], scope: Scope) -> Thing:
    """Titled by what its key refers to, by its name, else by its key; `scope` is at it."""
    anchor = scope.place.anchor if scope.place else ""
    kind = scope.place.thing.partition(".")[0] if scope.place else ""
    linked = known_from(kind, key, scope) if kind else ()
    back = linked_from(kind, key, scope) if kind else ()
    if field.key_ref:
        link = scope.find(field.key_ref, key)
        return Thing(item, scope, anchor, link.text, link.href, link.other, linked=linked, back=back)
    title, other, said = title_and_said(item, scope.lang)
    return Thing(item, scope, anchor, title or key, other=other, said=said, linked=linked, back=back)


def thing(fields: Compiler, field: Field, key: str, item: Any, scope: Scope) -> GroupView:
    """One thing of a map by itself, all that it says below its title."""
    data = item if isinstance(item, Mapping) else {}
    known = _thing(field, key, data, scope)
    inner = fields.group(field.values, data, scope) if field.values else GroupView()
    return GroupView(
        inner.facts,
        inner.blocks,
        inner.missing,
        title=known.title,
        anchor=known.anchor,
        href=known.href,
        other=known.other,
        filing=filing_of(data, scope),
        mark=inner.mark,
        linked=(*known.linked, *known.back),
    )
