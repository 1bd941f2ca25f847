"""What the items of a list are called: mappings by `x-key`, plain values by themselves unless their order matters."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dangan.schema.field import RESERVED, Field

_ESCAPES = {"~": "~0", "/": "~1", ",": "~2", "#": "~3"}
_TABLE = str.maketrans(_ESCAPES)
_EMPTY = "~4"
_PLAIN = {escape: char for char, escape in _ESCAPES.items()} | {_EMPTY: ""}


def encode(name: str) -> str:
    """A name as a step of a path."""
    return name.translate(_TABLE) or _EMPTY


def decode(step: str) -> str:
    """The name that a step stands for; a `~` that escapes nothing stands for itself."""
    first, *rest = step.split("~")
    return first + "".join(_PLAIN.get("~" + piece[:1], "~" + piece[:1]) + piece[1:] for piece in rest)


def list_field(field: Field | None) -> Field | None:
    """The field that describes a list which stands at `field`: itself, or the first alternative that is a list."""
    if field is None or field.items:
        return field
    return next((found for branch in field.alternatives if (found := list_field(branch)) and found.items), None)


def key_names(field: Field | None) -> tuple[str, ...]:
    """The fields of an item that make its key; none where the schema names none."""
    listed = list_field(field)
    if listed is None or listed.key is None:
        return ()
    return (listed.key,) if isinstance(listed.key, str) else listed.key


def item_keys(field: Field | None, items: Sequence[Any]) -> tuple[str, ...]:
    """A step for each item, no two alike: its key, or `#` and its place (from 1) where it has none of its own."""
    listed, names = list_field(field), key_names(field)
    found: dict[str, None] = {}
    for place, item in enumerate(items, start=1):
        key = own_key(listed, names, item)
        found[key if key and key not in found else f"#{place}"] = None
    return tuple(found)


def own_key(listed: Field | None, names: tuple[str, ...], item: Any) -> str:
    """The key that an item has by what it says; "" where it says none."""
    if isinstance(item, dict):
        parts = (_part(item[name]) if name in item else "" for name in names)
        return ",".join(parts).rstrip(",")
    if listed is None or listed.ordered or isinstance(item, list):
        return ""
    return encode(said(item))


def usual(field: Field | None, step: str) -> str:
    """A step as `item_keys` would write it: in a key of one part a comma needs no escape."""
    if step.startswith("#"):
        return step
    parts = step.split(",") if len(key_names(field)) > 1 else [step]
    return ",".join(encode(decode(part)) if part else "" for part in parts).rstrip(",")


def said(value: Any) -> str:
    """A value in a word, the same however it was written: of a period both its ends."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, dict):
        return "..".join(said(value[name]) for name in sorted(value) if name not in RESERVED)
    return "+".join(sorted(map(said, value))) if isinstance(value, list) else str(value)


def _part(value: Any) -> str:
    text = said(value)
    return encode(text) if text else ""
