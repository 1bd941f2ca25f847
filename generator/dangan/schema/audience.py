"""What an audience may see of data: decided field by field before anything is drawn."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, Final

from dangan.levels import Level
from dangan.schema.field import Field


class _Missing(Enum):
    MISSING = "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING: Final = _Missing.MISSING
"""What is left of data of which nothing may be seen."""

_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean"}


def redact(field: Field, data: Any, audience: Level) -> Any:
    """A copy without what is higher than `audience`; MISSING where all is.

    Keys that the schema does not know count as restricted; containers that redaction has emptied vanish.
    """
    if audience is Level.RESTRICTED:
        return _copy(data)
    return _redact((field,), data, audience)


def level_at(field: Field, pointer: Sequence[str | int]) -> Level:
    """The level of the place that `pointer` leads to; RESTRICTED where the schema does not know the way."""
    here: tuple[Field, ...] = (field,)
    for part in pointer:
        here = tuple(child for step in here for child in _steps(step, part))
    return _highest(here)


def _redact(fields: tuple[Field, ...], data: Any, audience: Level) -> Any:
    """`fields` are all that may describe the data: of alternatives the strictest counts."""
    meant = tuple(_meant(fields, data))
    if isinstance(data, dict):
        return _container(meant, data, data.items(), audience)
    if isinstance(data, list):
        return _container(meant, data, enumerate(data), audience)
    return data if _deepest(meant) <= audience else MISSING


def _container(fields: tuple[Field, ...], data: Any, parts: Iterable[tuple[Any, Any]], audience: Level) -> Any:
    if not data:
        return type(data)() if _highest(fields) <= audience else MISSING
    kept = [
        (part, left)
        for part, value in parts
        if (below := tuple(child for field in fields if (child := _child(field, part)) is not None))
        and (left := _redact(below, value, audience)) is not MISSING
    ]
    if not kept:
        return MISSING
    return dict(kept) if isinstance(data, dict) else [left for _, left in kept]


def _meant(fields: Iterable[Field], data: Any) -> Iterable[Field]:
    """The fields with their alternatives opened as far as the data's type allows; all of them where none fits."""
    for field in fields:
        if not field.alternatives:
            yield field
            continue
        if field.properties or field.values or field.items:
            yield field
        fitting = [branch for branch in field.alternatives if _fits(branch, data)]
        yield from _meant(fitting or field.alternatives, data)


def _fits(field: Field, data: Any) -> bool:
    if not field.type:
        return True
    found = _TYPES.get(type(data), "number")
    return found == field.type or (found == "number" and field.type in ("integer", "number"))


def _child(field: Field, part: str | int) -> Field | None:
    if isinstance(part, int):
        return field.items
    return field.properties.get(part) or field.values


def _steps(field: Field, part: str | int) -> Iterable[Field]:
    child = _child(field, part)
    if child:
        yield child
    for branch in field.alternatives:
        yield from _steps(branch, part)


def _highest(fields: Iterable[Field]) -> Level:
    return max((field.level for field in fields), default=Level.RESTRICTED)


def _deepest(fields: Iterable[Field]) -> Level:
    """The highest level at or below: one value that stands where a mapping is due may say what its fields would."""
    return max((part.level for field in fields for part in field.walk()), default=Level.RESTRICTED)


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data
