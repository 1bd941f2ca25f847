"""From a field of a schema to a function that makes views of its values; compiled once per language and audience."""

from collections.abc import Container, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from dangan.analysis.completeness import is_empty
from dangan.levels import Level
from dangan.model.facts import PATH
from dangan.schema.field import Field
from dangan.site import format as fmt
from dangan.site.format_words import Words, load_words
from dangan.site.views import fields_alike, fields_many
from dangan.site.views.basis import basis
from dangan.site.views.fields_leaf import MAKERS, enum, reference, text_view
from dangan.site.views.fields_shape import drawn_as
from dangan.site.views.fields_title import title_of
from dangan.site.views.fields_types import Compiler, Fact, Show, is_leaf, thing_here
from dangan.site.views.provenance import entered, shown, spoken_of
from dangan.site.views.scope import Scope
from dangan.site.views.values import FactView, GroupView, ValueView

__all__ = ["Fields", "fields_for", "fields_of", "is_leaf", "title_of"]

_PYTHON: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, Decimal, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
}


class Fields:
    """Remembers what it has compiled, by identity of the field: make one per process, language and audience."""

    def __init__(self, words: Words, audience: Level) -> None:
        self.words = words
        self.audience = audience
        self._shows: dict[int, tuple[Field, Show]] = {}
        self._plans: dict[int, tuple[Field, tuple[Fact, ...]]] = {}
        self._alike: dict[int, tuple[Field, tuple[Fact, ...]]] = {}

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

    def plan(self, field: Field) -> tuple[Fact, ...]:
        """The facts of an object that the audience may know of."""
        known = self._plans.get(id(field))
        if known is None:
            facts = tuple(
                Fact(f.name, f, self.label(f), self.show(f), is_leaf(f), f.weight == "essential")
                for f in field.facts()
                if f.level <= self.audience
            )
            known = self._plans[id(field)] = (field, facts)
        return known[1]

    def alike(self, field: Field) -> tuple[Fact, ...]:
        """Those of the facts that are recorded in one shape and so compared in a table."""
        known = self._alike.get(id(field))
        if known is None:
            known = self._alike[id(field)] = (field, fields_alike.alike(self, field))
        return known[1]

    def _compile(self, field: Field) -> Show:
        if field.format == PATH:
            return basis
        if field.ref:
            return reference(field.ref)
        if field.enum:
            return enum(self, field)
        makers = {"object": _object, "array": fields_many.array, **MAKERS}
        maker = makers.get(field.type, _any)
        return drawn_as(self, field, maker) or maker(self, field)

    def group(
        self, field: Field, data: Mapping[str, Any], scope: Scope, skip: frozenset[str] = frozenset()
    ) -> GroupView:
        """The facts of one mapping in the order of the schema; what is essential and missing keeps its place."""
        facts: list[FactView] = []
        blocks: list[FactView] = []
        missing: list[str] = []
        inner, mark = entered(scope, data)
        spoken = spoken_of(data)
        table, compared = fields_alike.together(self, field, data, inner, {*skip, *spoken})
        for fact in self.plan(field):
            name, _, label, _, leaf, essential = fact
            if name in compared or name in skip:
                continue
            if is_empty(data.get(name)):
                if essential:
                    facts.append(FactView(name, label, None))
                else:
                    missing.append(label)
                continue
            view = shown(fact, field, data, inner if leaf else inner.below(name), spoken)
            (blocks if view.wide else facts).append(FactView(name, label, view))
        return GroupView(tuple(facts), tuple(blocks), tuple(missing), mark=mark, table=table)

    def things(self, field: Field, value: Mapping[str, Any], scope: Scope) -> tuple[GroupView, ...]:
        """Of a map from ids to things, what is no named fact."""
        return fields_many.things(self, field, value, scope)

    def gone(self, field: Field, data: Mapping[str, Any], names: Container[str]) -> tuple[str, ...]:
        """The labels of those of `names` that are not recorded, for a drawing that shows them where they are."""
        return tuple(f.label for f in self.plan(field) if f.name in names and is_empty(data.get(f.name)))

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
        return text_view(str(value))


def _object(fields: Compiler, field: Field) -> Show:
    def show(value: Any, scope: Scope) -> ValueView:
        if not isinstance(value, Mapping):
            return fields.raw(value, scope)
        if field.values:
            return fields_many.mapping_of(fields, field, value, scope)
        group, thing = fields.group(field, value, scope), thing_here(scope)
        return ValueView("group", group=replace(group, anchor=thing) if thing else group)

    return show


def _any(fields: Compiler, field: Field) -> Show:
    """Of alternatives the first that the value's type fits."""
    choices = [(alternative.type, fields.show(alternative)) for alternative in field.alternatives]

    def show(value: Any, scope: Scope) -> ValueView:
        fitting = (shows for kind, shows in choices if isinstance(value, _PYTHON.get(kind, ())))
        return next(fitting, fields.raw)(value, scope)

    return show


@lru_cache(maxsize=16)
def fields_for(folders: tuple[Path, ...], lang: str, audience: Level) -> Fields:
    """One for the life of the process: what it has compiled holds on to its fields, so identities stay true."""
    return Fields(load_words(folders, lang), audience)


def fields_of(scope: Scope) -> Fields:
    return fields_for(scope.context.folders, scope.lang, scope.context.audience)
