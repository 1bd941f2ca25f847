"""`dangan format`, as it is typed: what it writes, what it leaves, and how it ends."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import snapshot, write_files

PROFILE = "# ours\nstage: 'new'\nid: fx   # for good\nnames: {zh: 丰行}\nsummary:\n"
NOTE = b"---\r\nmedium: visit\r\ndate: 2026-11-18\r\n---\r\nSaid so.\r\n"


@pytest.fixture
def untidy(archive: Path) -> Path:
    return write_files(
        archive,
        {
            "customers/fx/profile.yaml": PROFILE,
            "customers/fx/log/2026-11-18-visit.md": NOTE,
            "products/b48.yaml": "id: b48\nnames:\n  en: Pack\n",
            "notes.yaml": "{left: alone}",
            "team.yaml": "chen-li:\n  names:\n    zh: 陈立\n",
        },
    )


def test_files_are_put_into_form(run: Run, untidy: Path) -> None:
    before = (untidy / "products/b48.yaml").stat().st_mtime_ns
    ended = run(untidy, "format")
    assert ended.out == "customers/fx/log/2026-11-18-visit.md\ncustomers/fx/profile.yaml\n"
    assert ended.err == "Put into form: 2 of 5 files.\n"
    assert ended.code == 0
    assert (untidy / "customers/fx/profile.yaml").read_text("utf-8") == (
        "id: fx  # for good\nnames:\n  zh: 丰行\n# ours\nstage: new\n"
    )
    assert (untidy / "customers/fx/log/2026-11-18-visit.md").read_bytes() == (
        b"---\ndate: 2026-11-18\nmedium: visit\n---\nSaid so.\r\n"
    )
    assert (untidy / "notes.yaml").read_text() == "{left: alone}"
    assert (untidy / "products/b48.yaml").stat().st_mtime_ns == before
    again = run(untidy, "format", "--check")
    assert (again.code, again.out) == (0, "")


def test_check_lists_and_changes_nothing(run: Run, untidy: Path) -> None:
    before = snapshot(untidy)
    ended = run(untidy, "format", "--check")
    assert (ended.code, ended.err) == (1, "Not in form: 2 of 5 files; nothing was changed.\n")
    assert ended.out == "customers/fx/log/2026-11-18-visit.md\ncustomers/fx/profile.yaml\n"
    assert "有 2 个不合规范格式" in run(untidy, "--lang", "zh", "format", "--check").err
    assert snapshot(untidy) == before


def test_diff_shows_and_changes_nothing(run: Run, untidy: Path) -> None:
    before = snapshot(untidy)
    ended = run(untidy, "format", "--diff")
    assert ended.code == 0
    assert "--- customers/fx/profile.yaml\n+++ customers/fx/profile.yaml\n@@ " in ended.out
    assert "-stage: 'new'\n" in ended.out
    assert "+stage: new\n" in ended.out
    assert "-medium: visit\\r\n" in ended.out
    assert run(untidy, "format", "--diff", "--check").code == 1
    assert snapshot(untidy) == before


@pytest.mark.parametrize("paths", [["customers/fx/log"], ["customers/fx/log/2026-11-18-visit.md", "products"]])
def test_only_what_is_named(run: Run, untidy: Path, paths: list[str]) -> None:
    assert run(untidy, "format", *paths).out == "customers/fx/log/2026-11-18-visit.md\n"
    assert (untidy / "customers/fx/profile.yaml").read_text("utf-8") == PROFILE


def test_paths_are_those_of_the_folder_it_is_typed_in(run: Run, untidy: Path) -> None:
    assert run(untidy / "customers", "format", "fx/profile.yaml").out == "customers/fx/profile.yaml\n"
    assert run(untidy.parent, "-C", "archive/customers/fx", "format", "log").code == 0


@pytest.mark.parametrize(("path", "says"), [("nowhere.yaml", "there is no nowhere.yaml"), ("..", ".. is not in this")])
def test_a_path_that_is_not_ours_is_misuse(run: Run, untidy: Path, path: str, says: str) -> None:
    before = snapshot(untidy)
    ended = run(untidy, "format", path)
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
    assert snapshot(untidy) == before


def test_what_cannot_be_read_is_left_alone_and_the_others_are_formatted(run: Run, untidy: Path) -> None:
    broken: dict[str, str | bytes] = {
        "customers/fx/people.yaml": b"li-mei: [\n",
        "products/gbk.yaml": "id: 电池\n".encode("gb18030"),
        "products/empty.yaml": b"",
        "competitors/twice.yaml": b"id: twice\nid: twice\n",
    }
    write_files(untidy, broken)
    ended = run(untidy, "format")
    assert ended.code == 1
    assert "customers/fx/profile.yaml\n" in ended.out
    assert "customers/fx/people.yaml:1:9: error: " in ended.out
    assert "[not-utf8]" in ended.out
    assert "[empty-file]" in ended.out
    assert "[duplicate-key]" in ended.out
    assert "4 with errors of form were left alone" in ended.err
    assert {name: (untidy / name).read_bytes() for name in broken} == broken
    assert run(untidy, "format", "products/b48.yaml").code == 0


def test_json_is_one_document(run: Run, untidy: Path) -> None:
    write_files(untidy, {"products/broken.yaml": "a: [\n"})
    ended = run(untidy, "format", "--check", "--format", "json")
    found = json.loads(ended.out)
    assert ended.code == 1
    assert (found["files"], found["written"]) == (6, False)
    assert [file["path"] for file in found["changed"]] == [
        "customers/fx/log/2026-11-18-visit.md",
        "customers/fx/profile.yaml",
    ]
    assert [(d["code"], d["path"]) for d in found["left_alone"]] == [("unclosed-bracket", "products/broken.yaml")]
    shown = json.loads(run(untidy, "format", "--diff", "--format", "json", "customers/fx/profile.yaml").out)
    assert "+stage: new" in shown["changed"][0]["diff"]
    assert json.loads(run(untidy, "format", "--format", "json").out)["written"] is True


def test_a_link_is_left_and_what_it_leads_to_is_formatted(run: Run, untidy: Path) -> None:
    (untidy / "products/same.yaml").symlink_to("b48.yaml")
    (untidy / "products/b48.yaml").write_text("names: {en: Pack}\nid: b48\n")
    assert run(untidy, "format", "products").out == "products/b48.yaml\n"
    assert (untidy / "products/same.yaml").is_symlink()


def test_what_git_ignores_is_left(run: Run, untidy: Path) -> None:
    write_files(untidy, {".gitignore": "customers/\n"})
    assert run(untidy, "format").out == ""
    assert (untidy / "customers/fx/profile.yaml").read_text("utf-8") == PROFILE


def test_a_file_is_whole_whatever_happens(run: Run, untidy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    before = snapshot(untidy)
    monkeypatch.setattr("dangan.source.files.os.fsync", full)
    ended = run(untidy, "format")
    assert (ended.code, ended.out) == (3, "")
    assert "2 files cannot be written" in ended.err
    assert "the disk is full" in ended.err
    assert snapshot(untidy) == before


def test_the_mode_of_a_file_stays(run: Run, untidy: Path) -> None:
    (untidy / "customers/fx/profile.yaml").chmod(0o640)
    run(untidy, "format")
    assert (untidy / "customers/fx/profile.yaml").stat().st_mode & 0o777 == 0o640


def test_the_teams_own_schema_gives_the_order(run: Run, untidy: Path) -> None:
    overlay = {"properties": {"cold_chain": {"title": "Cold chain", "x-zh": "冷链", "type": "boolean"}}}
    write_files(
        untidy,
        {
            "schemas/product.overlay.json": json.dumps(overlay),
            "products/b48.yaml": "cold_chain: True\nodd: 1\nid: b48\nnames: {en: Pack}\n",
        },
    )
    run(untidy, "format", "products")
    assert (untidy / "products/b48.yaml").read_text() == "id: b48\nnames:\n  en: Pack\ncold_chain: true\nodd: 1\n"


def test_names_do_not_steer_the_terminal(run: Run, untidy: Path) -> None:
    write_files(untidy, {"products/b48.yaml": "names: {en: 'Pack \u202e'}\nid: b48\n"})
    shown = run(untidy, "format", "--diff", "products").out
    assert "\u202e" not in shown
    assert "Pack \\u202e" in shown


@pytest.mark.parametrize("count", [90])
def test_many_files_are_done_by_several_processes(run: Run, archive: Path, git: Callable[..., str], count: int) -> None:
    write_files(archive, {f"products/p{n}.yaml": f"names: {{en: P{n}}}\nid: p{n}\n" for n in range(count)})
    ended = run(archive, "format")
    assert ended.out.splitlines()[:2] == ["products/p0.yaml", "products/p1.yaml"]
    assert f"Put into form: {count + 1} of {count + 2} files." in ended.err
    assert (archive / "products/p89.yaml").read_text() == "id: p89\nnames:\n  en: P89\n"
    assert "part" not in git(archive, "status", "--porcelain", "-uall")
