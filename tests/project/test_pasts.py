"""What is told of a past when it is asked for is what the history says; its mark is another one when that is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from dangan.errors import GitError
from dangan.git import process
from dangan.git.repository import Repository
from dangan.history.archive_history import ArchiveHistory
from dangan.history.landing import landings
from dangan.levels import Level
from dangan.memory import Forgetful, Memory, Passing
from dangan.project import Project
from dangan.review.known import Known
from dangan.schema.catalogue import Catalogue
from dangan.site import build_history, past_whole
from dangan.site.audited import Approval
from dangan.site.build_history import History
from dangan.site.options import BuildOptions
from dangan.site.past import Arrivals, Change, Past, grouped, last_facts, short_names
from dangan.site.past_pack import change_of
from tests.archive import TODAY
from tests.history.replay import Made, replay
from tests.history.test_histories import made

CASES = ("merge-that-drops-main", "delete-and-restore", "octopus", "rename", "tombstones")


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Path, list[str]]]:
    return {name: _replayed(tmp_path_factory.mktemp("pasts") / name, made(name)) for name in CASES}


def _replayed(root: Path, commits: list[Made]) -> tuple[Path, list[str]]:
    with_settings = [replace(commit, files={"dangan.yaml": "format: 1\n", **commit.files}) for commit in commits]
    repository, ids = replay(root, with_settings)
    (root / "dangan.yaml").write_text("format: 1\n")
    return repository.root, ids


def told(root: Path, at: str, level: Level = Level.RESTRICTED) -> History:
    project = Project.open(root, today=TODAY, at=at)
    options = BuildOptions(root / "site", root, level, ("en",), TODAY, project.revision)
    return History.of(options, project.catalogue, project.config)


def by_hand(root: Path, at: str) -> Iterator[tuple[str, Past]]:
    """From all field changes at once."""
    project = Project.open(root, today=TODAY, at=at)
    history = ArchiveHistory.of(Repository(root), project.catalogue, at)
    own = {commit.id: commit._replace(signature="", parents=()) for commit in history.commits}
    landed = {oid: own[commit.id] for oid, commit in landings(history.commits).items()}
    arrivals = Arrivals(landed, short_names(own))
    order = list(own)
    everyone = ["", *history.customers]
    for customer, changes in history.each(everyone, whole=False, commits=list(own.values())):
        found = sorted(changes, key=history.place)
        groups = grouped(found, arrivals)
        yield customer, Past(tuple(groups[oid] for oid in order if oid in groups), last_facts(found, arrivals))
    history.close()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("forgets", [False, True])
def test_the_past_of_each_and_every_change_are_as_the_history_says(
    archives: Mapping[str, tuple[Path, list[str]]], name: str, forgets: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, ids = archives[name]
    if forgets:
        monkeypatch.setattr(build_history, "memory_in", lambda _folder: Forgetful())
    history = told(root, ids[-1])
    pasts = dict(by_hand(root, ids[-1]))
    assert {customer: _plain(history.past(customer)) for customer in pasts} == {
        customer: _plain(past) for customer, past in pasts.items()
    }
    whole = [change_of(data) for data in history.packed_changes(history.changes)]
    for head, change in zip(history.changes, whole, strict=True):
        parts = [part for past in pasts.values() for part in past.changes if part.name == head.name]
        assert change.all == (*(c for p in parts for c in p.taken), *(c for p in parts for c in p.others))
        assert _head(head) == _head(change)


def _plain(past: Past) -> Past:
    """Without approvals, which only an audit knows."""
    last = {path: each._replace(approved=()) for path, each in past.last.items()}
    return Past(tuple(replace(change, approved=None) for change in past.changes), last)


def _head(change: object) -> tuple[object, ...]:
    names = ("commit", "name", "commits", "customers", "kinds", "brings", "told", "approved", "stated")
    return tuple(getattr(change, name) for name in names)


def test_the_mark_of_a_past_is_another_one_whenever_the_past_is(
    archives: Mapping[str, tuple[Path, list[str]]],
) -> None:
    for name in ("merge-that-drops-main", "delete-and-restore"):
        root, ids = archives[name]
        seen: list[tuple[str, Past]] = []
        for history in (told(root, oid, level) for oid in ids for level in (Level.INTERNAL, Level.RESTRICTED)):
            seen += [(history.mark_of("acme"), history.past("acme"))]
        assert all((one[0] == other[0]) == (one[1] == other[1]) for one in seen for other in seen)
        assert len({mark for mark, _ in seen}) > 1


def test_an_approval_that_comes_late_makes_another_mark(
    archives: Mapping[str, tuple[Path, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, ids = archives["rename"]
    monkeypatch.setattr(build_history, "memory_in", lambda _folder: Forgetful())
    before = told(root, ids[-1])
    approval = {ids[0]: (Approval("boss", Known.SIGNED),)}
    monkeypatch.setattr(past_whole, "approvals", lambda _found: approval)
    after = told(root, ids[-1])
    assert after.past("acme").changes[-1].approved == approval[ids[0]]
    assert before.mark_of("acme") != after.mark_of("acme")
    marks = [(before.change_marks[change.name], after.change_marks[change.name]) for change in before.changes]
    assert [old == new for old, new in marks] == [True] * (len(marks) - 1) + [False]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commits up to which a log was read."""
    seen: list[str] = []
    of = ArchiveHistory.of.__func__  # type: ignore[attr-defined]

    def noting(cls: type[ArchiveHistory], repository: Repository, catalogue: Catalogue, head: str, *rest: Any) -> Any:
        seen.append(head)
        return of(cls, repository, catalogue, head, *rest)

    monkeypatch.setattr(ArchiveHistory, "of", classmethod(noting))
    return seen


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Passing:
    """Where histories are remembered."""
    made = Passing()
    monkeypatch.setattr(build_history, "memory_in", lambda _folder: made)
    return made


