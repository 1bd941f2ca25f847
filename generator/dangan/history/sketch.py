"""Which commit changed what of whom, without what became of it: a hundredth of a history, by which pages about many are
made and by which it is known what has to be drawn again.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from dangan.history.archive_history import ArchiveHistory
from dangan.history.picture import key_of
from dangan.memory import packed, unpacked
from dangan.parallel import no_collecting

_MANY = 200
"""With so many customers whose history is another, all sketches are remembered anew."""


class Sketch(NamedTuple):
    """What one commit did to the files of one customer.

    `taken` and `others` are the kinds of file ("" for none that is known) of what became part of what is recorded and
    of what did not, in the order in which it is told; `mark` stands for all of it, but for the commit itself.
    """

    commit: str
    taken: tuple[str, ...]
    others: tuple[str, ...]
    mark: bytes


Sketches = Mapping[str, Sequence[Sketch]]
"""By customer, the newest first."""


def sketches_of(
    history: ArchiveHistory, customers: Iterable[str], made: Callable[[str, bytes], None] = lambda _customer, _raw: None
) -> Sketches:
    """Only the changes of those are looked through whose history is not as it was; `made` is told of them.

    What came or went with its file is not told (`ArchiveHistory.each`, not `whole`).
    """
    key, now = "sketches " + key_of(history.survey.made_of), history.picture.names
    raw = history.memory.find(key)
    known = unpacked(raw) if raw is not None else {}
    asked = [customer for customer in customers if customer in now]
    stale = [customer for customer in asked if known.get(customer, ("",))[0] != now[customer]]
    with no_collecting():
        for customer, changes in history.raws(stale, whole=False):
            known[customer] = (now[customer], _sketched(changes))
            made(customer, changes)
        if raw is None or len(stale) > _MANY:
            history.memory.keep(key, packed(_shared({customer: known[customer] for customer in asked})))
        return {customer: _in_order(known[customer][1], history.order) for customer in asked}


_Row = tuple[Any, ...]
_PATH, _STEPS, _TAKEN = 2, 4, 8
"""Where they stand in a row with its file before it (`dangan.history.memory.rows_of`)."""


def _sketched(raw: bytes) -> list[_Row]:
    by_commit: dict[str, list[_Row]] = {}
    for _, of, rows in unpacked(raw):
        for row in rows:
            by_commit.setdefault(row[0], []).append((of, *row))
    return [_sketch(oid, sorted(rows, key=itemgetter(_PATH, _STEPS))) for oid, rows in by_commit.items()]


def _sketch(oid: str, rows: Sequence[_Row]) -> _Row:
    digest = hashlib.blake2b(digest_size=16)
    for row in rows:
        digest.update(repr(row).encode(errors="surrogatepass"))
    return oid, *(tuple(dict.fromkeys(_kinds(rows, taken=taken))) for taken in (True, False)), digest.digest()


def _kinds(rows: Iterable[_Row], *, taken: bool) -> Iterator[str]:
    return (row[0][1] or "" for row in rows if row[_TAKEN] == taken)


def _in_order(rows: Iterable[_Row], order: Mapping[str, int]) -> list[Sketch]:
    return sorted(map(Sketch._make, rows), key=lambda sketch: order[sketch.commit])


def _shared(known: Mapping[str, tuple[str, list[_Row]]]) -> dict[str, tuple[str, list[_Row]]]:
    """What is equal is written once."""
    seen: dict[Hashable, Any] = {}
    return {
        customer: (name, [tuple(seen.setdefault(part, part) for part in row) for row in rows])
        for customer, (name, rows) in known.items()
    }
