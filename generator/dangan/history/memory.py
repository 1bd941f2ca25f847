"""What is remembered of a history from one run to the next: the changes of each customer.

Fifty new commits cost fifty commits: what is asked for is named by all that it was made of, so that nothing that is
remembered can be out of date, and what was made of other things is not found.
"""

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dangan.git.objects import Step
from dangan.history.change import FieldChange, Identity
from dangan.history.graph import Graph
from dangan.memory import code_mark
from dangan.parallel import no_collecting

_READS = ("git", "source", "schema", "history")
"""Packages that decide what is read and told."""


def leading_to(head: str, steps: Sequence[Step]) -> Iterator[Step]:
    """Of steps in order, children first, those that lead to one of them."""
    wanted = {head}
    for step in steps:
        if step.commit.id in wanted:
            wanted.update(step.commit.parents)
            yield step


def tool() -> str:
    """What another tool remembered may have been told wrongly."""
    return code_mark(*_READS)


def name_of(graph: Graph, files: Iterable[Identity], made_of: Sequence[object], states: Sequence[str]) -> str:
    """A name for the changes of some files: by every commit that touched them, and how these hang together."""
    digest = hashlib.sha256(repr((tool(), *made_of)).encode())
    for file in files:
        digest.update(repr(file).encode())
        for number in graph.by_file[file]:
            node = graph.nodes[number]
            said = (node.commit.id, node.touched, node.before_ids(graph), number in graph.heads, node.commit.message)
            digest.update(repr(said).encode())
    digest.update(repr(sorted(set(states))).encode())
    return digest.hexdigest()


def packed(changes: Iterable[FieldChange]) -> bytes:
    return pickle.dumps([_parts(change) for change in changes], pickle.HIGHEST_PROTOCOL)


def _parts(change: FieldChange) -> tuple[Any, ...]:
    """Without its commit, of which the history has the one."""
    c = change
    of = (c.of.customer, c.of.kind, c.of.id)
    return (c.commit.id, of, c.path, c.kind, c.steps, c.old, c.new, c.before, c.taken, c.whole_file)


def unpacked(raw: bytes) -> Any:
    """What a memory gave back."""
    with no_collecting():
        return pickle.loads(raw)  # noqa: S301 - a memory gives back only what this user's runs kept
