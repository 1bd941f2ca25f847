"""A commit message is free text: it is not told to those who may not see what was changed."""

from pathlib import Path

from dangan.levels import Level
from dangan.project import Project
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
