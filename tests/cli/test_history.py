"""`dangan history`: the whole way from a repository to lines, JSON and CSV."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dangan.errors import UsageError
from dangan.project.history_place import refuse_unknown
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from tests.cli.conftest import Run
from tests.conftest import run_git, write_files
from tests.history.replay import Made, replay

PROFILE = "customers/acme/profile.yaml"
PEOPLE = "customers/acme/people.yaml"
TEAM = (
    "deng-lan: {names: {zh: 邓岚}, emails: [deng.lan@hailan.example], roles: [{role: reviewer, from: 2024-01-01}]}\n"
    "chen-li: {names: {zh: 陈立}, emails: [chen.li@hailan.example], roles: [{role: rep, from: 2024-01-01}]}\n"
)
BASE = {
    "dangan.yaml": "format: 1\ntime_zone: Asia/Shanghai\n",
    "team.yaml": TEAM,
    "rules.yaml": "review: {roles: [reviewer]}\n",
}
APPROVED = "Merge pull request '2' (#2) from he-qing/count into main\n\nReviewed-by: 邓岚 <deng.lan@hailan.example>\n"


def profile(employees: int, *, stage: str = "prospect") -> str:
    return f"id: acme\nnames: {{en: Acme}}\nstage: {stage}\nscale:\n  employees: {employees}\n"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A head count is corrected by a colleague on a branch; another branch's is overruled when it is merged."""
    root = tmp_path_factory.mktemp("archive")
    other = "He Qing <he.qing@hailan.example>"
    replay(
        root,
        [
            Made({**BASE, PROFILE: profile(200)}, message="acme: first visit"),
            Made({**BASE, PROFILE: profile(20)}, [0], "acme: counted them", author=other),
            Made({**BASE, PROFILE: profile(500)}, [0], "acme: they say five hundred"),
            Made({**BASE, PROFILE: profile(20)}, [2, 1], APPROVED),
            Made({**BASE, PROFILE: profile(20), PEOPLE: "=evil: {\n"}, [3], "=cmd|' /C calc'!A0"),
            Made({**BASE, PROFILE: profile(20), PEOPLE: "li-mei: {title: =1+1}\n"}, [4], "repaired"),
        ],
    )
    run_git(root, "reset", "-q", "--hard")
    return root


def rows(run: Run, archive: Path, *words: str) -> list[dict[str, Any]]:
    out = run(archive, "history", *words, "--format", "json", "--audience", "restricted").out
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_who_set_a_field_and_what_was_not_taken(run: Run, archive: Path) -> None:
    said = run(archive, "history", "acme", "profile/scale/employees").out
    taken, _, others = said.partition("Proposed, not taken")
    assert taken.index("200 → 20") < taken.index("200 recorded")
    assert "He Qing  acme: counted them" in taken
    assert "200 → 500" in others
    assert "500" not in taken


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        ("profile/scale/employes", "employees"),
        ("profil", "profile"),
        ("people/li-mei/job_tittle", "job_title"),
        ("scale/employees", "profile/scale/employees"),
    ],
)
def test_a_place_that_never_was_is_refused(run: Run, archive: Path, place: str, meant: str) -> None:
    ended = run(archive, "history", "acme", place)
    assert ended.code == 2
    assert f"nothing in the archive is called {place}" in ended.err
    assert f"Did you mean `{meant}`?" in ended.err


def test_what_is_said_to_list_the_fields_does(run: Run, archive: Path) -> None:
    assert "(dangan schema print lists the fields)" in run(archive, "history", "acme", "colour").err
    assert run(archive, "schema", "print", "profile").code == 0


def test_a_thing_without_its_file_is_looked_for_in_what_was_told_of() -> None:
    kinds = Catalogue.load(MemoryTree({}))[0].kinds
    with pytest.raises(UsageError, match="`people/li-mei/job_title`"):
        refuse_unknown(("li-mei", "job_title"), kinds, [("profile",), ("people", "li-mei", "roles")])


def test_a_place_that_is_known_and_empty_is_none_of_these(run: Run, archive: Path) -> None:
    ended = run(archive, "history", "acme", "profile/summary")
    assert (ended.code, ended.out) == (0, "Nothing recorded that fits.\n")


def test_json_is_one_array_with_the_change_that_brought_it(run: Run, archive: Path) -> None:
    found = rows(run, archive, "acme", "profile/scale/employees")
    assert [(row["kind"], row["old"], row["new"], row["taken"]) for row in found] == [
        ("changed", 200, 500, False),
        ("changed", 200, 20, True),
        ("set", None, 200, True),
    ]
    assert found[0]["change"] == found[0]["commit"]
    assert found[1]["change"] != found[1]["commit"]
    assert found[1]["author"] == "He Qing <he.qing@hailan.example>"
    assert {row["pointer"] for row in found} == {"profile/scale/employees"}


