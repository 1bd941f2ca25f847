"""Each way by which a change reaches the main branch, and how its approval is known."""

import pytest

from dangan.review.change import Style
from dangan.review.evidence import Match, Way
from dangan.review.judgement import Judged, Verdict
from dangan.review.known import Known
from dangan.review.message import title_in
from tests.review.story import PROFILE, A, Story

STAGE = {A: PROFILE.replace("new", "trading")}
NOTE = {"inbox/2026-01-01-fair.md": "---\ndate: 2026-01-01\n---\nSeen at the fair.\n"}
GITHUB = "Merge pull request #12 from rep/visit\n\nA visit"
GITLAB = (
    "Merge branch 'visit' into 'main'\n\nA visit\n\n"
    "Approved-by: Boss <boss@hailan.example>\n\nSee merge request team/archive!12"
)
GITEA = (
    "Merge pull request 'A visit' (#12) from rep/visit into main\n\n"
    "Reviewed-on: https://git.example/team/archive/pulls/12\nReviewed-by: Boss <boss@hailan.example>"
)
SQUASHED_BY_GITEA = (
    "A visit (#12)\n\ntext\n\nReviewed-on: https://git.example/a/pulls/12\nReviewed-by: Boss <BOSS@hailan.example>"
)


@pytest.mark.parametrize(
    ("message", "title"),
    [
        (GITHUB, "A visit"),
        (GITLAB, "A visit"),
        (GITEA, "A visit"),
        ("Merge pull request #12 from rep/visit", ""),
        ("Merge branch 'visit' into 'main'\n\nApproved-by: Boss <boss@hailan.example>", ""),
        ("Merge branch 'visit' into 'main'\n\nSee merge request team/archive!12", ""),
        ("Seen at the fair\n\nThey want it light", ""),
    ],
)
def test_a_merge_is_called_by_its_title(message: str, title: str) -> None:
    assert title_in(message) == title


def latest(story: Story) -> Judged:
    return story.audit().changes[0]


def told(judged: Judged) -> tuple[Style, Known, list[str], list[str]]:
    """Style, how it is known, who approved, what is found."""
    who = [e.reviewer.id for e in judged.approved_by if e.reviewer]
    return judged.style, judged.known, who, [found.code.name for found in judged.findings]


@pytest.mark.parametrize("message", [GITHUB, GITLAB, GITEA])
def test_a_merge_by_a_reviewer_is_a_claim(story: Story, message: str) -> None:
    story.merge("boss", story.branch("rep", STAGE), message)
    assert told(latest(story)) == (Style.MERGE, Known.CLAIMED, ["boss"], [])
    assert latest(story).change.message.request == 12


@pytest.mark.parametrize(("message", "known"), [(GITLAB, Known.CLAIMED), (GITEA, Known.ATTESTED)])
def test_a_forge_attests_what_it_wrote_below_its_own_mark(story: Story, message: str, known: Known) -> None:
    story.merge("rep", story.branch("rep", STAGE, signer="rep"), message, signer="robot")
    judged = latest(story)
    assert told(judged) == (Style.MERGE, known, ["boss"], [])
    assert judged.approved_by[0].way is Way.TRAILER
    assert judged.author_known is Known.SIGNED


def test_a_forge_that_names_nobody_attests_nobody(story: Story) -> None:
    story.merge("robot", story.branch("rep", STAGE), GITHUB, signer="robot")
    assert told(latest(story)) == (Style.MERGE, Known.NONE, [], ["unapproved"])


def test_a_merge_signed_by_the_reviewer_is_proof(story: Story) -> None:
    story.merge("boss", story.branch("rep", STAGE), "Merge visit", signer="boss")
    assert told(latest(story)) == (Style.MERGE, Known.SIGNED, ["boss"], [])


@pytest.mark.parametrize(
    ("message", "signer", "known"),
    [
        ("A visit (#12)\n\nReviewed-by: Boss <boss@hailan.example>", "", Known.CLAIMED),
        ("A visit (#12)\n\nReviewed-by: Boss <boss@hailan.example>", "robot", Known.CLAIMED),
        (
            "A visit\n\nApproved-by: Boss <boss@hailan.example>\n\nSee merge request team/archive!12",
            "robot",
            Known.CLAIMED,
        ),
        (SQUASHED_BY_GITEA, "robot", Known.ATTESTED),
    ],
)
def test_a_squash(story: Story, message: str, signer: str, known: Known) -> None:
    story.push("rep", STAGE, message, signer=signer)
    assert told(latest(story)) == (Style.SQUASH, known, ["boss"], [])


