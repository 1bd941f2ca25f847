"""The index of an archive that is asked, and not held: what a customer has is taken up when somebody asks for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

from dangan.levels import Level
from dangan.model.collect import CUSTOMER
from dangan.model.index import Entry, Index, Key, Reference, first_of, in_path_order, shown_to
from dangan.model.kept_scan import Register
from dangan.model.parcel import Lead
from dangan.model.shelf import Shelf
from dangan.schema.catalogue import Catalogue
from dangan.source.node import Pointer

_RECENT = 128
_OPENED = 1024
_Place = tuple[str, Pointer]


@dataclass(frozen=True, slots=True)
class Directory:
    """Where to look: the customers' folders by id, who may know of each, further things of theirs that belong to no
    customer, and by own id the folders whose references may lead out of them to a thing of that id.
    """

    folders: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, Level]
    open: Mapping[Key, tuple[str, ...]]
    targets: Callable[[], Mapping[str, tuple[str, ...]]]
    doubled: frozenset[str]
    """Ids that several customers share."""

    @classmethod
    def of(cls, register: Register, targets: Callable[[], Mapping[str, tuple[str, ...]]]) -> "Directory":
        folders: dict[str, tuple[str, ...]] = {}
        levels: dict[str, Level] = {}
        open_things: dict[Key, tuple[str, ...]] = {}
        for folder, line in register.lines.items():
            folders[line.id] = (*folders.get(line.id, ()), folder)
            levels[line.id] = line.level
            for key in line.open:
                open_things[key] = (*open_things.get(key, ()), folder)
        return cls(folders, levels, open_things, targets, frozenset(c for c, held in folders.items() if len(held) > 1))


class AskedIndex(Index):
    """Answers as `Index.of` all entries would. With an `audience` as the index that is visible to it."""

    __slots__ = (
        "_audience",
        "_catalogue",
        "_customer",
        "_directory",
        "_loose",
        "_named",
        "_of_loose",
        "_opened",
        "_shelf",
    )

    def __init__(
        self,
        shelf: Shelf,
        directory: Directory,
        loose: Iterable[Entry],
        catalogue: Catalogue,
        audience: Level | None = None,
    ) -> None:
        self._shelf, self._directory, self._catalogue, self._audience = shelf, directory, catalogue, audience
        self._loose = tuple(loose)
        self._of_loose = self._first_of(self._loose)
        self._customer = lru_cache(_RECENT)(self._load)
        self._named = lru_cache(_RECENT)(self._load_named)
        self._opened = lru_cache(_OPENED)(self._open_thing)
        super().__init__(_Entries(self), dict(catalogue.spaces), _Incoming(self))

    def __reduce__(self) -> tuple[Any, ...]:
        return AskedIndex, (self._shelf, self._directory, self._loose, self._catalogue, self._audience)

    def visible_to(self, audience: Level) -> "AskedIndex":
        level = audience if self._audience is None else min(audience, self._audience)
        return AskedIndex(self._shelf, self._directory, self._loose, self._catalogue, level)

    def of_kind(self, kind: str, customer: str | None = None) -> list[Entry]:
        if customer:
            found: Iterable[Entry] = (e for e in self.of_customer(customer, kind).values() if e.key.customer)
        elif customer is None and self._belongs_to_customers(kind):
            found = chain(self._open(kind), *(self._load(each, kind).values() for each in self._directory.folders))
        else:
            found = self._open(kind)
        return sorted(found, key=lambda e: e.key)

    def keys_of_kind(self, kind: str) -> list[Key]:
        if kind != CUSTOMER or self.doubled or any(key.kind == CUSTOMER for key in self._of_loose):
            return [entry.key for entry in self.of_kind(kind)]
        levels, audience = self._directory.levels, self._audience
        shown = (own_id for own_id, level in levels.items() if audience is None or level <= audience)
        return sorted(Key(CUSTOMER, "", own_id) for own_id in shown)

    def owners(self) -> dict[str, str]:
        """The id of the customer by folder: of several of one id that of the one which has it."""
        folders = self._directory.folders
        known = {key.id for key in self.keys_of_kind(CUSTOMER)}
        found = {held[0]: each for each, held in folders.items() if len(held) == 1 and each in known}
        for customer in self.doubled:
            if entry := self.find_open(Key(CUSTOMER, "", customer)):
                found[entry.path.rpartition("/")[0]] = customer
        return found

    def in_folder(self, folder: str) -> Iterable[Entry]:
        """What stands in the files of a customer; "" the archive's own."""
        return self._shown(self._shelf.things(folder) if folder else self._loose)

    @property
    def doubled(self) -> frozenset[str]:
        """Ids that several customers share."""
        return self._directory.doubled

    def of_customer(self, customer: str, kind: str = "") -> Mapping[Key, Entry]:
        """All that is in the data of a customer, or what is of one kind, in path order."""
        return self._customer(customer, kind)

    def all(self) -> dict[Key, Entry]:
        """Everything, in path order; it is not held."""
        things = chain.from_iterable(map(self._shelf.things, self._shelf.names))
        return self._first_of(chain(self._loose, things))

    def find_open(self, key: Key) -> Entry | None:
        """A thing that belongs to no customer: of several the first in path order."""
        return self._opened(key)

    def _open_thing(self, key: Key) -> Entry | None:
        held = (entry for folder in self._places(key) for entry in self._shelf.open(folder))
        found = [entry for entry in chain(held, self._loose) if entry.key == key]
        return next(iter(self._first_of(found).values()), None)

    def leading_to(self, key: Key) -> list[Reference]:
        """All references that mean a thing, in the path order of the things that they stand in."""
        near = {key.customer, key.id if key.kind == CUSTOMER else "", *self._directory.doubled} - {""}
        folders = {folder for customer in near for folder in self._directory.folders.get(customer, ())}
        led = (each for customer in ("", *near) for each in self._named(customer).get(key.id, ()))
        found = [each for each in led if self._means(each[1], key)]
        for folder in self._directory.targets().get(key.id, ()):
            if folder not in folders:
                found += self._led(self._shelf.leads(folder, key.id), key)
        found.sort(key=lambda each: each[0])
        return [reference for _, reference in found]

    def _led(self, leads: Iterable[Lead], key: Key) -> Iterator[tuple[_Place, Reference]]:
        for lead in leads:
            reference = lead.reference
            if key.customer and reference.target.rpartition("/")[0] != key.customer:
                continue  # what belongs to a customer is meant from elsewhere by its customer's name alone
            if self._audience is not None and max(lead.level, reference.level) > self._audience:
                continue
            if self._means(reference, key, plain=lead.plain):
                yield (lead.path, lead.pointer), reference

    def _means(self, reference: Reference, key: Key, *, plain: bool = False) -> bool:
        found = self._find_outside(reference) if plain else self.resolve(reference)
        return found is not None and found.key == key

    def _find_outside(self, reference: Reference) -> Entry | None:
        """As `resolve`, of a reference that no thing of its own customer can be meant by."""
        return self.find(reference.space, reference.target)

    def _places(self, key: Key) -> Iterable[str]:
        return self._directory.folders.get(key.id, ()) if key.kind == CUSTOMER else self._directory.open.get(key, ())

    def _open(self, kind: str) -> Iterator[Entry]:
        keys = (Key(CUSTOMER, "", own_id) for own_id in self._directory.folders) if kind == CUSTOMER else ()
        known = (key for key in chain(self._of_loose, self._directory.open) if key.kind == kind)
        return (entry for key in dict.fromkeys(chain(keys, known)) if (entry := self.find_open(key)))

    def _belongs_to_customers(self, kind: str) -> bool:
        thing = self._catalogue.things.get(kind)
        return thing is not None and thing.scope == CUSTOMER and kind != CUSTOMER

    def _load(self, customer: str, kind: str) -> Mapping[Key, Entry]:
        folders, shelf = self._directory.folders.get(customer, ()), self._shelf
        held = (shelf.of_kind(folder, kind) if kind else shelf.things(folder) for folder in folders)
        return self._first_of(chain.from_iterable(held))

    def _load_named(self, customer: str) -> Mapping[str, list[tuple[_Place, Reference]]]:
        """The references in the data of a customer ("" the archive's own) by the own id of what they name."""
        found: dict[str, list[tuple[_Place, Reference]]] = {}
        for entry in (self.of_customer(customer) if customer else self._of_loose).values():
            for reference in entry.references:
                found.setdefault(reference.own_id, []).append((in_path_order(entry), reference))
        return found

    def _first_of(self, entries: Iterable[Entry]) -> dict[Key, Entry]:
        """Which of several is meant is the same for every audience."""
        return {entry.key: entry for entry in self._shown(first_of(entries).values())}

    def _shown(self, entries: Iterable[Entry]) -> Iterable[Entry]:
        if self._audience is None:
            return entries
        audience = self._audience
        return (shown for entry in entries if (shown := shown_to(entry, audience)))


