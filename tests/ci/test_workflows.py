"""The workflows are run: their conditions, variables and shell, step by step, on an archive as `dangan init` makes it.

What is not run: the actions (see `Act`), and a forge's own part (rights, Pages, the schedule).
"""

from pathlib import Path

import pytest

from tests.ci.conftest import CHECKOUT, CLEAN, Act, Ended, git, program

PRETENDS = """#!/bin/sh
if [ "$1" = --lang ]; then shift 2; fi
echo "dangan $@"
case "$1" in
  build) for last; do :; done; mkdir -p "$last" && echo site >"$last/index.html" ;;
  audit) echo "1 findings."; exit 1 ;;
esac
"""
YES = "--var=DANGAN_PAGES=yes"


@pytest.fixture(scope="module")
def checked(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Path]:
    """The check of a proposal in order, by the dangan of this environment."""
    act = Act(archive, tmp_path_factory.mktemp("check"))
    base, head = (git(archive, "rev-parse", name) for name in ("main", "clean"))
    payload = {"pull_request": {"number": 7, "base": {"sha": base, "ref": "main"}, "head": {"sha": head, "ref": "x"}}}
    return act("pull_request", ".github/workflows/check.yml", payload), act.uploaded


def test_a_proposal_in_order_is_checked(checked: tuple[Ended, Path]) -> None:
    ended, _uploaded = checked
    assert ended.code == 0, ended.out
    assert "dangan is there already." in ended.out
    assert "The check found no error." in ended.out


def test_what_it_means_and_a_preview_are_handed_on(checked: tuple[Ended, Path]) -> None:
    ended, uploaded = checked
    diff = (uploaded / "diff").read_text(encoding="utf-8")
    assert "检查未发现错误" in diff
    assert "Stage" in diff
    assert diff.splitlines()[0] in ended.out, "the summary of the run"
    assert sorted(path.name for path in uploaded.iterdir()) == ["diff", "preview"]
    page = (uploaded / "preview/en/customers/acme/index.html").read_text(encoding="utf-8")
    assert "Acme" in page
    assert "trading" in CLEAN["customers/acme/profile.yaml"]


@pytest.fixture
def pretended(tmp_path: Path) -> tuple[Path, ...]:
    return (program(tmp_path / "bin", "dangan", PRETENDS),)


@pytest.fixture
def main(archive: Path) -> Path:
    """A copy with the main branch checked out."""
    place = archive.parent / "main"
    if not place.exists():
        git(archive.parent, "clone", "-q", "--branch", "main", str(archive), "main")
    return place


def test_pages_are_published_where_somebody_has_said_yes(
    main: Path, tmp_path: Path, pretended: tuple[Path, ...]
) -> None:
    act = Act(main, tmp_path)
    payload = {"ref": "refs/heads/main", "repository": {"private": True}}
    ended = act("push", ".github/workflows/publish.yml", payload, YES, path=pretended)
    assert ended.code == 0, ended.out
    assert "dangan build --strict --out " in ended.out
    assert "this repository is private, its pages may not be" in ended.out
    assert (act.uploaded / "pages/index.html").read_text(encoding="utf-8") == "site\n"
    assert "actions/deploy-pages" in ended.out


@pytest.mark.parametrize(("branch", "options"), [("main", []), ("other", [YES])])
def test_nothing_is_published_unasked_or_from_another_branch(
    main: Path, tmp_path: Path, pretended: tuple[Path, ...], branch: str, options: list[str]
) -> None:
    act = Act(main, tmp_path)
    payload = {"ref": f"refs/heads/{branch}", "repository": {"private": False}}
    ended = act("workflow_dispatch", ".github/workflows/publish.yml", payload, *options, path=pretended)
    assert ended.code == 0, ended.out
    assert "dangan build" not in ended.out
    assert list(act.uploaded.iterdir()) == []


def test_a_night_with_findings_is_red(main: Path, tmp_path: Path, pretended: tuple[Path, ...]) -> None:
    options = ("--var=DANGAN_TRUST=v1",)
    ended = Act(main, tmp_path)("schedule", ".github/workflows/audit.yml", {}, *options, path=pretended)
    assert ended.code == 1
    assert "dangan audit --trust=v1" in ended.out
    assert "1 findings." in ended.out


DEMO = """#!/bin/sh
if [ "$1" = --lang ]; then shift 2; fi
case "$1" in
  demo) mkdir -p "$2/ci" && cp ci/check.sh "$2/ci" ;;
  audit) printf 'x [self-approval]\\n  → y\\nx [direct-push]\\n{more}'; exit 1 ;;
esac
"""


@pytest.mark.parametrize(("more", "code"), [("", 0), ("x [unknown-author]\\n", 1)])
def test_the_audit_of_the_demo_finds_what_was_planted_and_nothing_else(
    main: Path, tmp_path: Path, more: str, code: int
) -> None:
    stand_in = program(tmp_path / "bin", "dangan", DEMO.replace("{more}", more))
    ended = Act(main, tmp_path)("schedule", CHECKOUT / ".github/workflows/audit.yml", {}, path=(stand_in,))
    assert ended.code == code, ended.out
    assert "Found: [direct-push][self-approval]" in ended.out
