"""What an audit finds, forged histories among them."""

from datetime import date

import pytest

from dangan.review.audit import Auditor
from dangan.review.judgement import Verdict
from dangan.review.known import Known
from tests.review.story import CATALOGUE, CONFIG, PROFILE, RULES, TEAM, A, Link, Story, colleague, public_line, sign
from tests.review.test_styles import GITLAB, NOTE, STAGE

CREDIT = "customers/a/credit.yaml"
CONTACT = {"customers/a/log/2026-01-01-visit.md": "---\ndate: 2026-01-01\n---\nNothing new.\n"}


def test_nothing_is_found_where_nothing_is_wrong(story: Story) -> None:
    story.merge("boss", story.branch("rep", STAGE))
    story.merge("wang", story.branch("boss", NOTE))
    audit = story.audit()
    assert audit.every_finding == ()
    assert [judged.verdict for judged in audit.changes] == [Verdict.APPROVED, Verdict.APPROVED, Verdict.TRUSTED]


def test_a_direct_push(story: Story) -> None:
    story.push("rep", STAGE)
    assert story.found() == ["direct-push"]


@pytest.mark.parametrize("email", ["rep@hailan.example", "REP@users.git.example"])
def test_an_author_does_not_approve_under_another_address(story: Story, email: str) -> None:
    story.push("Rep <rep@users.git.example>", STAGE, f"x (#1)\n\nReviewed-by: Rep <{email}>")
    assert story.found() == ["self-approval"]


def test_a_reviewer_does_not_merge_what_is_their_own(story: Story) -> None:
    story.merge("boss", story.branch("boss", STAGE), "Merge pull request #1 from boss/x")
    assert story.found() == ["self-approval"]


def test_who_wrote_it_together_with_the_author_does_not_approve(story: Story) -> None:
    story.merge("boss", story.branch("rep", STAGE, "work\n\nCo-authored-by: Boss <boss@hailan.example>"))
    assert story.found() == ["self-approval"]


def test_who_changes_it_while_merging_has_written_it_too(story: Story) -> None:
    story.merge("boss", story.branch("rep", STAGE), changed={A: PROFILE.replace("new", "lapsed")})
    assert story.found() == ["self-approval"]


def test_what_git_puts_together_by_itself_is_nobodys_work(story: Story) -> None:
    text = "".join(f"line {number}\n" for number in range(20))
    story.merge("boss", story.branch("rep", {"ci/x": text}))
    side = story.branch("rep", {**STAGE, "ci/x": text + "an end\n"})
    moved = PROFILE + "summary: It makes bicycles.\n"
    story.merge("boss", story.branch("wang", {A: moved, "ci/x": "a beginning\n" + text}))
    both = {A: moved.replace("new", "trading"), "ci/x": "a beginning\n" + text + "an end\n"}
    story.merge("boss", side, changed=both)
    assert story.found() == []


MOVED = PROFILE + "summary: It makes bicycles.\n"


@pytest.mark.parametrize(
    "changed",
    [
        {A: MOVED.replace("new", "lapsed")},
        {A: MOVED.replace("stage: new\n", "")},
        {A: MOVED.replace("new", "trading"), "ci/y": "slipped in"},
        {A: "id: [\n"},
    ],
)
def test_what_is_slipped_into_a_merge_is_the_mergers(story: Story, changed: dict[str, str]) -> None:
    side = story.branch("rep", STAGE)
    story.merge("boss", story.branch("wang", {A: MOVED}))
    story.merge("boss", side, changed=changed)
    assert story.found() == ["self-approval"]


def test_a_push_after_the_approval(story: Story) -> None:
    seen = story.branch("rep", STAGE)
    story.approve("boss", seen)
    story.merge("rep", story.branch("rep", NOTE, on=seen), "Merge pull request #1 from rep/x")
    assert story.found() == ["push-after-approval"]


def test_a_push_after_the_approval_is_seen_in_a_squash_too(story: Story) -> None:
    story.approve("boss", story.branch("rep", STAGE))
    story.push("rep", {**STAGE, **NOTE}, "x (#1)")
    assert story.found() == ["push-after-approval"]


