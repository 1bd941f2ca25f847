"""A commit message is free text: it is not told to those who may not see what was changed."""

from pathlib import Path

import pytest

from dangan.levels import Level
from dangan.project import Project
from dangan.site.build_history import History
from dangan.site.options import BuildOptions
from dangan.site.past import Past
from dangan.site.past_pack import change_of
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
    told = _told(root, Level.INTERNAL)
    assert "customers/good/profile.yaml" in told.past("good").last
    whole = map(change_of, told.packed_changes(told.changes))
    assert path not in {change.path for changes in whole for change in changes.all}
    assert {commit.subject for changes in told.changes for commit in (changes.commit, *changes.commits)} == {""}


def test_messages_about_what_everybody_sees_are_told(tmp_path: Path) -> None:
    root = write_files(tmp_path / "archive", dict(files()))
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", ".")
    run_git(root, "reset", "-q", "--", ":(glob)**/personal.yaml")
    run_git(root, "commit", "-q", "-m", "Plain message")
    assert {change.commit.subject for change in _told(root, Level.INTERNAL).changes} == {"Plain message"}


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two commits; what the second says is confidential."""
    root = write_files(tmp_path_factory.mktemp("later"), dict(files()))
    run_git(root, "init", "-q", "-b", "main")
    for message in ("First", "Later"):
        if message == "Later":
            profile = (root / "customers/good/profile.yaml").read_text("utf-8")
            more = "characteristics:\n  conduct: laterwish\n"
            (root / "customers/good/profile.yaml").write_text(profile + more, "utf-8")
        run_git(root, "add", ".", ":(exclude,glob)**/personal.yaml")
        run_git(root, "commit", "-q", "-m", message)
    return root


def test_the_public_is_told_of_no_commit_at_all(later: Path) -> None:
    told = _told(later, Level.PUBLIC)
    assert told.head is not None
    assert (told.past("good"), told.changes) == (Past(), ())


def test_of_a_state_of_the_past_nothing_later_is_told(later: Path) -> None:
    project = Project.open(later, today=TODAY, at="HEAD~1")
    options = BuildOptions(later / "site", later, Level.RESTRICTED, ("en",), TODAY, project.revision)
    told = History.of(options, project.catalogue, project.config)
    assert [change.commit.subject for change in told.changes] == ["First"]
    assert "laterwish" not in repr(told)
    assert "laterwish" in repr(_told(later, Level.RESTRICTED))


def test_what_an_audience_may_not_know_is_in_no_change(later: Path) -> None:
    assert "laterwish" not in repr(_told(later, Level.INTERNAL))


def _told(root: Path, audience: Level) -> History:
    project = Project.open(root, today=TODAY)
    options = BuildOptions(root / "site", root, audience, ("en",), TODAY)
    return History.of(options, project.catalogue, project.config)


def test_what_was_disposed_of_is_told_nowhere_and_what_was_merged_is(tmp_path: Path) -> None:
    profile = "id: {id}\nnames: {{en: X}}\ncustodian: chen-li\nstage: new\nsummary: {summary}\n"
    stone = "id: {id}\nwhat: {what}\non: 2026-11-02\nreason: Over\nby: chen-li\n{more}"
    root = write_files(tmp_path / "archive", dict(files()))
    run_git(root, "init", "-q", "-b", "main")
    for said in (("Makes secrets", "Makes bees"), ("Makes more of them", "Makes honey")):
        for own_id, summary in zip(("burnt", "joined"), said, strict=True):
            write_files(root, {f"customers/{own_id}/profile.yaml": profile.format(id=own_id, summary=summary)})
        run_git(root, "add", ".")
        run_git(root, "commit", "-q", "-m", "Before")
    run_git(root, "rm", "-q", "-r", "customers/burnt", "customers/joined")
    write_files(root, {"tombstones/burnt.yaml": stone.format(id="burnt", what="disposed", more="")})
    write_files(root, {"tombstones/joined.yaml": stone.format(id="joined", what="merged", more="successor: good\n")})
    run_git(root, "add", ".")
    run_git(root, "commit", "-q", "-m", "After")
    Project.open(root, today=TODAY).build(tmp_path / "site", audience=Level.RESTRICTED)
    site = snapshot(tmp_path / "site")
    assert "en/customers/burnt/tombstone/index.html" in site
    assert not [page for page in site if "/burnt/history/" in page or "/burnt/feed" in page]
    assert "en/customers/joined/history/index.html" in site
    told = b"".join(site.values())
    assert b"Makes bees" in told
    assert b"Makes secrets" not in told
