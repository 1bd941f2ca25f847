"""Makes the tree of fields from a flattened schema."""

from dataclasses import replace
from typing import Any

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.field import Field
from dangan.schema.inline import SHAPE
from dangan.schema.walk import Schema, mark, strictest

STATES_LEVEL = "x-states-level"
_OWN = frozenset((
    "x-zh", "x-zh-description", "x-enum", "x-req", "x-ref", "x-reverse", "x-key", "x-ordered", "x-summary", "x-weight",
    "x-unit", "x-widget", "x-not-before", "x-past", "x-sensitivity", STATES_LEVEL,
    SHAPE,
))  # fmt: skip
"""Keywords that a `Field` has an attribute for; every other `x-` keyword is in its annotations."""


def field_of(name: str, schema: Schema, above: Level | None = None) -> Field:
    """The field of a schema; `above` is the highest sensitivity stated above it, None where nothing is stated."""
    level = strictest(above, mark(schema))
    names = schema.get("propertyNames", {})
    made = Field(
        name=name,
        label=label_of(schema, name),
        type=type_of(schema),
        level=Level.RESTRICTED if level is None else level,
        description=_text(schema, "description", "x-zh-description"),
        properties=_properties(schema, level),
        values=_below(name, schema, "additionalProperties", level),
        key_ref=names.get("x-ref"),
        items=_below(name, schema, "items", level),
        alternatives=_alternatives(name, schema, level),
        required=frozenset(schema.get("required", ())),
        enum=_choices(schema),
        meanings=_meanings(schema),
        format=schema.get("format"),
        ref=schema.get("x-ref"),
        reverse=words_of(schema.get("x-reverse") or names.get("x-reverse")),
        key=_key(schema.get("x-key")),
        ordered=schema.get("x-ordered", False),
        summary=schema.get("x-summary", False),
        weight=schema.get("x-weight"),
        unit=schema.get("x-unit"),
        widget=schema.get("x-widget"),
        not_before=schema.get("x-not-before"),
        past=schema.get("x-past", False),
        guard=next((key for key, child in schema.get("properties", {}).items() if child.get(STATES_LEVEL)), None),
        shape=schema.get(SHAPE),
        requirements=tuple(schema.get("x-req", ())),
        annotations={key: value for key, value in schema.items() if key.startswith("x-") and key not in _OWN},
    )
    guarded = made.guard is not None or any(child.guarded for child in made.below())
    return replace(made, guarded=True) if guarded else made


def _properties(schema: Schema, level: Level | None) -> dict[str, Field]:
    return {key: field_of(key, child, level) for key, child in schema.get("properties", {}).items()}


def opaque_field(name: str, label: Text) -> Field:
    """The field of a kind whose schema cannot be used: nothing in it is known, so all of it is restricted."""
    return Field(name=name, label=label, type="object", level=Level.RESTRICTED)


def label_of(schema: Schema, name: str) -> Text:
    return Text(schema.get("title", name), schema.get("x-zh", ""))


def words_of(value: Any) -> Text | None:
    """The words of a `{title, x-zh}` mapping, or of a bare text."""
    if isinstance(value, dict):
        return _text(value, "title", "x-zh")
    return Text(value) if isinstance(value, str) else None


def type_of(schema: Schema) -> str:
    """The one type of a schema, or "" where there are alternatives."""
    stated = schema.get("type", "")
    if isinstance(stated, str) and stated:
        return stated
    if stated or "oneOf" in schema or "anyOf" in schema:
        return ""
    if "properties" in schema or isinstance(schema.get("additionalProperties"), dict):
        return "object"
    if "items" in schema:
        return "array"
    return "string" if all(isinstance(value, str) for value in schema.get("enum", (0,))) else ""


def _text(schema: Schema, en: str, zh: str) -> Text | None:
    return Text(schema[en], schema.get(zh, "")) if en in schema else None


def _below(name: str, schema: Schema, keyword: str, level: Level | None) -> Field | None:
    """The field of each item or value; without a title of its own it is called as what holds it."""
    inner = schema.get(keyword)
    if not isinstance(inner, dict):
        return None
    field = field_of(name, inner, level)
    return field if "title" in inner else replace(field, label=label_of(schema, name))


def _alternatives(name: str, schema: Schema, level: Level | None) -> tuple[Field, ...]:
    branches = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
    if isinstance(schema.get("type"), list):
        branches += [{"type": kind} for kind in schema["type"]]
    label = label_of(schema, name)
    made = [(branch, field_of(name, branch, level)) for branch in branches]
    return tuple(field if "title" in branch else replace(field, label=label) for branch, field in made)


def _choices(schema: Schema) -> dict[str, Text]:
    labels = schema.get("x-enum", {})
    return {str(value): words_of(labels.get(str(value))) or Text(str(value)) for value in schema.get("enum", ())}


def _meanings(schema: Schema) -> dict[str, Text]:
    labels = schema.get("x-enum", {})
    found = {value: _text(label, "description", "x-zh-description") for value, label in labels.items()}
    return {value: text for value, text in found.items() if text}


def _key(value: Any) -> str | tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) else value
