"""What is remembered between two runs is the same as what is read anew, and is believed only as it was kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dangan.git.objects import Step
from dangan.git.repository import Repository
from dangan.history.archive_history import ArchiveHistory
from dangan.history.change import FieldChange
from dangan.history.kept_log import steps_of
from dangan.levels import Level
from dangan.memory import Forgetful, Memory, Passing
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from tests.conftest import run_git, write_files
from tests.history.replay import Made, replay
from tests.history.test_audience import PROFILE_SCHEMA, schema

PROFILE = "customers/acme/profile.yaml"


class Counting(Passing):
    """A memory that knows what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def find(self, name: str) -> bytes | None:
        if name in self.kept:
            self.found.append(name)
        return super().find(name)


@pytest.fixture
def archive(tmp_path: Path) -> Repository:
    base = {PROFILE: "id: acme\n", "customers/other/profile.yaml": "id: other\n"}
    story = [Made(base), Made({**base, PROFILE: "id: acme\nscale: {employees: 2}\n"}, [0])]
    repository, _ = replay(tmp_path / "archive", [*story, Made(dict(story[1].files), [1, 0], "merged")])
    run_git(repository.root, "reset", "-q", "--hard")
    return repository


def told(
    repository: Repository, catalogue: Catalogue, memory: Memory | None, level: Level = Level.RESTRICTED
) -> list[FieldChange]:
    history = ArchiveHistory.of(repository, catalogue, level=level, memory=memory)
    found = history.of_customers(["", *history.customers])
    history.close()
    return found


def record(repository: Repository, employees: int) -> None:
    write_files(repository.root, {PROFILE: f"id: acme\nscale: {{employees: {employees}}}\n"})
    repository.add([PROFILE])
    repository.commit("counted again")


def test_remembered_and_read_anew_are_the_same(archive: Repository, catalogue: Catalogue) -> None:
    memory = Counting()
    assert told(archive, catalogue, memory) == told(archive, catalogue, None)
    assert told(archive, catalogue, memory) == told(archive, catalogue, None)
    assert len(memory.found) == 4, "the log, the picture and two customers"
    record(archive, 3)
    assert told(archive, catalogue, memory) == told(archive, catalogue, None)


def test_a_new_commit_costs_itself(archive: Repository, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Counting()
    told(archive, catalogue, memory)
    record(archive, 3)
    memory.found.clear()
    asked: list[tuple[str, ...]] = []
    steps = Repository.steps

    def counted(self: Repository, *scope: str) -> Iterator[Step]:
        asked.append(scope)
        return steps(self, *scope)

    monkeypatch.setattr(Repository, "steps", counted)
    told(archive, catalogue, memory)
    assert [len(scope) for scope in asked] == [2], "the head, without what is known"
    assert len(memory.found) == 4, "the log, the picture, the customer as it was and the other one"


def test_an_earlier_state_is_told_from_what_is_known_of_the_later(
    archive: Repository, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Counting()
    told(archive, catalogue, memory)
    before = dict(memory.kept)
    early = ArchiveHistory.of(archive, catalogue, "HEAD~1")
    monkeypatch.setattr(Repository, "steps", lambda *_scope: pytest.fail("the log is known"))
    again = ArchiveHistory.of(archive, catalogue, "HEAD~1", memory=memory)
    assert again.commits == early.commits
    assert again.of_customer("acme") == early.of_customer("acme")
    assert memory.kept["log"] == before["log"], "the longer log stays"
    again.close()
    early.close()


def test_a_history_that_was_rewritten_is_read_again(archive: Repository, catalogue: Catalogue) -> None:
    memory = Counting()
    told(archive, catalogue, memory)
    run_git(archive.root, "reset", "-q", "--hard", "HEAD~1")
    record(archive, 9)
    assert told(archive, catalogue, memory) == told(archive, catalogue, None)


def test_what_was_told_to_the_cleared_is_not_told_to_others(archive: Repository, catalogue: Catalogue) -> None:
    memory = Counting()
    told(archive, catalogue, memory)
    low = told(archive, catalogue, memory, Level.INTERNAL)
    assert low == told(archive, catalogue, None, Level.INTERNAL)


def test_what_a_schema_said_that_was_not_committed_yet_is_not_believed_later(tmp_path: Path) -> None:
    """A looser schema lies on the disk while the history is told, and is committed afterwards."""
    files = {"dangan.yaml": "format: 1\n", PROFILE_SCHEMA: schema("restricted"), PROFILE: "id: acme\n"}
    counted = {**files, PROFILE: "id: acme\nscale: {employees: 2}\n"}
    loose = {**counted, PROFILE_SCHEMA: schema("internal")}
    repository, ids = replay(tmp_path, [Made(files), Made(counted, [0]), Made(loose, [1])])
    today, memory = Catalogue.load(MemoryTree({PROFILE_SCHEMA: schema("internal").encode()}))[0], Counting()

    def said(revision: str, memory: Memory | None) -> list[FieldChange]:
        told = ArchiveHistory.of(repository, today, revision, level=Level.INTERNAL, memory=memory)
        return [change for change in told.of_customer("acme") if change.steps]

    said(ids[1], memory)
    assert said(ids[2], memory) == said(ids[2], None)
    assert not [change for change in said(ids[2], memory) if "employees" in change.steps]


def test_of_a_copy_without_its_beginning_no_log_is_remembered(archive: Repository, tmp_path: Path) -> None:
    """Else the beginning would stay unknown, and be trusted, when the copy has it."""
    copy = tmp_path / "copy"
    run_git(tmp_path, "clone", "-q", "--depth", "1", archive.root.as_uri(), str(copy))
    memory, shallow = Counting(), Repository(copy)
    assert len(steps_of(shallow, "HEAD", memory)) == 1
    run_git(copy, "fetch", "-q", "--unshallow")
    assert steps_of(Repository(copy), "HEAD", memory) == steps_of(archive, "HEAD", Forgetful())
