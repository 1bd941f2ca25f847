"""By what a company is known again: id, keys, web hosts and names of those that are in the archive."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dangan.exchange.hosts import host_of
from dangan.exchange.mapping import ImportMapping, Path
from dangan.exchange.names import normalised
from dangan.model.collect import Collector
from dangan.model.folders import Folders
from dangan.model.index import Entry
from dangan.model.namesakes import NUMBERS, number_of
from dangan.model.records import Customer, read_record
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field
from dangan.source.tree import Tree


def keys_of(mapping: ImportMapping) -> tuple[Path, ...]:
    """The fields by which a company is known for certain: the mapping's own first."""
    return tuple(dict.fromkeys((*mapping.keys, *NUMBERS)))


@dataclass(frozen=True, slots=True)
class Traits:
    """What one profile is known by."""

    keys: tuple[tuple[Path, str], ...]
    hosts: tuple[str, ...]
    names: tuple[str, ...]

    @classmethod
    def of(cls, data: Any, profile: Field, keys: Iterable[Path]) -> "Traits":
        found = tuple((path, value) for path in keys if (value := _key(data, path)))
        hosts = tuple(dict.fromkeys(filter(None, map(host_of, _addresses(data, profile)))))
        names = data.get("names", {}) if isinstance(data, Mapping) else {}
        texts = names.values() if isinstance(names, Mapping) else ()
        return cls(found, hosts, tuple(dict.fromkeys(filter(None, map(normalised, _texts(texts))))))


@dataclass(slots=True)
class Known:
    """Everybody known so far; grows as rows are taken."""

    ids: dict[str, str] = field(default_factory=dict)
    """id -> path of the profile."""
    keys: dict[tuple[Path, str], str] = field(default_factory=dict)
    hosts: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)

    def add(self, own_id: str, path: str, traits: Traits) -> None:
        self.ids.setdefault(own_id, path)
        for key in traits.keys:
            self.keys.setdefault(key, own_id)
        for host in traits.hosts:
            self.hosts.setdefault(host, []).append(own_id)
        for name in traits.names:
            self.names.setdefault(name, []).append(own_id)


@dataclass(frozen=True, slots=True)
class Archive:
    """What an import must know of the archive: who is there, what can be referred to, where customers lie."""

    known: Known
    entries: tuple[Entry, ...]
    folders: Folders


def read_archive(tree: Tree, catalogue: Catalogue, keys: Iterable[Path]) -> Archive:
    """Reads every profile and the files of the archive as a whole; no other file of a customer."""
    folders = Folders.of(tree.paths(), catalogue)
    collector, known, wanted = Collector(catalogue), Known(), tuple(keys)
    entries = list(things_of_archive(tree, folders, catalogue))
    for folder, files in folders.customers.items():
        profile = next(file for file in files if file.kind.name == "profile")
        record = read_record(tree, profile)[0]
        name = folder.rpartition("/")[2]
        own_id = record.id if record and record.id != profile.kind.name else name
        data = record.data if record else {}
        known.add(own_id, profile.path, Traits.of(data, profile.kind.field, wanted))
        records = {profile.kind.name: (record,)} if record else {}
        entries += collector.of_customer(Customer(own_id, folder, records))
    return Archive(known, tuple(entries), folders)


def things_of_archive(tree: Tree, folders: Folders, catalogue: Catalogue) -> Iterator[Entry]:
    """Colleagues, competitors, products: what every customer's files may refer to."""
    collector = Collector(catalogue)
    for file in folders.loose:
        record = read_record(tree, file)[0]
        yield from collector.of_loose(record) if record else ()


def _key(data: Any, path: Path) -> str:
    for part in path:
        data = data.get(part) if isinstance(data, Mapping) else None
    return number_of(data)


def _addresses(data: Any, profile: Field) -> Iterator[str]:
    """Every text whose field is a web address, wherever the schema puts it."""
    if profile.format == "url" and isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            below = profile.child(str(name))
            yield from _addresses(value, below) if below else ()
    elif isinstance(data, list) and profile.items:
        for item in data:
            yield from _addresses(item, profile.items)


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))
