"""What the history says about the files that pages are made from."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dangan.git.repository import Commit, Repository
from dangan.levels import Level
from dangan.model.folders import TOP
from dangan.schema.catalogue import Catalogue
from dangan.site.options import BuildOptions

_COPY = re.compile(r"(~|\.(orig|bak|old|rej|tmp|swp|base|local|remote|backup)|\.r?\d+)+$")


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
    """Whether a path, also one of the past, is that of a file that the audience may not see as a whole.

    What lies with a customer and is of no known kind may be anything: a copy of such a file, one of an older schema.
    """
    if all(kind.field.level <= audience for kind in catalogue.kinds.values()):
        return lambda _path: False

    def is_guarded(path: str) -> bool:
        steps = _usual(path).split("/")
        tails = ["/".join(steps[depth:]) for depth in range(len(steps))]
        kinds = [catalogue.kind_of(tail, scope) for tail in tails for scope in ("customer", "archive")]
        levels = [kind.field.level for kind in kinds if kind is not None]
        return any(level > audience for level in levels) or (steps[0] == TOP and not levels)

    return is_guarded


def _usual(path: str) -> str:
    """The path that a file of another spelling stands for: what editors and merges leave beside, capitals, `.yml`."""
    plain = _COPY.sub("", path.casefold())
    return f"{plain.removesuffix('.yml')}.yaml" if plain.endswith(".yml") else plain
