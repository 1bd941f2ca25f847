"""The invariants that one schema cannot see: one small function each."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from dangan.diagnostics import Diagnostic, Span, Text
from dangan.levels import Level
from dangan.model import codes
from dangan.model.collect import CUSTOMER, label_of
from dangan.model.index import Entry, Index, Key, Reference
from dangan.model.records import Customer, Record
from dangan.model.tombstones import TOMBSTONE, Stray, moved_with_it
from dangan.model.walk import Walk
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field
from dangan.schema.suggest import did_you_mean, folded, nearest
from dangan.schema.wording.slips import slip_in
from dangan.source.node import Pointer

_RECENT = 8


def is_dated(field: Field) -> bool:
    """What the checks of dates walk over."""
    return bool(field.not_before or field.past)


def folder_named_as_id(customer: Customer) -> Iterator[Diagnostic]:
    """A customer's folder is called as its id."""
    folder = customer.folder.rpartition("/")[2]
    profile = customer.profile
    if profile and profile.document and isinstance(profile.data, dict) and profile.data.get("id", folder) != folder:
        span = profile.document.span(("id",))
        yield Diagnostic.of(codes.FOLDER_NAME, span, pointer=("id",), folder=folder, id=profile.data["id"])


def dates_in_order(record: Record, dated: Walk) -> Iterator[Diagnostic]:
    """A date marked `x-not-before` does not lie before the date that it names."""
    for pointer, field, value in dated(record.data, record.kind.field):
        parent = _value(record.data, pointer[:-1]) if field.not_before else None
        earlier = parent.get(field.not_before) if isinstance(parent, dict) else None
        if isinstance(earlier, str) and isinstance(value, str) and _later(earlier, value):
            before = record.kind.field.at((*pointer[:-1], field.not_before or ""))
            yield Diagnostic.of(
                codes.DATE_ORDER,
                _span(record, pointer),
                pointer=pointer,
                later=value,
                later_label=field.label,
                earlier=earlier,
                earlier_label=before.label if before else Text(str(field.not_before)),
            ).at_level(field.level)


def past_is_past(record: Record, dated: Walk, today: date) -> Iterator[Diagnostic]:
    """A date marked `x-past` does not lie after today."""
    now = today.isoformat()
    for pointer, field, value in dated(record.data, record.kind.field):
        if field.past and isinstance(value, str) and _later(value, now):
            yield Diagnostic.of(
                codes.FUTURE_DATE, _span(record, pointer), pointer=pointer, label=field.label, date=value, today=today
            ).at_level(field.level)


def ids_unique(entries: Iterable[Entry], catalogue: Catalogue) -> tuple[list[Diagnostic], frozenset[str]]:
    """No two things that share a space and a scope have one id; with the folders of customers whose own id is taken.

    Of such a customer the people and notes are not called taken as well: that has one cause.
    """
    taken: dict[Key, Entry] = {}
    copies: set[str] = set()
    found: list[Diagnostic] = []
    for entry in sorted(entries, key=lambda e: (bool(e.key.customer), e.path, e.span.line, e.span.column)):
        thing = catalogue.things.get(entry.key.kind)
        if thing is None or any(entry.path.startswith(folder) for folder in copies):
            continue
        first = taken.setdefault(entry.key._replace(kind=thing.space), entry)
        if first is not entry:
            if entry.key.kind == CUSTOMER:
                copies.add(entry.path.rpartition("/")[0] + "/")
            said: dict[str, Any] = {"what": thing.label, "id": entry.key.id, "place": first.span}
            doubled = Diagnostic.of(codes.DUPLICATE_ID, entry.span, pointer=entry.pointer, **said)
            found.append(doubled.at_level(max(entry.level, first.level)))
    return found, frozenset(copies)


def astray(entries: Iterable[Entry], index: Index) -> list[Stray]:
    """The references that lead nowhere, or to what is here no more."""
    found = ((r, index.resolve(r)) for entry in entries for r in entry.references)
    return [(r, to) for r, to in found if to is None or (to.key.kind == TOMBSTONE and r.source.kind != TOMBSTONE)]


def references_exist(
    strays: Iterable[Stray],
    index: Index,
    catalogue: Catalogue,
    unread: AbstractSet[tuple[str, str]],
    guesser: "Guesser",
) -> Iterator[Diagnostic]:
    """Every reference leads to a thing of the kind that the schema asks for.

    `unread` has customer ("" for none) and kind of every file that could not be read: what may stand there is not
    called missing, or one slip in team.yaml would be an error in every dossier.
    """
    for reference, to in strays:
        if to is None and not _may_be_unread(reference, catalogue, unread):
            yield _unresolved(reference, index, catalogue, guesser)


