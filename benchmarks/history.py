"""A Git repository whose tip is a generated archive: two years of small commits, in one stream into `git fast-import`.

Customers arrive; then log entries come and values change; some of it by pull requests with merge commits. The same
archive, number of commits and seed make the same commit ids.
"""

import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from random import Random

from benchmarks.changes import Change, Past, arrivals
from benchmarks.people import Colleague, moment, read_team

MAIN, BRANCH = "refs/heads/main", "refs/heads/pull"
PULLS = 10
"""Every so many commits one is the merge of a pull request."""
NOTHING = "0" * 40
IGNORED = (".git", ".dangan")


@dataclass(frozen=True, slots=True)
class Pull:
    """A pull request: what its branch holds, and what went to the main branch meanwhile."""

    own: tuple[Change, ...]
    meanwhile: tuple[Change, ...] = ()


Step = Change | Pull
Chosen = Change | tuple[str, ...]
"""A change, or the folders of customers who arrive."""


def write_history(root: Path, commits: int, seed: int = 1) -> None:
    """Makes `root` a repository of so many commits; the work tree is not touched."""
    _git(root, "init", "--quiet", "--initial-branch", MAIN.rpartition("/")[2])
    with subprocess.Popen(["git", "fast-import", "--quiet", "--done"], cwd=root, stdin=subprocess.PIPE) as feed:
        assert feed.stdin
        feed.stdin.writelines(stream(root, commits, seed))
    assert feed.returncode == 0, "git fast-import did not take the stream"
    _git(root, "reset", "--quiet")


def _git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True)


def stream(root: Path, commits: int, seed: int) -> Iterator[bytes]:
    inside = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    paths = sorted(path.as_posix() for path in inside if path.parts[0] not in IGNORED)
    random = Random(seed)
    past = Past.of(root, random, paths)
    pulls = (commits - 1) // PULLS
    changes = _changes(past, commits - 1 - pulls)
    owned = {path for files in past.customers.values() for path in files}
    first = Change("", tuple(path for path in paths if path not in owned), is_new=True, what="")
    writer = _Writer(past, read_team((root / "team.yaml").read_bytes()), commits)
    yield from writer.direct(first)
    for step in _steps(changes, pulls, random):
        yield from writer.pull(step) if isinstance(step, Pull) else writer.direct(step)
    yield f"reset {BRANCH}\nfrom {NOTHING}\n\ndone\n".encode()


