"""A small right file of a kind, made from its schema, each line with the label of its field."""

from collections.abc import Iterator, Mapping
from typing import Any

from dangan.levels import Level
from dangan.schema.example_data import Examples
from dangan.schema.field import Field
from dangan.schema.kind import Kind
from dangan.source.emit import INDENT, flow, flow_text, scalar

_BODY = "body"
_SHORT = 3
"""A group of so many plain values is written in one line."""


def example(kind: Kind, thing: str, lang: str, audience: Level = Level.RESTRICTED) -> str:
    """The text of the file, about a thing of that name; a field above the audience is not in it."""
    data = Examples(audience).of(kind.schema, thing)
    if not kind.markdown:
        return "".join(_entries(kind.field, data, "", lang))
    body = f"{data.pop(_BODY)}\n" if _BODY in data else ""
    return f"---\n{''.join(_entries(kind.field, data, '', lang))}---\n{body}"


def example_of(field: Field, schema: Mapping[str, Any], lang: str) -> str:
    """The lines of one field, as they would stand in a file."""
    return _entry(field.name, field, Examples().of(schema, field.name), "", lang)


def _entries(field: Field, data: Mapping[str, Any], indent: str, lang: str) -> Iterator[str]:
    return (_entry(key, field.child(key), value, indent, lang) for key, value in data.items())


def _entry(key: str, field: Field | None, value: Any, indent: str, lang: str) -> str:
    comment = f"  # {' '.join(field.label.to(lang).split())}\n" if field else "\n"
    start = f"{indent}{flow_text(key)}:"
    if isinstance(value, list) and value and field and field.items:
        items = "".join(_item(field.items, item, indent + INDENT, lang) for item in value)
        return f"{start} {flow(value)}{comment}" if _is_plain(value) else f"{start}{comment}{items}"
    if isinstance(value, Mapping) and field and not _is_line(value):
        return f"{start}{comment}{''.join(_entries(field, value, indent + INDENT, lang))}"
    return f"{start} {flow(value) if isinstance(value, Mapping | list) else scalar(value)}{comment}"


def _item(field: Field, item: Any, indent: str, lang: str) -> str:
    if not isinstance(item, Mapping) or _is_line(item):
        return f"{indent}- {flow(item)}\n"
    lines = "".join(_entries(field, item, indent + INDENT, lang))
    return f"{indent}- {lines[len(indent) + len(INDENT) :]}"


def _is_plain(items: list[Any]) -> bool:
    return not any(isinstance(item, Mapping | list) for item in items)


def _is_line(group: Mapping[str, Any]) -> bool:
    """Whether a group is written in one line, as money and quantities are."""
    return len(group) <= _SHORT and _is_plain(list(group.values()))
