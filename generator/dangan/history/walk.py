"""The changes of one file: who made each of its facts what it is.

A fact is followed from the tip. At a merge it goes the way of the parent (the first first) that has the value of the
merge; where none has, the merge set it. What no fact came by was proposed and not taken.
"""

from collections.abc import Container, Iterator, Mapping, Sequence

from dangan.git.objects import Commit
from dangan.history.change import FieldChange, Identity
from dangan.history.graph import Graph, Node
from dangan.history.leaves import NOTHING, Leaves, Steps
from dangan.history.scope import ALL, NONE, Scope
from dangan.history.telling import FORM, PLACE, Reader, State, Teller, differing_in


def changes(
    file: Identity, graph: Graph, reader: Reader, known: Container[str], *, whole: bool = True
) -> list[FieldChange]:
    """Every change of a file, newest first. `known` are the ids of all commits that the log has.

    Unless `whole`, what came or went with the file is left to what is said of the file; most states are then not read.
    """
    walk = _Walk(file, graph, reader, known, whole=whole)
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

    def __init__(self, file: Identity, graph: Graph, reader: Reader, known: Container[str], *, whole: bool) -> None:
        self.nodes, self.reader, self.known = graph.nodes, reader, known
        self.teller = Teller(file, reader.says_the_same, whole)
        numbers = graph.by_file.get(file, [])
        self.alive = _alive(numbers, graph.nodes)
        self.scopes: dict[int, Scope] = dict.fromkeys(graph.heads.intersection(numbers), ALL)
        self.wanted: dict[int, str] = {}
        self.readable: dict[tuple[int, str], Leaves] = {}
        """Of a node whose state cannot be read: what it said before that."""

    def at(self, number: int) -> Iterator[FieldChange]:
        node, scope = self.nodes[number], self.scopes.pop(number, NONE)
        wanted = self.wanted.get(number) or _touched_last(node)
        if node.before == [None] and not self.teller.whole and not self._is_boundary(node.commit):
            yield from self._arrival(number, wanted, scope)
            return
        new = self._state(number, wanted)
        olds = [self._state(before, new.path or wanted) for before in node.before]
        facts = differing_in(olds[0], new)
        left = self._hand_on(node, scope, new, olds, facts)
        if self._is_boundary(node.commit):
            yield from self.teller.present(node.commit, new, left)
        else:
            yield from self.teller.told(node.commit, olds[0], new, left, scope)

    def _arrival(self, number: int, wanted: str | None, scope: Scope) -> Iterator[FieldChange]:
        """What is said of a file that came, for which its facts need not be known."""
        here = _choose(self.alive[number], wanted)
        if here is not None:
            oid = self.alive[number][here]
            new = State(here, oid, broken=not self.reader.is_readable(oid, here))
            yield from self.teller.told(self.nodes[number].commit, State(), new, {PLACE, FORM}, scope)

    def _is_boundary(self, commit: Commit) -> bool:
        """Whether a shallow copy ends here: what was before, nobody can say."""
        return len(commit.parents) == 1 and commit.parents[0] not in self.known

    def _hand_on(self, node: Node, scope: Scope, new: State, olds: Sequence[State], facts: set[Steps]) -> set[Steps]:
        """Sends each fact the way that it came; what is left came with this commit.

        A file that both sides had under two paths began with the earlier of them, whichever path was kept. A line that
        never had the file has not taken it away: where it is gone, the merge did that.
        """
        left = set(facts)
        for before, old in list(zip(node.before, olds, strict=True))[1:]:
            if before is None and new.path is None:
                continue
            same = {fact for fact in left if old.value(fact) == new.value(fact)}
            left -= same
            self._go(before, scope.only(same | (_both_ways(new, old) & facts)), new.path)
        self._go(node.before[0], scope.without(facts - left - {FORM, PLACE}), new.path)
        return left

    def _go(self, before: int | None, scope: Scope, path: str | None) -> None:
        if before is not None:
            self.scopes[before] = self.scopes.get(before, NONE) | scope
            if path:
                self.wanted.setdefault(before, path)

    def _state(self, number: int | None, wanted: str | None) -> State:
        """A state that cannot be read says what the last one before it said that can."""
        here = _choose(self.alive[number], wanted) if number is not None else None
        if number is None or here is None:
            return State()
        oid = self.alive[number][here]
        said = self._said(number, here)
        if said is None:
            return State(here, oid, self._before(number, here), broken=True)
        return State(here, oid, said)

    def _said(self, number: int, path: str) -> Leaves | None:
        return self.reader.read(self.alive[number][path], path, self.nodes[number].commit.id)

    def _before(self, number: int, path: str) -> Leaves:
        """Each node of a run of unreadable states is visited once, however long the run."""
        run: list[tuple[int, str]] = []
        said: Leaves | None = None
        here: int | None = number
        while said is None and here is not None and (here, path) not in self.readable:
            run.append((here, path))
            here = self.nodes[here].before[0]
            chosen = _choose(self.alive[here], path) if here is not None else None
            if here is None or chosen is None:
                said = NOTHING
            else:
                path, said = chosen, self._said(here, chosen)
        if said is None and here is not None:
            said = self.readable[here, path]
        found = said or NOTHING
        self.readable.update(dict.fromkeys(run, found))
        return found


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


def _both_ways(new: State, old: State) -> set[Steps]:
    """Where a merge wrote a text of its own, the way of writing came down both lines."""
    return {FORM} if old.oid != new.oid else set()
