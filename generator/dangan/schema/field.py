"""A field of a flattened schema, as the rest of Dangan sees it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dangan.diagnostics import Text
from dangan.levels import Level

SOURCES, AS_OF, EVIDENCE, CONTESTED = RESERVED = ("sources", "as_of", "evidence", "contested")
"""Provenance keys that every mapping may hold; they are drawn with the section, not as facts of their own."""


@dataclass(frozen=True, slots=True)
class Field:
    """Label, type and annotations of one place in a schema; children are fields too.

    `type` is object, array, string, integer, number, boolean or "" (alternatives). `level` is the effective
    sensitivity: the highest of its own and all above it; `RESTRICTED` where nothing says.
    """

    name: str
    label: Text
    type: str
    level: Level
    description: Text | None = None
    properties: "Mapping[str, Field]" = field(default_factory=dict)
    """Of an object: its named properties in the order of the schema."""
    values: "Field | None" = None
    """Of an object used as a map from ids to things: the field of each value."""
    key_ref: str | None = None
    """Of such a map: the kind of thing that its keys refer to."""
    items: "Field | None" = None
    """Of an array: the field of each item."""
    alternatives: "tuple[Field, ...]" = ()
    required: frozenset[str] = frozenset()
    enum: Mapping[str, Text] = field(default_factory=dict)
    meanings: Mapping[str, Text] = field(default_factory=dict)
    """Of values of the enum: what they mean, where their label does not say it."""
    format: str | None = None
    ref: str | None = None
    reverse: Text | None = None
    key: str | tuple[str, ...] | None = None
    ordered: bool = False
    summary: bool = False
    weight: str | None = None
    unit: str | None = None
    widget: str | None = None
    not_before: str | None = None
    past: bool = False
    guard: str | None = None
    """Of an object: the property whose value says how sensitive the whole is."""
    guarded: bool = False
    """Whether it or anything below it states a level."""
    shape: str | None = None
    """The name of the shared shape that it is: `money`, `quantity`, `judgement`, `period` ..."""
    requirements: tuple[str, ...] = ()
    annotations: Mapping[str, Any] = field(default_factory=dict)
    """Every other `x-` keyword as written."""

    def __reduce__(self) -> "tuple[Callable[..., Field], tuple[object, ...]]":
        """To be taken up again by one call: a catalogue has thousands."""
        return Field, tuple(getattr(self, slot) for slot in Field.__slots__)

    def child(self, part: str | int) -> "Field | None":
        """The field one step down, of alternatives the first that knows it; None where the schema does not."""
        own = self.items if isinstance(part, int) else self.properties.get(part) or self.values
        return own or next((found for branch in self.alternatives if (found := branch.child(part))), None)

    def at(self, pointer: Sequence[str | int]) -> "Field | None":
        here: Field | None = self
        for part in pointer:
            here = here.child(part) if here else None
        return here

    def facts(self) -> "Iterator[Field]":
        """The named properties without the provenance keys."""
        return (f for name, f in self.properties.items() if name not in RESERVED)

    @property
    def has_facts(self) -> bool:
        return any(name not in RESERVED for name in self.properties)

    def words(self, value: object, lang: str) -> str:
        """What a value is called: its label where it is one of an enum, else the value as it stands."""
        label = self.enum.get(str(value))
        return label.to(lang) if label else str(value)

    def below(self) -> "Iterator[Field]":
        """The fields one step down, whatever the type."""
        yield from self.properties.values()
        yield from filter(None, (self.values, self.items))
        yield from self.alternatives

    def walk(self) -> "Iterator[Field]":
        """This field and all below it."""
        yield self
        for child in self.below():
            yield from child.walk()
