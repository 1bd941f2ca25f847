"""What the audit says to the readers of a site: plain data, without what the audience may not know."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from dangan.diagnostics import Code, Severity, Text
from dangan.git.objects import Commit
from dangan.review.audit import Trust
from dangan.review.author import Author
from dangan.review.change import Style
from dangan.review.judgement import Verdict
from dangan.review.known import Known

GRADES = ("signed", "attested", "claimed", "not", "trusted")
"""How the approval of a change is known: from proof to nothing, and what was not judged."""


class Approval(NamedTuple):
    """Who approved a change, by id of the colleague, and how that is known."""

    person: str
    known: Known


class Ground(StrEnum):
    """Whether single changes can be told at all, else why not: what nobody could know is no fault of a change."""

    JUDGED = "judged"
    NO_GIT = "no_git"
    NO_COMMIT = "no_commit"
    NO_BRANCH = "no_branch"
    """The main branch is not in this copy."""
    SHALLOW = "shallow"
    """This copy lacks the beginning, so authors and reviewers of what it has may be missing."""
    NEW = "new"
    """Nothing came after the trusted beginning."""
    UNREVIEWED = "unreviewed"
    """No change at all was approved: the team does not review, or not yet."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding. `values` are what its wording holds; None where the audience may not know what it is about."""

    code: Code
    values: Mapping[str, object] | None

    @property
    def message(self) -> Text | None:
        return None if self.values is None else self.code.message.fill(**self.values)

    @property
    def fix(self) -> Text | None:
        return None if self.values is None else self.code.fix.fill(**self.values)


class Stated(NamedTuple):
    """What is stated of one change of the main branch.

    `name` stands for it in addresses, "" where it has no page: nothing that the site tells of was changed.
    """

    commit: Commit
    name: str
    verdict: Verdict
    style: Style
    request: int | None
    authors: tuple[Author, ...]
    author_known: Known
    approved: tuple[Approval, ...]
    known: Known
    equivalent: bool
    findings: tuple[Found, ...] = ()

    @property
    def grade(self) -> str:
        """One of `GRADES`."""
        return grade_of(self.verdict, self.known)


@dataclass(frozen=True, slots=True)
class Audited:
    """The whole audit. `changes` are the newest first; `findings` those of no single change.

    Of changes whose files the audience may not know there is no more than their number.
    """

    ground: Ground
    branch: str = ""
    trust: Trust | None = None
    limits: tuple[Text, ...] = ()
    """How far it is to be believed."""
    changes: tuple[Stated, ...] = ()
    findings: tuple[Found, ...] = ()
    unseen: Mapping[str, int] = field(default_factory=dict)
    """By grade, those that are not among `changes`."""
    unseen_findings: int = 0
    of_program: bool = False
    """Whether the archive is the one that comes with the program, whose history is that of building it."""

    @property
    def grades(self) -> Mapping[str, int]:
        """How many changes of each grade there are, seen or not."""
        return Counter(stated.grade for stated in self.changes) + Counter(self.unseen)

    @property
    def total(self) -> int:
        return sum(self.grades.values())

    @property
    def found(self) -> int:
        """How many findings there are, seen or not."""
        return len(self.findings) + sum(len(each.findings) for each in self.changes) + self.unseen_findings

    @property
    def to_mend(self) -> int:
        """How many of those that can be seen are errors."""
        found = (*self.findings, *(found for each in self.changes for found in each.findings))
        return sum(each.code.severity is Severity.ERROR for each in found)


def grade_of(verdict: Verdict, known: Known) -> str:
    if verdict is Verdict.APPROVED:
        return known.word
    return "not" if verdict is Verdict.NOT else "trusted"
