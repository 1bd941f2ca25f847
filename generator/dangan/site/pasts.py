"""What a site tells of the past of one customer, and of one change: taken up when it is drawn."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dangan.history.archive_history import ArchiveHistory
from dangan.memory import Memory, packed, unpacked
from dangan.site.past import Arrivals, Headline
from dangan.site.past_pack import Table, pack_change, pack_past

_TOGETHER = 2_000
"""Changes of which all parts are held at once."""


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
    """By customer, "" for the archive's own files; `commits` are the ids of those that changed something, the newest
    first.
    """

    raws: Raws
    commits: Mapping[str, Sequence[str]]
    arrivals: Arrivals

    def packed(self, customer: str, unrecorded: Collection[str] = ()) -> bytes:
        """As `dangan.site.past_pack.past_of` takes it; nothing where nothing is told."""
        some = self.commits.get(customer, ())
        if not (some or unrecorded):
            return b""
        raw = self.raws.of(customer) if some else packed(())
        return pack_past(raw, Table.of(some, self.arrivals), unrecorded)

    def packed_changes(self, asked: Sequence[Headline]) -> Iterator[bytes]:
        """As `dangan.site.past_pack.change_of` takes them, in the order in which they are asked for."""
        for start in range(0, len(asked), _TOGETHER):
            yield from self._packed_together(asked[start : start + _TOGETHER])

    def _packed_together(self, asked: Sequence[Headline]) -> Iterator[bytes]:
        parts = self._parts({head.commit.id for head in asked}, {own for head in asked for own in head.customers})
        for head in asked:
            table = Table.of((commit.id for commit in head.commits), self.arrivals)
            yield pack_change(parts.pop(head.commit.id), table, head.stated)

    def _parts(self, wanted: Collection[str], customers: Collection[str]) -> dict[str, list[bytes]]:
        """By id of a change what it did to each customer. Each is taken up once for all that are asked for."""
        found: dict[str, list[bytes]] = {}
        for customer in filter(customers.__contains__, self.commits):
            mine: dict[str, list[object]] = {}
            for _, of, rows in unpacked(self.raws.of(customer)):
                for row in rows:
                    main = self.arrivals.of(row[0]).id
                    if main in wanted:
                        mine.setdefault(main, []).append(("", of, [row]))
            for main, files in mine.items():
                found.setdefault(main, []).append(packed(files))
        return found
