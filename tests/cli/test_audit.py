"""The commands of approval as they are typed, with keys that ssh-keygen made."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dangan.review.statement import BRANCH
from tests.cli.conftest import Run
from tests.conftest import run_git, snapshot
from tests.review.story import RULES, TEAM, A, Story, public_line
from tests.review.test_styles import NOTE, STAGE


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "boss", "-f", str(path)], check=True)
    return path


@pytest.fixture
def story(tmp_path: Path, key: Path) -> Story:
    """The boss has the key; the files lie there as they are on the main branch."""
    line = key.with_name("id.pub").read_text().strip()
    return Story(
        tmp_path, {"team.yaml": TEAM.replace(public_line("boss"), line), "dangan.yaml": "format: 1\n", A: "id: a\n"}
    )


def checked_out(story: Story) -> Path:
    run_git(story.root, "checkout", "-q", "-f", "main")
    return story.root


def test_every_change_in_a_line_with_what_is_found(story: Story, run: Run) -> None:
    story.push("rep", STAGE)
    story.merge("boss", story.branch("rep", NOTE), "Merge pull request #4 from rep/fair")
    ended = run(checked_out(story), "audit")
    assert ended.code == 1
    lines = ended.out.splitlines()
    said = "merge #4 rep (claimed) boss (only claimed) Merge pull request #4 from rep/fair"
    assert " ".join(lines[0].split()[2:]) == said
    assert "[direct-push]" in lines[2]
    assert "3 changes: 1 approved (0 signed by the reviewer, 0 attested by the forge, 1 only claimed)" in ended.out
    assert "this trusts the first commit" in ended.out
    assert "Only claimed is no proof" in ended.out


def test_a_merge_is_told_by_its_title(story: Story, run: Run) -> None:
    said = "Merge pull request 'A visit to the fair' (#4) from rep/fair into main"
    story.merge("boss", story.branch("rep", NOTE), said)
    assert run(checked_out(story), "audit").out.splitlines()[0].endswith("  A visit to the fair")


def test_what_was_said_of_it_is_for_those_who_may_know_what_it_touched(story: Story, run: Run) -> None:
    story.push("boss", {"rules.yaml": RULES})
    credit = "decision:\n  limit: {amount: 100000, currency: CNY}\n"
    story.merge("boss", story.branch("rep", {"customers/a/credit.yaml": credit}), "Merge: a limit of 100000 (#4)")
    root = checked_out(story)
    low, high = run(root, "audit").out, run(root, "audit", "--audience", "confidential").out
    assert "100000" not in low
    assert "(what was said of it is not for this audience)" in low
    assert "a limit of 100000" in high
    assert "#4" not in low
    assert "credit" not in low
    assert "#4" in high
    assert "credit/decision" in high
    assert "100000" not in run(root, "audit", "--audience", "public").out
    (root / "dangan.yaml").write_text("format: 1\naudience: confidential\n")
    assert "100000" in run(root, "audit").out
    assert "100000" not in run(root, "audit", "--audience", "public").out
    (root / "dangan.yaml").write_text("format: 1\n")
    row = json.loads(run(root, "audit", "--format", "json").out)[0]
    assert (row["subject"], row["request"]) == (None, None)
    assert "credit" not in row["findings"][0]["message"]


def test_a_long_list_says_how_to_see_what_was_found_alone(
    story: Story, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.push("rep", STAGE)
    root = checked_out(story)
    assert "--findings" not in run(root, "audit").err
    monkeypatch.setattr("dangan.cli.audit._SEEN", 1)
    assert "--findings shows these alone" in run(root, "audit").err
    assert not run(root, "audit", "--findings").err


def test_in_chinese(story: Story, run: Run) -> None:
    story.push("rep", STAGE)
    ended = run(checked_out(story), "--lang", "zh", "audit", "--findings")
    assert "直接推送到主分支" in ended.out
    assert "没有信任起点" in ended.out


def test_one_list_of_json(story: Story, run: Run) -> None:
    story.push("rep", STAGE)
    rows = json.loads(run(checked_out(story), "audit", "--format", "json", "--anchor", "deadbeef").out)
    assert [row["findings"][0]["code"] for row in rows if row["findings"]] == ["direct-push", "rewritten-history"]
    assert rows[0]["commit"] == story.head
    assert (rows[0]["verdict"], rows[0]["known"], rows[0]["needs"]) == (
        "not-approved",
        "none",
        ["Reviewer or Team lead"],
    )


@pytest.mark.parametrize(("since", "code"), [("2026-01-02", 1), ("2026-01-03", 0), ("HEAD", 0), ("HEAD~1", 1)])
def test_since_a_day_or_a_commit(story: Story, run: Run, since: str, code: int) -> None:
    story.push("rep", STAGE)
    assert run(checked_out(story), "audit", "--since", since).code == code


@pytest.mark.parametrize("words", [("--since", "2026-02-30"), ("--since", "nothing"), ("--trust", "nothing")])
def test_what_cannot_be_meant_is_refused(story: Story, run: Run, words: tuple[str, str]) -> None:
    assert run(checked_out(story), "audit", *words).code in (2, 3)


def test_without_git(tmp_path: Path, run: Run) -> None:
    (tmp_path / "dangan.yaml").write_text("format: 1\n")
    assert run(tmp_path, "audit").code == 3
    key = tmp_path / "key"
    key.write_text("x")
    assert run(tmp_path, "approve", "HEAD", "--key", str(key)).code == 3


def test_an_approval_is_signed_stored_and_counted(story: Story, run: Run, key: Path) -> None:
    root = checked_out(story)
    side = story.branch("rep", STAGE)
    before = snapshot(root), run_git(root, "rev-parse", "HEAD"), run_git(root, "status", "--short")
    ended = run(root, "approve", side, "--key", str(key))
    assert (ended.code, ended.err) == (0, "")
    assert before == (snapshot(root), run_git(root, "rev-parse", "HEAD"), run_git(root, "status", "--short"))
    (name,) = run_git(root, "ls-tree", "--name-only", BRANCH).split()
    assert name.endswith("-boss.json")
    assert "before" in run(root, "approve", side, "--key", str(key)).out
    story.merge("rep", side)
    (change, _) = json.loads(run(root, "audit", "--format", "json").out)
    assert change["approved_by"] == [{"id": "boss", "known": "signed", "way": "approval", "match": "exact"}]


def refused(story: Story) -> dict[str, Callable[[], str]]:
    return {
        "what is one's own": lambda: story.branch("boss", STAGE),
        "what one wrote with another": lambda: story.branch(
            "rep", STAGE, "x\n\nCo-authored-by: b <boss@hailan.example>"
        ),
        "nothing": lambda: story.head,
    }


@pytest.mark.parametrize("what", ["what is one's own", "what one wrote with another", "nothing"])
def test_an_approval_is_refused(story: Story, run: Run, key: Path, what: str) -> None:
    side = refused(story)[what]()
    ended = run(checked_out(story), "approve", side, "--key", str(key))
    assert (ended.code, ended.out) == (2, "")
    assert run_git(story.root, "branch", "--list", BRANCH) == ""


def test_the_key_of_nobody_approves_nothing(story: Story, run: Run, key: Path) -> None:
    story.push("rep", {"team.yaml": TEAM})
    ended = run(checked_out(story), "approve", story.branch("rep", STAGE), "--key", str(key))
    assert ended.code == 2
    assert "no key that counts" in ended.err


def test_one_change_is_one(story: Story, run: Run) -> None:
    story.push("rep", {"customers/acme/profile.yaml": "id: acme\n"})
    out = run(checked_out(story), "audit", "--since", story.head + "~1").out
    assert re.search(r"^1 change: ", out, re.MULTILINE)
    assert "1 changes" not in out
    assert "1 findings" not in out
