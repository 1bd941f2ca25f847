"""The audit of a build: what the site is told of it, and what not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dangan.errors import GitError
from dangan.levels import Level
from dangan.project import Project
from dangan.review.audit import Root, Trust
from dangan.site.audited import Audited, Ground
from dangan.site.build_history import History
from dangan.site.options import BuildOptions
from tests.conftest import run_git
from tests.review.story import RULES, START, A, Story

TODAY = date(2026, 2, 1)
PERSONAL = "customers/a/personal.yaml"
SECRET = {PERSONAL: "li-mei: {basis: consent, purpose: greetings}\n"}


def industry(word: str) -> Mapping[str, str]:
    return {A: START[A] + f"industry: {word}\n"}


def told(root: Path, audience: Level = Level.INTERNAL, at: str | None = None, branch: str = "main") -> Audited | None:
    return history(root, audience, at, branch).audited


def history(root: Path, audience: Level = Level.INTERNAL, at: str | None = None, branch: str = "main") -> History:
    """Of a repository whose work tree holds the settings alone."""
    (root / "dangan.yaml").write_text("format: 1\n")
    project = Project.open(root, today=TODAY, at=at)
    options = BuildOptions(root / "site", root, audience, ("en",), TODAY, project.revision)
    return History.of(options, project.catalogue, replace(project.config, branch=branch))


def sure(audited: Audited | None) -> Audited:
    assert audited is not None
    return audited


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Approved by a claim and by a signature, pushed directly, and a secret that nobody approved."""
    story = Story(tmp_path_factory.mktemp("reviewed"))
    story.push("rep", industry("toys"), "Toys\n\nReviewed-by: wang <wang@hailan.example>")
    side = story.branch("rep", industry("tools"))
    story.approve("boss", side)
    story.merge("boss", side, "Merge tools")
    story.push("rep", industry("boats"), "Boats")
    story.push("rep", SECRET, "Secret divorce")
    both = {PERSONAL: SECRET[PERSONAL] + "wang-wu: {basis: consent, purpose: gifts}\n", **industry("games")}
    story.push("rep", both, "Secret birthday")
    return story


def test_every_change_has_its_grade_and_the_newest_is_first(reviewed: Story) -> None:
    found = sure(told(reviewed.root, Level.RESTRICTED))
    assert found.ground is Ground.JUDGED
    assert [each.grade for each in found.changes] == ["not", "not", "not", "signed", "claimed", "trusted"]
    assert found.grades == {"not": 3, "signed": 1, "claimed": 1, "trusted": 1}
    assert (found.total, found.found) == (6, 3)


def test_of_what_an_audience_may_not_know_there_is_only_a_number(reviewed: Story) -> None:
    found = sure(told(reviewed.root))
    assert (found.unseen, found.unseen_findings) == ({"not": 1}, 1)
    assert [each.grade for each in found.changes] == ["not", "not", "signed", "claimed", "trusted"]
    assert (found.total, found.found) == (6, 3)
    assert not {"Secret", "divorce", "personal"} & set(repr(found).replace("'", " ").split())


def test_a_finding_about_a_file_that_may_not_be_known_says_only_its_sort(reviewed: Story) -> None:
    newest, boats, *_ = sure(told(reviewed.root)).changes
    assert newest.name
    assert [(each.code.name, each.message) for each in newest.findings] == [("direct-push", None)]
    assert "rep@hailan.example" in str(boats.findings[0].message)


def test_a_change_says_on_its_page_what_was_found(reviewed: Story) -> None:
    changes = history(reviewed.root).changes
    said = {change.commit.subject: change.stated.grade for change in changes if change.stated}
    assert said == {"": "not", "Boats": "not", "Merge tools": "signed", "Toys": "claimed", "start": "trusted"}


def test_a_part_of_a_file_that_may_not_be_known_is_not_named(tmp_path: Path) -> None:
    """What is said of a customer's conduct is confidential; that its profile has changed is not."""
    part = "profile/characteristics/conduct"
    rules = RULES + f"    - {{what: {part}, roles: [credit-officer]}}\n"
    story = Story(tmp_path, {**START, "rules.yaml": rules})
    story.push("rep", industry("toys"), "Toys\n\nReviewed-by: wang <wang@hailan.example>")
    conduct = {A: START[A] + "characteristics: {conduct: haggles}\n"}
    story.push("rep", conduct, "Conduct\n\nReviewed-by: wang <wang@hailan.example>")
    said = {}
    for audience in (Level.INTERNAL, Level.CONFIDENTIAL):
        (found,) = (found for each in sure(told(tmp_path, audience)).changes for found in each.findings)
        assert found.code.name == "no-right"
        said[audience] = str(found.message)
    assert (part in said[Level.INTERNAL], part in said[Level.CONFIDENTIAL]) == (False, True)


def test_the_trust_root_is_named_where_the_build_names_one(reviewed: Story) -> None:
    project = Project.open(reviewed.root, today=TODAY)
    options = BuildOptions(reviewed.root / "site", reviewed.root, Level.RESTRICTED, ("en",), TODAY)
    found = sure(told(reviewed.root))
    boats = found.changes[1].commit.id
    trusting = sure(History.of(replace(options, trust=boats[:12]), project.catalogue, project.config).audited)
    assert trusting.ground is Ground.JUDGED
    assert trusting.trust == Trust(Root.NAMED, boats)
    assert [each.grade for each in trusting.changes] == ["not", "not", *["trusted"] * 4]
    with pytest.raises(GitError):
        History.of(replace(options, trust="no-such-tag"), project.catalogue, project.config)


def test_of_a_state_of_the_past_nothing_later_is_told(reviewed: Story) -> None:
    found = sure(told(reviewed.root, Level.RESTRICTED, at="HEAD~3"))
    assert [each.commit.subject for each in found.changes] == ["Merge tools", "Toys", "start"]


def test_the_public_is_told_nothing(reviewed: Story, tmp_path: Path) -> None:
    assert told(reviewed.root, Level.PUBLIC) is None
    assert told(tmp_path, Level.PUBLIC) is None


def test_a_team_that_does_not_review_is_not_told_of_faults(tmp_path: Path) -> None:
    story = Story(tmp_path)
    assert sure(told(tmp_path)).ground is Ground.NEW
    story.push("rep", industry("toys"))
    story.push("rep", industry("boats"), signer="wang")
    found = sure(told(tmp_path))
    assert found.ground is Ground.UNREVIEWED
    assert [f.code.name for each in found.changes for f in each.findings] == ["wrong-key"]
    assert all(change.approved is None for change in history(tmp_path).changes)


def test_without_git_a_commit_or_the_branch_there_is_nothing_to_judge(reviewed: Story, tmp_path: Path) -> None:
    assert sure(told(tmp_path)).ground is Ground.NO_GIT
    run_git(tmp_path, "init", "-q", "-b", "main")
    assert sure(told(tmp_path)).ground is Ground.NO_COMMIT
    assert sure(told(reviewed.root, branch="trunk")).ground is Ground.NO_BRANCH


def test_a_shallow_copy_accuses_nobody(reviewed: Story, tmp_path: Path) -> None:
    run_git(tmp_path, "clone", "-q", "--depth", "3", reviewed.root.as_uri(), "copy")
    found = sure(told(tmp_path / "copy"))
    assert found.ground is Ground.SHALLOW
    assert all(change.approved is None and change.stated is None for change in history(tmp_path / "copy").changes)
