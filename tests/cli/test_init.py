"""A new archive: passes its own check, builds, and leaves other people's folders alone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dangan.project import Project
from tests.cli.conftest import Run, spawn
from tests.conftest import snapshot, write_files

NOBODY = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}


def nobody(tmp_path: Path) -> dict[str, str]:
    """A machine whose Git knows nobody."""
    return {**NOBODY, "HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


def test_an_archive_that_checks_builds_and_is_committed(run: Run, tmp_path: Path, git: Callable[..., str]) -> None:
    ended = run(tmp_path, "init", "my-archive", "--name", "Customers: “ours” #1")
    root = tmp_path / "my-archive"
    assert ended.code == 0
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "--format=%an %s") == "Chen Li archive: start"
    assert git(root, "branch", "--show-current") == "main"
    assert run(root, "new", "customer", "good-one", "--name", "Good One Ltd").code == 0
    assert Project.open(root).check().diagnostics == ()
    assert Project.open(root).config.title == {"zh": "Customers: “ours” #1", "en": "Customers: “ours” #1"}
    assert run(root, "build", "--strict").code == 0
    assert (root / "site/zh/customers/good-one/index.html").is_file()
    assert git(root, "status", "--porcelain") == "?? customers/good-one/"


def test_the_first_colleague_is_who_git_says(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_NAME", "陈立")
    run(tmp_path, "init", "a")
    text = (tmp_path / "a/team.yaml").read_text("utf-8")
    assert text.startswith("chen-li:\n  names:\n    zh: 陈立\n  emails:\n    - chen.li@hailan.example\n")


def test_an_address_that_is_none_is_left_out(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "root@localhost")
    run(tmp_path, "init", "a")
    assert "emails" not in (tmp_path / "a/team.yaml").read_text("utf-8")
    assert Project.open(tmp_path / "a").check().diagnostics == ()


def test_without_an_identity_everything_is_staged(tmp_path: Path, git: Callable[..., str]) -> None:
    ended = spawn(tmp_path, "init", "a", env=nobody(tmp_path))
    assert (ended.code, ended.err) == (0, "")
    assert 'git -C a commit -m "archive: start"' in ended.out
    assert "user.email" in ended.out
    root = tmp_path / "a"
    states = {line[:2] for line in git(root, "status", "--porcelain").splitlines()}
    assert states == {"A "}
    assert (root / "team.yaml").read_text("utf-8").count("first-colleague:") == 1
    assert spawn(root, "check", env=nobody(tmp_path)).code == 0
    assert spawn(root, "new", "customer", "good-one", "--name", "X", env=nobody(tmp_path)).code == 0
    git(root, "commit", "-q", "-m", "archive: start")


def test_english_may_come_first(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "init", "a", "--lang", "en")
    assert Project.open(tmp_path / "a").config.languages == ("en", "zh")


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "sub/file"])
def test_a_folder_of_somebody_else_is_left_alone(run: Run, tmp_path: Path, name: str) -> None:
    root = write_files(tmp_path / "theirs", {name: "theirs"})
    ended = run(tmp_path, "init", "theirs")
    assert (ended.code, ended.out) == (2, "")
    assert "is not empty" in ended.err
    assert snapshot(root) == {name: b"theirs"}
    assert not (root / ".git").exists()


def test_a_file_is_no_folder(run: Run, tmp_path: Path) -> None:
    write_files(tmp_path, {"a": "x"})
    assert run(tmp_path, "init", "a").code == 2


def test_an_archive_with_a_history_is_left_as_it_is(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "init", "a")
    write_files(tmp_path / "a", {"rules.yaml": "due_soon: P9D\n"})
    (tmp_path / "a/README.md").unlink()
    before = snapshot(tmp_path / "a")
    ended = run(tmp_path, "init", "a")
    assert (ended.code, snapshot(tmp_path / "a")) == (0, before)
    assert "already" in ended.out


def test_an_empty_clone_and_a_broken_off_start_are_finished(run: Run, tmp_path: Path, git: Callable[..., str]) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "a")
    write_files(tmp_path / "a", {"dangan.yaml": "format: 1\ncurrency: EUR\n"})
    git(tmp_path, "init", "-q", "-b", "main", "b")
    for name in ("a", "b"):
        assert run(tmp_path, "init", name).code == 0
        assert git(tmp_path / name, "status", "--porcelain") == ""
        assert Project.open(tmp_path / name).check().diagnostics == ()
    assert Project.open(tmp_path / "a").config.currency == "EUR"


def test_inside_another_repository_it_is_one_of_its_own(run: Run, tmp_path: Path, git: Callable[..., str]) -> None:
    git(tmp_path, "init", "-q")
    run(tmp_path, "init", "a")
    assert git(tmp_path / "a", "rev-parse", "--show-toplevel") == str((tmp_path / "a").resolve())
    assert git(tmp_path / "a", "log", "--format=%s") == "archive: start"


@pytest.mark.parametrize("options", [[], ["--lang", "en"], ["--name", "Customers: “ours” #1"]])
def test_a_new_archive_is_in_form(run: Run, tmp_path: Path, options: list[str]) -> None:
    run(tmp_path, "init", "a", *options)
    ended = run(tmp_path / "a", "format", "--check")
    assert (ended.code, ended.out, ended.err) == (0, "", "Not in form: 0 of 3 files; nothing was changed.\n")
    assert "dangan format --check" in (tmp_path / "a/ci/check.sh").read_text("utf-8")
