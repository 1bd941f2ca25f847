"""What was judged before. A verdict stays for as long as everything that it was made of does.

What held before a change is a matter of the commits that led to it, and of no others: its own id names all of that.
What else counts stands beside it: the day, whether it is trusted, and the signed approvals that are of it.
"""

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, Self

from dangan.diagnostics import Text
from dangan.memory import Forgetful, Memory, packed, unpacked
from dangan.review.assignment import Assignment
from dangan.review.author import Author
from dangan.review.change import Change
from dangan.review.evidence import Evidence
from dangan.review.finding import Finding
from dangan.review.judgement import Judged, Verdict
from dangan.review.statement import Approval

_SINCE = " since"
_MANY = 1000
"""So many beside the others, and all are written together."""
_Parts = tuple[Any, ...]


class Ruling(NamedTuple):
    """What was judged, without the change that it was judged of: many are alike. `findings` lack the change's id."""

    verdict: Verdict
    authors: tuple[Author, ...]
    approved_by: tuple[Evidence, ...]
    needs: tuple[Text, ...]
    findings: tuple[_Parts, ...]

    @classmethod
    def of(cls, judged: Judged) -> Self:
        oid = judged.change.commit.id
        findings = tuple(_lean(each, oid) for each in judged.findings)
        return cls(judged.verdict, judged.authors, judged.approved_by, judged.needs, findings)

    def on(self, change: Change) -> Judged:
        findings = tuple(_whole(each, change.commit.id) for each in self.findings)
        return Judged(change, self.verdict, self.authors, self.approved_by, self.needs, findings)


@dataclass(slots=True)
class Rulings:
    """By the id of a commit a digest of what the verdict was made of, and all of the verdict but the change."""

    memory: Memory = field(default_factory=Forgetful)
    name: str = ""
    base: dict[str, tuple[str, Ruling]] = field(default_factory=dict)
    since: dict[str, tuple[str, Ruling]] = field(default_factory=dict)
    """What came to it, so that a few new ones do not cost that all are written."""
    now: dict[str, tuple[str, Ruling]] = field(default_factory=dict)
    """Those that this run asked for."""

    @classmethod
    def recall(cls, memory: Memory, made_of: Sequence[object]) -> Self:
        """`made_of` is what all verdicts share."""
        name = "rulings " + hashlib.sha256(repr(tuple(made_of)).encode()).hexdigest()
        raws = [memory.find(name), memory.find(name + _SINCE)]
        return cls(memory, name, *(unpacked(raw) if raw is not None else {} for raw in raws))

    def find(self, oid: str, made_of: str) -> Ruling | None:
        found = self.since.get(oid) or self.base.get(oid)
        if found is None or found[0] != made_of:
            return None
        self.now[oid] = found
        return found[1]

    def take(self, judged: Judged, made_of: str) -> Ruling:
        ruling = Ruling.of(judged)
        self.now[judged.change.commit.id] = (made_of, ruling)
        return ruling

    def keep(self) -> None:
        """Those of this run, if there are new ones among them."""
        beside = {oid: found for oid, found in self.now.items() if self.base.get(oid) is not found}
        if all(self.since.get(oid) is found for oid, found in beside.items()):
            return
        is_whole = not self.base or len(beside) > _MANY
        shared: dict[Hashable, Any] = {}
        kept = self.now if is_whole else beside
        lean = {oid: (made_of, _shared(ruling, shared)) for oid, (made_of, ruling) in kept.items()}
        self.memory.keep(self.name + ("" if is_whole else _SINCE), packed(lean))


def _shared(ruling: Ruling, seen: dict[Hashable, Any]) -> Ruling:
    """The same people approve, or fail to, again and again: what is equal is kept once."""
    found = Ruling._make(seen.setdefault(each, each) for each in ruling)
    whole: Ruling = seen.setdefault((Ruling, found), found)
    return whole


def _lean(found: Finding, change: str) -> _Parts:
    """Without the commit where that is the change itself: so what is found of many is the same of all of them."""
    return found.code, found.values, found.parts, "" if found.commit == change else found.commit


def _whole(found: _Parts, change: str) -> Finding:
    code, values, parts, commit = found
    return Finding(code, commit or change, values, parts)


def made_of(change: Change, assignment: Assignment, *, trusted: bool) -> str:
    """A digest of what a verdict rests on, beside the commits that led to the change."""
    if assignment.is_empty:
        return _unsigned(change.day, trusted)
    given = [(match.value, _said(approval)) for approval, match in assignment.given.get(change.commit.id, ())]
    again = [_said(approval) for approval in assignment.again.get(change.commit.id, ())]
    other = None if trusted else assignment.of_other_state(change)
    told = (change.day.isoformat(), trusted, given, again, _said(other) if other else None)
    return (
        hashlib.sha256(repr(told).encode()).hexdigest() if given or again or other else _unsigned(change.day, trusted)
    )


@lru_cache(maxsize=64)
def _unsigned(day: date, trusted: bool) -> str:  # noqa: FBT001 -- the name of a cache entry
    """Where no signed approval is of a change; the changes of a day share it."""
    return repr((day.isoformat(), trusted))


def _said(approval: Approval) -> tuple[str, bytes, str]:
    return approval.name, approval.statement.signed, repr(approval.signature)
