"""Holds the names that a flattened schema mentions against what there is."""

from collections.abc import Container, Iterator, Mapping
from typing import Any

from dangan.levels import Level
from dangan.schema import codes
from dangan.schema.fields import label_of
from dangan.schema.problem import Problem
from dangan.schema.walk import Schema, children, mark, strictest, walk
from dangan.source.node import Pointer


def check_names(schema: Schema, targets: Container[str]) -> Iterator[Problem]:
    """Every `x-ref` is a thing or a space; keys and dates that are named exist beside the one that names them."""
    for pointer, part in walk(schema):
        target = part.get("x-ref")
        if target is not None and target not in targets:
            yield _missing((*pointer, "x-ref"), target)
        yield from _siblings(pointer, part)
        yield from _item_keys(pointer, part)


def check_marked(schema: Schema, pointer: Pointer = (), above: Level | None = None) -> Iterator[Problem]:
    """Every field's sensitivity is stated by itself or above it; told once for the highest that is not."""
    level = strictest(above, mark(schema))
    if level is not None:
        return
    below = [
        (step, child) for step, child in children(schema) if step[0] in ("properties", "items", "additionalProperties")
    ]
    if not below or not any(mark(child) is not None for _, child in below):
        yield Problem(
            codes.SCHEMA_SENSITIVITY, pointer, {"label": label_of(schema, str(pointer[-1]) if pointer else "")}
        )
        return
    for step, child in below:
        yield from check_marked(child, (*pointer, *step), level)


def _siblings(pointer: Pointer, schema: Schema) -> Iterator[Problem]:
    properties = schema.get("properties", {})
    for name, child in properties.items():
        other = child.get("x-not-before")
        if other is not None and other not in properties:
            yield _missing((*pointer, "properties", name, "x-not-before"), other)
        yield from _terms((*pointer, "properties", name, "x-adds-up"), child.get("x-adds-up", {}), schema)
    if properties and schema.get("additionalProperties") is False and "oneOf" not in schema and "anyOf" not in schema:
        for index, name in enumerate(schema.get("required", ())):
            if name not in properties:
                yield _missing((*pointer, "required", index), name)


def _terms(pointer: Pointer, rule: Mapping[str, Any], schema: Schema) -> Iterator[Problem]:
    """Every figure that a total is made of has a field."""
    for keyword in ("sum", "also", "product"):
        for index, path in enumerate(rule.get(keyword, ())):
            if not _leads(schema, path.lstrip("-").split("/")):
                yield _missing((*pointer, keyword, index), path)
    if "unless" in rule and not _leads(schema, [rule["unless"]]):
        yield _missing((*pointer, "unless"), rule["unless"])


def _leads(schema: Any, steps: list[str]) -> bool:
    if not steps or not isinstance(schema, dict):
        return isinstance(schema, dict)
    if steps[0] == "*":
        return _leads(schema.get("items", schema.get("additionalProperties")), steps[1:])
    return _leads(schema.get("properties", {}).get(steps[0]), steps[1:])


def _item_keys(pointer: Pointer, schema: Schema) -> Iterator[Problem]:
    key = schema.get("x-key")
    known = schema.get("items", {}).get("properties")
    for name in [key] if isinstance(key, str) else key or ():
        if known is not None and name not in known:
            yield _missing((*pointer, "x-key"), name)


def _missing(pointer: Pointer, value: str) -> Problem:
    keyword = next(part for part in reversed(pointer) if isinstance(part, str))
    return Problem(codes.SCHEMA_TARGET, pointer, {"key": keyword, "value": value})
