"""Facts of one mapping that are recorded in one shape, such as scores: compared in a table, not told one by one."""

from collections import Counter
from collections.abc import Container, Mapping
from typing import Any

from dangan.schema.field import Field
from dangan.site.views.fields_shape import shape_of
from dangan.site.views.fields_table import FEWEST, Thing, table_of
from dangan.site.views.fields_types import Compiler, Fact
from dangan.site.views.scope import Scope
from dangan.site.views.values import TableView

Alike = tuple[TableView | None, frozenset[str]]


def alike(fields: Compiler, form: Field) -> tuple[Fact, ...]:
    """The facts that share a shape with enough others; of several such shapes those of the first."""
    mappings = [fact for fact in fields.plan(form) if fact.field.shape and _is_compared(fact.field)]
    counts = Counter(fact.field.shape for fact in mappings)
    shape = next((fact.field.shape for fact in mappings if counts[fact.field.shape] >= FEWEST), None)
    return tuple(fact for fact in mappings if fact.field.shape == shape) if shape else ()


def _is_compared(field: Field) -> bool:
    return field.type == "object" and not field.values and not shape_of(field)


def together(fields: Compiler, form: Field, data: Mapping[str, Any], scope: Scope, but: Container[str]) -> Alike:
    """A table of those that are recorded, and their names; no table where they are too few. `scope` is inside."""
    facts = fields.alike(form)
    there = [fact for fact in facts if fact.name not in but and isinstance(data.get(fact.name), Mapping)]
    if len(there) < FEWEST:
        return None, frozenset()
    things = [Thing(data[fact.name], scope.below(fact.name), title=fact.label) for fact in there]
    table = table_of(fields, there[0].field, things, fields.label(form), fields.label(form))
    return table, frozenset(fact.name for fact in there) if table else frozenset()
