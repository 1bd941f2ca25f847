"""Every change that reached the main branch: approved as the policy asked, by whom, and how that is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dangan.config import Config
from dangan.diagnostics import Severity, Text
from dangan.errors import GitError, UsageError
from dangan.git import branches
from dangan.git.blobs import BlobReader
from dangan.git.objects import Step
from dangan.git.repository import Repository
from dangan.history.kept_log import steps_of
from dangan.memory import Forgetful, Memory
from dangan.parallel import no_collecting
from dangan.review import codes
from dangan.review.anchors import TAGS, Anchor, lost, signed_tags
from dangan.review.approvals import Approvals
from dangan.review.assignment import assign
from dangan.review.bench import Bench
from dangan.review.change import Change, changes
from dangan.review.content import Contents
from dangan.review.finding import Finding
from dangan.review.judgement import Judged, Verdict
from dangan.review.kept_ids import KeptIds
from dangan.review.rulings import Ruling, Rulings
from dangan.review.scope import Watched
from dangan.review.signer import Signers
from dangan.review.state import TEAM, State
from dangan.review.statement import BRANCH
from dangan.review.vanished import Vanishings
from dangan.schema.catalogue import Catalogue


class Root(StrEnum):
    """What the beginning of the history is trusted for. The words are those of JSON."""

    NAMED = "named"
    """Whoever ran the audit named it: what came up to there is not judged."""
    TAG = "tag"
    """A signed tag vouches for it."""
    FIRST = "first"
    """Nobody does."""


@dataclass(frozen=True, slots=True)
class Trust:
    """The trust root; `commit` is the one that is trusted, "" where there is none."""

    root: Root
    commit: str
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """`changes` are the newest first, of those that touch what is watched; `findings` those of no single change."""

    trust: Trust
    changes: tuple[Judged, ...] = ()
    findings: tuple[Finding, ...] = ()
    shallow: bool = False
    unread: int = 0
    """Commits signed with something else than SSH, whose signatures were not looked at."""
    unused: int = 0
    """Signed approvals of no change that reached the main branch."""

    @property
    def every_finding(self) -> tuple[Finding, ...]:
        return (*self.findings, *(found for judged in self.changes for found in judged.findings))

    @property
    def by_commit(self) -> Mapping[str, Judged]:
        """By which change a commit reached the main branch, for those that a merge brought too."""
        return {
            commit: judged
            for judged in self.changes
            for commit in (judged.change.commit.id, *(step.commit.id for step in judged.change.brought))
        }

    @property
    def failed(self) -> bool:
        return any(found.severity is Severity.ERROR for found in self.every_finding)


@dataclass(frozen=True, slots=True)
class Auditor:
    """Reads a repository. `folder` is where the archive lies in it, "" for its top; no change is of after `today`.

    `log` is what was read of it already, of whichever commit.
    """

    repository: Repository
    catalogue: Catalogue
    config: Config
    folder: str = ""
    today: date = date.max
    memory: Memory = field(default_factory=Forgetful)
    log: Sequence[Step] = ()
    blobs: BlobReader = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "blobs", BlobReader(self.repository.root))

    def audit(self, trusted: str | None = None, anchors: Sequence[str] = (), since: date | str | None = None) -> Audit:
        """All changes are read, and those from a day on, or after a commit, are told.

        Raises GitError where there is no main branch, UsageError for a root that is not on it.
        """
        tip, steps = self._steps()
        with self.blobs, no_collecting():
            return self._audit(tip, steps, trusted, anchors, since)

    def rulings(self) -> Mapping[str, Ruling]:
        """Of every change that an audit tells the verdict, by its id: the same, without what is found beside it.

        Raises GitError where there is no main branch.
        """
        tip, steps = self._steps()
        with self.blobs, no_collecting():
            line = self._line(tip, steps)
            start = self._start(line)
            shallow = self.repository.is_shallow()
            rulings = self._rulings(start, shallow=shallow)
            bench = self._bench(line, self._approvals(), rulings, shallow=shallow)
            found = {change.commit.id: ruling for change, ruling in bench.rule_all(line, start)}
            rulings.keep()
        return found

    def _steps(self) -> tuple[str, Sequence[Step]]:
        """The tip of the main branch, and the log of all that led to it."""
        tip = self.repository.tip(self.config.branch)
        is_read = bool(self.log) and self.log[0].commit.id == tip
        return tip, self.log if is_read else steps_of(self.repository, tip, self.memory)

    def _line(self, tip: str, steps: Sequence[Step]) -> tuple[Change, ...]:
        return tuple(changes(steps, tip, self.config.zone, self.today))

    def _start(self, line: Sequence[Change]) -> str:
        return _beginning(line, self._base + TEAM)

    def _audit(
        self, tip: str, steps: Sequence[Step], trusted: str | None, named: Sequence[str], since: date | str | None
    ) -> Audit:
        line = self._line(tip, steps)
        start = self._on_the_line(trusted, line) if trusted else self._start(line)
        approvals, shallow = self._approvals(), self.repository.is_shallow()
        rulings = self._rulings(start, shallow=shallow)
        bench = self._bench(line, approvals, rulings, shallow=shallow)
        told = self._told(line, since)
        ids = KeptIds.recall(self.blobs.read, self.memory)
        gone = Vanishings(ids, self._base).findings(line)
        ids.keep()
        judged = tuple(each for each in bench.judge_all(line, start) if each.change.commit.id in told)[::-1]
        rulings.keep()
        judged = tuple(_with_vanished(each, gone.get(each.change.commit.id, ())) for each in judged)
        tags = self._tags(bench, line)
        known = {step.commit.id for step in steps}
        rewritten = tuple(lost((*tags, *map(self._anchor, named)), known))
        altered = tuple(Finding.of(codes.ALTERED_APPROVAL, "", name=name) for name in approvals.altered)
        trust = Trust(Root.NAMED, start) if trusted else _root(start, line, tags)
        unread = sum("BEGIN SSH" not in step.commit.signature for step in steps if step.commit.signature)
        unused = len(bench.assignment.unused)
        return Audit(trust, judged, (*rewritten, *altered), shallow, unread, unused)

    def _told(self, line: Sequence[Change], since: date | str | None) -> set[str]:
        """The ids of the changes that were asked for."""
        if isinstance(since, str):
            after = self._on_the_line(since, line)
            place = next(place for place, change in enumerate(line) if change.commit.id == after)
            return {change.commit.id for change in line[place + 1 :]}
        return {change.commit.id for change in line if since is None or change.day >= since}

    @property
    def _base(self) -> str:
        return f"{self.folder}/" if self.folder else ""

    @property
    def contents(self) -> Contents:
        """What changes do to the files."""
        return Contents(self.catalogue, self.blobs.read, self._base)

    def _rulings(self, start: str, *, shallow: bool) -> Rulings:
        """A copy that lacks the beginning may yet learn what held before."""
        memory = Forgetful() if shallow else self.memory
        return Rulings.recall(memory, (self.catalogue.fingerprint, self._base, self.config.zone.key, start))

    def _bench(self, line: tuple[Change, ...], approvals: Approvals, rulings: Rulings, *, shallow: bool) -> Bench:
        contents = self.contents
        return Bench(
            State(self.blobs.read),
            contents,
            assign(line, approvals, contents),
            Signers(self.blobs.read),
            Watched(self.catalogue, self._base),
            role_words(self.catalogue),
            rulings,
            knows_all=not shallow,
        )

    def _approvals(self) -> Approvals:
        """Of the branch here and as last fetched."""
        names = (f"refs/heads/{BRANCH}", f"refs/remotes/origin/{BRANCH}")
        heads = dict.fromkeys(branches.references(self.repository.root, *names).values())
        steps = {step.commit.id: step for head in heads for step in self.repository.steps(head)}
        return Approvals.of(steps.values(), self.blobs.read)

    def _tags(self, bench: Bench, line: Sequence[Change]) -> tuple[Anchor, ...]:
        tags = branches.references(self.repository.root, TAGS)
        day = line[-1].day if line else None
        return tuple(signed_tags(tags, bench.signers, bench.state.ever.values(), day)) if day else ()

    def _anchor(self, written: str) -> Anchor:
        """What is named need not be in this copy at all."""
        try:
            return Anchor(written, self.repository.resolve(written))
        except GitError:
            return Anchor(written, written)

    def _on_the_line(self, trusted: str, line: Sequence[Change]) -> str:
        found = self.repository.resolve(trusted)
        if all(change.commit.id != found for change in line):
            raise UsageError(_NOT_ON_MAIN.fill(revision=trusted, branch=self.config.branch))
        return found


_NOT_ON_MAIN = Text(
    "{revision} is no commit of the main branch {branch} itself, so nothing can begin there: has the history been "
    "rewritten, or was a commit of a merged branch meant?",
    "{revision} 不是主分支 {branch} 自身的提交，不能作为起点：历史是否被改写，或指的是被合并分支上的提交？",
)


def _with_vanished(judged: Judged, found: tuple[Finding, ...]) -> Judged:
    """Nothing is found in what is trusted."""
    trusted = judged.verdict is Verdict.TRUSTED
    return judged if trusted or not found else judged.with_findings((*judged.findings, *found))


def _beginning(line: Sequence[Change], team: str) -> str:
    """The change by which there was a team, for nobody could have approved it; else the first of all."""
    found = (c.commit.id for c in line if any(t.path == team and t.new for t in c.touches))
    return next(found, line[0].commit.id if line else "")


def _root(start: str, line: Sequence[Change], tags: Sequence[Anchor]) -> Trust:
    """The oldest signed tag vouches for the beginning; it spares no later change from being judged."""
    places = {change.commit.id: place for place, change in enumerate(line)}
    held = sorted((places[tag.commit], tag.name, tag) for tag in tags if tag.commit in places)
    return Trust(Root.TAG, held[0][2].commit, held[0][2]) if held else Trust(Root.FIRST, start)


def role_words(catalogue: Catalogue) -> Mapping[str, Text]:
    """What the roles are called."""
    found = catalogue.kinds["team"].field.at(("*", "roles", 0, "role"))
    return found.enum if found else {}
