"""What was wrong where a change began: remembered by its commit, which never becomes another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dangan.diagnostics import Diagnostic
from dangan.git.repository import Repository
from dangan.memory import Beside, Forgetful, packed, unpacked
from dangan.model.scan import scan
from dangan.project.checking import Same, same_of
from dangan.review.check import check_review
from dangan.schema.catalogue import Catalogue
from dangan.schema.files import packaged_fingerprint
from dangan.site.kept_memory import memory_in
from dangan.source.revision_tree import RevisionTree
from dangan.source.work_tree import WorkTree

if TYPE_CHECKING:
    from dangan.project.project import Project

_LAST = "last"
"""Of one commit: a change is checked again and again against the same, and many changes against the newest."""


def wrong_before(project: "Project", repository: Repository, commit: str) -> frozenset[Same]:
    """All that was wrong in a commit on the day and for the country of a project."""
    memory = memory_in(project.layout.cache, "base")
    made_of = commit, project.folder, project.config.country, project.today, packaged_fingerprint()
    raw = memory.find(_LAST)
    was, known = unpacked(raw) if raw else (None, frozenset())
    if was == made_of:
        return frozenset(known)
    found = frozenset(map(same_of, _wrong_in(project, repository, commit)))
    memory.keep(_LAST, packed((made_of, found)))
    return found


def _wrong_in(project: "Project", repository: Repository, commit: str) -> Iterator[Diagnostic]:
    tree = RevisionTree(repository, commit, project.folder)
    # Of the same schemas those that this process has; others are not kept in the place of today's.
    catalogue, found = Catalogue.load(tree, project.config.country, Forgetful())
    here = project.tree
    memory = Beside(here.memory) if isinstance(here, WorkTree) else None
    yield from found
    yield from scan(tree, catalogue, project.today, memory=memory).diagnostics
    yield from check_review(tree, catalogue, project.today, f"{project.folder}/" if project.folder else "")
    tree.close()
