"""The one order in which the history is told, however much of it was read at once."""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence

from dangan.git.objects import Step

_NEAR = 200
"""So many of those that are known are looked at, beyond as many as are new."""


class _Queue:
    """Kahn's topological sort (1962) with a heap, so that what is read in two goes is told as if in one."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.by_id = {step.commit.id: step for step in steps}
        self.children = Counter(parent for step in self.by_id.values() for parent in step.commit.parents)
        self.ready = [_rank(step) for oid, step in self.by_id.items() if oid not in self.children]
        self.is_beyond = False
        """Whether a commit that is not among them might come next."""
        heapq.heapify(self.ready)

    def take(self) -> Step:
        step = self.by_id[heapq.heappop(self.ready)[1]]
        for parent in step.commit.parents:
            self.children[parent] -= 1
            if self.children[parent]:
                continue
            if parent in self.by_id:
                heapq.heappush(self.ready, _rank(self.by_id[parent]))
            else:
                self.is_beyond = True
        return step


def ordered(steps: Iterable[Step]) -> list[Step]:
    """Children before parents; of those that may come next the one recorded last, then by id."""
    queue, found = _Queue(steps), list[Step]()
    while queue.ready:
        found.append(queue.take())
    return found


def ordered_on(new: Sequence[Step], known: Sequence[Step]) -> list[Step]:
    """The same as of all together. `known` are in that order: all that leads to the first of them, and nothing else.

    As soon as the new ones stand in their places, and of the known just so many as stand first among them, the rest
    goes on as it is known. Where that does not come about soon, all are put into order again.
    """
    begun = _begun(new, known[: len(new) + _NEAR])
    return ordered([*new, *known]) if begun is None else [*begun, *known[len(begun) - len(new) :]]


def _begun(new: Sequence[Step], near: Sequence[Step]) -> list[Step] | None:
    """The order up to where it goes on as it is known; None where one that is not near might come before that."""
    queue, found = _Queue((*new, *near)), list[Step]()
    places = {step.commit.id: place for place, step in enumerate(near)}
    if len(queue.by_id) < len(new) + len(near):
        return None
    missing, lowest = len(new), -1
    while missing or lowest + 1 > len(found) - len(new):
        if not queue.ready or queue.is_beyond:
            return None
        found.append(queue.take())
        place = places.get(found[-1].commit.id)
        missing -= place is None
        lowest = max(lowest, -1 if place is None else place)
    return found


def _rank(step: Step) -> tuple[float, str]:
    return -step.commit.date.timestamp(), step.commit.id