def test_a_squash_without_a_name_says_nothing_of_a_review(story: Story) -> None:
    story.push("rep", STAGE, "A visit (#12)")
    assert told(latest(story)) == (Style.SQUASH, Known.NONE, [], ["unapproved"])


def test_a_rebase_with_trailers(story: Story) -> None:
    story.push("rep", STAGE, "A visit\n\nReviewed-by: Boss <boss@hailan.example>")
    assert told(latest(story)) == (Style.REBASE, Known.CLAIMED, ["boss"], [])


def test_what_the_author_wrote_above_the_lines_of_gitea_is_no_review(story: Story) -> None:
    message = "x (#1)\n\nReviewed-by: Boss <boss@hailan.example>\nReviewed-on: https://git.example/a/pulls/1"
    story.push("rep", STAGE, message, signer="robot")
    assert told(latest(story))[3] == ["unapproved"]


def test_trailers_in_the_middle_of_a_message_are_text(story: Story) -> None:
    story.push("rep", STAGE, "A visit (#12)\n\nReviewed-by: Boss <boss@hailan.example>\n\nThat was the template.")
    assert latest(story).findings[0].code.name == "unapproved"


@pytest.mark.parametrize("arrives", ["merge", "squash", "rebase"])
def test_a_signed_approval_counts_however_the_change_arrives(story: Story, arrives: str) -> None:
    side = story.branch("rep", STAGE)
    story.approve("boss", side)
    if arrives == "merge":
        story.merge("rep", side)
    else:
        story.push("rep", STAGE, "A visit (#3)" if arrives == "squash" else "A visit")
    style, known, who, found = told(latest(story))
    assert (style.value, known, who, found) == (arrives, Known.SIGNED, ["boss"], [])
    assert latest(story).approved_by[0].match is Match.EXACT


def test_several_commits_put_on_top_one_by_one_were_approved_together(story: Story) -> None:
    side = story.branch("rep", STAGE)
    story.approve("boss", story.branch("rep", NOTE, on=side))
    story.push("rep", STAGE)
    story.push("rep", NOTE)
    assert [told(judged)[2:] for judged in story.audit().changes[:2]] == [(["boss"], []), (["boss"], [])]


def test_other_fields_of_the_file_have_moved_on(story: Story) -> None:
    side = story.branch("rep", STAGE)
    story.approve("boss", side)
    moved = PROFILE + "summary: It makes bicycles.\n"
    story.merge("boss", story.branch("wang", {A: moved}))
    story.merge("rep", side, changed={A: moved.replace("new", "trading")})
    judged = latest(story)
    assert told(judged)[2:] == (["boss"], [])
    assert judged.is_equivalent_only


def test_the_same_lines_of_a_file_without_fields_have_moved_on(story: Story) -> None:
    path, text = "site_templates/x.html.j2", "".join(f"line {number}\n" for number in range(30))
    story.merge("boss", story.branch("rep", {path: text}))
    side = story.branch("rep", {path: text.replace("line 20\n", "line twenty\n")})
    story.approve("boss", side)
    story.merge("boss", story.branch("wang", {path: "a new first line\n" + text}))
    story.merge("rep", side, changed={path: "a new first line\n" + text.replace("line 20\n", "line twenty\n")})
    assert latest(story).is_equivalent_only
    assert told(latest(story))[3] == []


def test_another_value_in_the_same_field_is_not_equivalent(story: Story) -> None:
    side = story.branch("rep", STAGE)
    story.approve("boss", side)
    story.merge("boss", story.branch("wang", {A: PROFILE + "summary: It makes bicycles.\n"}))
    story.merge("rep", side, changed={A: PROFILE.replace("new", "lapsed") + "summary: It makes bicycles.\n"})
    assert "push-after-approval" in told(latest(story))[3]


def test_what_is_not_watched_is_not_told(story: Story) -> None:
    story.push("rep", {"README.md": "hello", "generator/x.py": ""})
    assert [judged.verdict for judged in story.audit().changes] == [Verdict.TRUSTED]


@pytest.mark.parametrize(
    "path", ["ci/check.sh", ".github/CODEOWNERS", "schemas/x.json", "site_templates/x", "dangan.yaml", "inbox/x.md"]
)
def test_what_is_watched(story: Story, path: str) -> None:
    story.push("rep", {path: "x"})
    assert story.found() == ["direct-push"]
