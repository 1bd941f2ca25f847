"""Where schemas stand inside a schema."""

from collections.abc import Iterator, Mapping
from typing import Any

from dangan.levels import Level
from dangan.source.node import Pointer

Schema = Mapping[str, Any]

BY_NAME = ("properties", "$defs")
"""Keywords that hold schemas by name."""
LISTED = ("oneOf", "anyOf", "allOf")
SINGLE = ("items", "additionalProperties", "propertyNames", "not", "if", "then", "else")
TESTS = ("propertyNames", "not", "if", "then", "else", "allOf")
"""Keywords whose schemas test a value that is described elsewhere, so they are never closed."""


def children(schema: Schema) -> Iterator[tuple[Pointer, Any]]:
    """The schemas one step down, with the way to each."""
    for keyword in BY_NAME:
        if isinstance(schema.get(keyword), dict):
            yield from (((keyword, name), child) for name, child in schema[keyword].items())
    for keyword in LISTED:
        if isinstance(schema.get(keyword), list):
            yield from (((keyword, index), child) for index, child in enumerate(schema[keyword]))
    for keyword in SINGLE:
        if isinstance(schema.get(keyword), dict):
            yield (keyword,), schema[keyword]


def walk(schema: Schema, pointer: Pointer = ()) -> Iterator[tuple[Pointer, Schema]]:
    """The schema and all below it, in the order they are written."""
    yield pointer, schema
    for step, child in children(schema):
        if isinstance(child, dict):
            yield from walk(child, (*pointer, *step))


def at(schema: Schema, pointer: Pointer) -> Any:
    """What stands at a schema path; an empty mapping where nothing does."""
    here: Any = schema
    for part in pointer:
        if isinstance(here, dict):
            here = here.get(str(part), {})
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            return {}
    return here


def mark(schema: Schema) -> Level | None:
    """The sensitivity that the schema itself states."""
    word = schema.get("x-sensitivity")
    return Level.of(word) if isinstance(word, str) else None


def strictest(*levels: Level | None) -> Level | None:
    """The highest of those that are stated; None where none is."""
    return max((level for level in levels if level is not None), default=None)


def is_object(schema: Schema) -> bool:
    kind = schema.get("type")
    return kind == "object" or (kind is None and "properties" in schema)
