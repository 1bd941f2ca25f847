"""With which change a commit reached the main line: the pull request that brought it, or itself."""

from collections.abc import Mapping, Sequence

from dangan.git.objects import Commit


def landings(commits: Sequence[Commit]) -> Mapping[str, Commit]:
    """For each commit the first on the first-parent line of the newest that it leads to. `commits` are newest first."""
    by_id = {commit.id: commit for commit in commits}
    line: list[Commit] = []
    here = commits[0] if commits else None
    while here:
        line.append(here)
        here = by_id.get(here.parents[0]) if here.parents else None
    found: dict[str, Commit] = {}
    for change in reversed(line):
        below = [change.id]
        while below:
            oid = below.pop()
            if oid in by_id and oid not in found:
                found[oid] = change
                below += by_id[oid].parents
    return found
