"""Makes of an inlined schema the one that everything uses: closed, with provenance keys in every mapping."""

from collections.abc import Mapping
from typing import Any

from dangan.schema.field import RESERVED
from dangan.schema.walk import BY_NAME, LISTED, SINGLE, TESTS, is_object

_ANNOTATIONS = frozenset(("$schema", "$id", "$comment", "title", "description", "default", "examples", "deprecated"))


def provenance_of(shapes: Mapping[str, Any]) -> dict[str, Any]:
    """The schemas of the reserved keys: shapes of those names, else the properties of the shape `provenance`."""
    grouped = shapes.get("provenance", {}).get("properties", {})
    found = {name: shapes.get(name, grouped.get(name)) for name in RESERVED}
    return {name: schema for name, schema in found.items() if schema is not None}


def flatten(schema: Mapping[str, Any], provenance: Mapping[str, Any], *, tests: bool = False) -> dict[str, Any]:
    """A closed copy; below `tests` (a branch, a condition) a schema describes no mapping of its own."""
    flat = {key: _step(key, value, provenance, tests=tests, base=schema) for key, value in schema.items()}
    if tests or not is_object(schema):
        return flat
    if provenance and _holds_provenance(schema):
        own = flat.get("properties", {})
        reserved = {name: flatten(child, {}) for name, child in provenance.items() if name not in own}
        flat["properties"] = own | reserved
    flat.setdefault("additionalProperties", False)
    return flat


def _holds_provenance(schema: Mapping[str, Any]) -> bool:
    """Every mapping unless it says no; a map from ids only if it says yes, for there keys are ids."""
    is_map = isinstance(schema.get("additionalProperties"), dict)
    return bool(schema.get("x-provenance", not is_map))


def _step(key: str, value: Any, provenance: Mapping[str, Any], *, tests: bool, base: Mapping[str, Any]) -> Any:
    inner = tests or key in TESTS or (key in LISTED and is_object(base))
    if key in BY_NAME and isinstance(value, dict):
        return {name: flatten(child, provenance, tests=tests) for name, child in value.items()}
    if key in LISTED and isinstance(value, list):
        return [flatten(child, provenance, tests=inner) for child in value]
    if key in SINGLE and isinstance(value, dict):
        return flatten(value, provenance, tests=inner)
    return value


def lean(schema: Any) -> Any:
    """The schema without what a validator need not see; every place in it stays where it was."""
    if not isinstance(schema, dict):
        return schema
    kept = {key: value for key, value in schema.items() if key not in _ANNOTATIONS and not key.startswith("x-")}
    return {key: _lean_step(key, value) for key, value in kept.items()}


def _lean_step(key: str, value: Any) -> Any:
    if key in BY_NAME:
        return {name: lean(child) for name, child in value.items()}
    if key in LISTED:
        return [lean(child) for child in value]
    return lean(value) if key in SINGLE else value
