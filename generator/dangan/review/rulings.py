"""What was judged before. A verdict stays for as long as everything that it was made of does.

What held before a change is a matter of the commits that led to it, and of no others: its own id names all of that.
What else counts stands beside it: the day, whether it is trusted, and the signed approvals that are of it.
"""

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from dangan.memory import Forgetful, Memory, packed, unpacked
from dangan.review.assignment import Assignment
from dangan.review.change import Change
from dangan.review.finding import Finding
from dangan.review.judgement import Judged
from dangan.review.statement import Approval

_SINCE = " since"
_MANY = 1000
"""So many beside the others, and all are written together."""
_Parts = tuple[Any, ...]


@dataclass(slots=True)
class Rulings:
    """By the id of a commit a digest of what the verdict was made of, and all of the verdict but the change."""

    memory: Memory = field(default_factory=Forgetful)
    name: str = ""
    base: dict[str, tuple[str, _Parts]] = field(default_factory=dict)
    since: dict[str, tuple[str, _Parts]] = field(default_factory=dict)
    """What came to it, so that a few new ones do not cost that all are written."""
    now: dict[str, tuple[str, _Parts]] = field(default_factory=dict)
    """Those that this run asked for."""

    @classmethod
    def recall(cls, memory: Memory, made_of: Sequence[object]) -> Self:
        """`made_of` is what all verdicts share."""
        name = "rulings " + hashlib.sha256(repr(tuple(made_of)).encode()).hexdigest()
        raws = [memory.find(name), memory.find(name + _SINCE)]
        return cls(memory, name, *(unpacked(raw) if raw is not None else {} for raw in raws))

    def find(self, change: Change, made_of: str) -> Judged | None:
        found = self.since.get(change.commit.id) or self.base.get(change.commit.id)
        if found is None or found[0] != made_of:
            return None
        self.now[change.commit.id] = found
        verdict, authors, approved_by, needs, lean = found[1]
        findings = tuple(_whole(each, change.commit.id) for each in lean)
        return Judged(change, verdict, authors, approved_by, needs, findings)

    def take(self, judged: Judged, made_of: str) -> None:
        oid = judged.change.commit.id
        findings = tuple(_lean(each, oid) for each in judged.findings)
        self.now[oid] = (made_of, (judged.verdict, judged.authors, judged.approved_by, judged.needs, findings))

    def keep(self) -> None:
        """Those of this run, if there are new ones among them."""
        beside = {oid: found for oid, found in self.now.items() if self.base.get(oid) is not found}
        if all(self.since.get(oid) is found for oid, found in beside.items()):
            return
        is_whole = not self.base or len(beside) > _MANY
        shared: dict[Hashable, Any] = {}
        kept = self.now if is_whole else beside
        lean = {oid: (made_of, _shared(parts, shared)) for oid, (made_of, parts) in kept.items()}
        self.memory.keep(self.name + ("" if is_whole else _SINCE), packed(lean))


def _shared(parts: _Parts, seen: dict[Hashable, Any]) -> _Parts:
    """The same people approve, or fail to, again and again: what is equal is kept once."""
    found: _Parts = tuple(seen.setdefault(each, each) for each in parts)
    return tuple(seen.setdefault(found, found))


def _lean(found: Finding, change: str) -> _Parts:
    """Without the commit where that is the change itself: so what is found of many is the same of all of them."""
    return found.code, found.values, found.parts, "" if found.commit == change else found.commit


def _whole(found: _Parts, change: str) -> Finding:
    code, values, parts, commit = found
    return Finding(code, commit or change, values, parts)


def made_of(change: Change, assignment: Assignment, *, trusted: bool) -> str:
    """A digest of what a verdict rests on, beside the commits that led to the change."""
    given = [(match.value, _said(approval)) for approval, match in assignment.given.get(change.commit.id, ())]
    again = [_said(approval) for approval in assignment.again.get(change.commit.id, ())]
    other = None if trusted else assignment.of_other_state(change)
    told = (change.day.isoformat(), trusted, given, again, _said(other) if other else None)
    return hashlib.sha256(repr(told).encode()).hexdigest() if given or again or other else repr(told[:2])


def _said(approval: Approval) -> tuple[str, bytes, str]:
    return approval.name, approval.statement.signed, repr(approval.signature)