def as_it_lies(root: Path, level: Level = Level.RESTRICTED, day: date = TODAY) -> History:
    project = Project.open(root, today=day)
    options = BuildOptions(root / "site", root, level, ("en",), day)
    return History.of(options, project.catalogue, project.config)


def _all(history: History) -> tuple[object, ...]:
    assert history.pasts
    marks = {customer: history.mark_of(customer) for customer in history.pasts.commits}
    known = history.pasts.commits, history.pasts.arrivals, history.pasts.raws.names
    return history.head, history.changes, history.audited, history.change_marks, marks, known


@pytest.mark.usefixtures("memory")
def test_a_history_is_read_once_for_each_state_of_it(tmp_path: Path, reads: list[str]) -> None:
    root, ids = _replayed(tmp_path / "rename", made("rename"))
    first = as_it_lies(root)
    assert _all(as_it_lies(root)) == _all(first)
    assert len(reads) == 1
    as_it_lies(root, Level.INTERNAL)
    as_it_lies(root, day=TODAY + timedelta(days=1))
    assert len(reads) == 3
    process.output(root, "tag", "seen", ids[0])
    again = as_it_lies(root)
    assert len(reads) == 4
    assert again.change_marks == first.change_marks
    (root / "team.yaml").write_text("rep:\n  name: Rep\n")
    assert _all(as_it_lies(root)) == _all(again)
    assert len(reads) == 4
    process.output(root, "add", "team.yaml")
    process.output(root, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a team")
    assert len(as_it_lies(root).changes) == len(again.changes) + 1
    told(root, ids[0])
    told(root, ids[0])
    assert reads[-2:] == [ids[0]] * 2


def test_read_by_another_process_it_is_the_same(archives: Mapping[str, tuple[Path, list[str]]]) -> None:
    root, ids = archives["octopus"]
    project = Project.open(root, today=TODAY, at=ids[-1])
    options = BuildOptions(root / "site", root, Level.RESTRICTED, ("en",), TODAY, project.revision)
    apart = History.of(options, project.catalogue, project.config, customers=1000)
    assert _all(apart) == _all(told(root, ids[-1]))
    with pytest.raises(GitError, match="nowhere"):
        History.of(replace(options, trust="nowhere"), project.catalogue, project.config, customers=1000)


def test_changes_that_the_memory_lost_are_read_again_for_what_it_still_has(
    tmp_path: Path, reads: list[str], memory: Passing
) -> None:
    root, _ = _replayed(tmp_path / "octopus", made("octopus"))
    past = as_it_lies(root).past("acme")
    memory.keep_all({}, [name for name in memory.names() if not name.startswith("told ")])
    assert past.changes
    assert as_it_lies(root).past("acme") == past
    assert len(reads) == 2


class Leaky(Forgetful):
    """Keeps nothing but what pages about many are made of."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def find(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def keep(self, name: str, data: bytes) -> None:
        self.kept[name] = data


def test_what_the_memory_lost_meanwhile_is_read_again(
    archives: Mapping[str, tuple[Path, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, ids = archives["octopus"]
    memory: Memory = Leaky()
    monkeypatch.setattr(build_history, "memory_in", lambda _folder: memory)
    first, again = told(root, ids[-1]), told(root, ids[-1])
    assert again.pasts
    assert again.pasts.raws.held
    assert again.past("acme") == first.past("acme")
    assert isinstance(again.past("acme").changes[0], Change)
