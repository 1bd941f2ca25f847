"""What a site tells of the past: what stands for everybody's at once, and each by itself when it is drawn."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dangan.git.objects import Commit
from dangan.history.archive_history import ArchiveHistory
from dangan.history.sketch import Sketch, Sketches
from dangan.memory import Memory, packed, unpacked
from dangan.site.past import Arrivals, Headline, Past
from dangan.site.past_pack import Table, pack_change, pack_past, past_of


@dataclass(slots=True)
class Raws:
    """The changes of each customer as they are remembered (`ArchiveHistory.raws`), by the names under which they are.

    What the memory has no more is read once more; `held` is what it would not keep.
    """

    names: Mapping[str, str]
    memory: Memory
    again: Callable[[], ArchiveHistory]
    held: dict[str, bytes] = field(default_factory=dict)

    def of(self, customer: str) -> bytes:
        raw = self.held.get(customer)
        raw = self.memory.find(self.names[customer]) if raw is None else raw
        return self._read(customer) if raw is None else raw

    def _read(self, customer: str) -> bytes:
        """All that are lost at once, for that one is seldom comes alone."""
        there, history = self.memory.names(), self.again()
        lost = [each for each, name in self.names.items() if each not in self.held and name not in there]
        self.held.update(history.raws({*lost, customer}, whole=False))
        history.close()
        return self.held[customer]


@dataclass(frozen=True, slots=True)
class Pasts:
    """By customer, "" for the archive's own files."""

    raws: Raws
    sketches: Sketches
    arrivals: Arrivals
    _said: dict[str, bytes] = field(default_factory=dict)

    def mark_of(self, customer: str) -> str:
        """Another one whenever a page that tells of the past of the customer might be another."""
        digest = hashlib.blake2b(digest_size=20)
        for sketch in self.sketches.get(customer, ()):
            digest.update(self._of_commit(sketch.commit) + sketch.mark)
        return digest.hexdigest()

    def packed(self, customer: str) -> bytes:
        """As `dangan.site.past_pack.past_of` takes it; nothing where nothing is told."""
        some = self.sketches.get(customer)
        return pack_past(self.raws.of(customer), Table.of(_oids(some), self.arrivals)) if some else b""

    def past(self, customer: str) -> Past:
        return past_of(self.packed(customer))

    def headlines(self) -> tuple[Headline, ...]:
        """Of all changes, the newest first."""
        parts: dict[str, list[tuple[str, Sketch]]] = {}
        for customer, some in self.sketches.items():
            for sketch in some:
                parts.setdefault(self.arrivals.of(sketch.commit).id, []).append((customer, sketch))
        return tuple(self._headline(oid, parts[oid]) for oid in sorted(parts, key=self.arrivals.order.__getitem__))

    def packed_changes(self, asked: Sequence[Headline]) -> Iterator[bytes]:
        """As `dangan.site.past_pack.change_of` takes them, in the order in which they are asked for."""
        parts = self._parts({head.commit.id for head in asked}, {own for head in asked for own in head.customers})
        for head in asked:
            table = Table.of((commit.id for commit in head.commits), self.arrivals)
            yield pack_change(parts.pop(head.commit.id), table, head.stated)

    def _parts(self, wanted: Collection[str], customers: Collection[str]) -> dict[str, list[bytes]]:
        """By id of a change what it did to each customer. Each is taken up once, however many changes are asked for."""
        found: dict[str, list[bytes]] = {}
        for customer in filter(customers.__contains__, self.sketches):
            mine: dict[str, list[object]] = {}
            for _, of, rows in unpacked(self.raws.of(customer)):
                for row in rows:
                    main = self.arrivals.of(row[0]).id
                    if main in wanted:
                        mine.setdefault(main, []).append(("", of, [row]))
            for main, files in mine.items():
                found.setdefault(main, []).append(packed(files))
        return found

    def _headline(self, oid: str, parts: Sequence[tuple[str, Sketch]]) -> Headline:
        taken, others = ([part for part in parts if part[1][side]] for side in (1, 2))
        commits = dict.fromkeys(sketch.commit for _, sketch in (*taken, *others))
        kinds = (kind for _, sketch in (taken or others) for kind in (sketch.taken if taken else sketch.others))
        return Headline(
            commit=self.arrivals.own[oid],
            name=self.arrivals.names[oid],
            commits=tuple(self.arrivals.own[each] for each in commits),
            customers=tuple(dict.fromkeys(customer for customer, _ in parts)),
            kinds=tuple(dict.fromkeys(kinds)),
            brings=bool(taken),
            mark=self._mark(parts),
            approved=self.arrivals.approved.get(oid),
        )

    def _mark(self, parts: Iterable[tuple[str, Sketch]]) -> str:
        digest = hashlib.blake2b(digest_size=20)
        for customer, sketch in parts:
            digest.update(customer.encode() + b"\0" + self._of_commit(sketch.commit) + sketch.mark)
        return digest.hexdigest()

    def _of_commit(self, oid: str) -> bytes:
        """What pages tell of it beside what it changed: the change that it came with, and who approved that."""
        if oid not in self._said:
            main = self.arrivals.of(oid)
            told = (_told(self.arrivals.own[oid]), _told(main), self.arrivals.names[main.id])
            self._said[oid] = repr((*told, self.arrivals.approved.get(main.id))).encode()
        return self._said[oid]


def _told(commit: Commit) -> tuple[str, bool]:
    """A commit is what its id says, but for its message, which not everybody may read."""
    return commit.id, bool(commit.subject or commit.message)


def _oids(some: Iterable[Sketch]) -> Iterator[str]:
    return (sketch.commit for sketch in some)
