"""The schema of a place in data."""

from collections.abc import Mapping, Sequence
from typing import Any

from dangan.schema.walk import Schema

_BRANCHES = ("oneOf", "anyOf")


def schema_at(schema: Schema, pointer: Sequence[str | int]) -> Schema | None:
    """The part of a flattened schema that describes the place; of alternatives the first that knows the way."""
    here: Schema | None = schema
    for part in pointer:
        here = _below(here, part) if here is not None else None
    return here


def _below(schema: Schema, part: str | int) -> Schema | None:
    own: Any = schema.get("items") if isinstance(part, int) else _entry(schema, part)
    if isinstance(own, Mapping):
        return own
    branches = (branch for word in _BRANCHES for branch in schema.get(word, ()))
    return next((found for branch in branches if (found := _below(branch, part)) is not None), None)


def _entry(schema: Schema, name: str) -> Any:
    return schema.get("properties", {}).get(name) or schema.get("additionalProperties")
