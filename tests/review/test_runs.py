"""What several commits in a row do to team and rules and take back again: it held in between."""

from pathlib import Path

import pytest

from dangan.review.judgement import Verdict
from tests.review.story import PROFILE, TEAM, A, Story, colleague

STAGE = {A: PROFILE.replace("new", "trading")}
WITHOUT = {"team.yaml": TEAM.replace(colleague("wang", "reviewer", keys="wang"), colleague("wang", "reviewer"))}
REVOKED = {"team.yaml": TEAM + colleague("other", revoked="wang")}
BACK = {"team.yaml": TEAM}


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


def approved(story: Story, between: dict[str, str]) -> str:
    """Two commits of a branch of which the second takes back what the first did to the team; the whole is signed."""
    first = story.branch("rep", between)
    last = story.branch("rep", {**BACK, **STAGE}, on=first)
    story.approve("boss", last)
    return last


@pytest.mark.parametrize("between", [WITHOUT, REVOKED])
def test_put_on_the_main_branch_one_by_one_each_needs_its_own_approval(story: Story, between: dict[str, str]) -> None:
    approved(story, between)
    story.push("rep", between)
    story.push("rep", {**BACK, **STAGE})
    assert [judged.verdict for judged in story.audit().changes[:2]] == [Verdict.NOT, Verdict.NOT]


def test_a_key_that_was_revoked_in_between_stays_revoked(story: Story) -> None:
    approved(story, REVOKED)
    story.push("rep", REVOKED)
    story.push("rep", {**BACK, **STAGE})
    story.approve("wang", story.branch("rep", {A: PROFILE}))
    story.push("rep", {A: PROFILE})
    assert {found.code.name for found in story.audit().changes[0].findings} == {"wrong-key", "direct-push"}


def test_what_a_merged_branch_did_in_between_never_held(story: Story) -> None:
    story.merge("rep", approved(story, REVOKED))
    story.approve("wang", story.branch("rep", {A: PROFILE}))
    story.push("rep", {A: PROFILE})
    assert [judged.verdict for judged in story.audit().changes[:2]] == [Verdict.APPROVED, Verdict.APPROVED]
    assert not story.found()


def test_a_team_that_one_of_them_changed_for_good_was_seen(story: Story) -> None:
    last = story.branch("rep", WITHOUT, on=story.branch("rep", STAGE))
    story.approve("boss", last)
    story.push("rep", STAGE)
    story.push("rep", WITHOUT)
    assert not story.found()
