"""A kind's fields as rows, for reading by people."""

from collections.abc import Mapping
from dataclasses import dataclass

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.field import RESERVED, Field
from dangan.schema.field_places import ITEM, FieldPlace, places
from dangan.schema.formats import FORMATS
from dangan.schema.kind import Kind
from dangan.schema.typewords import TYPES, either

Things = Mapping[str, Text]
"""What the things are called that a field may refer to."""


@dataclass(frozen=True, slots=True)
class Row:
    """One field. In `path` an entry of a map is `*` and an item of a list `-`."""

    place: FieldPlace
    type: Text

    @property
    def path(self) -> str:
        return "/".join(self.place.path)

    @property
    def label(self) -> Text:
        return self.place.field.label

    @property
    def level(self) -> Level:
        return self.place.field.level

    @property
    def description(self) -> Text | None:
        return self.place.field.description

    @property
    def required(self) -> bool:
        return self.place.path[-1] in self.place.above[-1].required

    @property
    def choices(self) -> Mapping[str, Text]:
        """The values to choose from, of a list those of its items."""
        field = self.place.field
        return field.enum or (field.items.enum if field.items else {})


def describe(kind: Kind, things: Things | None = None) -> list[Row]:
    """Every field of the kind in the order of its schema, without the provenance keys."""
    return [Row(place, type_words(place.field, things or {})) for place in places(kind) if _is_told(place)]


def _is_told(place: FieldPlace) -> bool:
    """An item is a row of its own only where there is something in it."""
    field = place.field
    holds = bool(field.properties or field.values or field.alternatives)
    return not set(place.path) & set(RESERVED) and (place.path[-1] != ITEM or holds)


def type_words(field: Field, things: Things) -> Text:
    """The type in words: "list of dates", "text, the id of a person"."""
    if field.alternatives and not field.type:
        return either(dict.fromkeys(type_words(branch, things) for branch in field.alternatives))
    if field.type == "array" and field.items:
        inner = type_words(field.items, things)
        return Text(f"list: {inner.en}", f"列表：{inner.to('zh')}")
    if field.format and field.format in FORMATS:
        return FORMATS[field.format].label
    if field.enum:
        return Text("one of a list", "选项")
    if field.ref:
        name = things.get(field.ref, Text(field.ref))
        return Text(f"id ({name.en.lower()})", f"编号（{name.to('zh')}）")
    plain = TYPES.get(field.type, Text("anything", "任意内容"))
    return Text(f"{plain.en} ({field.unit})", f"{plain.zh}（{field.unit}）") if field.unit else plain
