"""Goes through data along its schema, past everything that nobody asked for."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from dangan.schema.field import Field
from dangan.source.node import Pointer

Found = tuple[Pointer, Field, Any]


class Plan(NamedTuple):
    """What there is to visit at one field: whether itself, which properties, the values of a map, items of a list."""

    field: Field
    wanted: bool
    properties: tuple[tuple[str, "Plan", bool], ...]
    """The name, what there is to visit there, and whether that is only the value itself."""
    values: "Plan | None"
    items: "Plan | None"

    @property
    def is_leaf(self) -> bool:
        return not (self.properties or self.values or self.items)


class Walk:
    """Finds `(pointer, field, value)` wherever `wanted(field)`, visiting only what can lead there.

    Use one walk for many documents of one catalogue: plans are remembered by the identity of the schema's root field,
    which the plan keeps alive.
    """

    def __init__(self, wanted: Callable[[Field], bool]) -> None:
        self._wanted = wanted
        self._plans: dict[int, tuple[Field, Plan | None]] = {}
        self._last: tuple[Any, Field | None, list[Found]] = (None, None, [])

    def __call__(self, data: Any, field: Field) -> Sequence[Found]:
        """What was found in the same data just before is not looked for again."""
        if self._last[0] is not data or self._last[1] is not field:
            self._last = (data, field, self._found(data, field))
        return self._last[2]

    def _found(self, data: Any, field: Field) -> list[Found]:
        known = self._plans.get(id(field))
        if known is None:
            known = self._plans[id(field)] = (field, self._plan(field))
        found: list[Found] = []
        if known[1]:
            _visit(data, known[1], (), found)
        return found

    def _plan(self, field: Field) -> Plan | None:
        below = ((name, self._plan(child)) for name, child in field.properties.items())
        properties = tuple((name, plan, plan.is_leaf) for name, plan in below if plan)
        values = self._plan(field.values) if field.values else None
        items = self._plan(field.items) if field.items else None
        wanted = self._wanted(field)
        return Plan(field, wanted, properties, values, items) if wanted or properties or values or items else None


def _visit(data: Any, plan: Plan, pointer: Pointer, found: list[Found]) -> None:
    field, wanted, properties, values, items = plan
    if wanted:
        found.append((pointer, field, data))
    if isinstance(data, dict):
        for name, below, is_leaf in properties:
            value = data.get(name)
            if value is None:
                continue
            if is_leaf:
                found.append(((*pointer, name), below.field, value))
            else:
                _visit(value, below, (*pointer, name), found)
        if values:
            for key in [key for key in data if key not in field.properties]:
                _visit(data[key], values, (*pointer, key), found)
    elif items and isinstance(data, list):
        for number, value in enumerate(data):
            _visit(value, items, (*pointer, number), found)
