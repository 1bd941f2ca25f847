"""What is remembered of a history from one run to the next: the changes of each customer.

Fifty new commits cost fifty commits: what is asked for is named by all that it was made of, so that nothing that is
remembered can be out of date, and what was made of other things is not found.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dangan.git.objects import Step
from dangan.history.change import FieldChange, Identity
from dangan.history.graph import Graph


def leading_to(head: str, steps: Sequence[Step]) -> Iterator[Step]:
    """Of steps in order, children first, those that lead to one of them."""
    wanted = {head}
    for step in steps:
        if step.commit.id in wanted:
            wanted.update(step.commit.parents)
            yield step


def digest_of(graph: Graph, file: Identity, states: Iterable[str]) -> str:
    """Of every commit that touched a file, how these hang together, and the states of the schemas of then."""
    digest = hashlib.sha256(repr(file).encode())
    for number in graph.by_file[file]:
        node = graph.nodes[number]
        said = (node.commit.id, node.touched, node.before_ids(graph), number in graph.heads, node.commit.message)
        digest.update(repr(said).encode())
    digest.update(repr(sorted(set(states))).encode())
    return digest.hexdigest()


def name_of(digests: Iterable[str], made_of: Sequence[object]) -> str:
    """A name for the changes of some files: by all that touched them, and all that decides what is told of it."""
    return hashlib.sha256(repr((*made_of, *digests)).encode()).hexdigest()


Rows = list[tuple[Any, ...]]


def rows_of(changes: Iterable[FieldChange]) -> Rows:
    """Without its commit, of which the history has the one, and without the file."""
    return [(c.commit.id, c.path, c.kind, c.steps, c.old, c.new, c.before, c.taken, c.whole_file) for c in changes]
