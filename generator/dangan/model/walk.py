"""Goes through data along its schema, past everything that nobody asked for."""

from collections.abc import Callable
from typing import Any, NamedTuple

from dangan.schema.field import Field
from dangan.source.node import Pointer

Found = tuple[Pointer, Field, Any]


class Plan(NamedTuple):
    """What there is to visit at one field: whether itself, which properties, the values of a map, items of a list."""

    field: Field
    wanted: bool
    properties: tuple[tuple[str, "Plan"], ...]
    values: "Plan | None"
    items: "Plan | None"


class Walk:
    """Finds `(pointer, field, value)` wherever `wanted(field)`, visiting only what can lead there.

    Use one walk for many documents of one catalogue: plans are remembered by the identity of the schema's root field,
    which the plan keeps alive.
    """

    def __init__(self, wanted: Callable[[Field], bool]) -> None:
        self._wanted = wanted
        self._plans: dict[int, tuple[Field, Plan | None]] = {}

    def __call__(self, data: Any, field: Field) -> list[Found]:
        known = self._plans.get(id(field))
        if known is None:
            known = self._plans[id(field)] = (field, self._plan(field))
        found: list[Found] = []
        if known[1]:
            _visit(data, known[1], (), found)
        return found

    def _plan(self, field: Field) -> Plan | None:
        below = ((name, self._plan(child)) for name, child in field.properties.items())
        properties = tuple((name, plan) for name, plan in below if plan)
        values = self._plan(field.values) if field.values else None
        items = self._plan(field.items) if field.items else None
        wanted = self._wanted(field)
        return Plan(field, wanted, properties, values, items) if wanted or properties or values or items else None


def _visit(data: Any, plan: Plan, pointer: Pointer, found: list[Found]) -> None:
    if plan.wanted:
        found.append((pointer, plan.field, data))
    if isinstance(data, dict):
        for name, below in plan.properties:
            if name in data:
                _visit(data[name], below, (*pointer, name), found)
        if plan.values:
            named = plan.field.properties
            for key, value in data.items():
                if key not in named:
                    _visit(value, plan.values, (*pointer, key), found)
    elif plan.items and isinstance(data, list):
        for number, value in enumerate(data):
            _visit(value, plan.items, (*pointer, number), found)
