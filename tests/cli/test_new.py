"""New files: right at once, never over another, and found again."""

from pathlib import Path

import pytest

from dangan.project import Project
from tests.cli.conftest import Run
from tests.conftest import snapshot, write_files

PROFILE = "id: fx\nnames: {zh: 丰行}\ncustodian: chen-li\nstage: new\n"


def clean(root: Path) -> bool:
    return Project.open(root).check().diagnostics == ()


def test_a_customer_as_the_readme_has_it(run: Run, archive: Path) -> None:
    ended = run(archive, "new", "customer", "good-one", "--name", "Good One Ltd")
    assert (ended.code, ended.out) == (0, "customers/good-one/profile.yaml\n")
    assert (archive / "customers/good-one/profile.yaml").read_text() == (
        "id: good-one\nnames:\n  en: Good One Ltd\nstage: prospect\ncustodian: chen-li\n"
    )
    assert "dangan new note good-one" in ended.err
    assert clean(archive)


@pytest.mark.parametrize("kind", ["customer", "competitor"])
def test_an_id_that_windows_keeps_for_a_device_is_refused(run: Run, archive: Path, kind: str) -> None:
    before = snapshot(archive)
    ended = run(archive, "new", kind, "con", "--name", "Contact Ltd")
    assert ended.code == 2
    assert "“con” cannot be the name of a file on every computer" in ended.err
    assert snapshot(archive) == before


def test_whoever_git_does_not_name_is_the_first_colleague(
    run: Run, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_AUTHOR_EMAIL", "nobody@hailan.example")
    run(archive, "new", "customer", "good-one", "--name", "丰行")
    text = (archive / "customers/good-one/profile.yaml").read_text("utf-8")
    assert "custodian: wang-fang\n" in text
    assert "  zh: 丰行\n" in text


def test_a_customer_in_a_group(run: Run, archive: Path) -> None:
    run(archive, "new", "customer", "good-one", "--name", "X", "--folder", "zhejiang")
    assert (archive / "customers/zhejiang/good-one/profile.yaml").is_file()
    refused = run(archive, "new", "customer", "two", "--name", "X", "--folder", "zhejiang/good-one")
    assert (refused.code, refused.out) == (2, "")


def test_the_other_kinds(run: Run, archive: Path) -> None:
    run(archive, "new", "customer", "good-one", "--name", "X")
    made = [
        run(archive, "new", "competitor", "rival", "--name", "对手"),
        run(archive, "new", "product", "b48", "--name", "48 V pack"),
        run(archive, "new", "project", "good-one", "--title", "二号车型"),
        run(archive, "new", "project", "good-one", "--title", "Second", "--id", "p2"),
    ]
    assert [(ended.code, ended.out) for ended in made] == [
        (0, "competitors/rival.yaml\n"),
        (0, "products/b48.yaml\n"),
        (0, "customers/good-one/projects/erhaochexing.yaml\n"),
        (0, "customers/good-one/projects/p2.yaml\n"),
    ]
    assert clean(archive)


def test_notes_of_one_day_stand_beside_each_other(run: Run, archive: Path) -> None:
    people = "li-mei:\n  names: {zh: 李梅}\n"
    write_files(archive, {"customers/fx/profile.yaml": PROFILE, "customers/fx/people.yaml": people})
    for number in ("", "-2", "-3"):
        ended = run(archive, "new", "note", "fx", "--date", "2026-03-01", "--medium", "phone", "--person", "li-mei")
        assert ended.out == f"customers/fx/log/2026-03-01-phone{number}.md\n"
    text = (archive / "customers/fx/log/2026-03-01-phone.md").read_text("utf-8")
    assert text.startswith("---\ndate: 2026-03-01\nmedium: phone\npeople:\n  - li-mei\ncolleagues:\n  - chen-li\n# ")
    assert text.endswith("\n---\n\n")
    titled = run(archive, "new", "note", "fx", "--date", "2026-03-01", "--title", "Price talk: round 2")
    assert titled.out == "customers/fx/log/2026-03-01-price-talk-round-2.md\n"
    assert clean(archive)


@pytest.mark.parametrize("name", ["fx", "fengxing", "north/fengxing", "customers/north/fengxing/", "北"])
def test_a_customer_is_found_by_id_folder_and_path(run: Run, archive: Path, name: str) -> None:
    write_files(archive, {"customers/north/fengxing/profile.yaml": PROFILE})
    ended = run(archive, "new", "project", name, "--title", "T")
    if name == "北":
        assert (ended.code, "there is no customer 北" in ended.err) == (2, True)
    else:
        assert ended.out == "customers/north/fengxing/projects/t.yaml\n"


def test_a_path_is_read_as_the_shell_sees_it(run: Run, archive: Path) -> None:
    write_files(archive, {"customers/north/fengxing/profile.yaml": PROFILE})
    ended = run(archive / "customers/north", "new", "project", "./fengxing", "--title", "T")
    assert ended.out == "fengxing/projects/t.yaml\n"


def test_an_id_goes_before_the_name_of_a_folder(run: Run, archive: Path) -> None:
    other = PROFILE.replace("id: fx", "id: other")
    write_files(archive, {"customers/a/fx/profile.yaml": other, "customers/b/profile.yaml": PROFILE})
    assert run(archive, "new", "project", "fx", "--title", "T").out == "customers/b/projects/t.yaml\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["customer", "fx", "--name", "X"], "fx is there already: customers/fx; nothing was changed"),
        (["customer", "丰行"], "Try: dangan new customer fengxing --name '丰行'"),
        (["customer", "Good One"], "Try: dangan new customer good-one --name 'Good One'"),
        (["customer", "。", "--name", "！"], "use small letters, digits and hyphens"),
        (["customer", "good-one"], 'dangan new customer good-one --name "…"'),
        (["customer", "good-one", "--name", " "], "say its name"),
        (["product", "b48", "--name", "X"], "b48 is there already: products/battery.yaml"),
        (["product", "battery", "--name", "X"], "battery is there already"),
        (["project", "fx", "--title", "Old"], "old is there already: customers/fx/projects/old.yaml"),
        (["project", "fx", "--title", "！"], "give one with --id"),
        (["project", "fx", "--title", "T", "--id", "T T"], "--id t-t"),
        (["note", "fxx"], "Did you mean `fx`?"),
        (["note", "fx", "--medium", "e-mial"], "Did you mean `e-mail`?"),
        (["note", "fx", "--person", "li-mai"], "Did you mean `li-mei`?"),
        (["note", "fx", "--date", "2999-01-01"], "has not come yet"),
    ],
)
def test_refusals_change_nothing(run: Run, archive: Path, words: list[str], says: str) -> None:
    write_files(
        archive,
        {
            "customers/fx/profile.yaml": PROFILE,
            "customers/fx/people.yaml": "li-mei:\n  names: {zh: 李梅}\n",
            "customers/fx/projects/old.yaml": "title: Old\nstep: lead\n",
            "products/battery.yaml": "id: b48\nnames: {en: Battery}\n",
        },
    )
    before = snapshot(archive)
    ended = run(archive, "new", *words)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
    assert snapshot(archive) == before


