"""The log in one pass: parents, messages, signatures, and what differs from each parent."""

import re
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dangan.git.objects import Step
from dangan.git.repository import Repository
from tests.conftest import write_files

Git = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository.init(tmp_path, "main")


def record(repository: Repository, message: str, **files: str) -> str:
    write_files(repository.root, dict(files))
    repository.add(files)
    return repository.commit(message)


def told(repository: Repository, *without: str) -> list[Step]:
    return list(repository.steps("HEAD", *without))


def test_a_merge_is_held_against_each_parent(repository: Repository, git: Git) -> None:
    base = record(repository, "base", a="1", b="1", c="1")
    git(repository.root, "checkout", "-q", "-b", "topic")
    theirs = record(repository, "theirs", b="2")
    git(repository.root, "checkout", "-q", "main")
    ours = record(repository, "ours", a="2")
    git(repository.root, "merge", "-q", "--no-commit", "topic")
    merge = record(repository, "merge\n\nReviewed-by: Deng Lan <deng.lan@hailan.example>", c="3")
    step = told(repository)[0]
    assert step.commit.parents == (ours, theirs)
    assert step.commit.message.endswith("Reviewed-by: Deng Lan <deng.lan@hailan.example>")
    assert [[touch.path for touch in side] for side in step.touched] == [["b", "c"], ["a", "c"]]
    assert step.own == ["c"]
    assert {step.commit.id for step in told(repository)} == {base, theirs, ours, merge}
    assert [step.commit.id for step in told(repository, ours)] == [merge, theirs]


def test_a_merge_that_took_one_side_whole_differs_from_the_other_alone(repository: Repository, git: Git) -> None:
    record(repository, "base", a="1")
    git(repository.root, "checkout", "-q", "-b", "topic")
    record(repository, "theirs", b="2")
    git(repository.root, "checkout", "-q", "main")
    record(repository, "ours", c="2")
    git(repository.root, "merge", "-q", "-s", "ours", "topic", "-m", "ours only")
    first, second = told(repository)[0].touched
    assert first == ()
    assert [touch.path for touch in second] == ["b", "c"]


def test_messages_and_names_that_look_like_records(repository: Repository) -> None:
    odd = "commit 1\n\n:100644 100644 " + "0" * 40 + " " + "1" * 40 + " M\ntree x\n\n    set in"
    record(repository, odd, **{"commit a": "1", ":100644": "2"})
    (step,) = told(repository)
    assert step.commit.message == odd
    assert [touch.path for touch in step.touched[0]] == [":100644", "commit a"]
    assert [(touch.old, touch.old_mode) for touch in step.touched[0]] == [(None, "000000")] * 2


def test_a_signature_is_carried_and_its_lines_are_no_fields(repository: Repository, git: Git) -> None:
    record(repository, "plain", a="1")
    raw = git(repository.root, "cat-file", "commit", "HEAD")
    head, _, body = raw.partition("\n\n")
    signed = f"{head}\ngpgsig -----BEGIN SSH SIGNATURE-----\n author nobody\n -----END SSH SIGNATURE-----\n\n{body}\n"
    (repository.root / "object").write_text(signed)
    oid = git(repository.root, "hash-object", "-t", "commit", "-w", "object")
    (step,) = repository.steps(oid)
    assert step.commit.signature.splitlines()[1] == "author nobody"
    assert step.commit.author == "Chen Li"


def test_a_commit_that_changes_nothing_and_odd_times(repository: Repository, git: Git) -> None:
    record(repository, "first", a="1")
    raw = git(repository.root, "cat-file", "commit", "HEAD")
    (repository.root / "object").write_text(re.sub(r"> [0-9]+ [+]0800", "> 99999999999999 +9999", raw) + "\n")
    oid = git(repository.root, "hash-object", "-t", "commit", "--literally", "-w", "object")
    git(repository.root, "reset", "-q", "--hard", oid)
    git(repository.root, "commit", "-q", "--allow-empty", "-m", "nothing")
    empty, broken = told(repository)
    assert empty.touched == ((),)
    assert broken.commit.date.year == 1970
    assert broken.commit.subject == "first"


def test_a_moment_at_the_end_of_time_can_be_told_in_every_zone(repository: Repository, git: Git) -> None:
    record(repository, "first", a="1")
    raw = git(repository.root, "cat-file", "commit", "HEAD")
    (repository.root / "object").write_text(re.sub(r"> [0-9]+ [+]0800", "> 253402300799 +0000", raw) + "\n")
    oid = git(repository.root, "hash-object", "-t", "commit", "-w", "object")
    (step,) = repository.steps(oid)
    assert step.commit.date.astimezone(ZoneInfo("Pacific/Kiritimati")).year == 2200
    assert repository.commit_date(oid, ZoneInfo("Pacific/Kiritimati")).year == 2200


def test_a_copy_that_says_other_parents_of_its_own_is_not_believed(repository: Repository, git: Git) -> None:
    """Else whoever hands over a copy could have what came before a commit be unknown, and so be trusted."""
    for number in range(3):
        record(repository, f"number {number}", a=str(number))
    whole = told(repository)
    tip = whole[0].commit.id
    write_files(repository.root, {".git/info/grafts": f"{tip}\n"})
    assert told(repository) == whole
    git(repository.root, "replace", "--graft", tip, whole[2].commit.id)
    assert told(repository) == whole
