"""The log from one run to the next: what was read of it once, and the commits that came since.

New commits are put beside what is remembered, until they are many: fifty do not cost that twenty thousand are written.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from dangan.git.objects import Commit, Step, Touch
from dangan.git.repository import Repository
from dangan.history.memory import leading_to
from dangan.history.order import ordered, ordered_on
from dangan.memory import Memory, packed, unpacked
from dangan.parallel import no_collecting

_BASE, _SINCE = "log", "log since"
_MANY = 1000
"""So many commits beside it, and all are written together."""


class _Kept(NamedTuple):
    """The steps in their order; `base` is the head of those that are written together, `since` what stands beside."""

    base: str
    since: list[Step]
    steps: list[Step]

    @property
    def head(self) -> str:
        return self.steps[0].commit.id if self.steps else ""


def steps_of(repository: Repository, revision: str, memory: Memory, *, shallow: bool | None = None) -> list[Step]:
    """Every commit that leads to a revision, in the one order; only those that are not remembered are read.

    Where what is remembered does not lead to the revision (another branch, a history that was rewritten), all is read.
    Of a copy that lacks the beginning nothing is remembered, or the whole would be taken for what the part was;
    `shallow` says so where that was asked already.
    """
    head = repository.resolve(revision)
    if repository.is_shallow() if shallow is None else shallow:
        return ordered(repository.steps(head))
    kept = _recall(memory)
    if kept and kept.head == head:
        return kept.steps
    if kept and any(step.commit.id == head for step in kept.steps):
        return ordered(leading_to(head, kept.steps))
    if kept and repository.leads_to(kept.head, head):
        new = list(repository.steps(head, kept.head))
        steps = ordered_on(new, kept.steps)
        since = [*new, *kept.since]
        if len(since) < _MANY:
            memory.keep(_SINCE, _packed(kept.base, since))
            return steps
    else:
        steps = ordered(repository.steps(head))
    memory.keep(_BASE, _packed(head, steps))
    return steps


def _recall(memory: Memory) -> _Kept | None:
    raw = memory.find(_BASE)
    base = _unpacked(raw) if raw is not None else None
    if base is None:
        return None
    name, steps = base
    raw = memory.find(_SINCE)
    beside = _unpacked(raw) if raw is not None else None
    if beside is None or beside[0] != name:
        return _Kept(name, [], steps)
    return _Kept(name, beside[1], ordered_on(beside[1], steps))


def _packed(base: str, steps: Iterable[Step]) -> bytes:
    """Plain values, of which equal ones are written once: a class costs more to bring back than what is in it."""
    seen: dict[Any, Any] = {}
    rows = [
        (_plain(step.commit, seen), [[_plain(touch, seen) for touch in side] for side in step.touched])
        for step in steps
    ]
    return packed((base, rows))


def _plain(values: Iterable[Any], seen: dict[Any, Any]) -> tuple[Any, ...]:
    """Moments are the same where they say the same of the same time zone."""
    return tuple(
        _plain(each, seen)
        if isinstance(each, tuple)
        else seen.setdefault(each.isoformat() if isinstance(each, datetime) else (each,), each)
        for each in values
    )


def _unpacked(raw: bytes) -> tuple[str, list[Step]]:
    base, rows = unpacked(raw)
    with no_collecting():
        return base, [_step(values, sides) for values, sides in rows]


def _step(values: Iterable[Any], sides: Sequence[Sequence[Any]]) -> Step:
    """Most have one parent, and for tens of thousands it counts how they are made."""
    if len(sides) == 1:
        return Step(Commit._make(values), (tuple(map(Touch._make, sides[0])),))
    return Step(Commit._make(values), tuple(tuple(map(Touch._make, side)) for side in sides))
