"""What a page asked for: so that it is drawn again when, and only when, one of the answers may have become another.

A page may ask the index and the archive's own files; all else that it knows of is its own (its customer's files, its
past) or the same for the whole site. Each question leaves a trace, and two states of an archive are compared by the
traces of what is not the same in them.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from dangan.diagnostics import Span
from dangan.memory import packed
from dangan.model.index import Entry, Index, Key, Reference
from dangan.site.context import SiteContext

K = TypeVar("K")
V = TypeVar("V")

Trace = tuple[str, ...]
_SIZE = 6
"""Bytes that stand for a trace; where two share them, a page too many is drawn."""


class Traces:
    """Those that one run of drawing leaves."""

    def __init__(self) -> None:
        self.found: set[Trace] = set()

    @property
    def packed(self) -> bytes:
        return b"".join(sorted(map(mark_of, self.found)))


def mark_of(trace: Trace) -> bytes:
    return hashlib.blake2b("\0".join(trace).encode(), digest_size=_SIZE).digest()


def entry_trace(key: Key) -> Trace:
    return ("thing", *key)


def incoming_trace(own_id: str) -> Trace:
    """By the id alone: a reference may lead to whichever thing of that id comes first."""
    return ("incoming", own_id)


def kind_trace(kind: str) -> Trace:
    return ("kind", kind)


def loose_trace(kind: str) -> Trace:
    return ("own files", kind)


ALL_LOOSE = ("own files",)
EVERYTHING = ("everything",)


class TrackedIndex(Index):
    """The index, which notes what it was asked."""

    __slots__ = ("_index", "_traces")

    def __init__(self, index: Index, traces: Traces) -> None:
        found = traces.found
        entries = _Noting(index.entries, lambda key: found.add(entry_trace(key)), lambda: found.add(EVERYTHING))
        incoming = _Noting(index.incoming, lambda key: found.add(incoming_trace(key.id)), lambda: found.add(EVERYTHING))
        super().__init__(entries, index.spaces, incoming)
        self._traces = traces
        self._index = index

    def keys_of_kind(self, kind: str) -> list[Key]:
        self._traces.found.add(kind_trace(kind))
        return self._index.keys_of_kind(kind)

    def of_kind(self, kind: str, customer: str | None = None) -> list[Entry]:
        self._traces.found.add(kind_trace(kind))
        return self._index.of_kind(kind, customer)


class _Noting(Mapping[K, V]):
    """A mapping that tells which keys it was asked for, and whether it was gone through."""

    __slots__ = ("_all", "_asked", "_held")

    def __init__(self, held: Mapping[K, V], asked: Any, everything: Any) -> None:
        self._held, self._asked, self._all = held, asked, everything

    def __getitem__(self, key: K) -> V:
        self._asked(key)
        return self._held[key]

    def __contains__(self, key: object) -> bool:
        self._asked(key)
        return key in self._held

    def get(self, key: K, default: Any = None) -> Any:
        self._asked(key)
        return self._held.get(key, default)

    def __iter__(self) -> Iterator[K]:
        self._all()
        return iter(self._held)

    def __len__(self) -> int:
        self._all()
        return len(self._held)


def tracked(context: SiteContext, traces: Traces) -> SiteContext:
    """The same for the pages of one customer or change, whose questions are to be noted."""
    found = traces.found
    loose = _Noting(context.loose, lambda kind: found.add(loose_trace(kind)), lambda: found.add(ALL_LOOSE))
    return replace(context, index=TrackedIndex(context.index, traces), loose=loose)


PARTS = frozenset({"audited", "changes", "diagnostics", "digests", "past", "paths"})
"""What only the pages about many may ask for, or what is of somebody else's there; each is known as a whole."""


def part_trace(name: str) -> Trace:
    return ("part", name)


class NotedContext(SiteContext):
    """The context of pages about many, which notes which of its parts it was asked for."""

    __slots__ = ("_found",)

    def __getattribute__(self, name: str) -> Any:
        if name in PARTS:
            object.__getattribute__(self, "_found").add(part_trace(name))
        return object.__getattribute__(self, name)


def noted(context: SiteContext, traces: Traces) -> SiteContext:
    """The same for a page about many."""
    known = tracked(context, traces)
    found = NotedContext(**{name: getattr(known, name) for name in SiteContext.__slots__})
    object.__setattr__(found, "_found", traces.found)  # it is frozen for everybody else
    return found


class Shown(NamedTuple):
    """How much of a thing others may tell: what stands for it, and the ids that it refers to."""

    mark: bytes
    targets: tuple[str, ...]


Things = Mapping[Key, Shown]


def things_of(entries: Iterable[Entry]) -> dict[Key, Shown]:
    """Of entries of an index that is redacted already."""
    return {entry.key: Shown(_mark(entry), tuple(map(_own_id, entry.references))) for entry in entries}


def _mark(entry: Entry) -> bytes:
    """Without the lines and columns, which move when anything above is edited and stand on no page of others."""
    references = tuple(r._replace(span=Span(r.span.path)) for r in entry.references)
    said = replace(entry, span=Span(entry.path), references=references)
    return hashlib.blake2b(packed(said), digest_size=16).digest()


def _own_id(reference: Reference) -> str:
    return reference.target.rpartition("/")[2]


def changed(before: Things, after: Things) -> set[Trace]:
    """The traces of all that is not the same in two states of some files."""
    found: set[Trace] = set()
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        found |= {entry_trace(key), kind_trace(key.kind), EVERYTHING}
        found.update(incoming_trace(own_id) for side in (old, new) if side for own_id in side.targets)
        if old is None or new is None:
            found.add(incoming_trace(key.id))
    return found


def is_hit(packed: bytes, marks: Collection[bytes]) -> bool:
    """Whether what was asked holds any of the marks."""
    return any(mark in packed for mark in marks)
