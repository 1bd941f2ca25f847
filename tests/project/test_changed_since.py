"""A check of a change: what it touches, what it broke elsewhere, and nothing that was wrong before."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dangan.cli.main import main
from dangan.model import scan as scanning
from dangan.model.folders import Folders
from dangan.model.records import read_customer
from dangan.project import Project, base
from dangan.source.revision_tree import RevisionTree
from dangan.source.tree import Tree
from tests.archive import TODAY, files
from tests.conftest import run_git, write_files

OLD_FAULT = "id: other\nnames: {en: Other Ltd}\ncustodian: chen-li\nstage: prospekt\n"
NOTE = "---\ndate: 2026-11-02\nmedium: visit\npeople: [li-mei]\n---\nWe met.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """One customer with an old fault, and one whose notes refer to a person; branch `main`, work on `change`."""
    root = write_files(tmp_path / "archive", dict(files()))
    write_files(root, {"customers/other/profile.yaml": OLD_FAULT, "customers/good/log/2026-11-02-visit.md": NOTE})
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", ".")
    run_git(root, "commit", "-q", "-m", "Before")
    run_git(root, "checkout", "-q", "-b", "change")
    return root


def said(root: Path, since: str | None = "main") -> list[str]:
    result = Project.open(root, today=TODAY).check(changed_since=since)
    return [f"{d.code} {d.span.path}" for d in result.diagnostics]


def test_no_change_says_nothing_though_something_is_wrong(archive: Path) -> None:
    assert said(archive, None) == ["unknown-value customers/other/profile.yaml"]
    assert said(archive) == []


def test_how_many_were_there_before_is_told(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(archive, {"customers/good/people.yaml": "li-may:\n  names: {zh: 李梅}\n"})
    result = Project.open(archive, today=TODAY).check(changed_since="main")
    assert (len(result.diagnostics), result.earlier) == (1, 1)
    assert Project.open(archive, today=TODAY).check().earlier == 0
    for lang, said in (("en", "1 other was there before this change: dangan check"), ("zh", "另有 1 个在这次修改之前")):
        assert main(["-C", str(archive), "--lang", lang, "check", "--changed-since", "main", "--date", str(TODAY)]) == 1
        assert said in capsys.readouterr().out


def test_what_the_change_took_away_is_hinted_at_where_it_is_missed(archive: Path) -> None:
    run_git(archive, "rm", "-q", "customers/good/people.yaml")
    (found,) = Project.open(archive, today=TODAY).check(changed_since="main").diagnostics
    assert found.hint is not None
    assert "took away or renamed" in found.hint.en
    assert "删去或改名" in found.hint.zh
    (now, _) = Project.open(archive, today=TODAY).check().diagnostics
    assert now.hint is None


def test_a_fault_in_a_changed_file_is_said_committed_or_not(archive: Path) -> None:
    write_files(archive, {"customers/good/people.yaml": "li-mei:\n  names: {zh: 李梅}\n  rolls: [user]\n"})
    assert said(archive) == ["unknown-field customers/good/people.yaml"]
    run_git(archive, "commit", "-q", "-a", "-m", "Change")
    assert said(archive) == ["unknown-field customers/good/people.yaml"]


def test_what_a_change_broke_elsewhere_is_said_at_its_place(archive: Path) -> None:
    write_files(archive, {"customers/good/people.yaml": "li-may:\n  names: {zh: 李梅}\n"})
    assert said(archive) == ["unknown-reference customers/good/log/2026-11-02-visit.md"]


def test_a_stricter_schema_breaks_files_that_nobody_touched(archive: Path) -> None:
    write_files(archive, {"schemas/profile.overlay.json": '{"required": ["industry"]}'})
    assert said(archive) == [
        "missing-field customers/good/profile.yaml",
        "missing-field customers/other/profile.yaml",
    ]


def test_a_deleted_file_is_missed_where_it_was_referred_to(archive: Path) -> None:
    run_git(archive, "rm", "-q", "customers/good/people.yaml")
    assert said(archive) == ["unknown-reference customers/good/log/2026-11-02-visit.md"]


def test_an_old_fault_in_a_file_that_is_touched_is_said(archive: Path) -> None:
    write_files(archive, {"customers/other/profile.yaml": OLD_FAULT + "summary: Makes bikes.\n"})
    assert said(archive) == ["unknown-value customers/other/profile.yaml"]


def test_what_others_did_on_main_meanwhile_is_not_ours(archive: Path) -> None:
    run_git(archive, "checkout", "-q", "main")
    write_files(
        archive, {"customers/good/profile.yaml": "id: good\nnames: {en: Good}\ncustodian: nobody\nstage: new\n"}
    )
    run_git(archive, "commit", "-q", "-a", "-m", "Theirs")
    run_git(archive, "checkout", "-q", "change")
    write_files(archive, {"customers/good/log/2026-11-03-call.md": NOTE})
    assert said(archive) == []


def test_a_fact_taken_away_is_missed_by_what_rested_on_it(archive: Path) -> None:
    judged = "beware: [{text: Ask her, by: chen-li, on: 2026-11-03, rests_on: [people/li-mei/names]}]\n"
    profile = archive / "customers/good/profile.yaml"
    profile.write_text(profile.read_text(encoding="utf-8") + judged, encoding="utf-8")
    run_git(archive, "commit", "-q", "-a", "-m", "A judgement")
    write_files(archive, {"customers/good/people.yaml": "li-mei: {roles: [user]}\n"})
    assert said(archive, "HEAD") == [
        "missing-field customers/good/people.yaml",
        "unknown-path customers/good/profile.yaml",
    ]


def test_a_dossier_that_is_gone_without_a_tombstone_is_missed(archive: Path) -> None:
    run_git(archive, "rm", "-q", "-r", "customers/other")
    assert said(archive) == ["dossier-vanished customers/other/profile.yaml"]
    tombstone = "id: other\nwhat: merged\nsuccessor: good\non: 2026-11-02\nreason: One firm\nby: chen-li\n"
    write_files(archive, {"tombstones/other.yaml": tombstone})
    assert said(archive) == []


def test_a_dossier_that_is_called_otherwise_is_missed_by_its_old_id(archive: Path) -> None:
    write_files(archive, {"customers/other/profile.yaml": OLD_FAULT.replace("id: other", "id: another")})
    assert "dossier-vanished customers/other/profile.yaml" in said(archive)


def test_a_folder_that_moves_and_a_profile_that_breaks_are_no_loss(archive: Path) -> None:
    write_files(archive, {"customers/good/profile.yaml": "id: [good\n"})
    run_git(archive, "mv", "customers/other", "customers/moved")
    assert not [found for found in said(archive) if "vanished" in found]


def test_a_change_of_custodian_asks_for_the_handover(archive: Path) -> None:
    profile = "customers/good/profile.yaml"
    text = (archive / profile).read_text().replace("custodian: chen-li", "custodian: zhou-wei")
    write_files(archive, {profile: text})
    assert said(archive) == [f"handover-missing {profile}"]
    handover = "handovers:\n  - {on: 2026-11-02, from: chen-li, to: zhou-wei}\n"
    write_files(archive, {"customers/good/custody.yaml": handover})
    assert said(archive) == []


def test_what_is_remembered_of_now_tells_of_then_and_is_not_displaced(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an old fault elsewhere the state before is gone through too: of it only what is another is read."""
    assert said(archive, None) == ["unknown-value customers/other/profile.yaml"]
    write_files(archive, {"customers/good/log/2026-11-03-call.md": NOTE})
    read: list[str] = []
    real = read_customer

    def noted(tree: Tree, folder: str, folders: Folders) -> object:
        read.append(f"{folder} {tree.label}")
        return real(tree, folder, folders)

    monkeypatch.setattr(scanning, "read_customer", noted)
    assert said(archive) == []
    assert read == ["customers/good work tree", f"customers/good {run_git(archive, 'rev-parse', 'main').strip()}"]
    read.clear()
    assert said(archive, None) == ["unknown-value customers/other/profile.yaml"]
    assert read == []


