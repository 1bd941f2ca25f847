"""Who approved the change that a commit came with, as far as the audit knows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dangan.errors import GitError
from dangan.git.branches import beyond
from dangan.git.objects import Commit
from dangan.git.repository import Repository
from dangan.history.archive_history import ArchiveHistory
from dangan.history.landing import landings
from dangan.project.project import Project
from dangan.review.audit import Auditor
from dangan.site.audited import Approval
from dangan.site.build_audit import approvals_of


@dataclass(frozen=True, slots=True)
class Approvals:
    """Asked by the id of any commit: which change it came with (`landed`), and what is known of its approval. The same
    as on the site (`dangan.site.past.Arrivals`).
    """

    landed: Mapping[str, Commit] = field(default_factory=dict)
    approved: Mapping[str, tuple[Approval, ...]] = field(default_factory=dict)
    waiting: Collection[str] = frozenset()

    @classmethod
    def of(cls, project: Project, told: ArchiveHistory) -> "Approvals":
        """`told` is the history that was read already."""
        landed, repository = landings(told.commits), project.repository
        if repository is None or not told.commits:
            return cls(landed)
        waiting = beyond(repository.root, told.commits[0].id, project.config.branch)
        return cls(landed, _approved(project, repository, told), waiting)

    def by(self, commit: str) -> tuple[Approval, ...] | None:
        """None where nothing is known; nobody where the policy asked for somebody and nobody approved."""
        arrival = self.landed.get(commit)
        return self.approved.get(arrival.id) if arrival else None

    def is_waiting(self, commit: str) -> bool:
        """Whether it has not reached the main branch yet."""
        return commit in self.waiting


def _approved(project: Project, repository: Repository, told: ArchiveHistory) -> Mapping[str, tuple[Approval, ...]]:
    """Nothing where there is no main branch here to audit."""
    try:
        ruled = _auditor(project, repository, told).rulings()
    except GitError:
        return {}
    return approvals_of(ruled, shallow=told.shallow)


def _auditor(project: Project, repository: Repository, told: ArchiveHistory) -> Auditor:
    """What was signed or said by the day that the archive is looked at."""
    settings = project.catalogue, project.config, project.folder, project.today
    return Auditor(repository, *settings, told.memory, told.log)
