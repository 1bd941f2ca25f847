"""One failed demand of a schema on a document, with all that its wording needs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangan.diagnostics import Code, Diagnostic, Text
from dangan.schema.audience import level_at
from dangan.schema.field import Field
from dangan.schema.kind import Kind
from dangan.schema.walk import Schema, at
from dangan.source.document import Document
from dangan.source.node import Node, Pointer

_CLIP = 60


@dataclass(frozen=True, slots=True)
class Failure:
    """`pointer` leads to the value that failed, `schema` is the one whose `keyword` it failed."""

    kind: Kind
    document: Document
    keyword: str
    details: Mapping[str, Any]
    pointer: Pointer
    schema: Schema

    @classmethod
    def of(cls, kind: Kind, document: Document, error: Any) -> "Failure":
        """From an error of the validator; its path into the lean schema is the path into the kind's own."""
        path = tuple(error.schema_path[:-1])
        details = error.kind.as_dict()
        return cls(kind, document, error.kind.name, details, tuple(error.instance_path), at(kind.schema, path))

    @property
    def node(self) -> Node | None:
        return self.document.root.at(self.pointer)

    @property
    def value(self) -> Any:
        return self.node.value if self.node else None

    @property
    def shown(self) -> Text:
        """The value as the file has it, short and on one line."""
        return quoted(self.document.source_text(self.node) if self.node else "")

    @property
    def label(self) -> Text:
        return place_label(self.kind.field, self.pointer)

    def tell(
        self, code: Code, *, below: Pointer = (), key: bool = False, hint: Text | None = None, **values: Any
    ) -> Diagnostic:
        """The finding, at the value or at what stands `below` it; the wording is for who may read that place."""
        pointer = (*self.pointer, *below)
        values.setdefault("label", self.label)
        span = self.document.span(pointer, key=key)
        found = Diagnostic.of(code, span, pointer=pointer, hint=hint, **values)
        return found.at_level(level_at(self.kind.field, pointer))


def quoted(text: str) -> Text:
    line = " ".join(text.split())
    short = line if len(line) <= _CLIP else line[: _CLIP - 1] + "…"
    return Text(f"`{short}`", f"`{short}`")


def fields_at(field: Field, pointer: Sequence[str | int]) -> tuple[Field, ...]:
    """Every field that may describe the place, alternatives opened."""
    here: tuple[Field, ...] = tuple(_opened(field))
    for part in pointer:
        below = (_below(step, part) for step in here)
        here = tuple(opened for child in below if child for opened in _opened(child))
    return here


def place_label(field: Field, pointer: Sequence[str | int]) -> Text:
    """What to call a place: its label, with the key of an entry in a map; of an unknown place its last key."""
    known = fields_at(field, pointer)
    if not known:
        return quoted(str(pointer[-1]))
    holders = fields_at(field, pointer[:-1]) if pointer else ()
    label = known[0].label
    if pointer and any(pointer[-1] not in holder.properties and holder.values for holder in holders):
        return Text(f"{label.en} {pointer[-1]}", f"{label.to('zh')} {pointer[-1]}")
    return label


def siblings(fields: Sequence[Field]) -> dict[str, Field]:
    """The named properties of all of them."""
    return {name: child for field in fields for name, child in field.properties.items()}


def _below(field: Field, part: str | int) -> Field | None:
    return field.items if isinstance(part, int) else field.properties.get(part) or field.values


def _opened(field: Field) -> Iterator[Field]:
    yield field
    for branch in field.alternatives:
        yield from _opened(branch)
