"""The whole history in sentences, commit by commit; those of customers whose history is as it was are remembered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from operator import itemgetter

from dangan.diagnostics.report import printable
from dangan.history.archive_history import ArchiveHistory
from dangan.history.change import FieldChange
from dangan.history.picture import key_of
from dangan.history.sentences import sentence_in
from dangan.memory import packed, unpacked
from dangan.parallel import no_collecting

_MANY = 200
"""With so many customers whose lines are new, all lines are remembered anew."""
Block = tuple[str, bool, Sequence[str]]
"""A customer ("" for the archive's own files), whether it was taken, and line by line, fit for a terminal, what became
of which field.
"""
Entry = tuple[str, Sequence[Block]]
"""The id of a commit, and all that it did. Plain values: what is remembered is told as it comes from there."""


def entries(history: ArchiveHistory, changes: Iterable[FieldChange], lang: str) -> Iterator[Entry]:
    """Changes that stand together by their commits, in their order."""
    for oid, inside in groupby(changes, key=lambda change: change.commit.id):
        by_block = groupby(inside, key=lambda change: (change.of.customer, change.taken))
        yield oid, [(*of, [_line(history, change, lang) for change in some]) for of, some in by_block]


def _line(history: ArchiveHistory, change: FieldChange, lang: str) -> str:
    return printable(sentence_in(change, history.kind(change), lang))


def all_entries(history: ArchiveHistory, lang: str) -> list[Entry]:
    """Of all customers and the archive's own files, in the one order; what came or went with a file is not told."""
    key = "listing " + key_of((*history.survey.made_of, lang))
    raw = history.memory.find(key)
    then, known = unpacked(raw) if raw is not None else ({}, [])
    now = history.picture.names
    stale = {customer for customer in now.keys() | then.keys() if now.get(customer) != then.get(customer)}
    with no_collecting():
        found = _together(_without(known, stale), _fresh(history, sorted(stale & now.keys()), lang))
        found.sort(key=lambda entry: history.order[entry[0]])
        if len(stale) > _MANY or raw is None:
            history.memory.keep(key, packed((dict(now), _shared(found))))
    return found


def _without(known: Iterable[Entry], stale: AbstractSet[str]) -> Iterator[Entry]:
    """Less what was told of some customers."""
    for oid, blocks in known:
        left = [block for block in blocks if block[0] not in stale]
        if left:
            yield oid, left


def _fresh(history: ArchiveHistory, customers: Sequence[str], lang: str) -> dict[str, list[Block]]:
    """By commit."""
    found: dict[str, list[Block]] = {}
    for _, changes in history.each(customers, whole=False):
        for oid, blocks in entries(history, sorted(changes, key=history.place), lang):
            found.setdefault(oid, []).extend(blocks)
    return found


def _together(known: Iterable[Entry], fresh: Mapping[str, Sequence[Block]]) -> list[Entry]:
    """Within a commit by customer; of one customer all comes from one of the two."""
    found = dict(known)
    for oid, blocks in fresh.items():
        found[oid] = sorted((*found.get(oid, ()), *blocks), key=itemgetter(0))
    return list(found.items())


def _shared(found: Iterable[Entry]) -> list[Entry]:
    """The name of a customer is written once."""
    seen: dict[str, str] = {}
    return [
        (oid, [(seen.setdefault(customer, customer), taken, words) for customer, taken, words in blocks])
        for oid, blocks in found
    ]
