"""What became of a file between two states of it, as changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from dangan.git.objects import Commit
from dangan.history.change import ChangeKind, FieldChange, Identity
from dangan.history.difference import Difference, differences, differing, reordered
from dangan.history.leaves import CONTENT, NOTHING, Leaves, Steps
from dangan.history.scope import ALL, Scope

PLACE: Steps = ("", "place")
FORM: Steps = ("", "form")
"""Where a file lies and how it is written, followed like its facts. No key is empty: a path cannot be one of these."""


@dataclass(frozen=True, slots=True)
class State:
    """A file at a commit: where it lies (None: it is not there), the id of its bytes, what it says.

    What cannot be read says what it said before; `broken` tells.
    """

    path: str | None = None
    oid: str | None = None
    leaves: Leaves = NOTHING
    broken: bool = False

    def value(self, fact: Steps) -> object:
        if fact == PLACE:
            return self.path
        return self.oid if fact == FORM else self.leaves.values.get(fact)


class Reader(Protocol):
    """Tells what a state of the file says; states are known by the ids of their bytes."""

    def read(self, oid: str, path: str, commit: str) -> Leaves | None:
        """The facts of a state as it lay at a path in a commit; None where it cannot be read."""

    def is_readable(self, oid: str, path: str) -> bool:
        """Whether there are facts at all."""

    def says_the_same(self, one: str, other: str, path: str) -> bool:
        """Whether two states hold the same facts, also those that are not told."""


def between(teller: "Teller", commit: Commit, old: State, new: State) -> Iterator[FieldChange]:
    """All that differs between two states, as if one commit had done it."""
    return teller.told(commit, old, new, differing_in(old, new), ALL)


@dataclass(frozen=True, slots=True)
class Teller:
    """Puts what differs in one file into changes."""

    file: Identity
    says_the_same: Callable[[str, str, str], bool]
    """As of a `Reader`."""
    whole: bool = True
    """Whether what came or went with its file is told fact by fact."""

    def told(self, commit: Commit, old: State, new: State, left: set[Steps], scope: Scope) -> Iterator[FieldChange]:
        """`left` are the facts that this commit changed, `scope` those that became part of what is recorded."""
        whole = old.path is None or new.path is None
        yield from self._of_file(commit, old, new, left, scope)
        facts = left - {PLACE, FORM}
        told = differences(old.leaves, new.leaves, facts, lambda fact: fact in scope) if self.whole or not whole else ()
        for found in told:
            yield self._change(commit, old, new, found, taken=found.facts[0] in scope, whole=whole)
        if not facts and FORM in left and self._is_written_again(commit, old, new):
            yield from self._rewritten(commit, old, new, scope)

    def _is_written_again(self, commit: Commit, old: State, new: State) -> bool:
        """A merge of two texts is another text, and nobody's reformatting."""
        if old.oid is None or new.oid is None or old.broken or new.broken or len(commit.parents) > 1:
            return False
        return self.says_the_same(old.oid, new.oid, new.path or "")

    def _of_file(self, commit: Commit, old: State, new: State, left: set[Steps], scope: Scope) -> Iterator[FieldChange]:
        path, taken = new.path or old.path or "", PLACE in scope
        if PLACE in left:
            kind = _moved(old, new)
            before = old.path if kind is ChangeKind.FILE_RENAMED else None
            yield FieldChange(commit, self.file, path, kind, before=before, taken=taken)
        if new.broken and FORM in left and new.oid != old.oid:
            yield FieldChange(commit, self.file, path, ChangeKind.BROKEN, taken=FORM in scope)

    def present(self, commit: Commit, new: State, left: set[Steps]) -> Iterator[FieldChange]:
        """What was there when the history of a shallow copy begins."""
        for found in differences(NOTHING, new.leaves, left - {PLACE, FORM}):
            path = new.path or ""
            yield FieldChange(commit, self.file, path, ChangeKind.PRESENT, found.steps, None, found.new)

    def _rewritten(self, commit: Commit, old: State, new: State, scope: Scope) -> Iterator[FieldChange]:
        path, taken = new.path or "", FORM in scope
        for steps in reordered(old.leaves, new.leaves):
            orders = old.leaves.orders[steps], new.leaves.orders[steps]
            yield FieldChange(commit, self.file, path, ChangeKind.REORDERED, steps, *orders, taken=taken)
        if old.leaves.orders == new.leaves.orders:
            yield FieldChange(commit, self.file, path, ChangeKind.REFORMATTED, taken=taken)

    def _change(
        self, commit: Commit, old: State, new: State, found: Difference, *, taken: bool, whole: bool
    ) -> FieldChange:
        kind, before = found.kind, None
        if found.steps == CONTENT and not whole:
            kind = ChangeKind.REPLACED
        path = new.path or old.path or ""
        return FieldChange(commit, self.file, path, kind, found.steps, found.old, found.new, before, taken, whole)


def differing_in(old: State, new: State) -> set[Steps]:
    """The facts that are not the same, place and form among them."""
    own = {fact for fact in (PLACE, FORM) if old.value(fact) != new.value(fact)}
    return differing(old.leaves, new.leaves) | own


def _moved(old: State, new: State) -> ChangeKind:
    if old.path is None:
        return ChangeKind.FILE_ADDED
    return ChangeKind.FILE_REMOVED if new.path is None else ChangeKind.FILE_RENAMED
