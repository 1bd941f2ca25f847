"""A merge that takes off the main branch what nobody proposed to take off."""

from pathlib import Path

import pytest

from dangan.review import codes
from dangan.review.finding import Finding
from dangan.review.judgement import Verdict
from tests.review.story import PROFILE, A, Story

SUMMARY = "summary: It makes bicycles.\n"
TRADING = PROFILE.replace("new", "trading")
GUIDE = "site_templates/guide.txt"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    return Story(tmp_path)


def lost(story: Story) -> list[Finding]:
    return [found for found in story.audit().every_finding if found.code is codes.DROPPED]


def test_who_merges_answers_for_what_the_merge_drops(story: Story) -> None:
    side = story.branch("rep", {A: TRADING})
    other = story.merge("boss", story.branch("wang", {A: PROFILE + SUMMARY}))
    story.merge("boss", side, changed={A: TRADING})
    (found,) = lost(story)
    assert dict(found.values) == {"whose": "wang", "by": other[:8], "what": "profile/summary"}
    assert found.parts == ("profile/summary",)
    judged = story.audit().changes[0]
    assert (judged.verdict, [author.name for author in judged.authors]) == (Verdict.NOT, ["rep", "boss"])


def test_what_git_puts_together_drops_nothing(story: Story) -> None:
    side = story.branch("rep", {A: TRADING})
    story.merge("boss", story.branch("wang", {A: PROFILE + SUMMARY}))
    story.merge("boss", side, changed={A: TRADING + SUMMARY})
    assert not story.found()


def test_what_both_changed_is_decided_and_not_dropped(story: Story) -> None:
    side = story.branch("rep", {A: TRADING})
    story.merge("boss", story.branch("wang", {A: PROFILE.replace("new", "lapsed")}))
    story.merge("boss", side, changed={A: TRADING})
    assert not lost(story)


def test_what_a_branch_took_back_it_has_not_proposed(story: Story) -> None:
    there = story.branch("rep", {A: TRADING})
    back = story.branch("rep", {A: PROFILE}, on=there)
    story.merge("boss", story.branch("wang", {A: PROFILE.replace("new", "lapsed")}))
    story.merge("boss", back, changed={A: PROFILE})
    assert [found.values[2] for found in lost(story)] == [("what", "profile/stage")]


def test_a_value_set_back_on_the_branch_is_proposed(story: Story) -> None:
    story.merge("boss", story.branch("wang", {A: TRADING}))
    side = story.branch("rep", {A: PROFILE})
    story.merge("boss", story.branch("wang", {GUIDE: "one"}))
    story.merge("boss", side)
    assert not story.found()


def test_a_file_without_facts_is_looked_at_as_a_whole(story: Story) -> None:
    side = story.branch("rep", {A: TRADING})
    story.merge("boss", story.branch("wang", {GUIDE: "one"}))
    late = story.branch("rep", {A: PROFILE + SUMMARY})
    story.merge("boss", story.branch("wang", {GUIDE: "two"}))
    story.merge("boss", side)
    story.merge("boss", late, changed={A: TRADING + SUMMARY, GUIDE: "one"})
    assert [found.values[2] for found in lost(story)] == [("what", "site_templates")]


def test_a_beginning_that_is_trusted_is_not_asked(story: Story) -> None:
    side = story.branch("rep", {A: TRADING})
    story.merge("boss", story.branch("wang", {A: PROFILE + SUMMARY}))
    story.merge("boss", side, changed={A: TRADING})
    assert not story.audit(story.head).every_finding
