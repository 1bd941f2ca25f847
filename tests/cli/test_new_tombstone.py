"""Ending a dossier: said first, then done; nothing is lost, and whoever names the old one names the new one."""

from pathlib import Path

import pytest

from dangan.project import Project
from tests.cli.conftest import Run
from tests.conftest import run_git, snapshot, write_files

PROFILE = "id: {id}\nnames: {{en: {name}}}\ncustodian: chen-li\nstage: new\n"
NOTE = "---\ndate: 2026-01-0{day}\nmedium: visit\npeople: [{who}]\n---\nWe met.\n"
FILES = {
    "customers/a/profile.yaml": PROFILE.format(id="a", name="A Ltd"),
    "customers/a/people.yaml": "li-mei:\n  names: {en: Li Mei}   # ours\n",
    "customers/a/log/2026-01-02-visit.md": NOTE.format(day=2, who="li-mei"),
    "customers/b/profile.yaml": PROFILE.format(id="b", name="Bee Ltd"),
    "customers/b/people.yaml": "li-mei:\n  names: {en: Another Li Mei}\nwang:\n  names: {en: Wang}\n",
    "customers/b/log/2026-01-02-visit.md": NOTE.format(day=2, who="wang"),
    "customers/b/log/2026-01-03-visit.md": NOTE.format(day=3, who="wang"),
    "customers/b/documents.yaml": "card:\n  title: A\n  kind: correspondence\n  date: 2026-01-03\n  file: card.jpg\n",
    "customers/b/documents/card.jpg": "not a picture",
    "customers/c/profile.yaml": PROFILE.format(id="c", name="C Ltd")
    + "individual:\n  related_organisations:\n    - {name: Bee, customer: b}   # the same street\n",
    "customers/c/log/2026-01-04-visit.md": NOTE.format(day=4, who="b/wang, b/li-mei"),
}
MERGE = ("new", "tombstone", "b", "--merged-into", "a", "--reason", "One firm, two dossiers", "--on", "2026-11-02")


@pytest.fixture
def held(archive: Path) -> Path:
    return write_files(archive, FILES)


def codes(root: Path) -> list[str]:
    return sorted({d.code for d in Project.open(root).check().diagnostics if d.severity.value != "info"})


def test_first_it_is_only_said(run: Run, held: Path) -> None:
    before = snapshot(held)
    ended = run(held, *MERGE)
    assert ended.code == 0
    assert "customers/b/log/2026-01-03-visit.md → customers/a/log/2026-01-03-visit.md" in ended.out
    assert "customers/b/people.yaml → customers/a/documents/from-b/people.yaml" in ended.out
    assert "customers/c/profile.yaml:7:" in ended.out
    assert "--write" in ended.err
    assert {p: d for p, d in snapshot(held).items() if ".dangan" not in p} == before


def test_merging_loses_nothing_and_points_everybody_to_the_new_one(run: Run, held: Path) -> None:
    before = snapshot(held)
    assert codes(held) == []
    assert run(held, *MERGE, "--write").code == 0
    after = snapshot(held)
    assert (held / "tombstones/b.yaml").read_text() == (
        "id: b\nnames:\n  en: Bee Ltd\nwhat: merged\nsuccessor: a\non: 2026-11-02\n"
        "reason: One firm, two dossiers\nby: chen-li\n"
    )
    assert not (held / "customers/b").exists()
    assert {data for path, data in before.items() if path.startswith("customers/b/")} <= set(after.values())
    people = (held / "customers/a/people.yaml").read_text()
    assert people.startswith("li-mei:\n  names: {en: Li Mei}   # ours\nwang:\n")
    assert "Another" not in people
    assert "customer: a}   # the same street" in (held / "customers/c/profile.yaml").read_text()
    assert "people: [a/wang, b/li-mei]" in (held / "customers/c/log/2026-01-04-visit.md").read_text()
    assert after["customers/a/documents/card.jpg"] == before["customers/b/documents/card.jpg"]
    assert codes(held) == ["superseded-reference"], "of the two called li-mei a colleague has to judge"


