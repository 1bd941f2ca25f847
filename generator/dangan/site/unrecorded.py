"""What lies in the files and in no commit yet: nobody can have approved it, whoever approved what was there before."""

from collections.abc import Iterable, Mapping

from dangan.git.repository import Repository
from dangan.levels import Level
from dangan.model.scan import Scan
from dangan.site.options import BuildOptions
from dangan.source.tree import Tree
from dangan.source.work_tree import WorkTree

Unrecorded = Mapping[str, tuple[str, ...]]
"""By id of a customer, "" for the archive's own files, the paths of those that are not as the last commit has them."""


def unrecorded(scan: Scan, tree: Tree, options: BuildOptions) -> Unrecorded:
    """Nothing of a state of the past, nor without Git or a commit; the public is told of no commit at all.

    Git is asked once: changed, staged and gone is the same. Raises GitError.
    """
    if not isinstance(tree, WorkTree) or options.audience < Level.INTERNAL:
        return {}
    repository = Repository.discover(options.root)
    if repository is None or not repository.has_commits():
        return {}
    folder = options.root.resolve().relative_to(repository.root.resolve()).as_posix().removeprefix(".")
    if repository.ignores(folder):
        return {}
    return by_owner(scan, repository.differing("HEAD", folder) | set(tree.added))


def by_owner(scan: Scan, paths: Iterable[str]) -> Unrecorded:
    """Of the archive's own files only those that pages are made of."""
    own, ids = {record.path for record in scan.loose}, scan.index.owners()
    found: dict[str, list[str]] = {}
    for path in sorted(paths):
        folder = _above(path, scan)
        if folder or path in own:
            found.setdefault(ids.get(folder, folder), []).append(path)
    return {owner: tuple(mine) for owner, mine in found.items()}


def _above(path: str, scan: Scan) -> str:
    """The folder of the customer that a file is of; "" where it is none's."""
    folder = path.rpartition("/")[0]
    while folder and folder not in scan.folders.customers:
        folder = folder.rpartition("/")[0]
    return folder