def test_what_was_wrong_where_the_change_began_is_looked_for_once(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def scan(tree: RevisionTree, *rest: Any, **named: Any) -> scanning.Scan:
        looked.append(tree.label)
        return scanning.scan(tree, *rest, **named)

    monkeypatch.setattr(base, "scan", scan)
    first = run_git(archive, "rev-parse", "main")
    assert [said(archive), said(archive)] == [[], []]
    assert looked == [first]
    write_files(archive, {"customers/good/people.yaml": "li-may:\n  names: {zh: 李梅}\n"})
    assert said(archive) == ["unknown-reference customers/good/log/2026-11-02-visit.md"]
    assert looked == [first]
    run_git(archive, "commit", "-q", "-a", "-m", "A slip")
    assert said(archive, "HEAD") == []
    assert looked == [first, run_git(archive, "rev-parse", "HEAD")]


def test_what_was_wrong_before_is_of_one_day(archive: Path) -> None:
    """A visit that has not been yet is wrong until it has."""
    write_files(archive, {"customers/good/log/2027-11-02-visit.md": NOTE.replace("2026", "2027")})
    run_git(archive, "add", ".")
    run_git(archive, "commit", "-q", "-m", "A visit to come")
    assert "customers/good/log/2027-11-02-visit.md" in " ".join(said(archive, None))
    for today in (TODAY + timedelta(days=900), TODAY):
        result = Project.open(archive, today=today).check(changed_since="HEAD")
        assert [d.code for d in result.diagnostics] == []
