"""A commit message is free text: it is not told to those who may not see what was changed."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dangan.git.repository import Commit
from dangan.levels import Level
from dangan.project import Project
from dangan.site.build_history import History
from dangan.site.options import BuildOptions
from tests.archive import TODAY, files
from tests.conftest import run_git, snapshot, write_files


def test_a_message_about_personal_data_stays_with_the_cleared(tmp_path: Path) -> None:
    root = write_files(tmp_path / "archive", dict(files()))
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", ".")
    run_git(root, "commit", "-q", "-m", "Plain message")
    write_files(root, {"customers/good/personal.yaml": "li-mei: {basis: consent, purpose: greetings}\n"})
    write_files(root, {"customers/good/people.yaml": "li-mei:\n  names: {zh: 李梅}\n  wants: 便宜\n"})
    run_git(root, "add", ".")
    run_git(root, "commit", "-q", "-m", "Secret divorce")
    told = {}
    for level in Level:
        Project.open(root, today=TODAY).build(tmp_path / level.word, audience=level)
        told[level] = b"".join(snapshot(tmp_path / level.word).values())
    assert b"Secret divorce" in told[Level.RESTRICTED]
    assert b"Secret divorce" not in told[Level.CONFIDENTIAL]
    assert b"Records changed" in told[Level.CONFIDENTIAL]
    assert b"Plain message" in told[Level.INTERNAL]
    assert b"Plain message" not in told[Level.PUBLIC]


@pytest.mark.parametrize(
    "path",
    [
        "customers/good/personal.yml",
        "customers/good/personal.yaml.orig",
        "customers/good/Personal.yaml~",
        "customers/group/sub/good/personal.yaml",
        "customers/good/old/of/li-mei/personal.yaml",
        "customers/good/divorces.yaml",
        "personal.yml",
        "archived/good/personal.yaml.bak",
    ],
)
def test_a_message_about_a_file_that_may_be_personal_stays_too(tmp_path: Path, path: str) -> None:
    root = write_files(tmp_path / "archive", dict(files()))
    run_git(root, "init", "-q", "-b", "main")
    write_files(root, {path: "li-mei: {basis: consent, purpose: greetings}\n"})
    run_git(root, "add", "-f", ".")
    run_git(root, "commit", "-q", "-m", "Secret divorce")
    history = _told(root, Level.INTERNAL)
    assert path in history
    assert {commit.subject for commit in history.values()} == {""}


def test_messages_about_what_everybody_sees_are_told(tmp_path: Path) -> None:
    root = write_files(tmp_path / "archive", dict(files()))
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", ".")
    run_git(root, "reset", "-q", "--", ":(glob)**/personal.yaml")
    run_git(root, "commit", "-q", "-m", "Plain message")
    assert {commit.subject for commit in _told(root, Level.INTERNAL).values()} == {"Plain message"}


def _told(root: Path, audience: Level) -> Mapping[str, Commit]:
    project = Project.open(root, today=TODAY)
    options = BuildOptions(root / "site", root, audience, ("en",), TODAY)
    return History.of(options, project.catalogue).commits
