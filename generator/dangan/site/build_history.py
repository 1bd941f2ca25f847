"""What the history says about the files that pages are made from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dangan.git.repository import Commit, Repository
from dangan.site.options import BuildOptions


@dataclass(frozen=True, slots=True)
class History:
    """The commit that the site stands on, and the last commit of each file of the archive by path."""

    head: str | None = None
    commits: Mapping[str, Commit] = field(default_factory=dict)

    @classmethod
    def of(cls, options: BuildOptions) -> "History":
        """Empty where there is no Git or no commit yet."""
        repository = Repository.discover(options.root)
        if repository is None or not repository.has_commits():
            return cls()
        folder = options.root.resolve().relative_to(repository.root.resolve()).as_posix().removeprefix(".")
        head = repository.resolve(options.revision or "HEAD")
        return cls(head, repository.last_commits(head, folder))
