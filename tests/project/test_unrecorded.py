"""Which files hold something else than the last commit does, by whose they are."""

from datetime import date
from pathlib import Path

import pytest

from dangan.levels import Level
from dangan.project import Project
from dangan.site.options import BuildOptions
from dangan.site.unrecorded import Unrecorded, unrecorded
from tests.conftest import run_git, write_files

DAY = date(2026, 11, 21)
PROFILE, LOG = "customers/north/acme-works/profile.yaml", "customers/north/acme-works/log/2026-01-01.md"
BEGUN = {
    "dangan.yaml": "format: 1\n",
    "team.yaml": "chen-li: {names: {zh: 陈立}}\n",
    "competitors/dongji.yaml": "id: dongji\nnames: {zh: 东极}\n",
    PROFILE: "id: acme\nnames: {en: Acme}\nstage: prospect\n",
    "customers/b/profile.yaml": "id: b\nnames: {en: B}\nstage: prospect\n",
    "customers/b/people.yaml": "li-mei: {names: {zh: 李梅}}\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive in a folder of its repository."""
    run_git(tmp_path, "init", "-q", "-b", "main", ".")
    root = tmp_path / "our archive"
    write_files(root, BEGUN)
    run_git(tmp_path, "add", ".")
    run_git(tmp_path, "commit", "-qm", "begun")
    return root


def found(root: Path, audience: Level = Level.INTERNAL, at: str | None = None) -> Unrecorded:
    project = Project.open(root, today=DAY, at=at)
    options = BuildOptions(root / "site", root, audience, ("en",), DAY, project.revision)
    return unrecorded(project.scan(), project.tree, options)


def test_changed_staged_gone_and_new_are_all_unrecorded(root: Path) -> None:
    assert found(root) == {}
    write_files(root, {PROFILE: "id: acme\nnames: {en: Acme Works}\nstage: prospect\n", "team.yaml": "{}\n"})
    (root / "customers/b/people.yaml").unlink()
    write_files(root, {LOG: "---\ndate: 2026-01-01\n---\nVisited.\n", "unknown/x.yaml": "a: 1\n"})
    write_files(root.parent, {"beside.txt": "no part of it"})
    now = {"": ("team.yaml",), "acme": (LOG, PROFILE), "b": ("customers/b/people.yaml",)}
    assert found(root) == now
    run_git(root, "add", "-A", ".")
    assert found(root) == now
    run_git(root, "commit", "-qm", "the very same bytes")
    assert found(root) == {}


def test_who_is_told_of_no_commit_is_told_of_no_lack_of_one(root: Path) -> None:
    write_files(root, {"team.yaml": "{}\n"})
    assert found(root, Level.PUBLIC) == found(root, at="HEAD") == {}
    (root.parent / ".git").rename(root.parent / "gone")
    assert found(root) == {}


def test_before_the_first_commit_nothing_is_said(tmp_path: Path) -> None:
    run_git(tmp_path, "init", "-q", "-b", "main", ".")
    write_files(tmp_path, BEGUN)
    assert found(tmp_path) == {}
