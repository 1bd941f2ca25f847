"""What a part of the archive cannot do without: what it refers to, rests on, or is the original of."""

from collections.abc import Iterator
from typing import NamedTuple

from dangan.exchange.demo.days import LAST
from dangan.exchange.demo.notes import Place
from dangan.exchange.demo.sample import Sample
from dangan.model.basis import is_basis
from dangan.model.facts import Fact, Facts
from dangan.model.folders import DOCUMENTS, PROFILE, Folders
from dangan.model.records import Customer, Record, read_customer
from dangan.model.scan import Scan, scan
from dangan.model.walk import Walk
from dangan.schema.field import Field
from dangan.source.node import Pointer


class Need(NamedTuple):
    """`part` cannot be there before `other` is."""

    part: Place
    other: Place


def needs_of(sample: Sample) -> list[Need]:
    """All of them, in order of place."""
    scanned = scan(sample.tree, sample.catalogue, LAST)
    customers = _customers(sample)
    found = [*_references(scanned), *_bases(customers, scanned.loose), *_originals(customers, sample)]
    found += _profiles(scanned.folders, sample)
    return sorted(set(found))


def _customers(sample: Sample) -> list[Customer]:
    folders = Folders.of(sample.tree.paths(), sample.catalogue)
    return [read_customer(sample.tree, folder, folders)[0] for folder in folders.customers]


def _references(scanned: Scan) -> Iterator[Need]:
    folders = scanned.folders
    fields = {file.path: file.kind.field for files in (*folders.customers.values(), folders.loose) for file in files}
    for entry in scanned.index.entries.values():
        for reference in entry.references:
            target = scanned.index.resolve(reference)
            if target:
                path = reference.span.path
                yield Need(Place(path, _grip(fields[path], reference.pointer)), Place(target.path, target.pointer))


def _grip(field: Field, pointer: Pointer) -> Pointer:
    """What is left out where the value at a place is: itself, or what cannot do without it."""
    if not pointer or isinstance(pointer[-1], int):
        return pointer
    above = field.at(pointer[:-1])
    return pointer[:-1] if above and pointer[-1] in above.required else pointer


def _bases(customers: list[Customer], loose: tuple[Record, ...]) -> Iterator[Need]:
    """By the paths that judgements name: with the customer, in the archive's own files, with another customer."""
    walk = Walk(is_basis)
    archive = Facts(loose)
    own = {customer.id: Facts(customer.all()) for customer in customers}
    groups = [(own[customer.id], tuple(customer.all())) for customer in customers]
    for facts, records in [*groups, (archive, loose)]:
        for record in records:
            for pointer, _, value in walk(record.data, record.kind.field):
                found = _find(str(value), facts, archive, own)
                if found:
                    yield Need(Place(record.path, pointer), Place(found.record.path, found.pointer))


def _find(value: str, facts: Facts, archive: Facts, own: dict[str, Facts]) -> Fact | None:
    first, _, rest = value.partition("/")
    ways = [facts.find(value), archive.find(value), *([own[first].find(rest)] if first in own else [])]
    return next((way for way in ways if isinstance(way, Fact)), None)


def _profiles(folders: Folders, sample: Sample) -> Iterator[Need]:
    """A folder is a customer's by its profile."""
    for folder in folders.customers:
        inside = (path for path in sample.files if path.startswith(f"{folder}/"))
        yield from (Need(Place(path), Place(f"{folder}/{PROFILE}")) for path in inside if not path.endswith(PROFILE))


def _originals(customers: list[Customer], sample: Sample) -> Iterator[Need]:
    """An original and its entry in the register come together."""
    for customer in customers:
        register = customer.one("documents")
        for own_id, entry in register.data.items() if register else ():
            path = f"{customer.folder}/{DOCUMENTS}{entry.get('file')}" if isinstance(entry, dict) else ""
            if register and path in sample.files:
                here, there = Place(register.path, (own_id,)), Place(path)
                yield from (Need(here, there), Need(there, here))