def _changes(past: Past, count: int) -> list[Change]:
    """Every customer arrives, in groups if there are many; the rest of the commits change who is there."""
    groups = list(arrivals(past, min(len(past.customers), max(1, count // 2))))
    marks = [True] * (len(groups) - 1) + [False] * (count - len(groups))
    past.random.shuffle(marks)
    arrived: list[str] = []
    chosen: list[Chosen] = []
    coming = iter(groups)
    for is_arrival in (True, *marks):
        chosen.append(_next(past, coming, arrived, is_arrival=is_arrival))
        arrived += chosen[-1] if isinstance(chosen[-1], tuple) else ()
    return [_together(past, item) if isinstance(item, tuple) else item for item in chosen]


def _next(past: Past, coming: Iterator[tuple[str, ...]], arrived: list[str], *, is_arrival: bool) -> Chosen:
    """Where those who are there have no place left to edit, somebody arrives earlier."""
    found = (next(coming, None) if is_arrival else None) or past.choose(arrived) or next(coming, None)
    if found is None:
        raise ValueError("this archive has too few places to edit for so many commits")
    return found


def _together(past: Past, folders: tuple[str, ...]) -> Change:
    found = [past.arrival(folder) for folder in folders]
    return replace(found[0], paths=tuple(p for c in found for p in c.paths), others=frozenset(folders[1:]))


def _steps(changes: list[Change], pulls: int, random: Random) -> Iterator[Step]:
    """Pull requests of one or two changes spread over all; half of them meet something newer on the main branch."""
    sizes = [random.choice((1, 1, 2)) for _ in range(pulls)]
    kinds = [0] * (len(changes) - sum(sizes)) + sizes
    random.shuffle(kinds)
    waiting = iter(changes)
    place = 0
    while place < len(kinds):
        size = kinds[place]
        own = tuple(next(waiting) for _ in range(size or 1))
        place += 1
        if not size:
            yield own[0]
            continue
        if place < len(kinds) and kinds[place] == 0 and random.random() < 0.5:
            place += 1
            yield from _with(own, next(waiting))
        else:
            yield Pull(own)


def _with(own: tuple[Change, ...], other: Change) -> Iterator[Step]:
    """What touches the customer of the pull request waits for its merge."""
    touched = {folder for change in own for folder in change.folders}
    yield from (Pull(own), other) if touched & other.folders else (Pull(own, (other,)),)


@dataclass
class _Writer:
    """Writes commits one after the other; knows how far each file has come."""

    past: Past
    team: Mapping[str, Colleague]
    total: int
    count: int = 0
    pulls: int = 0
    tip: int = 0
    stages: dict[str, int] = field(default_factory=dict)

    def direct(self, change: Change) -> Iterator[bytes]:
        yield from self._change(MAIN, change, self.tip, self._author(change))
        self.tip = self.count

    def pull(self, pull: Pull) -> Iterator[bytes]:
        head, author = self.tip, self._author(pull.own[0])
        for change in pull.own:
            yield from self._change(BRANCH, change, head, author)
            head = self.count
        for change in pull.meanwhile:
            yield from self.direct(change)
        self.pulls += 1
        when = self._next()
        reviewer = self._with_role("reviewer", when, author)
        title = f"Merge pull request #{self.pulls} from {author.id}/{_name(pull.own[0])}"
        text = f"{title}\n\n{_subject(pull.own[0])}\n\nReviewed-by: {reviewer.ident}\n"
        paths = dict.fromkeys(path for change in pull.own for path in change.paths)
        yield from self._commit(MAIN, reviewer, when, text, (self.tip, head), paths)
        self.tip = self.count

    def _change(self, ref: str, change: Change, parent: int, author: Colleague) -> Iterator[bytes]:
        when = self._next()
        if not change.is_new:
            self.stages[change.paths[0]] = self.stages.get(change.paths[0], 0) + 1
        yield from self._commit(ref, author, when, _subject(change) + "\n", (parent,), change.paths)

    def _next(self) -> datetime:
        self.count += 1
        return moment(self.count - 1, self.total)

    def _commit(
        self, ref: str, who: Colleague, when: datetime, text: str, parents: tuple[int, ...], paths: Iterable[str]
    ) -> Iterator[bytes]:
        stamp = f"{who.ident} {int(when.timestamp())} {when:%z}"
        yield f"commit {ref}\nmark :{self.count}\nauthor {stamp}\ncommitter {stamp}\n".encode() + _data(text.encode())
        words = ("from", "merge")
        yield "".join(f"{word} :{mark}\n" for word, mark in zip(words, parents, strict=False) if mark).encode()
        for path in paths:
            yield f"M 100644 inline {path}\n".encode() + _data(self.past.bytes_after(path, self.stages.get(path, 0)))
        yield b"\n"

    def _author(self, change: Change) -> Colleague:
        """Who keeps the customer, if in office on the day of the next commit."""
        when = moment(self.count, self.total)
        if not change.folder:
            return self._with_role("lead", when)
        profile = (self.past.root / change.folder / "profile.yaml").read_text("utf-8")
        keeper = profile.partition("\ncustodian: ")[2].partition("\n")[0]
        who = self.team.get(keeper)
        return who if who and who.has("rep", when.date()) else self._with_role("rep", when)

    def _with_role(self, role: str, when: datetime, other_than: Colleague | None = None) -> Colleague:
        fitting = [c for c in self.team.values() if c.has(role, when.date()) and c != other_than]
        return fitting[self.count % len(fitting)]


def _data(raw: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(raw), raw)


def _name(change: Change) -> str:
    return change.folder.rpartition("/")[2] or "archive"


def _subject(change: Change) -> str:
    """What a colleague would write."""
    more = len(change.others)
    if not change.what:
        return f"{_name(change)}: 建档" + (f"，另 {more} 家" if more else "")
    return f"{_name(change)}: {'记录' if change.is_new else '更新'} {change.what}"
