"""Who approved the change that a commit came with, as far as the audit knows."""

from collections.abc import Mapping

from dangan.errors import GitError
from dangan.git.objects import Commit
from dangan.git.repository import Repository
from dangan.history.archive_history import ArchiveHistory
from dangan.project.project import Project
from dangan.review.audit import Auditor
from dangan.site.kept_memory import memory_in

Approvers = Mapping[str, tuple[str, ...]]
"""By id of a change on the main branch the ids of the colleagues who approved it."""


def approvers(project: Project, told: ArchiveHistory | None = None) -> Approvers:
    """Nothing where there is no main branch here to audit. `told` is the history that was read already."""
    if project.repository is None:
        return {}
    try:
        return _auditor(project, project.repository, told).approvers()
    except GitError:
        return {}


def _auditor(project: Project, repository: Repository, told: ArchiveHistory | None) -> Auditor:
    """What was signed or said by the day that the archive is looked at."""
    memory, log = (told.memory, told.log) if told else (memory_in(project.layout.cache), ())
    return Auditor(repository, project.catalogue, project.config, project.folder, project.today, memory, log)


def approved_by(commit: str, landed: Mapping[str, Commit], found: Approvers) -> tuple[str, ...]:
    """Of a commit that has not reached the main branch nobody."""
    arrival = landed.get(commit)
    return found.get(arrival.id, ()) if arrival else ()
