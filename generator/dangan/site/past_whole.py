"""All that a build needs to know of the history at once, without what became of what: a few hundred bytes for each
commit, where reading it takes the log, every file's states and the audit.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from dangan.config import Config
from dangan.git.branches import beyond
from dangan.git.objects import Commit
from dangan.git.repository import Repository
from dangan.history.archive_history import ArchiveHistory
from dangan.history.landing import landings
from dangan.history.sketch import sketches_of
from dangan.levels import Level
from dangan.memory import Forgetful, Memory, packed
from dangan.parallel import no_collecting
from dangan.review.audit import Auditor
from dangan.schema.catalogue import Catalogue
from dangan.site.audited import Approval, Audited
from dangan.site.build_audit import Told, approvals, audit_of, with_statements
from dangan.site.options import BuildOptions
from dangan.site.past import Arrivals, Headline, short_names
from dangan.site.past_mark import mark_of_audit, mark_of_change
from dangan.site.past_outline import Outline
from dangan.site.past_pack import change_of
from dangan.site.pasts import Pasts, Raws
from dangan.site.views.feed import LATEST


class WholePast(NamedTuple):
    """By customer ("" the archive's own files): under which name its changes are remembered, the commits that it is
    told of, and what stands for all of that; by name what stands for each change, with all that is stated of it.
    """

    changes: tuple[Headline, ...]
    audited: Audited | None
    names: Mapping[str, str]
    commits: Mapping[str, Sequence[str]]
    marks: Mapping[str, str]
    change_marks: Mapping[str, str]
    audited_mark: str
    arrivals: Arrivals


@dataclass(frozen=True, slots=True)
class PastReader:
    """One order to read it, which may be sent to another process."""

    repository: Repository
    folder: str
    """Where the archive lies in the repository."""
    head: str
    options: BuildOptions
    catalogue: Catalogue
    config: Config | None
    untold: Collection[str]
    memory: Memory

    def __call__(self) -> bytes:
        """Packed; what became of what is in the memory."""
        return packed(tuple(self.read()[0]))

    def read(self) -> tuple[WholePast, dict[str, bytes]]:
        """With what a memory that keeps nothing would not keep.

        Raises GitError or UsageError for a commit to trust that is not there, or not on the main branch.
        """
        with no_collecting():
            told = self.history()
            try:
                return self._read(told)
            finally:
                told.close()

    def history(self) -> ArchiveHistory:
        return ArchiveHistory.of(
            self.repository, self.catalogue, self.head, self.folder, self.options.audience, self.memory
        )

    def _read(self, told: ArchiveHistory) -> tuple[WholePast, dict[str, bytes]]:
        config, options = self.config, self.options
        auditor = config and Auditor(
            self.repository, self.catalogue, config, self.folder, options.today, self.memory, told.log
        )
        found = audit_of(auditor, options.trust) if auditor else None
        raws = Raws(dict(self._names(told)), self.memory, self.history)
        is_forgetful = isinstance(self.memory, Forgetful)
        sketches = sketches_of(told, raws.names, raws.held.__setitem__ if is_forgetful else _let_go)
        outline = Outline(sketches, self._arrivals(told, approvals(found)))
        changes, audited = outline.headlines(), None
        if config is not None:
            own = outline.arrivals.own
            audited = Told(own, changes, self.catalogue, config, options).audited(found, self.repository)
            changes = with_statements(changes, audited)
        commits = {customer: tuple(sketch.commit for sketch in some) for customer, some in sketches.items()}
        marks = {customer: outline.mark_of(customer) for customer in sketches}
        changes = _with_latest(changes, Pasts(raws, commits, outline.arrivals))
        change_marks = {change.name: mark_of_change(change) for change in changes}
        known = raws.names, commits, marks, change_marks, mark_of_audit(audited), outline.arrivals
        return WholePast(changes, audited, *known), raws.held

    def _names(self, told: ArchiveHistory) -> Iterable[tuple[str, str]]:
        customers = told.customers if _may_be_known(self.catalogue, self.options.audience) else ()
        known = ("", *(customer for customer in customers if customer not in self.untold))
        return ((customer, told.name_of(customer)) for customer in known)

    def _arrivals(self, told: ArchiveHistory, approved: Mapping[str, tuple[Approval, ...]]) -> Arrivals:
        own = {commit.id: _lean(commit) for commit in told.commits}
        landed = {oid: own[commit.id] for oid, commit in landings(told.commits).items()}
        waiting = beyond(self.repository.root, self.head, self.config.branch) if self.config else frozenset()
        return Arrivals(landed, short_names(own), approved, told.order, own, waiting)


def _let_go(_customer: str, _raw: bytes) -> None:
    """The memory has it."""


def _with_latest(changes: Sequence[Headline], pasts: Pasts) -> tuple[Headline, ...]:
    """What became of what is told at once only of those that the feed holds."""
    latest = list(islice((change for change in changes if change.brings), LATEST))
    found = map(change_of, pasts.packed_changes(latest))
    told = {change.name: whole.told for change, whole in zip(latest, found, strict=True)}
    return tuple(change._replace(told=told[change.name]) if change.name in told else change for change in changes)


def _may_be_known(catalogue: Catalogue, audience: Level) -> bool:
    """That somebody is a customer is itself as sensitive as the profile."""
    return catalogue.kinds["profile"].field.level <= audience


def _lean(commit: Commit) -> Commit:
    """What a page may say of it, which many processes are sent."""
    return Commit(*(getattr(commit, name) for name in _FIELDS))


_FIELDS = ("id", "author", "email", "date", "subject", "message", "authored", "committer", "committer_email")
