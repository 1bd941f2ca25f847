"""Which id a version of a profile or tombstone says: read once, for a version never says another."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from dangan.history.places import id_in
from dangan.memory import Forgetful, Memory, packed, unpacked

_IDS = "ids"


@dataclass(slots=True)
class KeptIds:
    """By the id of the bytes; None where they say none."""

    read: Callable[[str], bytes]
    memory: Memory = field(default_factory=Forgetful)
    known: dict[str, str | None] = field(default_factory=dict)
    _count: int = 0
    """How many were known before this run."""

    @classmethod
    def recall(cls, read: Callable[[str], bytes], memory: Memory) -> Self:
        raw = memory.find(_IDS)
        known = unpacked(raw) if raw is not None else {}
        return cls(read, memory, known, len(known))

    def find(self, path: str, oid: str) -> str | None:
        if oid not in self.known:
            self.known[oid] = id_in(path, self.read(oid))
        return self.known[oid]

    def keep(self) -> None:
        if len(self.known) != self._count:
            self.memory.keep(_IDS, packed(self.known))