def test_somebody_without_the_right(story: Story) -> None:
    story.push("boss", STAGE, "x (#1)\n\nApproved-by: rep <rep@hailan.example>")
    assert story.found() == ["no-right"]


def test_a_right_that_has_ended(story: Story) -> None:
    story.push("rep", STAGE, "x (#1)\n\nReviewed-by: gone <gone@hailan.example>")
    assert story.found() == ["no-right"]


def test_a_clock_that_is_set_back_gives_no_right(story: Story) -> None:
    story.merge("boss", story.branch("rep", NOTE))
    story.push("rep", STAGE, "x (#1)\n\nReviewed-by: gone <gone@hailan.example>", day=-30)  # type: ignore[arg-type]
    assert story.found() == ["no-right"]


def test_a_day_that_is_made_up_ends_nobodys_right(story: Story) -> None:
    until = TEAM.replace(colleague("wang", "reviewer", keys="wang"), colleague("wang", "reviewer<2027-01-01"))
    story.merge("boss", story.branch("rep", {"team.yaml": until}))
    story.merge("boss", story.branch("rep", STAGE), day=9000)  # type: ignore[arg-type]
    story.merge("wang", story.branch("rep", NOTE))
    assert story.found() == ["no-right"]
    auditor = Auditor(story.repository, CATALOGUE, CONFIG, today=date(2026, 2, 1))
    assert auditor.audit().every_finding == ()


def test_a_stranger_has_no_right(story: Story) -> None:
    story.push("rep", STAGE, "x (#1)\n\nReviewed-by: Boss <boss@elsewhere.example>")
    assert story.found() == ["no-right"]


@pytest.mark.parametrize(("who", "found"), [("boss", ["no-right"]), ("credit", [])])
def test_a_credit_limit_is_the_credit_officers(story: Story, who: str, found: list[str]) -> None:
    side = story.branch("rep", {CREDIT: "decision:\n  limit: {amount: 100000, currency: CNY}\n"})
    story.approve(who, side)
    story.merge("rep", side)
    assert story.found() == found


@pytest.mark.parametrize("folder", ["customers/a/documents", "customers/west/projects", "customers/west/documents/b"])
def test_a_folder_by_whatever_name_may_be_a_customers_own(story: Story, folder: str) -> None:
    files = {f"{folder}/profile.yaml": PROFILE.replace("id: a", "id: b"), A: None}
    side = story.branch("rep", {**files, f"{folder}/credit.yaml": "decision:\n  outcome: granted\n"})
    story.merge("boss", side)
    assert "no-right" in story.found()


def test_whoever_writes_to_where_a_link_leads_writes_to_the_link(story: Story) -> None:
    paper = "customers/a/documents/c.yaml"
    story.approve("credit", side := story.branch("rep", {CREDIT: Link("documents/b.yaml")}))
    story.merge("rep", side)
    story.push("rep", {"customers/a/documents/b.yaml": Link("c.yaml")})
    before = story.found()
    story.merge("boss", story.branch("rep", {paper: "decision:\n  outcome: granted\n"}))
    assert sorted(story.found()) == sorted([*before, "no-right"])
    story.merge("boss", story.branch("rep", {"customers/a/documents/d.yaml": "decision:\n  outcome: granted\n"}))
    assert sorted(story.found()) == sorted([*before, "no-right"])


def test_other_parts_of_the_credit_file_are_the_reviewers(story: Story) -> None:
    text = "application:\n  on: 2026-01-01\n  purpose: For spring\n"
    story.merge("boss", story.branch("rep", {CREDIT: text}))
    assert story.found() == []


def test_both_parts_need_both(story: Story) -> None:
    side = story.branch("rep", {CREDIT: "application:\n  on: 2026-01-01\ndecision:\n  outcome: granted\n"})
    story.approve("credit", side)
    story.approve("boss", side)
    story.merge("rep", side)
    judged = story.audit().changes[0]
    assert [e.reviewer.id for e in judged.approved_by if e.reviewer] == ["boss", "credit"]
    assert judged.findings == ()


def test_a_credit_file_that_cannot_be_read_needs_everybody(story: Story) -> None:
    story.merge("boss", story.branch("rep", {CREDIT: "decision: [\n"}))
    assert story.found() == ["no-right"]


