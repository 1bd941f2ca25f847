"""What one customer gives to the whole, in the form in which it is kept: mostly packed, so that it costs nothing until
it is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dangan.diagnostics import Diagnostic
from dangan.levels import Level
from dangan.memory import packed
from dangan.model.basis import Basis
from dangan.model.collect import CUSTOMER
from dangan.model.index import Entry, Key, Reference, first_of
from dangan.model.integrity import ids_unique
from dangan.model.namesakes import Marks, marks_of
from dangan.schema.catalogue import Catalogue
from dangan.source.node import Pointer

Ask = tuple[str, str]
"""The space and the target of a reference."""


class CustomerScan(NamedTuple):
    """What reading and checking one customer gives. `unread`: its id with each kind of unreadable files."""

    id: str
    entries: list[Entry]
    diagnostics: list[Diagnostic]
    unread: list[tuple[str, str]]
    astray: list[Basis]
    """What its judgements rest on, where that is not in its own files."""


class Lead(NamedTuple):
    """A reference that may lead out of its customer, with the place and the level of the thing that it stands in.

    It is `plain` where no thing of the customer itself bears such a name.
    """

    path: str
    pointer: Pointer
    level: Level
    plain: bool
    reference: Reference


class Remarks(NamedTuple):
    """What is to be said of a customer by itself. `doubled` are ids that two of its own things share."""

    diagnostics: Sequence[Diagnostic] = ()
    doubled: Sequence[Diagnostic] = ()
    unread: Sequence[tuple[str, str]] = ()
    astray: Sequence[Basis] = ()


class Parcel(NamedTuple):
    """Packed: `things` are all its entries by kind, `open` those that belong to no customer, itself among them."""

    id: str
    level: Level
    """Who may know of it."""
    things: Mapping[str, bytes]
    open: bytes
    open_keys: tuple[Key, ...]
    leads: Mapping[str, bytes]
    """By the own id of what they name: tuples of `Lead`, packed."""
    asks: tuple[Ask, ...]
    """What those of them ask for that no thing of its own can be meant by, each once."""
    marks: Marks
    """What the customer is known by."""
    remarks: Remarks | None
    """None where nothing is to be said."""

    def is_itself(self, key: Key) -> bool:
        return key == (CUSTOMER, "", self.id)


def parcel_of(scan: CustomerScan, catalogue: Catalogue) -> Parcel:
    held = first_of(scan.entries)
    open_things = [entry for entry in held.values() if not entry.key.customer]
    leads = _leads(held, catalogue.spaces)
    doubled = tuple(ids_unique(scan.entries, catalogue)[0]) if len(held) < len(scan.entries) else ()
    itself = held.get(Key(CUSTOMER, "", scan.id))
    remarks = Remarks(tuple(scan.diagnostics), doubled, tuple(scan.unread), tuple(scan.astray))
    return Parcel(
        scan.id,
        itself.level if itself else Level.RESTRICTED,
        _by_kind(held.values()),
        packed(tuple(open_things)),
        tuple(entry.key for entry in open_things),
        {own_id: packed(tuple(found)) for own_id, found in leads.items()},
        tuple(dict.fromkeys(_asks(leads))),
        marks_of(itself),
        remarks if any(remarks) else None,
    )


def _by_kind(entries: Iterable[Entry]) -> dict[str, bytes]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.key.kind, []).append(entry)
    return {kind: packed(tuple(some)) for kind, some in found.items()}


def _leads(held: Mapping[Key, Entry], spaces: Mapping[str, tuple[str, ...]]) -> dict[str, list[Lead]]:
    found: dict[str, list[Lead]] = {}
    for entry in held.values():
        for reference in entry.references:
            own = [held.get(key) for key in _own_keys(reference, spaces)]
            first = own[0] if own else None
            if first is None or first.level > reference.level:  # else whoever sees it sees that it leads there
                lead = Lead(entry.path, entry.pointer, entry.level, not any(own), reference)
                found.setdefault(reference.own_id, []).append(lead)
    return found


def _asks(leads: Mapping[str, Iterable[Lead]]) -> Iterator[Ask]:
    return ((lead.reference.space, lead.reference.target) for some in leads.values() for lead in some if lead.plain)


def _own_keys(reference: Reference, spaces: Mapping[str, tuple[str, ...]]) -> Iterable[Key]:
    """The things of the customer itself that may be meant, in the order in which they are tried."""
    customer, slash, own_id = reference.target.rpartition("/")
    owner = customer if slash else reference.owner
    kinds = spaces.get(reference.space, (reference.space,))
    return (Key(kind, owner, own_id) for kind in kinds if owner)
