"""The trust root, and what must not vanish from the history."""

from pathlib import Path

import pytest

from dangan.errors import UsageError
from dangan.git.repository import Repository
from dangan.review.audit import Auditor, Root
from dangan.review.judgement import Verdict
from tests.conftest import run_git
from tests.review.story import CATALOGUE, CONFIG, RULES, TEAM, Story, print_of
from tests.review.test_styles import NOTE, STAGE


def test_without_a_root_the_first_commit_with_a_team_is_trusted(tmp_path: Path) -> None:
    story = Story(tmp_path, {"README.md": "x"})
    story.push("boss", {"inbox/x.md": "x"})
    start = story.push("boss", {"team.yaml": TEAM, "rules.yaml": RULES})
    story.push("rep", NOTE)
    audit = story.audit()
    assert (audit.trust.root, audit.trust.commit) == (Root.FIRST, start)
    assert [judged.verdict for judged in audit.changes] == [Verdict.NOT, Verdict.TRUSTED, Verdict.TRUSTED]


def test_what_came_before_a_named_root_is_not_judged(story: Story) -> None:
    story.push("rep", STAGE)
    named = story.push("rep", NOTE)
    assert story.audit(trusted=named).every_finding == ()
    story.push("rep", {"ci/x": ""})
    assert [found.code.name for found in story.audit(trusted=named).every_finding] == ["direct-push"]


def test_a_root_beside_the_main_branch_is_refused(story: Story) -> None:
    side = story.branch("rep", STAGE)
    story.merge("boss", side)
    with pytest.raises(UsageError):
        story.audit(trusted=side)


def test_a_signed_tag_vouches_for_the_beginning_and_spares_nothing(story: Story) -> None:
    story.push("rep", STAGE)
    story.tag("v1", story.head, "boss")
    audit = story.audit()
    assert (audit.trust.root, audit.trust.commit) == (Root.TAG, story.head)
    assert audit.trust.anchor
    assert audit.trust.anchor.signed
    assert (audit.trust.anchor.holder, audit.trust.anchor.signed.key) == ("boss", print_of("boss"))
    assert [found.code.name for found in audit.every_finding] == ["direct-push"]


def test_a_signed_tag_shows_that_the_history_was_written_anew(story: Story) -> None:
    start = story.head
    story.merge("boss", story.branch("rep", STAGE))
    story.tag("v1", story.head, "boss")
    assert story.found() == []
    run_git(story.root, "update-ref", "refs/heads/main", start)
    story.head, story.files = start, story.states[start]
    story.merge("boss", story.branch("rep", NOTE))
    assert story.found() == ["rewritten-history"]


@pytest.mark.parametrize("signer", ["stranger", "wang"])
def test_tags_of_strangers_and_of_revoked_keys_say_nothing(tmp_path: Path, signer: str) -> None:
    revoked = f"  revoked_keys: [{{fingerprint: '{print_of('wang')}'}}]\n"
    story = Story(tmp_path, {"team.yaml": TEAM + revoked, "rules.yaml": RULES})
    story.tag("v1", story.branch("rep", STAGE), signer)
    assert story.found() == []


def test_the_id_on_a_published_site_is_an_anchor(story: Story) -> None:
    story.merge("boss", story.branch("rep", STAGE))
    assert story.audit(anchors=(story.head, story.head[:10])).every_finding == ()
    found = story.audit(anchors=("0123456789abcdef0123456789abcdef01234567", "deadbeef")).findings
    assert [each.code.name for each in found] == ["rewritten-history", "rewritten-history"]


def test_an_approval_that_is_taken_away_counts_and_is_missed(story: Story) -> None:
    side = story.branch("rep", STAGE)
    made = story.approve("boss", side)
    story.merge("rep", side)
    run_git(story.root, "worktree", "add", "-q", str(story.root / "there"), "dangan-approvals")
    run_git(story.root / "there", "rm", "-q", made.name)
    run_git(story.root / "there", "commit", "-q", "-m", "gone")
    audit = story.audit()
    assert [found.code.name for found in audit.findings] == ["altered-approval"]
    assert audit.changes[0].verdict is Verdict.APPROVED


def test_a_commit_is_known_by_the_change_that_brought_it(story: Story) -> None:
    side = story.branch("rep", STAGE)
    story.merge("boss", side)
    found = story.audit().by_commit
    assert found[side] == found[story.head]
    assert found[side].verdict is Verdict.APPROVED


def test_a_shallow_copy_says_what_it_cannot_know(story: Story, tmp_path_factory: pytest.TempPathFactory) -> None:
    story.push("rep", STAGE)
    story.merge("boss", story.branch("rep", NOTE))
    there = tmp_path_factory.mktemp("clone") / "shallow"
    run_git(story.root, "clone", "-q", "--depth", "1", f"file://{story.root}", str(there))
    audit = Auditor(Repository(there), CATALOGUE, CONFIG).audit()
    assert audit.shallow
    assert [judged.verdict for judged in audit.changes] == [Verdict.TRUSTED]


def test_an_archive_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    inside = {f"sales/{path}": text for path, text in (("team.yaml", TEAM), ("rules.yaml", RULES))}
    story = Story(tmp_path, inside)
    story.merge("boss", story.branch("rep", {"sales/rules.yaml": "review: {}\n"}))
    story.merge("wang", story.branch("rep", {"sales/team.yaml": TEAM + "\n"}))
    story.push("rep", {"team.yaml": "", "customers/x/profile.yaml": "id: x"})
    story.push("rep", {".github/workflows/x.yml": ""})
    found = Auditor(story.repository, CATALOGUE, CONFIG, "sales").audit().every_finding
    assert [each.code.name for each in found] == ["direct-push"]
