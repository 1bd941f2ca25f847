"""What an archive adds to a schema. An overlay adds, relabels and tightens; it never loosens and never lowers."""

from collections.abc import Callable, Mapping
from typing import Any

from dangan.levels import Level
from dangan.schema import codes
from dangan.schema.inline import SHAPE
from dangan.schema.problem import Problem
from dangan.schema.suggest import suggest
from dangan.schema.walk import mark, strictest
from dangan.source.node import Pointer

_FREE = frozenset((
    "title", "x-zh", "description", "x-zh-description", "examples", "x-req", "x-weight", "x-needed-at", "x-purpose",
    "x-fresh-for", "x-info", "x-unit", "x-widget", "x-reverse", "x-summary", "x-past", "x-pattern-says", "deprecated",
))  # fmt: skip
"""Annotations that an archive may set as it likes."""
_IGNORED = frozenset(("$schema", "$id", "$comment", SHAPE))
_UP = frozenset(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"))
_DOWN = frozenset(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"))
_NEW = frozenset(("pattern", "format", "enum", "uniqueItems", "x-not-before", "x-adds-up"))
"""Demands that may be made where there was none."""

_LEVELS = frozenset(level.word for level in Level)


class Overlay:
    """Applies one overlay; what it may not do is left out and told in `problems`."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def apply(
        self, base: Mapping[str, Any], extra: Mapping[str, Any], pointer: Pointer = (), above: Level | None = None
    ) -> dict[str, Any]:
        """The base with what may be added; `above` is the highest sensitivity stated above it."""
        merged = dict(base)
        level = strictest(above, mark(base))
        for key, value in extra.items():
            self._key(merged, key, value, (*pointer, key), level)
        self._unlabelled(base, merged, pointer)
        return merged

    def _key(self, merged: dict[str, Any], key: str, value: Any, pointer: Pointer, level: Level | None) -> None:
        steps: dict[str, Callable[..., None]] = {
            "properties": self._properties, "$defs": self._properties, "items": self._inner,
            "additionalProperties": self._inner, "required": self._union, "enum": self._enum, "x-enum": self._labels,
            "x-sensitivity": self._raise,
        }  # fmt: skip
        if key in _IGNORED or merged.get(key) == value:
            return
        if key in steps:
            steps[key](merged, key, value, pointer, level)
        elif key in _FREE or _tightens(merged, key, value):
            merged[key] = value
        else:
            self._refuse(key, pointer)

    def _refuse(self, key: str, pointer: Pointer) -> None:
        self.problems.append(Problem(codes.OVERLAY_LOOSENS, pointer, {"key": key}, key=True))

    def _properties(self, merged: dict[str, Any], key: str, value: Any, pointer: Pointer, level: Level | None) -> None:
        there = dict(merged.get(key, {}))
        for name, schema in value.items():
            known = there.get(name)
            there[name] = self.apply(known, schema, (*pointer, name), level) if known is not None else schema
        merged[key] = there

    def _inner(self, merged: dict[str, Any], key: str, value: Any, pointer: Pointer, level: Level | None) -> None:
        known = merged.get(key)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[key] = self.apply(known, value, pointer, level)
        else:
            self._refuse(key, pointer)

    def _union(self, merged: dict[str, Any], key: str, value: Any, _pointer: Pointer, _level: Level | None) -> None:
        known = list(merged.get(key, ()))
        merged[key] = known + [item for item in value if item not in known]

    def _enum(self, merged: dict[str, Any], key: str, value: Any, pointer: Pointer, level: Level | None) -> None:
        self._union(merged, key, value, pointer, level)

    def _labels(self, merged: dict[str, Any], key: str, value: Any, _pointer: Pointer, _level: Level | None) -> None:
        merged[key] = {**merged.get(key, {}), **value}

    def _raise(self, merged: dict[str, Any], key: str, value: Any, pointer: Pointer, level: Level | None) -> None:
        base = Level.RESTRICTED if level is None else level
        if Level.of(value) < base:
            self.problems.append(Problem(codes.OVERLAY_LOWERS, pointer, {"base": base.word, "value": value}))
        else:
            merged[key] = value

    def _unlabelled(self, base: Mapping[str, Any], merged: Mapping[str, Any], pointer: Pointer) -> None:
        before, labels = base.get("enum", ()), merged.get("x-enum", {})
        for index, value in enumerate(merged.get("enum", ())):
            if value not in before and str(value) not in labels:
                place = (*pointer, "enum", index - len(before))
                self.problems.append(Problem(codes.OVERLAY_UNLABELLED, place, {"value": value}))


def marks(schema: Any, base: Any) -> dict[str, Any]:
    """As an overlay, only the sensitivities that a schema states of what `base` knows, whatever else is wrong."""
    if not isinstance(schema, dict) or not isinstance(base, dict):
        return {}
    word = schema.get("x-sensitivity")
    kept: dict[str, Any] = {"x-sensitivity": word} if isinstance(word, str) and word in _LEVELS else {}
    properties, known = schema.get("properties"), base.get("properties", {})
    if isinstance(properties, dict):
        below = {name: marks(child, known.get(name)) for name, child in properties.items()}
        kept["properties"] = {name: found for name, found in below.items() if found}
    inner = {key: marks(schema.get(key), base.get(key)) for key in ("items", "additionalProperties")}
    return kept | {key: found for key, found in inner.items() if found}


def prune(extra: Any, problems: list[Problem], known: frozenset[str]) -> Any:
    """The overlay without the parts that a check found wrong; what may have meant to raise a sensitivity raises it.

    A sensitivity that cannot be read must not end as a lower one.
    """
    pruned = extra
    for problem in problems:
        parts = problem.pointer
        if not parts:
            return {}
        secret = parts[-1] == "x-sensitivity" or (problem.key and suggest(str(parts[-1]), known) == "x-sensitivity")
        pruned = _without(pruned, parts, secret=secret)
    return pruned


def _without(data: Any, pointer: Pointer, *, secret: bool) -> Any:
    """A copy with the key at `pointer` taken out; a fault inside a list takes the list."""
    if not isinstance(data, dict):
        return data
    first, rest = str(pointer[0]), pointer[1:]
    if rest and isinstance(data.get(first), dict):
        return {**data, first: _without(data[first], rest, secret=secret)}
    left = {key: value for key, value in data.items() if key != first}
    return {**left, "x-sensitivity": Level.RESTRICTED.word} if secret and not rest else left


def _tightens(merged: Mapping[str, Any], key: str, value: Any) -> bool:
    if key in _UP:
        return key not in merged or value >= merged[key]
    if key in _DOWN:
        return key not in merged or value <= merged[key]
    return key in _NEW and key not in merged
