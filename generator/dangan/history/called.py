"""What the things of an archive are called in sentences of its history, and where they stand today."""

from collections.abc import Mapping
from dataclasses import dataclass

from dangan.history.change import Identity
from dangan.history.leaves import Steps
from dangan.model.index import Entry, Index, Key
from dangan.schema.kind import ThingKind
from dangan.schema.listkeys import decode


@dataclass(frozen=True, slots=True)
class Called:
    """`dangan.history.sentences.Names` from an index, redacted: of what it does not know nothing is said."""

    index: Index
    things: Mapping[str, tuple[ThingKind, ...]]
    """By the kind of file that they stand in."""

    @classmethod
    def of(cls, index: Index, things: Mapping[str, ThingKind]) -> "Called":
        found: dict[str, tuple[ThingKind, ...]] = {}
        for thing in things.values():
            found[thing.kind] = (*found.get(thing.kind, ()), thing)
        return cls(index, found)

    def of_reference(self, space: str, target: str, customer: str, lang: str) -> str | None:
        entry = self.index.find(space, target, customer)
        return entry.name(lang) if entry else None

    def of_place(self, of: Identity, steps: Steps, lang: str) -> str | None:
        entry = self.at(of, steps)
        return entry.name(lang) if entry else None

    def at(self, of: Identity, steps: Steps) -> Entry | None:
        """The thing that stands exactly there."""
        keys = (_key(thing, of, steps) for thing in self.things.get(of.kind or "", ()))
        return next((found for key in keys if key and (found := self.index.entries.get(key))), None)

    def around(self, of: Identity, steps: Steps) -> Entry | None:
        """The innermost thing that holds the place."""
        ways = (steps[:depth] for depth in range(len(steps), -1, -1))
        return next((entry for way in ways if (entry := self.at(of, way))), None)


def _key(thing: ThingKind, of: Identity, steps: Steps) -> Key | None:
    way = [part for part in thing.at.split("/") if part]
    if len(way) != len(steps) or any(part not in ("*", step) for part, step in zip(way, steps, strict=True)):
        return None
    stars = [decode(step) for part, step in zip(way, steps, strict=True) if part == "*"]
    own_id = stars[-1] if stars else of.id or of.customer
    return Key(thing.name, of.customer if thing.scope == "customer" else "", own_id)
