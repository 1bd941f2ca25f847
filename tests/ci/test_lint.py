"""What the forges read is as they want it, by their own schemas and by linters; none of them asks a network."""

import os
import re
from pathlib import Path

import pytest

from tests.ci.conftest import CHECKOUT, TOOLS, run

STARTER = CHECKOUT / "generator/dangan/exchange/starter"
WORKFLOWS = [*sorted((CHECKOUT / ".github/workflows").glob("*.yml")), STARTER / "audit.yml"]
GITEA = CHECKOUT / "ci/gitea.yml"
FORMS = [*sorted((CHECKOUT / ".github/ISSUE_TEMPLATE").glob("*.yml")), *sorted(STARTER.glob("issue-*.yml"))]


def lint(*words: str | Path) -> None:
    ended = run(CHECKOUT, TOOLS / words[0], *words[1:], env={"NO_COLOR": "1"})
    assert ended.code == 0, ended.out


def test_the_script() -> None:
    lint("shellcheck", "ci/check.sh")


def test_workflows_are_right() -> None:
    lint("actionlint", "-shellcheck", TOOLS / "shellcheck", *WORKFLOWS, GITEA)


def test_workflows_are_safe() -> None:
    lint("zizmor", "--offline", "--no-progress", "--persona=auditor", "--min-severity=low", *WORKFLOWS, GITEA)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-workflows", [*WORKFLOWS, GITEA]),
        ("gitlab-ci", [CHECKOUT / "ci/gitlab-ci.yml"]),
        ("github-issue-forms", FORMS),
    ],
)
def test_files_keep_to_the_forges_own_schemas(schema: str, files: list[Path]) -> None:
    assert files
    lint("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)


def test_every_action_is_pinned_by_commit_with_its_version_and_alike_everywhere() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in WORKFLOWS)
    used = re.findall(r"uses: *(.*)", text)
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+", each)] == []
    assert len({*used}) == len({each.partition("@")[0] for each in used})


def test_no_workflow_gives_a_proposal_rights_secrets_or_what_others_kept() -> None:
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert "\npermissions: {}\n" in text, path.name
        assert not re.search(r"pull_request_target|secrets\.|\bcache:|actions/cache", text), path.name
        if "workflow_run" in text:
            assert "checkout@" not in text
        if "pull_request:" in text:
            assert {*re.findall(r"^      ([\w-]+: (?:read|write))", text, re.MULTILINE)} == {"contents: read"}


def test_they_call_the_script_alike_on_every_forge() -> None:
    for path in (CHECKOUT / ".github/workflows/check.yml", GITEA, CHECKOUT / "ci/gitlab-ci.yml"):
        assert re.search(r"bash ci/check\.sh check \"\$", path.read_text(encoding="utf-8")), path.name
    assert not os.access(CHECKOUT / "ci/check.sh", os.X_OK), "it is called by bash: `dangan init` writes no such mark"
