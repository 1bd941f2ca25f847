"""A kind's fields as rows, for reading by people."""

from collections.abc import Iterator
from dataclasses import dataclass

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.field import RESERVED, Field
from dangan.schema.formats import FORMATS
from dangan.schema.kind import Kind
from dangan.schema.typewords import TYPES, either


@dataclass(frozen=True, slots=True)
class Row:
    """One field. In `path` an entry of a map is `*` and an item of a list `-`."""

    path: str
    label: Text
    type: Text
    required: bool
    level: Level
    description: Text | None
    choices: tuple[tuple[str, Text], ...] = ()


def describe(kind: Kind) -> list[Row]:
    """Every field of the kind in the order of its schema, without the provenance keys."""
    return list(_rows(kind.field, ()))


def _rows(field: Field, path: tuple[str, ...]) -> Iterator[Row]:
    for part, child, required in _steps(field):
        yield _row(child, (*path, part), required=required)
        yield from _rows(child, (*path, part))


def _steps(field: Field) -> Iterator[tuple[str, Field, bool]]:
    for name, child in field.properties.items():
        if name not in RESERVED:
            yield name, child, name in field.required
    if field.values:
        yield "*", field.values, False
    if field.items and (field.items.properties or field.items.values or field.items.alternatives):
        yield "-", field.items, False
    for branch in field.alternatives:
        yield from _steps(branch)


def _row(field: Field, path: tuple[str, ...], *, required: bool) -> Row:
    choices = field.enum or (field.items.enum if field.items else {})
    return Row("/".join(path), field.label, type_words(field), required, field.level, field.description,
               tuple(choices.items()))  # fmt: skip


def type_words(field: Field) -> Text:
    """The type in words: "list of dates", "text, the id of a person"."""
    if field.alternatives and not field.type:
        return either(dict.fromkeys(type_words(branch) for branch in field.alternatives))
    if field.type == "array" and field.items:
        inner = type_words(field.items)
        return Text(f"list: {inner.en}", f"列表：{inner.to('zh')}")
    if field.format and field.format in FORMATS:
        return FORMATS[field.format].label
    if field.enum:
        return Text("one of a list", "选项")
    if field.ref:
        return Text(f"id of a {field.ref}", f"{field.ref} 的编号")
    plain = TYPES.get(field.type, Text("anything", "任意内容"))
    return Text(f"{plain.en} ({field.unit})", f"{plain.zh}（{field.unit}）") if field.unit else plain
