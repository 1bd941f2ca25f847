"""The one order in which the history is told, however much of it was read at once."""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence

from dangan.git.objects import Step

_NEAR = 200
"""So many of those that are known are looked at, beyond as many as are new."""


def ordered(steps: Iterable[Step]) -> list[Step]:
    """Children before parents; of those that may come next the one recorded last, then by id.

    Kahn's topological sort (1962) with a heap, so that what is read in two goes is told as if in one.
    """
    by_id = {step.commit.id: step for step in steps}
    children = dict.fromkeys(by_id, 0)
    for step in by_id.values():
        for parent in step.commit.parents:
            if parent in children:
                children[parent] += 1
    ready = [_rank(by_id[oid]) for oid, count in children.items() if not count]
    heapq.heapify(ready)
    found: list[Step] = []
    while ready:
        step = by_id[heapq.heappop(ready)[1]]
        found.append(step)
        for parent in step.commit.parents:
            if parent in children:
                children[parent] -= 1
                if not children[parent]:
                    heapq.heappush(ready, _rank(by_id[parent]))
    return found


def ordered_on(new: Sequence[Step], known: Sequence[Step]) -> list[Step]:
    """The same as of all together. `known` are in that order: all that leads to the first of them, and nothing else.

    As soon as the new ones stand in their places, and of the known just so many as stand first among them, the rest
    goes on as it is known. Where that does not come about soon, all are put into order again.
    """
    near = known[: len(new) + _NEAR]
    begun = _begun(new, near)
    return ordered([*new, *known]) if begun is None else [*begun, *known[len(begun) - len(new) :]]


def _begun(new: Sequence[Step], near: Sequence[Step]) -> list[Step] | None:
    """The order up to where it goes on as it is known; None where one that is not near might come before that."""
    by_id = {step.commit.id: step for step in (*new, *near)}
    places = {step.commit.id: place for place, step in enumerate(near)}
    if len(by_id) < len(new) + len(near):
        return None
    children = Counter(parent for step in by_id.values() for parent in step.commit.parents)
    ready = [_rank(step) for oid, step in by_id.items() if not children[oid]]
    heapq.heapify(ready)
    found: list[Step] = []
    missing, lowest = len(new), -1
    while missing or lowest + 1 > len(found) - len(new):
        if not ready:
            return None
        step = by_id[heapq.heappop(ready)[1]]
        found.append(step)
        missing -= step.commit.id not in places
        lowest = max(lowest, places.get(step.commit.id, -1))
        for parent in step.commit.parents:
            children[parent] -= 1
            if not children[parent]:
                if parent not in by_id:
                    return None
                heapq.heappush(ready, _rank(by_id[parent]))
    return found


def _rank(step: Step) -> tuple[float, str]:
    return -step.commit.date.timestamp(), step.commit.id
