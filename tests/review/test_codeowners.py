"""Whom the forge asks, and what a check says of the policy."""

from datetime import date
from pathlib import Path

import pytest

from dangan.cli.main import main
from dangan.review.check import check_review
from dangan.review.codeowners import codeowners
from dangan.source.memory_tree import MemoryTree
from tests.conftest import run_git, write_files
from tests.review.story import CATALOGUE, PROFILE, RULES, TEAM

TODAY = date(2026, 1, 5)
FILES = {"team.yaml": TEAM, "rules.yaml": RULES, "customers/zj/a b/profile.yaml": PROFILE}
EVERYBODY = "boss@hailan.example wang@hailan.example"


def made(files: dict[str, str], day: date = TODAY, base: str = "") -> list[str]:
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    return codeowners(tree, CATALOGUE, day, base).splitlines()


def last(lines: list[str], pattern: str) -> str:
    return next(line for line in reversed(lines) if line.startswith(pattern + " "))


def test_those_with_the_roles_own_what_is_watched() -> None:
    lines = made(FILES)
    for pattern in ("/customers/", "/inbox/", "/schemas/", "/.github/", "/ci/", "/dangan.yaml"):
        assert last(lines, pattern) == f"{pattern} {EVERYBODY}"


def test_particular_files_stand_below_with_their_own() -> None:
    lines = made(FILES)
    assert last(lines, "/team.yaml") == "/team.yaml boss@hailan.example"
    assert last(lines, "/customers/**/credit.yaml") == f"/customers/**/credit.yaml {EVERYBODY} credit@hailan.example"


def test_custodians_own_what_the_policy_gives_them() -> None:
    assert last(made(FILES), r"/customers/zj/a\ b/log/*.md") == r"/customers/zj/a\ b/log/*.md wang@hailan.example"


def test_a_role_that_is_over_owns_nothing() -> None:
    assert "gone@hailan.example" not in "\n".join(made(FILES))
    assert last(made(FILES, date(2025, 1, 1)), "/inbox/") == f"/inbox/ {EVERYBODY} gone@hailan.example"


def test_nobody_asked_for_is_never_said() -> None:
    """A pattern without owners would take the protection away."""
    lines = made({"team.yaml": "a:\n  names: {en: A}\n"})
    assert lines == made({})
    assert len(lines) == 1


def test_an_archive_in_a_folder() -> None:
    lines = made(FILES, base="sales/")
    assert last(lines, "/sales/customers/") == f"/sales/customers/ {EVERYBODY}"
    assert last(lines, "/ci/") == f"/ci/ {EVERYBODY}"
    assert last(lines, "/sales/team.yaml") == "/sales/team.yaml boss@hailan.example"


def said(files: dict[str, str]) -> list[str]:
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    return [f"{found.code} {found.span}" for found in check_review(tree, CATALOGUE, TODAY)]


def test_a_file_that_is_out_of_date_is_told() -> None:
    right = "\n".join(made(FILES)) + "\n"
    assert said(FILES) == []
    assert said({**FILES, ".github/CODEOWNERS": right}) == []
    assert said({**FILES, "CODEOWNERS": right.replace("boss", "rep")}) == ["codeowners-outdated CODEOWNERS:1:1"]


@pytest.mark.parametrize(
    ("what", "known"),
    [
        ("credit", True),
        ("credit/decision/limit", True),
        ("people/*/roles", True),
        ("documents", True),
        (".github", True),
        ("schemas", True),
        ("credits", False),
        ("credit/limit", False),
        ("people/*/rolls", False),
        ("docs", False),
        ("schemas/x", False),
    ],
)
def test_an_entry_names_what_there_is(what: str, known: bool) -> None:
    rules = f"review:\n  particular:\n    - what: {what}\n      roles: [lead]\n"
    assert said({"rules.yaml": rules}) == ([] if known else ["unknown-review-target rules.yaml:3:13"])


def test_the_command_writes_and_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(tmp_path, {**FILES, "dangan.yaml": "format: 1\n"})
    run_git(tmp_path, "init", "-q")
    monkeypatch.chdir(tmp_path)
    assert main(["codeowners", "--check"]) == 1
    assert main(["codeowners", "--write"]) == 0
    assert main(["codeowners", "--check"]) == 0
    capsys.readouterr()
    assert main(["codeowners"]) == 0
    assert capsys.readouterr().out == (tmp_path / ".github" / "CODEOWNERS").read_text()
    assert main(["check"]) == 0
    write_files(tmp_path, {".github/CODEOWNERS": "* nobody@hailan.example\n"})
    main(["check"])
    assert "[codeowners-outdated]" in capsys.readouterr().out
