"""The fragment of a place inside a file. Things and places cannot clash: names of kinds hold no dot and no slash."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dangan.model.collect import places
from dangan.model.ids import safe_id
from dangan.model.index import Index, Key
from dangan.model.records import Record
from dangan.schema.kind import ThingKind
from dangan.source.node import Pointer

_PLAIN = re.compile(r"[a-z0-9_-]+", re.ASCII)


def anchor(thing: str, thing_id: str) -> str:
    """The fragment of a thing that stands on its customer's page."""
    return f"{thing}.{safe_id(thing_id)}"


def path_anchor(*path: str | int) -> str:
    """The fragment of a place that is no thing: the kind of file, the id where there are many files, the pointer."""
    return "/".join(part if _PLAIN.fullmatch(part) else safe_id(part) for part in map(str, path))


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which file something is drawn from. `things` are the fragments of the things in that file."""

    file: tuple[str, ...]
    things: Mapping[Pointer, str] = field(default_factory=dict)
    pointer: Pointer = ()

    def below(self, part: str | int) -> "Place":
        return Place(self.file, self.things, (*self.pointer, part))

    @property
    def thing(self) -> str:
        """The fragment of the thing that stands here; "" where none does."""
        return self.things.get(self.pointer, "")

    @property
    def anchor(self) -> str:
        return self.thing or path_anchor(*self.file, *self.pointer)


def place_of(record: Record, customer: str, index: Index, kinds: Iterable[ThingKind]) -> Place:
    """The top of a file. Of two things with one key only the one that the index knows has the thing's fragment."""
    found: dict[Key, Pointer] = {}
    for kind in kinds:
        if kind.kind != record.kind.name:
            continue
        for pointer, own_id, _, _ in places(kind, record):
            key = Key(kind.name, customer if kind.scope == "customer" else "", own_id)
            entry = index.entries.get(key)
            if entry and entry.path == record.path:
                found.setdefault(key, pointer)
    file = (record.kind.name, record.id) if record.kind.many else (record.kind.name,)
    return Place(file, {pointer: anchor(key.kind, key.id) for key, pointer in found.items()})
