"""What an audience may know of the past: by the stricter of then and now."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from dangan.history.archive_history import ArchiveHistory
from dangan.history.change import FieldChange
from dangan.history.sentences import sentence
from dangan.layout import packaged_root
from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.source.work_tree import WorkTree
from tests.conftest import run_git
from tests.history.replay import Made, replay

PROFILE, PERSONAL, CREDIT, SOURCES = (
    f"customers/acme/{name}.yaml" for name in ("profile", "personal", "credit", "sources")
)
BASE = {"dangan.yaml": "format: 1\n", PROFILE: "id: acme\n"}
PROFILE_SCHEMA = "schemas/profile.schema.json"


def history(root: Path, commits: list[Made], level: Level) -> ArchiveHistory:
    repository, _ = replay(root, commits)
    run_git(root, "reset", "-q", "--hard")
    return ArchiveHistory.of(repository, Catalogue.load(WorkTree(root))[0], level=level)


def words(told: ArchiveHistory, changes: Iterable[FieldChange]) -> str:
    told_of = ((c, c.commit, sentence(c, told.kind(c)).en) for c in changes)
    return "\n".join(f"{commit.message} {c.path} {said} {c.old} {c.new}" for c, commit, said in told_of)


def everything(told: ArchiveHistory) -> str:
    return words(told, told.of_customers(["", *told.customers]))


def schema(level: str) -> str:
    """Today's schema of profiles, the head count at a level of our choosing."""
    raw: dict[str, Any] = json.loads((packaged_root() / PROFILE_SCHEMA).read_text(encoding="utf-8"))
    raw["properties"]["scale"]["properties"]["employees"]["x-sensitivity"] = level
    return json.dumps(raw, ensure_ascii=False)


PERSONAL_STORY = [
    Made(BASE),
    Made({**BASE, PERSONAL: "li-mei: {hobbies: [sailing]}\n"}, [0], "acme: Li Mei sails"),
    Made({**BASE, PROFILE: "id: acme\nnames: {en: Acme}\n"}, [1], "acme: named"),
]


def test_of_a_file_above_the_audience_there_is_no_trace(tmp_path: Path) -> None:
    told = history(tmp_path, PERSONAL_STORY, Level.INTERNAL)
    said = everything(told)
    assert "personal" not in said
    assert "sail" not in said
    assert "acme: named" not in said, "the message of a commit that took such a file away may be about it"
    assert "Acme" in said


def test_the_cleared_know_all(tmp_path: Path) -> None:
    said = everything(history(tmp_path, PERSONAL_STORY, Level.RESTRICTED))
    assert "Li Mei sails" in said
    assert "sailing" in said


def test_the_public_is_told_nothing(tmp_path: Path) -> None:
    told = history(tmp_path, PERSONAL_STORY, Level.PUBLIC)
    assert told.customers == []
    assert everything(told) == ""


def test_a_change_of_what_is_hidden_is_not_called_a_reformatting(tmp_path: Path) -> None:
    limit = "decision:\n  limit: {{amount: {}, currency: CNY}}\n"
    story = [Made({**BASE, CREDIT: limit.format(1)}), Made({**BASE, CREDIT: limit.format(2)}, [0])]
    told = history(tmp_path, story, Level.INTERNAL)
    second = told.commits[0].id
    assert [change for change in told.of_customer("acme") if change.commit.id == second] == []


@pytest.mark.parametrize(("then", "now"), [("restricted", "internal"), ("internal", "restricted")])
def test_a_level_that_was_moved_hides_what_was_recorded_under_the_stricter(tmp_path: Path, then: str, now: str) -> None:
    old, new = "id: acme\nscale: {employees: 4711}\n", "id: acme\nscale: {employees: 20}\n"
    story = [
        Made({**BASE, PROFILE: old, PROFILE_SCHEMA: schema(then)}),
        Made({**BASE, PROFILE: old, PROFILE_SCHEMA: schema(now)}, [0]),
        Made({**BASE, PROFILE: new, PROFILE_SCHEMA: schema(now)}, [1]),
    ]
    said = everything(history(tmp_path, story, Level.INTERNAL))
    assert "4711" not in said
    assert ("20" in said) == (now == "internal")


def test_what_an_item_says_of_itself_today_holds_for_its_past(tmp_path: Path) -> None:
    source = "tip:\n  kind: colleague\n  confidentiality: {}\n  title: {}\n"
    story = [
        Made({**BASE, SOURCES: source.format("internal", "a clerk told")}),
        Made({**BASE, SOURCES: source.format("restricted", "an informant told")}, [0]),
    ]
    assert "told" not in everything(history(tmp_path, story, Level.INTERNAL))
    assert "a clerk told" in everything(history(tmp_path / "2", story, Level.RESTRICTED))


@pytest.mark.parametrize(
    ("beside", "is_told"),
    [("customers/.gitkeep", True), ("customers/acme/.gitkeep", False), ("customers/notes.txt", False)],
)
def test_what_keeps_the_folder_of_all_customers_keeps_no_message_back(
    tmp_path: Path, beside: str, is_told: bool
) -> None:
    """A new archive is begun with that file, often by the very commit that brings the first customer."""
    told = history(tmp_path, [Made({**BASE, beside: ""}, message="begun")], Level.INTERNAL)
    assert (told.commits[0].message == "begun") is is_told
