"""What the history says about the files that pages are made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dangan.git.repository import Commit, Repository
from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.site.options import BuildOptions

_DEEPEST = 2
"""Steps of the longest path of a kind inside a customer's folder: `log/{id}.md`."""


@dataclass(frozen=True, slots=True)
class History:
    """The commit that the site stands on, and the last commit of each file of the archive by path.

    A message is free text about what was changed: of a commit that touched a file above the audience it is "".
    """

    head: str | None = None
    commits: Mapping[str, Commit] = field(default_factory=dict)

    @classmethod
    def of(cls, options: BuildOptions, catalogue: Catalogue) -> "History":
        """Empty where there is no Git or no commit yet; the public is told of no commit at all."""
        repository = Repository.discover(options.root)
        if repository is None or not repository.has_commits():
            return cls()
        folder = options.root.resolve().relative_to(repository.root.resolve()).as_posix().removeprefix(".")
        head = repository.resolve(options.revision or "HEAD")
        if options.audience < Level.INTERNAL:
            return cls(head)
        is_guarded = _guard(catalogue, options.audience)
        last: dict[str, Commit] = {}
        for commit, paths in repository.changes(head, folder):
            told = replace(commit, subject="") if any(map(is_guarded, paths)) else commit
            for path in paths:
                last.setdefault(path, told)
        return cls(head, last)


def _guard(catalogue: Catalogue, audience: Level) -> Callable[[str], bool]:
    """Whether a path, also one of the past, is that of a file that the audience may not see as a whole."""
    if all(kind.field.level <= audience for kind in catalogue.kinds.values()):
        return lambda _path: False

    def is_guarded(path: str) -> bool:
        steps = path.split("/")
        tails = ("/".join(steps[-depth:]) for depth in range(1, _DEEPEST + 1))
        kinds = (catalogue.kind_of(tail, "customer") for tail in tails)
        return any(kind is not None and kind.field.level > audience for kind in kinds)

    return is_guarded
