"""What an audience may see of data: decided field by field before anything is drawn."""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, Final

from dangan.levels import Level
from dangan.schema.field import CONTESTED, EVIDENCE, Field


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
    """The level of the place that `pointer` leads to; RESTRICTED where the schema does not know the way.

    What is said of a fact beside it is as sensitive as the fact; which fact a contested value is of, only data says.
    """
    here: tuple[Field, ...] = (field,)
    above = Level.PUBLIC
    for place, part in enumerate(pointer):
        if part == EVIDENCE and place + 1 < len(pointer):
            above = max(above, _highest(_below(here, pointer[place + 1])))
        elif part == CONTESTED:
            above = max(above, _deepest(here))
        here = _below(here, part)
    return max(above, _highest(here))


def stated_at(field: Field, data: Any, pointer: Sequence[str | int]) -> Level:
    """The highest level that the data itself states on the way to a place: of a source, who may be told of it.

    An index may be written as text, as in an RFC 6901 pointer.
    """
    if not field.guarded:
        return Level.PUBLIC
    here: tuple[Field, ...] = (field,)
    level = _stated(here, data)
    for part in pointer:
        step = int(part) if isinstance(data, list) and str(part).isdigit() else part
        here, data = _below(here, step), _value(data, step)
        level = max(level, _stated(here, data))
    return level


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
    if isinstance(data, dict) and _stated(fields, data) > audience:
        return MISSING
    kept = [(part, left) for part, value in parts if (left := _entry(fields, part, value, audience)) is not MISSING]
    if not kept:
        return MISSING
    return dict(kept) if isinstance(data, dict) else [left for _, left in kept]


def _entry(fields: tuple[Field, ...], part: str | int, value: Any, audience: Level) -> Any:
    below = tuple(child for field in fields if (child := _child(field, part)) is not None)
    if not below:
        return MISSING
    if part == CONTESTED and isinstance(value, list):
        return [left for rival in value if (left := _rival(fields, below, rival, audience)) is not MISSING] or MISSING
    if part == EVIDENCE and isinstance(value, dict):
        value = {name: said for name, said in value.items() if _highest(_below(fields, name)) <= audience}
    return _redact(below, value, audience)


def _rival(fields: tuple[Field, ...], below: tuple[Field, ...], rival: Any, audience: Level) -> Any:
    """What another source says of a fact, its value without what is too high in that fact."""
    name = rival.get("field") if isinstance(rival, dict) and "value" in rival else None
    facts = _below(fields, name) if isinstance(name, str) else ()
    value = _redact(facts, rival["value"], audience) if facts else MISSING
    rest = _redact(_below(below, 0), rival, audience) if value is not MISSING else MISSING
    return MISSING if rest is MISSING else rest | {"value": value}


def _stated(fields: Iterable[Field], data: Any) -> Level:
    """The level that a mapping states of itself; a word that is none counts as the highest."""
    if not isinstance(data, dict):
        return Level.PUBLIC
    words = [str(data[field.guard]).upper() for field in fields if field.guard in data]
    return max((Level.__members__.get(word, Level.RESTRICTED) for word in words), default=Level.PUBLIC)


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


def _value(data: Any, part: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(str(part))
    return data[part] if isinstance(data, list) and isinstance(part, int) and part < len(data) else None


def _below(fields: Iterable[Field], part: str | int) -> tuple[Field, ...]:
    return tuple(child for step in fields for child in _steps(step, part))


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
