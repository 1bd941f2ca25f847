"""Puts the shapes that a schema refers to in their places."""

from collections.abc import Mapping
from typing import Any

from dangan.schema import codes
from dangan.schema.problem import Problem
from dangan.schema.walk import BY_NAME, LISTED, SINGLE
from dangan.source.node import Pointer

_PREFIXES = ("shapes.schema.json#/$defs/", "#/$defs/")

SHAPE = "x-shape"
"""Where the name of a shape is kept that was put in; the meta-schema does not know the word: no file can claim one."""
LARGEST = 5_000
"""Places that shapes may fill in one schema: two references in each of thirty shapes would be a thousand million.
The largest of ours has some four hundred."""
DEEPEST = 32
"""Shapes inside shapes."""


class Inliner:
    """Replaces every `$ref` by a copy of its shape, which says its name; keys beside it win.

    What cannot be replaced is in `problems`. What it puts in is bounded, however many schemas it is given: when there
    is no more room, a schema keeps what stands in itself.
    """

    def __init__(self, shapes: Mapping[str, Any]) -> None:
        self.shapes = shapes
        self.problems: list[Problem] = []
        self._placed = 0

    def inline(self, schema: Any, pointer: Pointer = (), trail: tuple[str, ...] = ()) -> Any:
        """A copy without `$ref`; `pointer` stays at the outermost reference, `trail` is the shapes being put in."""
        if not isinstance(schema, dict):
            return schema
        self._placed += bool(trail)
        if trail and self._placed == LARGEST:
            self.problems.append(Problem(codes.SCHEMA_TOO_LARGE, pointer, {"limit": LARGEST}))
        if trail and self._placed >= LARGEST:
            return {}
        own = {key: self._child(key, value, pointer, trail) for key, value in schema.items() if key != "$ref"}
        own.pop("$defs", None)
        target = schema.get("$ref")
        return self._shape(target, pointer, trail) | own if isinstance(target, str) else own

    def _shape(self, target: str, pointer: Pointer, trail: tuple[str, ...]) -> dict[str, Any]:
        name = next((target.removeprefix(prefix) for prefix in _PREFIXES if target.startswith(prefix)), "")
        here = pointer if trail else (*pointer, "$ref")
        if name in trail or len(trail) >= DEEPEST:
            self.problems.append(Problem(codes.SCHEMA_RECURSION, here, {"target": target}))
        elif name not in self.shapes:
            self.problems.append(Problem(codes.SCHEMA_REFERENCE, here, {"target": target}))
        else:
            shape: dict[str, Any] = self.inline(self.shapes[name], here, (*trail, name))
            return shape | {SHAPE: name}
        return {}

    def _child(self, key: str, value: Any, pointer: Pointer, trail: tuple[str, ...]) -> Any:
        def step(*parts: str | int) -> Pointer:
            return pointer if trail else (*pointer, *parts)

        if key in BY_NAME and isinstance(value, dict):
            return {name: self.inline(child, step(key, name), trail) for name, child in value.items()}
        if key in LISTED and isinstance(value, list):
            return [self.inline(child, step(key, index), trail) for index, child in enumerate(value)]
        return self.inline(value, step(key), trail) if key in SINGLE else value


def unmarked(schema: Any) -> Any:
    """A copy without the names of shapes: for whoever reads schemas as files."""
    if isinstance(schema, dict):
        return {key: unmarked(value) for key, value in schema.items() if key != SHAPE}
    return [unmarked(value) for value in schema] if isinstance(schema, list) else schema
