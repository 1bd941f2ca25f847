"""The audit of a build: run once, then told without what the audience may not know."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dangan.config import Config
from dangan.errors import GitError
from dangan.git.branches import references
from dangan.git.objects import Commit
from dangan.git.repository import Repository
from dangan.layout import packaged_root
from dangan.levels import Level
from dangan.review import codes
from dangan.review.audit import Audit, Auditor
from dangan.review.audit_words import limits
from dangan.review.author import Author
from dangan.review.evidence import Evidence
from dangan.review.finding import Finding
from dangan.review.judgement import Judged, Verdict
from dangan.review.known import Known
from dangan.review.place import Target
from dangan.schema.catalogue import Catalogue
from dangan.site.audited import Approval, Audited, Found, Ground, Stated, grade_of
from dangan.site.options import BuildOptions
from dangan.site.past import Headline

_OF_REVIEW = (
    codes.DIRECT_PUSH, codes.SELF_APPROVAL, codes.PUSH_AFTER_APPROVAL, codes.REUSED_APPROVAL, codes.NO_RIGHT,
    codes.ONLY_CLAIMED, codes.UNAPPROVED, codes.UNKNOWN_AUTHOR, codes.SHARED_EMAIL,
)  # fmt: skip
"""What is no fault where nobody reviews."""
_ADDRESS = re.compile(r"\s*<[^<>]*>|\S+@\S+")


def nothing_to_audit(repository: Repository | None, audience: Level) -> Audited | None:
    """Of an archive without Git, or without a commit; the public is told nothing of either."""
    ground = Ground.NO_COMMIT if repository else Ground.NO_GIT
    return Audited(ground) if audience >= Level.INTERNAL else None


def with_statements(changes: Sequence[Headline], audited: Audited) -> tuple[Headline, ...]:
    """Each change with what the audit states of it, where single ones are told."""
    told = {each.commit.id: each for each in audited.changes} if audited.ground is Ground.JUDGED else {}
    return tuple(change._replace(stated=told.get(change.commit.id)) for change in changes)


def audit_of(auditor: Auditor, trust: str | None) -> Audit | None:
    """None where there is no such branch and nothing checked out.

    Raises GitError for a commit to trust that is not there, UsageError for one that is not on the main branch.
    """
    trusted = auditor.repository.resolve(trust) if trust else None
    try:
        return auditor.audit(trusted)
    except GitError:
        return None


class Ruled(Protocol):
    """What the audit says of a change, whatever else it knows."""

    @property
    def verdict(self) -> Verdict: ...
    @property
    def approved_by(self) -> Sequence[Evidence]: ...


def approvals(found: Audit | None) -> Mapping[str, tuple[Approval, ...]]:
    """By id of the commit on the main branch."""
    judged = {each.change.commit.id: each for each in found.changes} if found else {}
    return approvals_of(judged, shallow=bool(found and found.shallow))


def approvals_of(ruled: Mapping[str, Ruled], *, shallow: bool) -> Mapping[str, tuple[Approval, ...]]:
    """Of changes that nobody approved as the policy asks, none; those that are trusted are not among them.

    Nothing where no change at all was approved: such a team does not review. A shallow copy cannot say that nobody did.
    """
    told = {
        oid: _approved(each) if each.verdict is Verdict.APPROVED else ()
        for oid, each in ruled.items()
        if each.verdict is not Verdict.TRUSTED
    }
    if shallow:
        return {oid: approved for oid, approved in told.items() if approved}
    return told if any(told.values()) else {}


def _approved(ruled: Ruled) -> tuple[Approval, ...]:
    """Each reviewer once, by the strongest evidence."""
    known: dict[str, Known] = {}
    for evidence in ruled.approved_by:
        if evidence.reviewer:
            known[evidence.reviewer.id] = max(evidence.known, known.get(evidence.reviewer.id, Known.NONE))
    return tuple(Approval(person, how) for person, how in known.items())


@dataclass(frozen=True, slots=True)
class Told:
    """What the site tells of the past, by which the audit is told.

    `commits` by id are those that led to the state of the site, without messages that the audience may not read.
    """

    commits: Mapping[str, Commit]
    changes: Sequence[Headline]
    catalogue: Catalogue
    config: Config
    options: BuildOptions
    _known: dict[object, Found] = field(default_factory=dict, repr=False)
    """What was found already, for the same is found of thousands of changes."""

    def audited(self, found: Audit | None, repository: Repository) -> Audited:
        judged = [each for each in (found.changes if found else ()) if each.change.commit.id in self.commits]
        ground = self._ground(found, judged, repository)
        pages = {change.commit.id: change for change in self.changes}
        seen = [each for each in judged if each.change.commit.id in pages or not self._withheld(each)]
        hidden = [each for each in judged if each.change.commit.id not in pages and self._withheld(each)]
        reviewed = ground is Ground.JUDGED
        return Audited(
            ground=ground,
            branch=self.config.branch,
            trust=found.trust if found and judged else None,
            limits=tuple(limits(found)) if found and reviewed and self._is_today else (),
            changes=tuple(self._stated(each, pages.get(each.change.commit.id), reviewed=reviewed) for each in seen),
            findings=tuple(self._found(each, None) for each in (found.findings if found and self._is_today else ())),
            unseen=Counter(grade_of(each.verdict, each.known) for each in hidden),
            unseen_findings=sum(len(_counted(each, reviewed=reviewed)) for each in hidden),
            of_program=self.options.root.resolve() == packaged_root().resolve(),
        )

    @property
    def _is_today(self) -> bool:
        """What is found of no single change has no day: it says nothing of a state of the past."""
        return self.options.revision is None

    def _ground(self, found: Audit | None, judged: Sequence[Judged], repository: Repository) -> Ground:
        names = [f"{kind}/{self.config.branch}" for kind in ("refs/heads", "refs/remotes/origin")]
        if found is None or not set(names) & references(repository.root, *names).keys():
            return Ground.NO_BRANCH
        if found.shallow:
            return Ground.SHALLOW
        verdicts = {each.verdict for each in judged}
        if verdicts <= {Verdict.TRUSTED}:
            return Ground.NEW
        # Who names what to trust wants the rest judged, whether anybody has approved anything or not.
        return Ground.JUDGED if Verdict.APPROVED in verdicts or self.options.trust else Ground.UNREVIEWED

    def _withheld(self, judged: Judged) -> bool:
        commit = judged.change.commit
        return self.commits[commit.id].message != commit.message

    def _stated(self, judged: Judged, page: Headline | None, *, reviewed: bool) -> Stated:
        withheld = self._withheld(judged)
        return Stated(
            commit=self.commits[judged.change.commit.id],
            name=page.name if page else "",
            verdict=judged.verdict,
            style=judged.style,
            request=None if withheld else judged.change.message.request,
            authors=tuple(_seen_in(page)) if withheld and page else tuple(_plain(judged.authors)),
            author_known=judged.author_known,
            approved=_approved(judged),
            known=judged.known,
            equivalent=judged.is_equivalent_only,
            findings=tuple(self._found(each, judged) for each in _counted(judged, reviewed=reviewed)),
        )

    def _found(self, finding: Finding, judged: Judged | None) -> Found:
        """Without what it is about, where that is a file or a field that the audience may not know."""
        if judged and self._withheld(judged):
            return Found(finding.code, None)
        said = (finding.code.name, finding.values, finding.parts)
        if said not in self._known:
            self._known[said] = self._open(finding)
        return self._known[said]

    def _open(self, finding: Finding) -> Found:
        if not all(map(self._may_know, finding.parts)):
            return Found(finding.code, None)
        clean = self._may_see_addresses
        return Found(finding.code, {key: v if clean else _without_address(v) for key, v in finding.values})

    def _may_know(self, part: str) -> bool:
        """Whether it may be told that a part was changed: what no schema names is a folder, which is no secret."""
        target = Target.of(part)
        kind = self.catalogue.kinds.get(target.name)
        spec = kind.field.at(target.steps) if kind else None
        return kind is None or (spec is not None and spec.level <= self.options.audience)

    @property
    def _may_see_addresses(self) -> bool:
        team = self.catalogue.kinds["team"].field.at(("*", "emails"))
        return team is not None and team.level <= self.options.audience


def _counted(judged: Judged, *, reviewed: bool) -> tuple[Finding, ...]:
    """Of a team that does not review no change is told to lack an approval."""
    return tuple(found for found in judged.findings if reviewed or found.code not in _OF_REVIEW)


def _seen_in(page: Headline) -> Iterator[Author]:
    """Those whose work the page of the change tells."""
    found = {(commit.author, commit.email) for commit in page.commits}
    return (Author(name, email, ()) for name, email in sorted(found))


def _plain(authors: Sequence[Author]) -> Iterator[Author]:
    """Without what the team of that day said of them."""
    return (author._replace(holders=()) for author in authors)


def _without_address(value: object) -> object:
    return _ADDRESS.sub("", value).strip() or "…" if isinstance(value, str) else value
