"""Which commit touched which file, and which touched it before: the history of every file in one pass."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from dangan.git.objects import Commit, Step, Touch
from dangan.history.change import Identity

Identify = Callable[[str], Identity | None]
"""Which file a path is, None for what has no history of its own."""
_Edge = tuple[int, int]
"""A node that looks for what was before it, along which of its parents."""
_TIP: _Edge = (-1, 0)
_NO_DAY = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Node:
    """One commit and one file that it changed against its first parent.

    `touched` is per parent, as in `Step`; `before` the node that touched the file last on that parent's side.
    """

    commit: Commit
    touched: tuple[tuple[Touch, ...], ...]
    before: list[int | None]

    def before_ids(self, graph: "Graph") -> tuple[str | None, ...]:
        """The commits of the nodes before it."""
        return tuple(None if number is None else graph.nodes[number].commit.id for number in self.before)


@dataclass(slots=True)
class Graph:
    """`nodes` are in the order of the log (children first); `by_file` are their numbers; `heads` those that nothing
    that is recorded today lies before: a file's last change as seen from the tip, or its removal.
    """

    nodes: list[Node] = field(default_factory=list)
    by_file: dict[Identity, list[int]] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)

    def part(self, files: Iterable[Identity]) -> "Graph":
        """Of these files alone, with as much of a commit as a walk asks for: small enough to be sent."""
        numbers = {file: self.by_file[file] for file in files if file in self.by_file}
        mine = sorted(number for some in numbers.values() for number in some)
        place = {number: at for at, number in enumerate(mine)}
        bare = {node.commit.id: _bare(node.commit) for node in map(self.nodes.__getitem__, mine)}
        nodes = [_moved(self.nodes[number], bare, place) for number in mine]
        by_file = {file: [place[number] for number in some] for file, some in numbers.items()}
        return Graph(nodes, by_file, {place[number] for number in mine if number in self.heads})


def _bare(commit: Commit) -> Commit:
    return Commit(commit.id, "", "", _NO_DAY, "", parents=commit.parents)


def _moved(node: Node, commits: Mapping[str, Commit], place: Mapping[int, int]) -> Node:
    """What was before it touched the same file, so it has a place too."""
    before = [None if number is None else place[number] for number in node.before]
    return Node(commits[node.commit.id], node.touched, before)


@dataclass(slots=True)
class _Waiting:
    """Who waits, at a commit, for the next older change of a file; `tip`: so does the tip, for all not named."""

    tip: bool = False
    edges: dict[Identity, list[_Edge]] = field(default_factory=dict)

    def take(self, file: Identity) -> list[_Edge]:
        return self.edges.pop(file, [_TIP] if self.tip else [])

    def join(self, other: "_Waiting") -> "_Waiting":
        """Two lines come from one commit. The larger takes up the smaller, so that long lines cost nothing."""
        large, small = sorted((self, other), key=lambda waiting: (waiting.tip, len(waiting.edges)), reverse=True)
        for file, edges in small.edges.items():
            have = large.edges.get(file, [_TIP] if large.tip else [])
            large.edges[file] = [*have, *(edge for edge in edges if edge not in have)]
        return large


def build(steps: Iterable[Step], identify: Identify, near: Container[int] | None = None) -> Graph:
    """Walks the log once. Time grows with the commits and what they touched, not with the files of the archive.

    Only steps at the places that are `near` touch anything that is identified; None where any may.
    """
    graph = Graph()
    at: dict[str, _Waiting] = {}
    for place, step in enumerate(steps):
        waiting = at.pop(step.commit.id, None) or _Waiting(tip=place == 0)
        by_file = _by_file(step, identify) if near is None or place in near else {}
        found = [(file, _add(graph, step, file, sides, waiting)) for file, sides in by_file.items()]
        for slot, parent in enumerate(step.commit.parents):
            side = waiting if slot == 0 else _Waiting()
            if found:
                side.edges.update({file: [(number, slot)] for file, number in found})
            at[parent] = at[parent].join(side) if parent in at else side
    return graph


def _by_file(step: Step, identify: Identify) -> dict[Identity, tuple[tuple[Touch, ...], ...]]:
    """The files that differ from the first parent; what equals it came down that line alone."""
    sides = [_identified(side, identify) for side in step.touched]
    return {file: tuple(tuple(side.get(file, ())) for side in sides) for file in sides[0]} if sides else {}


def _identified(side: Sequence[Touch], identify: Identify) -> dict[Identity, list[Touch]]:
    found: dict[Identity, list[Touch]] = {}
    for touch in side:
        file = identify(touch.path)
        if file is not None:
            found.setdefault(file, []).append(touch)
    return found


def _add(graph: Graph, step: Step, file: Identity, sides: tuple[tuple[Touch, ...], ...], waiting: _Waiting) -> int:
    number = len(graph.nodes)
    graph.nodes.append(Node(step.commit, sides, [None] * max(1, len(step.commit.parents))))
    graph.by_file.setdefault(file, []).append(number)
    for node, slot in waiting.take(file):
        if node < 0:
            graph.heads.add(number)
        else:
            graph.nodes[node].before[slot] = number
    return number