def test_a_folder_that_moves_says_nothing_new(story: Story) -> None:
    side = story.branch("rep", {CREDIT: "decision:\n  outcome: granted\n"})
    story.approve("credit", side)
    story.merge("rep", side)
    gone: dict[str, str | None] = {A: None, CREDIT: None}
    moved: dict[str, str | None] = {"customers/b/profile.yaml": PROFILE, "customers/b/credit.yaml": story.files[CREDIT]}
    story.merge("boss", story.branch("rep", {**gone, **moved}))
    assert story.found() == []


def test_a_limit_that_moves_to_another_customer_is_new(story: Story) -> None:
    side = story.branch("rep", {CREDIT: "decision:\n  outcome: granted\n"})
    story.approve("credit", side)
    story.merge("rep", side)
    other = "customers/b/profile.yaml"
    story.merge("boss", story.branch("rep", {other: PROFILE.replace("id: a", "id: b")}))
    story.merge("boss", story.branch("rep", {CREDIT: None, "customers/b/credit.yaml": story.files[CREDIT]}))
    assert story.found() == ["no-right"]


def test_the_custodian_of_before_may_approve_a_contact(story: Story) -> None:
    story.merge("boss", story.branch("wang", {A: PROFILE.replace("wang", "rep")}))
    story.merge("rep", story.branch("wang", CONTACT))
    assert story.found() == []
    story.merge("wang", story.branch("rep", {"customers/a/log/2026-01-02-x.md": "---\ndate: 2026-01-02\n---\n"}))
    assert story.found() == ["no-right"]


