"""A past, or a change, as little as it takes to make it again in the process that draws it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from dangan.git.objects import Commit
from dangan.history.change import FieldChange, Identity
from dangan.history.memory import Rows
from dangan.memory import packed, unpacked
from dangan.site.audited import Approval, Stated
from dangan.site.past import Arrivals, Change, Past, grouped, last_facts

Files = Iterable[tuple[Any, tuple[str, str | None, str], Rows]]
"""As `dangan.history.archive_history.ArchiveHistory.raws` has them, unpacked."""
_FIELDS = Commit._fields


class Table(NamedTuple):
    """The commits that some changes name, newest first, as plain values: a class costs more to send than what is in
    it. `arrivals` are by id the commit on the main line, the others as in `Arrivals`.
    """

    commits: Sequence[tuple[Any, ...]]
    arrivals: Mapping[str, str]
    names: Mapping[str, str]
    approved: Mapping[str, tuple[Approval, ...]]
    waiting: tuple[str, ...] = ()

    @classmethod
    def of(cls, oids: Iterable[str], arrivals: Arrivals) -> "Table":
        """`oids` are of commits that changed something."""
        landed = {oid: arrivals.of(oid).id for oid in oids}
        mains = set(landed.values())
        every = sorted({*landed, *mains}, key=arrivals.order.__getitem__)
        approved = {oid: arrivals.approved[oid] for oid in mains if oid in arrivals.approved}
        rows = [_plain(arrivals.own[oid]) for oid in every]
        waiting = tuple(filter(arrivals.waiting.__contains__, landed))
        return cls(rows, landed, {oid: arrivals.names[oid] for oid in mains}, approved, waiting)

    @property
    def opened(self) -> Arrivals:
        commits = {commit.id: commit for commit in (Commit(*values) for values in self.commits)}
        order = {oid: place for place, oid in enumerate(commits)}
        landed = {oid: commits[main] for oid, main in self.arrivals.items()}
        return Arrivals(landed, self.names, self.approved, order, commits, frozenset(self.waiting))


def pack_past(raw: bytes, table: Table, unrecorded: Collection[str] = ()) -> bytes:
    """`raw` are the changes of the customer as they are remembered, `unrecorded` as in `Past`."""
    return packed((raw, tuple(table), tuple(unrecorded)))


def past_of(data: bytes) -> Past:
    """Nothing of nothing."""
    if not data:
        return Past()
    raw, table, unrecorded = unpacked(data)
    arrivals = Table(*table).opened
    found = _changes(unpacked(raw), arrivals)
    groups = grouped(found, arrivals)
    mine = tuple(groups[oid] for oid in sorted(groups, key=arrivals.order.__getitem__))
    return Past(mine, last_facts(found, arrivals), frozenset(unrecorded))


def pack_change(parts: Sequence[bytes], table: Table, stated: Stated | None) -> bytes:
    """`parts` are the changes of each customer, packed one by one."""
    return packed((parts, tuple(table), stated))


def change_of(data: bytes) -> Change:
    parts, table, stated = unpacked(data)
    arrivals = Table(*table).opened
    found = [_changes(unpacked(part), arrivals) for part in parts]
    whole = [change for some in found for change in grouped(some, arrivals).values()]
    taken, others = (tuple(each for part in whole for each in side(part)) for side in (_taken, _others))
    waiting = any(part.waiting for part in whole)
    return replace(whole[0], taken=taken, others=others, stated=stated, waiting=waiting)


def _taken(change: Change) -> tuple[FieldChange, ...]:
    return change.taken


def _others(change: Change) -> tuple[FieldChange, ...]:
    return change.others


def _changes(files: Files, arrivals: Arrivals) -> list[FieldChange]:
    """The newest first; those of one commit by path."""
    found = [
        FieldChange(arrivals.own[oid], file, *rest)
        for _, of, rows in files
        for file in [Identity(*of)]
        for oid, *rest in rows
    ]
    return sorted(found, key=lambda change: (arrivals.order[change.commit.id], change.path, change.steps))


def _plain(commit: Commit) -> tuple[Any, ...]:
    return tuple(getattr(commit, name) for name in _FIELDS)
