"""Keyed paths: `people/li-mei/roles`, `trade/periods/2026-Q1,hl-e36/quantity`. Sorting a list changes none of them.

A step into a mapping is its key; a step into a list is the key of the item (`dangan.schema.listkeys`). In a step `~`,
`/`, `,` and `#` that belong to a name are written `~0`, `~1`, `~2` and `~3`, an empty name is `~4`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dangan.schema.field import Field
from dangan.schema.kind import Kind
from dangan.schema.listkeys import decode, encode, item_keys, usual
from dangan.source.node import Pointer


@dataclass(frozen=True, slots=True)
class Lost:
    """The first step of a path that leads nowhere: how far it was right, the step as written, what stands there."""

    right: tuple[str, ...]
    step: str
    known: tuple[str, ...] = ()
    possible: bool = False
    """Whether the schema knows the step, so that only nothing is recorded there."""


def head(kind: Kind, own_id: str = "{id}") -> tuple[str, ...]:
    """The first steps of every path into a file of the kind: where the file lies, without the ending of its name."""
    way = kind.path.rpartition(".")[0] or kind.path
    return tuple(step.replace("{id}", own_id if own_id == "{id}" else encode(own_id)) for step in way.split("/"))


def split(path: str) -> tuple[str, ...]:
    """The steps as written; none of the empty path."""
    return tuple(path.split("/")) if path else ()


def join(steps: Sequence[str]) -> str:
    return "/".join(steps)


def to_steps(field: Field | None, data: Any, pointer: Sequence[str | int]) -> tuple[str, ...] | Lost:
    """The steps to what `pointer` leads to in `data`, which `field` describes."""
    steps: list[str] = []
    for part in pointer:
        step = _step(field, data, part)
        if step is None:
            return Lost(tuple(steps), str(part), tuple(_known(field, data)))
        steps.append(step)
        field, data = field.child(part) if field else None, data[part]
    return tuple(steps)


def to_pointer(field: Field | None, data: Any, steps: Sequence[str]) -> Pointer | Lost:
    """Where the steps lead in `data`; understood are the steps of `to_steps`, needless escapes apart."""
    pointer: list[str | int] = []
    for number, step in enumerate(steps):
        part = _part(field, data, step)
        if part is None:
            known = field is not None and isinstance(data, dict) and field.child(decode(step)) is not None
            return Lost(tuple(steps[:number]), step, tuple(_known(field, data)), known)
        pointer.append(part)
        field, data = field.child(part) if field else None, data[part]
    return tuple(pointer)


def _step(field: Field | None, data: Any, part: str | int) -> str | None:
    if isinstance(data, dict) and isinstance(part, str) and part in data:
        return encode(part)
    if isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data):
        return item_keys(field, data)[part]
    return None


def _part(field: Field | None, data: Any, step: str) -> str | int | None:
    if isinstance(data, dict):
        name = decode(step)
        return name if name in data else None
    if isinstance(data, list):
        keys, wanted = item_keys(field, data), usual(field, step)
        return keys.index(wanted) if wanted in keys else None
    return None


def _known(field: Field | None, data: Any) -> Sequence[str]:
    """The steps that could have been taken from here."""
    if isinstance(data, list):
        return item_keys(field, data)
    return [encode(key) for key in data] if isinstance(data, dict) else ()
