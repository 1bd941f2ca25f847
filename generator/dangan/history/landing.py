"""With which change a commit reached the main line: the pull request that brought it, or itself."""

from collections.abc import Mapping, Sequence

from dangan.git.objects import Commit


def main_line(commits: Sequence[Commit]) -> dict[str, Commit]:
    """The first-parent line of the newest, newest first. `commits` are newest first."""
    by_id = {commit.id: commit for commit in commits}
    line: dict[str, Commit] = {}
    here = commits[0] if commits else None
    while here:
        line[here.id] = here
        here = by_id.get(here.parents[0]) if here.parents else None
    return line


def landings(commits: Sequence[Commit]) -> Mapping[str, Commit]:
    """For each commit the first on the first-parent line of the newest that it leads to. `commits` are newest first."""
    by_id = {commit.id: commit for commit in commits}
    found: dict[str, Commit] = {}
    for change in reversed(list(main_line(commits).values())):
        found[change.id] = change
        below = list(change.parents[1:])  # the first is on the line, where an older one has been
        while below:
            oid = below.pop()
            if oid in by_id and oid not in found:
                found[oid] = change
                below += by_id[oid].parents
    return found
