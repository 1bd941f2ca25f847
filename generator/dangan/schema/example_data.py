"""Data that a schema finds right: what it asks for, what matters most, and little else."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

from dangan.levels import Level
from dangan.schema.field import RESERVED
from dangan.schema.fields import type_of
from dangan.schema.formats import FORMATS
from dangan.schema.walk import Schema, mark, strictest

_FEW, _INSIDE = 6, 2
"""Where fewer fields than these must be there or are essential, others are shown too: of a file, of a group in it."""
_TEXTS = ("…", "example-1", "example", "2026-03-01", "2026-03", "2026", "100", "EXAMPLE")
"""Tried in turn where a pattern is asked for."""
_NUMBER, _YEAR = 12, 2009


class Examples:
    """For one audience: what is above it is in no example."""

    def __init__(self, audience: Level = Level.RESTRICTED) -> None:
        self._audience = audience

    def of(self, schema: Schema, name: str) -> Any:
        """An example of the whole; `name` is what a thing in it would be called."""
        return self._value(schema, None, name, _FEW)

    def _value(self, schema: Schema, above: Level | None, name: str, few: int = _INSIDE) -> Any:
        said = [schema["const"]] if "const" in schema else [*schema.get("examples", ()), *schema.get("enum", ())]
        if said:
            return Decimal(str(said[0])) if isinstance(said[0], float) else said[0]
        branches = schema.get("oneOf") or schema.get("anyOf")
        if branches and "properties" not in schema:
            return self._value(branches[0], strictest(above, mark(schema)), name)
        kind = schema["type"][0] if isinstance(schema.get("type"), list) else type_of(schema)
        if kind == "object":
            return self._object(schema, strictest(above, mark(schema)), name, few)
        if kind == "array":
            return [self._value(schema.get("items", {}), strictest(above, mark(schema)), name)]
        if kind in ("integer", "number"):
            return _number(schema)
        return True if kind == "boolean" else _text(schema, name)

    def _object(self, schema: Schema, level: Level | None, name: str, few: int) -> dict[str, Any]:
        chosen = self._chosen(schema, level, few)
        data = {key: self._value(child, level, name if key == "id" else key) for key, child in chosen.items()}
        inner = schema.get("additionalProperties")
        if isinstance(inner, Mapping) and self._may_be_seen(inner, level):
            keys = schema.get("propertyNames", {})
            thing = keys.get("x-ref") or name
            data[_key(keys, thing.replace("_", "-"))] = self._value(inner, level, thing, few)
        return data

    def _chosen(self, schema: Schema, level: Level | None, few: int) -> Mapping[str, Schema]:
        """The properties to show, in the order of the schema: enough of them, those first that matter more."""
        visible = {key: child for key, child in schema.get("properties", {}).items()
                   if key not in RESERVED and self._may_be_seen(child, level)}  # fmt: skip
        required = schema.get("required", ())
        ranks = {key: 0 if key in required else _rank(child) for key, child in visible.items()}
        first = sorted(visible, key=lambda key: ranks[key])
        least = max(few, schema.get("minProperties", 0), sum(rank == 0 for rank in ranks.values()))
        return {key: child for key, child in visible.items() if key in first[:least]}

    def _may_be_seen(self, schema: Schema, above: Level | None) -> bool:
        level = strictest(above, mark(schema))
        return (Level.RESTRICTED if level is None else level) <= self._audience


def _rank(schema: Schema) -> int:
    """0 for what is essential or holds what is, then what is important, then the rest; lists are not looked into."""
    own = _RANKS.get(schema.get("x-weight", ""), len(_RANKS))
    below = (_rank(child) for key, child in schema.get("properties", {}).items() if key not in RESERVED)
    return min((own, *below))


_RANKS = {"essential": 0, "important": 1, "useful": 2}


def _number(schema: Schema) -> int | Decimal:
    """A number within the bounds, on the step."""
    step = schema.get("multipleOf", 1)
    low = schema.get("minimum", schema.get("exclusiveMinimum", -1) + step)
    high = schema.get("maximum", schema.get("exclusiveMaximum", 10**9) - step)
    wanted = _YEAR if schema.get("x-widget") == "year" else _NUMBER
    near = min(max(wanted, low), high)
    return Decimal(str(near // step * step)) if isinstance(near, float) else int(near // step * step)


def _text(schema: Schema, name: str) -> str:
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]].example
    if "x-ref" in schema:
        return f"{schema['x-ref']}-1"
    least = schema.get("minLength", 1)
    return next(_fitting(schema, [f"{name}-1", *_TEXTS] if "pattern" in schema else ["…" * least]), _TEXTS[0])


def _key(schema: Schema, name: str) -> str:
    """The key of an entry: the thing's name with a number, or a letter with one where that is asked for."""
    usual = f"{name}-1"
    return next(_fitting(schema, [usual, *(f"{letter}1" for letter in ascii_uppercase)]), usual)


def _fitting(schema: Schema, candidates: list[str]) -> Iterator[str]:
    pattern = re.compile(schema.get("pattern", ""))
    return (text for text in candidates if pattern.search(text))
