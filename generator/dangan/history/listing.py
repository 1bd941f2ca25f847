"""The whole history in sentences, line by line; of customers whose history is as it was, in those of the last time."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dangan.diagnostics.report import printable
from dangan.history.archive_history import ArchiveHistory
from dangan.history.change import FieldChange
from dangan.history.picture import key_of
from dangan.history.sentences import sentence_in
from dangan.memory import packed, unpacked
from dangan.parallel import no_collecting

_MANY = 200
"""With so many customers whose lines are new, all lines are remembered anew."""


class Line(NamedTuple):
    """What became of one field in a commit, fit for a terminal."""

    commit: str
    customer: str
    taken: bool
    words: str


def lines(history: ArchiveHistory, changes: Iterable[FieldChange], lang: str) -> Iterator[Line]:
    """One for each change, in their order."""
    for each in changes:
        words = printable(sentence_in(each, history.kind(each), lang))
        yield Line(each.commit.id, each.of.customer, each.taken, words)


def all_lines(history: ArchiveHistory, lang: str) -> list[Line]:
    """Of all customers and the archive's own files, in the one order; what came or went with a file is not told."""
    key = "listing " + key_of((*history.survey.made_of, lang))
    raw = history.memory.find(key)
    then, known = unpacked(raw) if raw is not None else ({}, [])
    now = history.picture.names
    stale = {customer for customer in now.keys() | then.keys() if now.get(customer) != then.get(customer)}
    with no_collecting():
        found = [Line(*each) for each in known if each[1] not in stale]
        for _, changes in history.each(sorted(stale & now.keys()), whole=False):
            found += lines(history, sorted(changes, key=history.place), lang)
        found.sort(key=lambda line: (history.order[line.commit], line.customer))
        if len(stale) > _MANY or raw is None:
            history.memory.keep(key, packed((dict(now), [tuple(line) for line in found])))
    return found
