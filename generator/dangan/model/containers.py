"""Mappings and lists in data, each with the field that describes it; plain values are passed over."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from dangan.schema.field import Field
from dangan.source.node import Pointer


class Container(NamedTuple):
    """A mapping or list, where it stands; `field` is None where the schema does not know the place."""

    pointer: Pointer
    field: Field | None
    value: Any


def containers(data: Any, field: Field | None, pointer: Pointer = ()) -> Iterator[Container]:
    """`data` and all below it that holds anything, from above to below."""
    if not isinstance(data, dict | list):
        return
    yield Container(pointer, field, data)
    for part, value in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(value, dict | list):
            yield from containers(value, field.child(part) if field else None, (*pointer, part))
