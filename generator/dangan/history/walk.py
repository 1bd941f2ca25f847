"""The changes of one file: who made each of its facts what it is.

A fact is followed from the tip. At a merge it goes the way of the parent (the first first) that has the value of the
merge; where none has, the merge set it. What no fact came by was proposed and not taken.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dangan.git.objects import Commit
from dangan.history.change import ChangeKind, FieldChange, Identity
from dangan.history.difference import Difference, differences, differing, reordered
from dangan.history.graph import Graph, Node
from dangan.history.leaves import CONTENT, NOTHING, Leaves, Steps
from dangan.history.scope import ALL, NONE, Scope


class Reader(Protocol):
    """Tells what a state of the file says; states are known by the ids of their bytes."""

    def read(self, oid: str, path: str, commit: str) -> Leaves | None:
        """The facts of a state as it lay at a path in a commit; None where it cannot be read."""

    def says_the_same(self, one: str, other: str, path: str) -> bool:
        """Whether two states hold the same facts, also those that are not told."""


_PLACE: Steps = ("", "place")
_FORM: Steps = ("", "form")
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
        if fact == _PLACE:
            return self.path
        return self.oid if fact == _FORM else self.leaves.values.get(fact)


def changes(file: Identity, graph: Graph, reader: Reader, known: Container[str]) -> list[FieldChange]:
    """Every change of a file, newest first. `known` are the ids of all commits that the log has."""
    walk = _Walk(file, graph, reader, known)
    return [change for number in graph.by_file.get(file, ()) for change in walk.at(number)]


def tip(file: Identity, graph: Graph) -> tuple[str, str] | None:
    """The id of the bytes of a file and its path, as the tip has them; None where it is gone."""
    numbers = graph.by_file.get(file, [])
    head = min(graph.heads.intersection(numbers), default=None)
    alive = _alive(numbers, graph.nodes)[head] if head is not None else {}
    path = _choose(alive, None)
    return (alive[path], path) if path else None


class _Walk:
    """Goes through the nodes of a file once, children first, so that all who lead to a node have been there."""

    def __init__(self, file: Identity, graph: Graph, reader: Reader, known: Container[str]) -> None:
        self.file, self.nodes, self.reader, self.known = file, graph.nodes, reader, known
        numbers = graph.by_file.get(file, [])
        self.alive = _alive(numbers, graph.nodes)
        self.scopes: dict[int, Scope] = dict.fromkeys(graph.heads.intersection(numbers), ALL)
        self.wanted: dict[int, str] = {}

    def at(self, number: int) -> Iterator[FieldChange]:
        node, scope = self.nodes[number], self.scopes.pop(number, NONE)
        wanted = self.wanted.get(number) or _touched_last(node)
        new = self._state(number, wanted)
        olds = [self._state(before, new.path or wanted) for before in node.before]
        facts = _differing(olds[0], new)
        left = self._hand_on(node, scope, new, olds, facts)
        yield from self._told(node.commit, olds[0], new, left, scope)

    def _hand_on(self, node: Node, scope: Scope, new: State, olds: Sequence[State], facts: set[Steps]) -> set[Steps]:
        """Sends each fact the way that it came; what is left came with this commit."""
        left = set(facts)
        for before, old in list(zip(node.before, olds, strict=True))[1:]:
            same = {fact for fact in left if old.value(fact) == new.value(fact)}
            left -= same
            self._go(before, scope.only(same | (_both_ways(new, old) & facts)), new.path)
        self._go(node.before[0], scope.without(facts - left - {_FORM}), new.path)
        return left

    def _go(self, before: int | None, scope: Scope, path: str | None) -> None:
        if before is not None:
            self.scopes[before] = self.scopes.get(before, NONE) | scope
            if path:
                self.wanted.setdefault(before, path)

    def _state(self, number: int | None, wanted: str | None) -> State:
        path, oid, broken = None, None, False
        while number is not None:
            here = _choose(self.alive[number], wanted)
            if here is None:
                return State() if path is None else State(path, oid, NOTHING, broken)
            path, oid = path or here, oid or self.alive[number][here]
            said = self.reader.read(self.alive[number][here], here, self.nodes[number].commit.id)
            if said is not None:
                return State(path, oid, said, broken)
            broken, wanted, number = True, here, self.nodes[number].before[0]
        return State(path, oid, NOTHING, broken)

    def _told(self, commit: Commit, old: State, new: State, left: set[Steps], scope: Scope) -> Iterator[FieldChange]:
        if len(commit.parents) == 1 and commit.parents[0] not in self.known:
            yield from self._present(commit, new, left)
            return
        whole = old.path is None or new.path is None
        yield from self._of_file(commit, old, new, left, scope)
        facts = left - {_PLACE, _FORM}
        for found in differences(old.leaves, new.leaves, facts, lambda fact: fact in scope):
            yield self._change(commit, old, new, found, taken=found.facts[0] in scope, whole=whole)
        if not facts and _FORM in left and self._is_written_again(commit, old, new):
            yield from self._rewritten(commit, old, new, scope)

    def _is_written_again(self, commit: Commit, old: State, new: State) -> bool:
        """A merge of two texts is another text, and nobody's reformatting."""
        if old.oid is None or new.oid is None or old.broken or new.broken or len(commit.parents) > 1:
            return False
        return self.reader.says_the_same(old.oid, new.oid, new.path or "")

    def _of_file(self, commit: Commit, old: State, new: State, left: set[Steps], scope: Scope) -> Iterator[FieldChange]:
        path, taken = new.path or old.path or "", _PLACE in scope
        if _PLACE in left:
            kind = _moved(old, new)
            before = old.path if kind is ChangeKind.FILE_RENAMED else None
            yield FieldChange(commit, self.file, path, kind, before=before, taken=taken)
        if new.broken and _FORM in left and new.oid != old.oid:
            yield FieldChange(commit, self.file, path, ChangeKind.BROKEN, taken=_FORM in scope)

    def _present(self, commit: Commit, new: State, left: set[Steps]) -> Iterator[FieldChange]:
        for found in differences(NOTHING, new.leaves, left - {_PLACE, _FORM}):
            path = new.path or ""
            yield FieldChange(commit, self.file, path, ChangeKind.PRESENT, found.steps, None, found.new)

    def _rewritten(self, commit: Commit, old: State, new: State, scope: Scope) -> Iterator[FieldChange]:
        path, taken = new.path or "", _FORM in scope
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