class TestForged:
    def test_a_reviewer_named_as_author_by_somebody_who_signs(self, story: Story) -> None:
        story.push("boss", STAGE, "x (#1)\n\nReviewed-by: rep <rep@hailan.example>", signer="rep")
        assert story.found() == ["self-approval", "wrong-key"]

    def test_a_merge_in_the_name_of_the_reviewer(self, story: Story) -> None:
        story.merge("boss", story.branch("rep", STAGE), signer="rep")
        assert "wrong-key" in story.found()

    def test_a_signature_of_something_else(self, story: Story) -> None:
        story.merge("boss", story.branch("rep", STAGE, armour=sign(b"tree of another commit", "rep")))
        assert story.found() == ["wrong-key"]

    def test_the_approval_of_another_change(self, story: Story) -> None:
        story.approve("boss", story.branch("rep", NOTE))
        story.merge("rep", story.branch("rep", STAGE), "Merge pull request #1 from rep/x")
        assert story.found() == ["self-approval"]
        assert story.audit().unused == 1

    def test_an_approval_made_to_fit_by_somebody_else(self, story: Story) -> None:
        side = story.branch("rep", STAGE)
        story.approve("boss", side, signer="rep")
        story.merge("rep", side)
        assert story.found() == ["self-approval", "wrong-key"]

    def test_an_approval_whose_digest_was_changed(self, story: Story) -> None:
        side = story.branch("rep", STAGE)
        good = story.approve("boss", story.branch("rep", NOTE))
        forged = story.approve("boss", side, signer="rep", head=good.head)
        assert forged.exact != good.exact
        story.merge("rep", side)
        assert "wrong-key" in story.found()

    def test_an_approval_is_used_once(self, story: Story) -> None:
        side = story.branch("rep", STAGE)
        story.approve("boss", side)
        story.merge("rep", side)
        story.merge("boss", story.branch("wang", {A: PROFILE}))
        story.push("rep", STAGE)
        assert story.found() == ["reused-approval"]

    def test_a_policy_that_is_loosened_by_the_change_itself(self, story: Story) -> None:
        loose = RULES.replace("{what: rules, roles: [lead]}", "{what: rules, roles: [rep]}")
        story.merge("wang", story.branch("rep", {"rules.yaml": loose}))
        assert story.found() == ["no-right"]

    def test_a_role_that_is_given_by_the_change_itself(self, story: Story) -> None:
        grown = TEAM.replace("role: credit-officer", "role: lead")
        story.merge("credit", story.branch("rep", {"team.yaml": grown}))
        assert story.found() == ["no-right"]

    def test_a_key_that_is_listed_by_the_change_itself(self, story: Story) -> None:
        side = story.branch("rep", {"team.yaml": TEAM.replace(public_line("boss"), public_line("stolen"))})
        story.merge("boss", side, signer="stolen")
        assert "wrong-key" in story.found()

    def test_a_revoked_key_whatever_day_it_claims(self, story: Story) -> None:
        revoked = TEAM.replace(
            colleague("wang", "reviewer", keys="wang"), colleague("wang", "reviewer", keys="wang", revoked="wang")
        )
        story.merge("boss", story.branch("rep", {"team.yaml": revoked}))
        side = story.branch("rep", STAGE)
        story.approve("wang", side, on="2025-12-01")
        story.merge("rep", side, day=-20)  # type: ignore[arg-type]
        assert story.found() == ["self-approval", "wrong-key"]

    def test_a_revocation_that_is_taken_back(self, story: Story) -> None:
        wang = colleague("wang", "reviewer", keys="wang")
        story.merge("boss", story.branch("rep", {"team.yaml": TEAM.replace(wang, wang + "  revoked_keys: []\n")}))
        revoked = TEAM.replace(wang, colleague("wang", "reviewer", keys="wang", revoked="wang"))
        story.merge("boss", story.branch("rep", {"team.yaml": revoked}))
        story.merge("boss", story.branch("rep", {"team.yaml": TEAM}))
        story.merge("wang", story.branch("rep", STAGE), signer="wang")
        assert story.found() == ["wrong-key"]

    def test_the_key_of_a_former_colleague(self, story: Story) -> None:
        side = story.branch("rep", STAGE)
        story.approve("gone", side)
        story.merge("boss", side)
        assert story.found() == ["wrong-key"]

    def test_a_key_that_two_list_is_nobodys(self, story: Story) -> None:
        both = TEAM.replace(colleague("wang", "reviewer", keys="wang"), colleague("wang", "reviewer", keys="boss"))
        story.merge("boss", story.branch("rep", {"team.yaml": both}))
        story.merge("boss", story.branch("rep", STAGE), signer="boss")
        assert story.found() == ["wrong-key"]

    def test_an_address_that_two_have_is_nobodys(self, story: Story) -> None:
        both = TEAM.replace("emails: [wang@hailan.example]", "emails: [wang@hailan.example, rep@hailan.example]")
        story.merge("boss", story.branch("rep", {"team.yaml": both}))
        story.merge("wang", story.branch("rep", STAGE))
        assert story.found() == ["self-approval", "shared-email"]

    def test_an_address_that_nobody_has(self, story: Story) -> None:
        story.merge("boss", story.branch("Rep <rep@laptop.local>", STAGE))
        assert story.found() == ["unknown-author"]

    def test_the_forge_is_no_reviewer(self, story: Story) -> None:
        story.push("rep", STAGE, "x (#1)\n\nReviewed-by: robot <robot@hailan.example>", signer="robot")
        assert story.found() == ["no-right"]

    def test_a_signed_approval_by_the_author(self, story: Story) -> None:
        side = story.branch("boss", STAGE)
        story.approve("boss", side)
        story.merge("rep", side)
        assert story.found() == ["no-right"]


def test_a_claim_is_not_enough_where_the_policy_asks_for_proof(story: Story) -> None:
    strict = RULES.replace("review:\n", "review:\n  proof: signed\n")
    story.merge("boss", story.branch("rep", {"rules.yaml": strict}))
    story.merge("rep", story.branch("rep", STAGE), GITLAB, signer="robot")
    assert story.found() == ["too-little-proof"]
    side = story.branch("rep", NOTE)
    story.approve("wang", side)
    story.merge("rep", side)
    assert story.audit().changes[0].known is Known.SIGNED


def test_rules_that_cannot_be_read_leave_those_of_before(story: Story) -> None:
    story.merge("boss", story.branch("rep", {"rules.yaml": "review: [\n", "team.yaml": "boss: [\n"}))
    story.merge("boss", story.branch("rep", {CREDIT: "decision:\n  outcome: granted\n"}))
    assert story.found() == ["no-right"]
