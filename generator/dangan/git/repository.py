"""A Git repository, asked in the words of an archive."""

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem, GitError, UsageError
from dangan.git import log, process
from dangan.git.objects import Commit, Identity, Step, TreeEntry

__all__ = ["Commit", "Identity", "Repository", "Step", "TreeEntry"]

_CUT_OFF = Text(
    "This copy of the archive does not reach back to {day}; git fetch --unshallow brings the rest",
    "档案的这份副本没有 {day} 之前的历史；git fetch --unshallow 可取回其余部分",
)
_NO_COMMIT = Text(
    "“{revision}” is neither a day (2026-03-31) nor a state that the history knows: it names no commit",
    "“{revision}”既不是日期（如 2026-03-31），也不是历史记录中的版本",
)
_NO_BRANCH = Text("there is no branch {branch} and no commit yet", "没有分支 {branch}，也还没有任何历史记录")
_FEW = 50
"""Of so many names Git looks for each by itself; beyond it looks at everything."""
_NOT_HERE = (b"not a git repository", b"must be run in a work tree", b"cannot change to", b"invalid gitfile format")
"""Git's words where there is no work tree."""
_TOO_EARLY = Text("Nothing had been recorded in the archive by {day}", "到 {day} 为止，档案里还没有任何记录")


class Repository:
    """One work tree. `folder` arguments are POSIX paths from its root, "" for all; paths come back relative to it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def discover(cls, path: Path) -> "Repository | None":
        """The work tree that `path` lies in; None where there is none, or no Git.

        Raises GitError where there is one of which Git wants to know nothing.
        """
        if not process.installed():
            return None
        done = process.run(path, "rev-parse", "--show-toplevel")
        if done.returncode and not any(words in done.stderr for words in _NOT_HERE):
            raise GitError(process.FAILED.fill(command="rev-parse", words=process.words(done)))
        found = os.fsdecode(done.stdout.removesuffix(b"\n"))
        return cls(Path(found)) if found else None

    @classmethod
    def init(cls, path: Path, branch: str, *, objects: str | None = None) -> "Repository":
        """A new repository whose first commit will be on `branch`; one that is there already stays as it is.

        `objects` is the format of its ids (sha1, sha256), that which Git is set to use without it.
        """
        path.mkdir(parents=True, exist_ok=True)
        form = [f"--object-format={objects}"] if objects else []
        process.output(path, "init", "-q", f"--initial-branch={branch}", *form)
        return cls(path.resolve())

    def take(self, stream: bytes) -> None:
        """Whole commits at once, in the format of `git fast-import`; then the files of the branch checked out."""
        process.output(self.root, "fast-import", "--quiet", "--done", data=stream)
        process.output(self.root, "reset", "-q", "--hard")

    def has_commits(self) -> bool:
        return process.run(self.root, "rev-parse", "-q", "--verify", "HEAD^{commit}").returncode == 0

    def is_shallow(self) -> bool:
        return process.output(self.root, "rev-parse", "--is-shallow-repository").strip() == b"true"

    def identity(self) -> Identity | None:
        """Who Git would commit as by configuration or environment; None where it would have to guess."""
        done = process.run(self.root, "-c", "user.useConfigOnly=true", "var", "GIT_AUTHOR_IDENT")
        if done.returncode:
            return None
        actor = _gitpython().Actor._from_string(done.stdout.decode(errors="replace").rpartition(">")[0] + ">")  # noqa: SLF001
        return Identity(actor.name or "", actor.email or "")

    def resolve(self, revision: str) -> str:
        """The full id of a commit. Raises GitError where nothing is called so."""
        done = process.run(self.root, "rev-parse", "-q", "--verify", "--end-of-options", f"{revision}^{{commit}}")
        if done.returncode:
            raise GitError(_NO_COMMIT.fill(revision=revision))
        return done.stdout.decode().strip()

    def revision_on(self, day: date, zone: ZoneInfo, branch: str) -> str:
        """The last first-parent commit of `branch` whose committer date is not after the end of `day` in `zone`.

        If clocks ran backwards: the latest such in first-parent order. Raises UsageError where there is none,
        EnvironmentProblem where a shallow clone hides it.
        """
        limit = _end_of(day, zone)
        lines = process.output(self.root, "log", "--first-parent", "--format=%H %ct", self.tip(branch), "--")
        for line in lines.decode().splitlines():
            oid, seconds = line.split()
            if int(seconds) < limit:
                return oid
        if self.is_shallow():
            raise EnvironmentProblem(_CUT_OFF.fill(day=day))
        raise UsageError(_TOO_EARLY.fill(day=day))

    def tip(self, branch: str) -> str:
        """The branch here, else as last fetched; in a checkout without either, what is checked out."""
        for name in (f"refs/heads/{branch}", f"refs/remotes/origin/{branch}", "HEAD"):
            done = process.run(self.root, "rev-parse", "-q", "--verify", f"{name}^{{commit}}")
            if not done.returncode:
                return done.stdout.decode().strip()
        raise GitError(_NO_BRANCH.fill(branch=branch))

    def commit_date(self, revision: str, zone: ZoneInfo) -> date:
        """The day in `zone` on which a commit was recorded."""
        seconds = process.output(self.root, "show", "-s", "--format=%ct", self.resolve(revision))
        return datetime.fromtimestamp(log.clamped(int(seconds)), UTC).astimezone(zone).date()

    def held(self, folder: str = "", only: Sequence[str] = (".",)) -> bytes:
        """The names of all files below `folder` in the index, as Git prints them: with NUL behind each, deleted ones
        among them. `only` are names of files and folders in `folder`.
        """
        return process.output(self.root / folder, "ls-files", "-z", "--cached", "--", *only)

    def tracked(self, folder: str, names: Sequence[str]) -> list[str]:
        """Which files below `folder` the index holds at or under the names; they need not be on the disk."""
        return sorted(process.split(self.held(folder, names)))

    def others(self, folder: str, names: Sequence[str], *, ignored: bool = False) -> list[str]:
        """Files at or below the names that no index holds: those that would be added, or those that an ignore rule
        leaves out. A name that ends in a slash is a repository inside this one.
        """
        which = ["--others", "--ignored"] if ignored else ["--others"]
        asked = names if len(names) <= _FEW else ["."]
        found = process.output(self.root / folder, "ls-files", "-z", *which, "--exclude-standard", "--", *asked)
        return sorted(process.split(found))

    def ignores(self, folder: str) -> bool:
        """Whether a whole folder is left out by an ignore rule, so that this repository knows nothing of it."""
        return (
            bool(folder) and process.run(self.root, "check-ignore", "-q", "--", folder, paths="plain").returncode == 0
        )

    def tree(self, revision: str, folder: str = "", only: Sequence[str] = ()) -> dict[str, TreeEntry]:
        """Every entry of a revision below `folder` by path; submodules are among them (mode 160000). With `only` those
        of these paths in `folder`; more than a few are as many as all.
        """
        base = f"{folder}/" if folder else ""
        where = [f"{base}{path}" for path in only] if 0 < len(only) <= _FEW else [base] if base else []
        where = ["--", *where] if where else []
        listed = process.output(self.root, "ls-tree", "-r", "-z", "-l", "--full-tree", self.resolve(revision), *where)
        start = len(folder) + 1 if folder else 0
        entries: dict[str, TreeEntry] = {}
        for line in process.split(listed):
            info, _, path = line.partition("\t")
            mode, _, oid, size = info.split()
            entries[path[start:]] = TreeEntry(mode, oid, int(size) if size.isdigit() else 0)
        return entries

    def folder_id(self, revision: str, folder: str) -> str:
        """What Git calls the contents of a folder in a revision; "" where there is none."""
        return process.run(self.root, "rev-parse", "-q", "--verify", f"{revision}:{folder}").stdout.decode().strip()

    def merge_base(self, revision: str) -> str:
        """Where the work tree branched off `revision`; the revision itself where their histories share nothing."""
        commit = self.resolve(revision)
        return process.run(self.root, "merge-base", commit, "HEAD").stdout.decode().strip() or commit

    def changed_since(self, revision: str, folder: str = "", others: Iterable[str] | None = None) -> set[str]:
        """Paths that differ between the work tree and where it branched off `revision`, gone and untracked too.

        `others` are the untracked, for whoever knows them.
        """
        return self.differing(self.merge_base(revision), folder) | {
            *(self.others(folder, ["."]) if others is None else others)
        }

    def differing(self, commit: str, folder: str = "") -> set[str]:
        """Paths below `folder` that hold another thing in the work tree than in a commit, gone ones too; untracked are
        not, nor what only may be run now.
        """
        where = ("--no-renames", "--relative", commit, "--", ".")
        asked = ("-c", "core.fileMode=false", "diff", "-z", "--name-only", *where)
        return set(process.split(process.output(self.root / folder, *asked)))

    def log_of_head(self) -> Path:
        """The file in which each commit and checkout of this work tree is noted; there need be none."""
        said = process.output(self.root, "rev-parse", "--git-path", "logs/HEAD")
        return self.root / os.fsdecode(said.removesuffix(b"\n"))

    def fork(self, one: str, other: str) -> str:
        """The commit at which two lines parted. Raises GitError where they share none."""
        pair = self.resolve(one), self.resolve(other)
        return process.output(self.root, "merge-base", *pair).decode().split()[0]

    def leads_to(self, old: str, new: str) -> bool:
        """Whether a commit is there and among those that lead to another."""
        return process.run(self.root, "merge-base", "--is-ancestor", old, new).returncode == 0

    def changed_between(self, old: str, new: str, folder: str = "") -> set[str]:
        """Paths below `folder` that differ between two commits."""
        here = self.root / folder
        pair = self.resolve(old), self.resolve(new)
        found = process.output(here, "diff", "-z", "--name-only", "--no-renames", "--relative", *pair, "--", ".")
        return set(process.split(found))

    def commit_of(self, revision: str) -> Commit:
        """One commit as a value."""
        return next(self.steps(revision)).commit

    def steps(self, revision: str = "HEAD", *without: str) -> Iterator[Step]:
        """Every commit that leads to `revision` and to none of `without`, children first, in one pass over the log."""
        if self.has_commits():
            yield from log.steps(self.root, self.resolve(revision), *without)

    def changes(self, revision: str = "HEAD", folder: str = "") -> Iterator[tuple[Commit, list[str]]]:
        """Every commit, newest first, with the paths below `folder` that are its own work."""
        start = f"{folder}/" if folder else ""
        for step in self.steps(revision):
            yield step.commit, [path.removeprefix(start) for path in step.own if path.startswith(start)]

    def add(self, paths: Iterable[str]) -> None:
        """Stages paths relative to the root."""
        names = b"\0".join(os.fsencode(path) for path in paths)
        process.output(self.root, "add", "--pathspec-from-file=-", "--pathspec-file-nul", data=names)

    def commit(self, message: str) -> str:
        """Commits what is staged and gives the new id."""
        process.output(self.root, "commit", "-q", "-F", "-", data=message.encode())
        return self.resolve("HEAD")


def _end_of(day: date, zone: ZoneInfo) -> float:
    """The first second after a day, as a timestamp."""
    try:
        return datetime.combine(day + timedelta(days=1), time(), zone).timestamp()
    except OverflowError:
        return float("inf")


@cache
def _gitpython() -> ModuleType:
    """GitPython looks for Git while it is imported, and its absence is ours to report."""
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    import git  # noqa: PLC0415 -- 80 ms that most commands need not pay

    return git