def test_who_approved_the_change_that_brought_it(run: Run, archive: Path) -> None:
    first, *others = rows(run, archive, "acme", "profile/scale/employees", "--by", "He Qing")
    assert others == []
    assert first["approved_by"] == ["deng-lan"]
    assert "[" + first["change"][:10] + "]  approved by deng-lan (only claimed)" in run(archive, "history", "acme").out
    assert first["approval"] == "claimed"


def test_what_nobody_approved_and_what_is_not_on_the_main_branch_say_so(
    run: Run, archive: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    run_git(tmp_path, "clone", "-q", str(archive), str(copy))
    run_git(copy, "checkout", "-q", "-b", "proposal")
    write_files(copy, {PROFILE: profile(21)})
    run_git(copy, "commit", "-qam", "one more")
    said = [line for line in run(copy, "history", "acme").out.splitlines() if "[" in line]
    assert "  one more  " in said[0]
    assert said[0].endswith("]  not on the main branch yet")
    assert next(line for line in said if "calc" in line).endswith("]  not approved")
    assert next(line for line in said if "first visit" in line).endswith("]")
    known = {row["sentence"]: row["approval"] for row in rows(run, copy, "acme", "profile/scale/employees")}
    assert list(known.values()) == ["not-on-main", "not-approved", "claimed", None]
    run_git(copy, "branch", "-qf", "main", "proposal")
    assert "  one more  [" in (out := run(copy, "--lang", "zh", "history", "acme").out)
    assert "尚未进入主分支" not in out
    assert out.count("未经批准") == 3


def test_days_are_those_of_the_archive_s_own_zone(run: Run, archive: Path, tmp_path: Path) -> None:
    """The first commit was made at 21:20 UTC on the 19th, which is the 20th in Shanghai."""
    assert "2025-02-20  Chen Li  acme: first visit" in run(archive, "history", "acme").out
    assert "first visit" in run(archive, "history", "acme", "--since", "2025-02-20").out
    copy = tmp_path / "copy"
    run_git(tmp_path, "clone", "-q", str(archive), str(copy))
    write_files(copy, {"dangan.yaml": "format: 1\ntime_zone: UTC\n"})
    assert "2025-02-19  Chen Li  acme: first visit" in run(copy, "history", "acme").out
    assert "first visit" not in run(copy, "history", "acme", "--since", "2025-02-20").out


def test_a_message_that_is_kept_back_says_for_whom_and_why(run: Run, tmp_path: Path) -> None:
    """Whatever lies with a customer and is no known kind of file may be anything."""
    replay(tmp_path, [Made({**BASE, PROFILE: profile(20), "customers/acme/notes.txt": "?"}, message="begun")])
    run_git(tmp_path, "reset", "-q", "--hard")
    told = run(tmp_path, "history", "acme")
    assert "(no message that the audience internal may read)" in told.out
    assert "--audience shows what is above it" in told.err
    whole = run(tmp_path, "history", "acme", "--audience", "restricted")
    assert "  begun  [" in whole.out
    assert whole.err == ""


def test_filters_by_person_and_day(run: Run, archive: Path) -> None:
    assert {row["author"][:7] for row in rows(run, archive, "--by", "HE.QING")} == {"He Qing"}
    assert rows(run, archive, "--since", "2099-01-01") == []
    assert run(archive, "history", "--since", "2099-01-01").out == "Nothing recorded that fits.\n"


def test_cells_of_csv_compute_nothing(run: Run, archive: Path) -> None:
    out = run(archive, "history", "acme", "--format", "csv", "--audience", "restricted").out
    found = list(csv.DictReader(io.StringIO(out)))
    assert len(found) == len(rows(run, archive, "acme"))
    assert not [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert "=1+1" in "".join(row["new"] for row in found)


def test_a_broken_file_is_an_event(run: Run, archive: Path) -> None:
    kinds = [row["kind"] for row in rows(run, archive, "acme") if row["path"] == PEOPLE]
    assert kinds == ["item-added", "file-added", "broken"]


def test_a_customer_is_found_by_its_folder(run: Run, archive: Path) -> None:
    assert rows(run, archive, "customers/acme") == rows(run, archive, "acme") != []


def test_no_such_customer_and_no_history(run: Run, archive: Path, tmp_path: Path) -> None:
    assert "acme" in run(archive, "history", "acmee").err
    (tmp_path / "dangan.yaml").write_text("format: 1\n")
    assert run(tmp_path, "history").code == 3
