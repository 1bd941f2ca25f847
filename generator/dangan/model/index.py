"""What is held for the whole archive: things, their names, references and summaries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from dangan.diagnostics import Span, Text
from dangan.levels import Level
from dangan.source.node import Pointer


class Key(NamedTuple):
    """The identity of a thing: its kind, the customer it belongs to ("" for top-level things) and its id."""

    kind: str
    customer: str
    id: str


class Reference(NamedTuple):
    """One link from a place in a thing's file to another thing.

    `space` is what the schema refers to (a kind of thing, or a space that several kinds share); `target` the text as
    written, so `li-mei` or `fengxing/li-mei`; `pointer` leads to it in the file.
    """

    source: Key
    space: str
    target: str
    span: Span
    pointer: Pointer
    label: Text
    reverse: Text | None
    level: Level

    @property
    def owner(self) -> str:
        """The customer in whose data it stands, "" outside of one; a customer's own entry stands in its own data."""
        return self.source.id if self.source.kind == "customer" else self.source.customer

    @property
    def own_id(self) -> str:
        """Of the thing that is named, whoever it belongs to."""
        return self.target.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of the archive."""

    key: Key
    names: Mapping[str, str]
    """By `zh`, `en`, `short`, or "" for a name without a language; never empty (the id at the worst)."""
    path: str
    span: Span
    pointer: Pointer = ()
    """Where in its file the thing stands."""
    level: Level = Level.INTERNAL
    names_level: Level = Level.PUBLIC
    """Who may know the names: to everybody else the thing is called by its id."""
    summary: Mapping[str, Any] = field(default_factory=dict)
    """The values of fields marked `x-summary`, by their path from the thing ("stage", "segments/size")."""
    summary_levels: Mapping[str, Level] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()

    def __reduce__(self) -> tuple[type["Entry"], tuple[object, ...]]:
        """To be taken up again by one call: an archive has ten times as many things as customers."""
        return Entry, tuple(getattr(self, slot) for slot in Entry.__slots__)

    def name(self, lang: str) -> str:
        """The name to call it by in `lang`: `names.<lang>` first, then the short one, then any."""
        for choice in (lang, "short", "zh", "en", ""):
            if self.names.get(choice):
                return self.names[choice]
        return self.key.id


@dataclass(slots=True)
class Index:
    """Every thing by key, what each refers to, and what refers to each. Build it with `Index.of`."""

    entries: Mapping[Key, Entry] = field(default_factory=dict)
    spaces: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Which kinds of thing a reference to a space may mean."""
    incoming: Mapping[Key, list[Reference]] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Iterable[Entry], spaces: Mapping[str, tuple[str, ...]]) -> "Index":
        """The index of all entries; of two with one key the first in path order stays (a check reports the other)."""
        held = first_of(entries)
        incoming: dict[Key, list[Reference]] = {}
        index = cls(held, dict(spaces), incoming)
        for entry in held.values():
            for reference in entry.references:
                if target := index.resolve(reference):
                    incoming.setdefault(target.key, []).append(reference)
        return index

    def resolve(self, reference: Reference) -> Entry | None:
        return self.find(reference.space, reference.target, reference.owner)

    def find(self, space: str, target: str, customer: str = "") -> Entry | None:
        """The thing that `target` names when written inside `customer`'s data."""
        owner, slash, own_id = target.rpartition("/")
        for kind in self.spaces.get(space, (space,)):
            candidates = (Key(kind, owner, own_id),) if slash else (Key(kind, customer, target), Key(kind, "", target))
            for key in candidates:
                if entry := self.entries.get(key):
                    return entry
        return None

    def of_kind(self, kind: str, customer: str | None = None) -> list[Entry]:
        """Entries of one kind in key order; of one customer if given."""
        return sorted(
            (e for k, e in self.entries.items() if k.kind == kind and customer in (None, k.customer)),
            key=lambda e: e.key,
        )

    def keys_of_kind(self, kind: str) -> list[Key]:
        """Those of `of_kind`, for whoever asks for nothing else."""
        return sorted(key for key in self.entries if key.kind == kind)

    def owners(self) -> dict[str, str]:
        """The id of the customer by folder: of several of one id that of the one which has it."""
        return {entry.path.rpartition("/")[0]: entry.key.id for entry in self.of_kind("customer")}

    def in_folder(self, folder: str) -> Iterable[Entry]:
        """What stands in the files of a customer; "" in the archive's own."""
        tops = tuple(f"{owner}/" for owner in self.owners())
        within = (lambda path: path.startswith(f"{folder}/")) if folder else (lambda path: not path.startswith(tops))
        return (entry for entry in self.entries.values() if within(entry.path))

    def visible_to(self, audience: Level) -> "Index":
        """The index that a page for `audience` may know: higher things, references and summary values are gone."""
        return Index.of(filter(None, (shown_to(e, audience) for e in self.entries.values())), self.spaces)


def first_of(entries: Iterable[Entry]) -> dict[Key, Entry]:
    """By key and in path order; of two with one key the first stays."""
    held: dict[Key, Entry] = {}
    for entry in sorted(entries, key=in_path_order):
        held.setdefault(entry.key, entry)
    return held


def in_path_order(entry: Entry) -> tuple[str, Pointer]:
    return entry.path, entry.pointer


def shown_to(entry: Entry, audience: Level) -> Entry | None:
    """What an audience may know of a thing; None where that is nothing."""
    if entry.level > audience:
        return None
    return replace(
        entry,
        names=entry.names if entry.names_level <= audience else {"": entry.key.id},
        summary={k: v for k, v in entry.summary.items() if entry.summary_levels[k] <= audience},
        references=tuple(r for r in entry.references if r.level <= audience),
    )
