"""Goes through data along its schema, past everything that nobody asked for."""

from collections.abc import Callable, Iterator
from typing import Any

from dangan.schema.field import Field
from dangan.source.node import Pointer


class Walk:
    """Yields `(pointer, field, value)` wherever `wanted(field)`; remembers which parts of a schema hold no such field.

    Use one walk for many documents of one catalogue: what is remembered is remembered by the field's identity.
    """

    def __init__(self, wanted: Callable[[Field], bool]) -> None:
        self._wanted = wanted
        self._worth: dict[int, tuple[Field, bool]] = {}

    def __call__(self, data: Any, field: Field, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Field, Any]]:
        if not self._is_worth(field):
            return
        if self._wanted(field):
            yield pointer, field, data
        if isinstance(data, dict):
            for key, value in data.items():
                below = field.child(key)
                if below is not None:
                    yield from self(value, below, (*pointer, key))
        elif isinstance(data, list) and field.items is not None:
            for number, value in enumerate(data):
                yield from self(value, field.items, (*pointer, number))

    def _is_worth(self, field: Field) -> bool:
        known = self._worth.get(id(field))
        if known is None:
            # the field is kept with its answer, so that its identity cannot pass to another
            known = (field, any(map(self._wanted, field.walk())))
            self._worth[id(field)] = known
        return known[1]
