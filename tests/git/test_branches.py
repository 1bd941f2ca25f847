"""Names, differences, and files put on a branch that nobody has checked out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dangan.errors import EnvironmentProblem, GitError
from dangan.git import branches, process, signing
from dangan.git.repository import Repository
from tests.conftest import snapshot, write_files

Git = Callable[..., str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    repository = Repository.init(tmp_path, "main")
    write_files(tmp_path, {"a": "1", "名": "1"})
    repository.add(["a", "名"])
    repository.commit("base")
    return tmp_path


def test_a_file_goes_onto_a_branch_and_nothing_else_changes(root: Path, git: Git) -> None:
    write_files(root, {"a": "not recorded yet"})
    before = snapshot(root), git(root, "status", "--short"), git(root, "rev-parse", "HEAD")
    first = branches.add_file(root, "notes", "x.json", b"1\n", "notes: x")
    second = branches.add_file(root, "notes", "y.json", b"2\n", "notes: y")
    assert before == (snapshot(root), git(root, "status", "--short"), git(root, "rev-parse", "HEAD"))
    assert git(root, "rev-parse", "notes", "notes~1").split() == [second, first]
    assert git(root, "ls-tree", "--name-only", "notes").split() == ["x.json", "y.json"]
    assert branches.add_file(root, "notes", "x.json", b"other\n", "again") == ""
    assert git(root, "show", "notes:x.json") == "1"


def test_a_branch_goes_on_where_it_was_fetched(root: Path, git: Git, tmp_path_factory: pytest.TempPathFactory) -> None:
    there = branches.add_file(root, "notes", "x.json", b"1\n", "notes: x")
    clone = tmp_path_factory.mktemp("clone") / "here"
    git(root, "clone", "-q", str(root), str(clone))
    branches.add_file(clone, "notes", "y.json", b"2\n", "notes: y")
    assert git(clone, "rev-parse", "notes~1") == there


def test_who_writes_second_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    branches.add_file(root, "notes", "x.json", b"1\n", "notes: x")
    stale = branches.references(root, "refs/heads/notes")
    branches.add_file(root, "notes", "y.json", b"1\n", "notes: y")
    monkeypatch.setattr(branches, "references", lambda *_: stale)
    with pytest.raises(GitError):
        branches.add_file(root, "notes", "z.json", b"1\n", "notes: z")


def test_what_differs_between_two_commits(root: Path, git: Git) -> None:
    git(root, "rm", "-q", "a")
    write_files(root, {"b": "2", "名": "2"})
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "next")
    found = {touch.path: touch for touch in branches.between(root, "HEAD~1", "HEAD")}
    assert list(found) == ["a", "b", "名"]
    assert (found["a"].new, found["b"].old, found["名"].new_mode) == (None, None, "100644")
    assert branches.common_ancestor(root, "HEAD", "HEAD~1") == git(root, "rev-parse", "HEAD~1")


def test_lines_that_share_nothing_have_no_ancestor(root: Path) -> None:
    branches.add_file(root, "notes", "x.json", b"1\n", "notes: x")
    assert branches.common_ancestor(root, "main", "notes") is None


def test_tags_lead_to_themselves(root: Path, git: Git) -> None:
    git(root, "tag", "-a", "v1", "-m", "one")
    found = branches.references(root, "refs/tags/")
    assert found == {"refs/tags/v1": git(root, "rev-parse", "v1")}
    assert process.output(root, "cat-file", "-t", found["refs/tags/v1"]).strip() == b"tag"


def test_a_file_that_is_no_key_signs_nothing(tmp_path: Path) -> None:
    write_files(tmp_path, {"key": "nothing"})
    with pytest.raises(EnvironmentProblem):
        signing.sign(b"x", tmp_path / "key", "git")
    with pytest.raises(EnvironmentProblem):
        signing.public_line(tmp_path / "key")