def _alive(numbers: Sequence[int], nodes: Sequence[Node]) -> Mapping[int, dict[str, str]]:
    """After each node: under which paths the file lies, with the ids of the bytes. Copies make it several."""
    found: dict[int, dict[str, str]] = {}
    for number in reversed(numbers):
        node = nodes[number]
        here = dict(found.get(node.before[0], {})) if node.before[0] is not None else {}
        for touch in node.touched[0]:
            here.pop(touch.path, None)
            if touch.new:
                here[touch.path] = touch.new
        found[number] = here
    return found


def _choose(alive: dict[str, str], wanted: str | None) -> str | None:
    """The path that is followed, if the file lies there; else the one it came to last."""
    if wanted in alive:
        return wanted
    return next(reversed(alive), None) if alive else None


def _touched_last(node: Node) -> str | None:
    return next((touch.path for touch in node.touched[0]), None)


def _differing(old: State, new: State) -> set[Steps]:
    own = {fact for fact in (_PLACE, _FORM) if old.value(fact) != new.value(fact)}
    return differing(old.leaves, new.leaves) | own


def _both_ways(new: State, old: State) -> set[Steps]:
    """Where a merge wrote a text of its own, the way of writing came down both lines."""
    return {_FORM} if old.oid != new.oid else set()


def _moved(old: State, new: State) -> ChangeKind:
    if old.path is None:
        return ChangeKind.FILE_ADDED
    return ChangeKind.FILE_REMOVED if new.path is None else ChangeKind.FILE_RENAMED