def test_a_file_in_the_way_is_never_overwritten(run: Run, archive: Path) -> None:
    write_files(archive, {"competitors/rival.yaml": "id: [\n", ".gitignore": "customers/\n"})
    write_files(archive, {"customers/good-one/profile.yaml": "mine"})
    before = snapshot(archive)
    assert run(archive, "new", "competitor", "rival", "--name", "X").code == 2
    assert "left as it is" in run(archive, "new", "customer", "good-one", "--name", "X").err
    assert snapshot(archive) == before


def test_a_team_of_nobody(run: Run, archive: Path) -> None:
    (archive / "team.yaml").write_text("")
    assert "team.yaml names nobody" in run(archive, "new", "customer", "good-one", "--name", "X").err


def test_what_is_new_is_in_form(run: Run, archive: Path) -> None:
    long = (
        "A name so long that it goes over the end of a line, as names of funds and state bodies sometimes do, at last"
    )
    run(archive, "new", "customer", "good-one", "--name", long)
    run(archive, "new", "competitor", "rival", "--name", "对手: 第一")
    run(archive, "new", "product", "b48", "--name", "48")
    run(archive, "new", "project", "good-one", "--title", "Batteries # two", "--id", "p2")
    write_files(archive, {"customers/good-one/people.yaml": "li-mei:\n  names:\n    zh: 李梅\n"})
    run(archive, "new", "note", "good-one", "--person", "li-mei", "--title", "NO")
    ended = run(archive, "format", "--check", "customers", "competitors", "products")
    assert (ended.code, ended.out) == (0, "")
    assert "0 of 6 files" in ended.err
