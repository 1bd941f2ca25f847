"""The one order in which the history is told, however much of it was read at once."""

import heapq
from collections.abc import Iterable

from dangan.git.objects import Step


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


def _rank(step: Step) -> tuple[float, str]:
    return -step.commit.date.timestamp(), step.commit.id
