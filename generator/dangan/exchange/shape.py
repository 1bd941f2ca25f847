"""Values by path into the nested data of a profile, in the order in which the schema names its fields."""

from collections.abc import Mapping
from typing import Any

from dangan.exchange.mapping import Path
from dangan.schema.field import Field
from dangan.schema.key_order import key_order


def nested(values: Mapping[Path, Any]) -> dict[str, Any]:
    """`{("names", "en"): "X"}` as `{"names": {"en": "X"}}`; a step that is a number makes a list.

    Empty values are left out, and with them the mappings and list places that would hold nothing.
    """
    root: dict[str, Any] = {}
    for path, value in values.items():
        if value in ("", [], None):
            continue
        here = root
        for part in path[:-1]:
            here = here.setdefault(part, {})
        here[path[-1]] = value
    return {key: _listed(value) for key, value in root.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(item) for key, item in value.items()}
    if inner and all(key.isdecimal() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner


def ordered(data: Any, field: Field) -> Any:
    """The same data with the keys of every mapping in the order of the canonical form."""
    if isinstance(data, list) and field.items:
        return [ordered(item, field.items) for item in data]
    if not isinstance(data, dict):
        return data
    below = {key: field.child(key) for key in key_order(field, data)}
    return {key: ordered(data[key], child) if (child := below[key]) else data[key] for key in below}
