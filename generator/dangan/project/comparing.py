"""Two states of an archive, named as on the command line, held together."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.git.repository import Repository
from dangan.levels import Level
from dangan.project.project import Project
from dangan.review.comparison import Comparison, compare
from dangan.review.comparison_states import Side

WORK_TREE = "work tree"
_NO_GIT = Text(
    "dangan diff needs the history, and this archive is not in Git",
    "dangan diff 需要历史记录，而此档案库没有用 Git 保存",
)
_NO_COMMITS = Text(
    "Nothing has been committed yet: there is nothing to compare with", "尚未提交过任何内容，没有可以比较的版本"
)


def ends(text: str, repository: Repository, branch: str) -> tuple[str, str | None]:
    """The commits that `A..B`, `A...B` (since they parted) or `A` name; None for the files as they lie.

    Nothing named means all that the main branch does not have. Raises GitError for what names no commit.
    """
    if "..." in text:
        old, _, new = text.partition("...")
        head = repository.resolve(new or "HEAD")
        return repository.fork(old or "HEAD", head), head
    if ".." in text:
        old, _, new = text.partition("..")
        return repository.resolve(old or "HEAD"), repository.resolve(new or "HEAD")
    return repository.merge_base(text or branch), None


def compare_states(start: Path, text: str, *, audience: Level | None = None, today: date | None = None) -> Comparison:
    """Both states read and checked on one day, by default that of the newer one.

    Raises EnvironmentProblem (no archive, no history) and GitError.
    """
    here = Project.open(start)
    repository = here.repository
    if repository is None:
        raise EnvironmentProblem(_NO_GIT)
    if not repository.has_commits():
        raise EnvironmentProblem(_NO_COMMITS)
    old_id, new_id = ends(text, repository, here.config.branch)
    new = Project.open(start, at=new_id, today=today) if new_id else replace(here, today=today or here.today)
    old = Project.open(start, at=old_id, today=new.today)
    commit = repository.commit_of(new_id or "HEAD")
    paths = (
        repository.changed_between(old_id, new_id, here.folder)
        if new_id
        else repository.changed_since(old_id, here.folder)
    )
    change = commit if new_id else commit._replace(id=WORK_TREE)
    return compare(_side(old), _side(new), paths, change, here.audience(audience))


def _side(project: Project) -> Side:
    return Side(project.tree, project.catalogue, project.scan())
