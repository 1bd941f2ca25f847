"""What has a name in a repository, and how a file is put on a branch that nobody has checked out."""

import os
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import GitError
from dangan.git import process
from dangan.git.objects import Touch

_MOVED = Text(
    "the branch {branch} changed while it was written to: run the command again",
    "写入时分支 {branch} 已有变动：请再运行一次",
)


def references(root: Path, *beginnings: str) -> dict[str, str]:
    """The full names of all references below the beginnings, and what they lead to: of a signed tag the tag itself."""
    listed = process.output(root, "for-each-ref", "--format=%(refname)%00%(objectname)", *beginnings)
    lines = (line.split(b"\0") for line in listed.splitlines())
    return {os.fsdecode(name): oid.decode() for name, oid in lines}


def beyond(root: Path, revision: str, branch: str) -> frozenset[str]:
    """The ids of the commits that lead to `revision` and have not reached a branch, here or as it was last fetched;
    none where there is no such branch.
    """
    names = f"refs/heads/{branch}", f"refs/remotes/origin/{branch}"
    # Git takes a name for that of a folder too.
    heads = [oid for name, oid in references(root, *names).items() if name in names]
    if not heads or revision in heads:
        return frozenset()
    listed = process.output(root, "rev-list", revision, *(f"^{head}" for head in heads), "--")
    return frozenset(listed.decode().split())


def common_ancestor(root: Path, one: str, other: str) -> str | None:
    """Where two lines of history parted; None where they share nothing."""
    return process.run(root, "merge-base", one, other).stdout.decode().strip() or None


def between(root: Path, old: str, new: str) -> tuple[Touch, ...]:
    """What differs between two commits, by path."""
    raw = process.output(root, "diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", old, new, "--")
    parts = process.split(raw)
    return tuple(_touch(record, path) for record, path in zip(parts[::2], parts[1::2], strict=True))


def _touch(record: str, path: str) -> Touch:
    old_mode, new_mode, old, new, _ = record.removeprefix(":").split(" ")
    return Touch(path, old if old.strip("0") else None, new if new.strip("0") else None, old_mode, new_mode)


def add_file(root: Path, branch: str, name: str, data: bytes, message: str) -> str:
    """Puts one more file at the top of a branch by a commit of its own and gives its id; work tree, index and HEAD
    stay as they are.

    The branch begins where it was last fetched, else with this commit. A file that is there is left as it is: "".
    Raises GitError where Git says no, or somebody else wrote to the branch meanwhile.
    """
    here = f"refs/heads/{branch}"
    found = references(root, here, f"refs/remotes/origin/{branch}")
    parent = found.get(here) or found.get(f"refs/remotes/origin/{branch}")
    entries = process.output(root, "ls-tree", "-z", parent) if parent else b""
    if any(entry.endswith(b"\t" + os.fsencode(name)) for entry in entries.split(b"\0")):
        return ""
    blob = process.output(root, "hash-object", "-w", "--stdin", data=data).strip()
    entries += b"100644 blob " + blob + b"\t" + os.fsencode(name) + b"\0"
    tree = process.output(root, "mktree", "-z", data=entries).decode().strip()
    parents = ("-p", parent) if parent else ()
    commit = process.output(root, "commit-tree", tree, *parents, data=message.encode()).decode().strip()
    if process.run(root, "update-ref", here, commit, found.get(here, "")).returncode:
        raise GitError(_MOVED.fill(branch=branch))
    return commit