def test_another_id_takes_everything_along(run: Run, held: Path) -> None:
    assert run(held, "new", "tombstone", "b", "--renamed-to", "bee", "--reason", "Its name", "--write").code == 0
    assert (held / "customers/bee/profile.yaml").read_text().startswith("id: bee\n")
    assert (held / "customers/bee/documents/card.jpg").is_file()
    assert not (held / "customers/b").exists()
    assert "people: [bee/wang, bee/li-mei]" in (held / "customers/c/log/2026-01-04-visit.md").read_text()
    assert codes(held) == []


def test_what_is_disposed_of_is_removed_by_hand(run: Run, held: Path) -> None:
    ended = run(held, "new", "tombstone", "b", "--disposed", "--reason", "Ten years are over", "--write")
    assert ended.code == 0
    assert "git rm -r customers/b" in ended.err
    assert (held / "customers/b/profile.yaml").is_file()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("b", "--reason", "x"), "in one way"),
        (("b", "--reason", "x", "--disposed", "--moved-to", "Kunshan"), "in one way"),
        (("b", "--reason", "x", "--merged-into", "b"), "into itself"),
        (("b", "--reason", "x", "--renamed-to", "a"), "a is there already"),
        (("b", "--reason", "", "--disposed"), "Reason"),
        (("b", "--reason", "x", "--disposed", "--on", "2062-01-01"), "2062-01-01"),
        (("b", "--reason", "x", "--disposed", "--by", "chen-lee"), "chen-li"),
        (("nobody", "--reason", "x", "--disposed"), "no customer nobody"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(run: Run, held: Path, words: tuple[str, ...], said: str) -> None:
    before = snapshot(held)
    ended = run(held, "new", "tombstone", *words, "--write")
    assert (ended.code, said in ended.err) == (2, True), ended.err
    assert snapshot(held) == before


def test_who_is_no_colleague_is_told_by_which_address(run: Run, held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "somebody@elsewhere.example")
    ended = run(held, *MERGE)
    assert ended.code == 2
    assert "somebody@elsewhere.example" in ended.err
    assert run(held, *MERGE, "--by", "chen-li").code == 0


def test_one_that_is_gone_already_gets_its_tombstone(run: Run, held: Path) -> None:
    words = ("new", "tombstone", "old-one", "--merged-into", "a", "--reason", "One firm", "--deleted", "--write")
    assert run(held, *words).code == 0
    assert "successor: a\n" in (held / "tombstones/old-one.yaml").read_text()
    again = run(held, "new", "customer", "old-one", "--name", "X")
    assert (again.code, "tombstones/old-one.yaml" in again.err) == (2, True)


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("tombstones/b.yaml", "behind a link"),
        ("customers/a/documents", "behind a link"),
        ("customers/a/documents/from-b/profile.yaml", "behind a link"),
    ],
)
def test_nothing_is_written_through_a_link(run: Run, held: Path, tmp_path: Path, place: str, said: str) -> None:
    victim = tmp_path / "victim"
    write_files(tmp_path, {"victim": "mine"})
    (held / place).parent.mkdir(parents=True, exist_ok=True)
    (held / place).symlink_to(victim)
    before = snapshot(held)
    ended = run(held, *MERGE, "--write")
    assert (ended.code, said in ended.err) == (2, True), ended.err
    assert victim.read_text() == "mine"
    assert {p: d for p, d in snapshot(held).items() if ".dangan" not in p} == before


def test_a_link_to_itself_is_refused_in_words(run: Run, held: Path) -> None:
    write_files(held, {"customers/a/documents/x.txt": "x"})
    (held / "customers/a/documents/from-b").symlink_to("from-b")
    ended = run(held, *MERGE, "--write")
    assert ended.code != 0
    assert "from-b" in ended.err
    assert "Traceback" not in ended.err
    assert (held / "customers/b/profile.yaml").is_file()


def test_a_file_that_git_ignores_is_not_written_over(run: Run, held: Path) -> None:
    run_git(held, "init", "-q")
    write_files(held, {".gitignore": "from-b\n", "customers/a/documents/from-b/profile.yaml": "mine"})
    ended = run(held, *MERGE, "--write")
    assert (ended.code, "is there already" in ended.err) == (2, True), ended.err
    assert (held / "customers/a/documents/from-b/profile.yaml").read_text() == "mine"
    assert (held / "customers/b/profile.yaml").is_file()
