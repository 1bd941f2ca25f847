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


def containers(data: Any, field: Field | None) -> Iterator[Container]:
    """`data` and all below it that holds anything, each before what it holds."""
    left = [Container((), field, data)] if isinstance(data, dict | list) else []
    while left:
        here = left.pop()
        yield here
        for part, value in here.value.items() if isinstance(here.value, dict) else enumerate(here.value):
            if isinstance(value, dict | list):
                left.append(Container((*here.pointer, part), here.field.child(part) if here.field else None, value))