def _may_be_unread(reference: Reference, catalogue: Catalogue, unread: AbstractSet[tuple[str, str]]) -> bool:
    owner = reference.target.rpartition("/")[0] or reference.owner
    things = (catalogue.things.get(name) for name in catalogue.spaces.get(reference.space, (reference.space,)))
    return any(thing and ({("", thing.kind), (owner, thing.kind)} & unread) for thing in things)


class Called(NamedTuple):
    """What some things are called: by id or name, what is written to mean it and who may know that; and all of it as
    it is compared.
    """

    meant: Mapping[str, tuple[str, Level]]
    folded: Mapping[str, str]

    @classmethod
    def of(cls, entries: Iterable[Entry], owner: str) -> "Called":
        """As written from elsewhere than in the data of their `owner`, where there is one."""
        meant: dict[str, tuple[str, Level]] = {}
        for entry in entries:
            written = f"{owner}/{entry.key.id}" if owner else entry.key.id
            meant.update(dict.fromkeys(entry.names.values(), (written, max(entry.level, entry.names_level))))
            meant[written] = (written, entry.level)
        return cls(meant, folded((word, word) for word in meant))


class Guesser:
    """Knows the id that was probably meant, by its spelling or because the name was written instead.

    It gives up after `MOST` guesses, or when it has looked at `LOOKS` names for them: hundreds of lost references have
    one cause.
    """

    MOST = 200
    LOOKS = 500_000

    def __init__(self, index: Index) -> None:
        self._index = index
        self._left, self._looks = self.MOST, self.LOOKS
        self._open = cache(self._called_openly)
        self._own = lru_cache(_RECENT)(self._called_within)

    def guess(self, reference: Reference) -> tuple[str | None, Level]:
        """The id and who may know it."""
        lists = self._lists(reference) if self._left > 0 and self._looks > 0 else ()
        self._left -= 1
        self._looks -= sum(len(each.folded) for each in lists)
        said = any(reference.target in each.meant for each in lists)
        found = reference.target if said else nearest(reference.target, *(each.folded for each in lists))
        if found is None:
            return None, reference.level
        near, level = next(each.meant[found] for each in lists if found in each.meant)
        return near, max(level, reference.level)

    def _lists(self, reference: Reference) -> tuple[Called, ...]:
        """What may be meant: what is a customer's by its own names first; by another's, that one's things alone."""
        owner = reference.target.rpartition("/")[0]
        own = self._own(reference.space, owner or reference.owner, owner)
        return (own,) if owner else (own, self._open(reference.space))

    def _called_openly(self, space: str) -> Called:
        return Called.of(chain.from_iterable(self._index.of_kind(kind, "") for kind in self._kinds(space)), "")

    def _called_within(self, space: str, customer: str, owner: str) -> Called:
        held = (self._index.of_kind(kind, customer) for kind in self._kinds(space)) if customer else ()
        return Called.of(chain.from_iterable(held), owner)

    def _kinds(self, space: str) -> Iterable[str]:
        return self._index.spaces.get(space, (space,))


def _unresolved(reference: Reference, index: Index, catalogue: Catalogue, guesser: Guesser) -> Diagnostic:
    """What is said of a thing that is there, or nearly, is for those who may know that it is there."""
    what = label_of(reference.space, catalogue)
    for thing in sorted(catalogue.things):
        other = index.find(thing, reference.target, reference.owner)
        if other:
            found = Diagnostic.of(
                codes.WRONG_KIND,
                reference.span,
                pointer=reference.pointer,
                target=reference.target,
                what=what,
                actual=catalogue.things[other.key.kind].label,
            )
            return found.at_level(max(reference.level, other.level))
    if moved := moved_with_it(reference, index, catalogue):
        return moved
    slip = slip_in(reference.target, listed=isinstance(reference.pointer[-1], int))
    near, level = (None, reference.level) if slip else guesser.guess(reference)
    hint = did_you_mean(near) if near else slip
    found = Diagnostic.of(
        codes.UNKNOWN_REFERENCE,
        reference.span,
        pointer=reference.pointer,
        hint=hint,
        target=reference.target,
        what=what,
    )
    return found.at_level(level)


def _value(data: Any, pointer: Pointer) -> Any:
    for part in pointer:
        data = data[part]
    return data


def _later(left: str, right: str) -> bool:
    """Whether one ISO date (or month, or year) certainly lies after another: compared as far as both go."""
    if left <= right:
        return False
    length = min(len(left), len(right))
    return left[:length] > right[:length]


def _span(record: Record, pointer: Pointer) -> Span:
    return record.document.span(pointer) if record.document else Span(record.path)