class _Entries(Mapping[Key, Entry]):
    __slots__ = ("_index",)

    def __init__(self, index: AskedIndex) -> None:
        self._index = index

    def get(self, key: Key, default: Any = None) -> Any:
        found = self._index.of_customer(key.customer, key.kind).get(key) if key.customer else self._index.find_open(key)
        return default if found is None else found

    def __getitem__(self, key: Key) -> Entry:
        found: Entry | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, Key) and self.get(key) is not None

    def __iter__(self) -> Iterator[Key]:
        return iter(self._index.all())

    def __len__(self) -> int:
        return len(self._index.all())

    def values(self) -> Any:
        return self._index.all().values()

    def items(self) -> Any:
        return self._index.all().items()


class _Incoming(Mapping[Key, list[Reference]]):
    """Of all things of which there is any."""

    __slots__ = ("_index",)

    def __init__(self, index: AskedIndex) -> None:
        self._index = index

    def get(self, key: Key, default: Any = None) -> Any:
        return self._index.leading_to(key) or default

    def __getitem__(self, key: Key) -> list[Reference]:
        found = self._index.leading_to(key)
        if not found:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return isinstance(key, Key) and bool(self._index.leading_to(key))

    def __iter__(self) -> Iterator[Key]:
        return (key for key in self._index.all() if self._index.leading_to(key))

    def __len__(self) -> int:
        return sum(1 for _ in self)
