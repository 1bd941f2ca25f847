"""Which signed approval is of which change. Each counts once, for the first change that it is of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dangan.git.objects import Touch
from dangan.review.approvals import Approvals
from dangan.review.change import Change
from dangan.review.content import Contents
from dangan.review.evidence import Match
from dangan.review.state import RULES, TEAM
from dangan.review.statement import Approval

LONGEST = 50
"""Commits of one approval that are looked for one by one."""


@dataclass(slots=True)
class Assignment:
    """By the id of a commit: what was approved there, and what had counted for another change already."""

    given: dict[str, list[tuple[Approval, Match]]] = field(default_factory=dict)
    again: dict[str, list[Approval]] = field(default_factory=dict)
    unused: tuple[Approval, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.given or self.again or self.unused)

    def of_other_state(self, change: Change) -> Approval | None:
        """One that was given to the change before something else was put into it."""
        if not self.unused:
            return None
        brought = {step.commit.id for step in change.brought}
        touches = change.by_path
        return next((a for a in self.unused if a.statement.head in brought or a.is_of(touches)), None)


def assign(changes: Sequence[Change], approvals: Approvals, contents: Contents) -> Assignment:
    """Oldest first; what was approved as several commits and then put on top one by one is found as a whole."""
    found = Assignment()
    if not approvals.all:
        return found
    used: set[str] = set()
    for change in changes:
        _assign((change,), change.touches, approvals, contents, found, used)
    lengths = {a.statement.commits for a in approvals.all if a.name not in used}
    for length in sorted(length for length in lengths if 1 < length <= LONGEST):
        for start in range(len(changes) - length + 1):
            run = changes[start : start + length]
            if not any(change.is_merge for change in run):
                _assign(run, together(run), approvals, contents, found, used)
    found.unused = tuple(approval for approval in approvals.all if approval.name not in used)
    return found


def _assign(
    run: Sequence[Change],
    touches: tuple[Touch, ...],
    approvals: Approvals,
    contents: Contents,
    found: Assignment,
    used: set[str],
) -> None:
    for approval, match in approvals.of_touches(touches, contents):
        for change in (each for each in run if _is_seen(each, touches, contents)):
            if approval.name in used:
                found.again.setdefault(change.commit.id, []).append(approval)
            else:
                found.given.setdefault(change.commit.id, []).append((approval, match))
        used.add(approval.name)


def _is_seen(change: Change, touches: Iterable[Touch], contents: Contents) -> bool:
    """Whether what a change does to team and rules stands in what was approved. These hold from the change on, and a
    revoked key for ever: so what a run puts there and takes back again needs an approval of its own.
    """
    own = {touch for touch in change.touches if contents.inside(touch.path) in (TEAM, RULES)}
    return own <= set(touches)


def together(run: Iterable[Change]) -> tuple[Touch, ...]:
    """What several changes in a row do to the files, as one."""
    found: dict[str, Touch] = {}
    for change in run:
        for touch in change.touches:
            first = found.get(touch.path, touch)
            found[touch.path] = touch._replace(old=first.old, old_mode=first.old_mode)
    return tuple(t for t in found.values() if (t.old, t.old_mode) != (t.new, t.new_mode))
