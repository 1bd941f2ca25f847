"""The pages of the audit: findings first, what is proof and what a claim, and no page that is too long."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from dangan.diagnostics import Text
from dangan.git.objects import Commit
from dangan.history.change import Identity
from dangan.levels import Level
from dangan.review import codes
from dangan.review.audit import Root, Trust
from dangan.review.author import Author
from dangan.review.change import Style
from dangan.review.codes import FINDINGS
from dangan.review.judgement import Verdict
from dangan.review.known import Known
from dangan.site.audited import Approval, Audited, Found, Ground, Stated
from dangan.site.own_page import Part, pieces
from dangan.site.past import Change
from dangan.site.views.audit_line import GRAVEST
from tests.site_views.support import Site, archive, assert_links_lead_somewhere, changed, profile, site, text_of

BEGIN = datetime(2026, 11, 2, 9, tzinfo=UTC)
FILES = archive({"customers/a/profile.yaml": profile("a", "甲公司", more="industry: tools\n")})
AUDIT = "audit/index.html"
MOST = 250_000
"""Bytes that no page exceeds; its frame is 15,000 of them."""
TRUST = Trust(Root.FIRST, "f" * 40)


def commit(number: int, subject: str = "", days: int = 0) -> Commit:
    oid = f"{number:040x}"[::-1]
    return Commit(oid, "chen", "chen@example.com", BEGIN - timedelta(days=days), subject, subject)


def stated(number: int, subject: str = "", grade: str = "claimed", days: int = 0, *found: Found) -> Stated:
    verdict = {"not": Verdict.NOT, "trusted": Verdict.TRUSTED}.get(grade, Verdict.APPROVED)
    known = next((known for known in Known if known.word == grade), Known.NONE)
    return Stated(
        commit=commit(number, subject or f"No {number}", days),
        name="",
        verdict=verdict,
        style=Style.MERGE,
        request=number,
        authors=(Author("chen", "chen@example.com", (), Known.CLAIMED),),
        author_known=Known.CLAIMED,
        approved=(Approval("zhou-wei", known),) if verdict is Verdict.APPROVED else (),
        known=known,
        equivalent=False,
        findings=found,
    )


def with_page(one: Stated) -> tuple[Stated, Change]:
    """The same as a change that tells of a customer."""
    told = changed(one.commit, Identity("a", "profile"), "customers/a/profile.yaml", ["industry"], "toys", "tools")
    one = one._replace(name=f"c{one.request}")
    return one, Change(one.commit, one.name, (told,), stated=one)


def made_of(*every: Stated, lang: str = "en", **more: object) -> Site:
    pairs = [with_page(one) for one in every]
    audited = Audited(Ground.JUDGED, "main", TRUST, changes=tuple(one for one, _ in pairs))
    audited = replace(audited, **more)  # type: ignore[arg-type]
    return site(FILES, lang=lang, changes=[change for _, change in pairs], audited=audited)


PUSHED = Found(codes.DIRECT_PUSH, {"author": "chen <chen@example.com>"})
ALONE = Found(codes.SELF_APPROVAL, {"reviewer": "zhou-wei"})


@pytest.fixture(scope="module")
def told() -> Site:
    return made_of(
        stated(5, "", "not", 0, PUSHED),
        stated(4, "", "signed", 1),
        stated(3, "", "not", 2, ALONE),
        stated(2, "", "claimed", 400),
        stated(1, "Start", "trusted", 800),
    )


def test_what_was_found_comes_first_and_the_gravest_of_it_before_the_newest(told: Site) -> None:
    text = told.text(AUDIT)
    places = [text.index(said) for said in ("Approved by 周伟 alone", "Pushed to the main branch by chen", "Proof")]
    assert places == sorted(places)
    assert 'href="../changes/c3/index.html"' in told.body(AUDIT).partition('id="d-a2"')[0]


def test_proof_and_claim_are_told_apart_and_counted(told: Site) -> None:
    text = told.text(AUDIT)
    assert "Of 5 changes 2 were approved as the policy asks: 1 proved by the reviewer's own signature" in text
    assert (
        "Signed by the reviewer Proof Signed is proof: only who has the reviewer's key can have made it. 1 20.0%"
        in text
    )
    assert "Only claimed A claim, no proof Only claimed is no proof" in text
    assert "None of these approvals is proved" not in text


def test_where_all_is_claimed_it_is_said_that_nothing_is_proved() -> None:
    assert "None of these approvals is proved" in made_of(stated(1)).text(AUDIT)
    assert "这些批准都没有证据" in made_of(stated(1), lang="zh").text(AUDIT)


def test_without_a_trust_root_it_says_that_the_first_commit_is_trusted(told: Site) -> None:
    assert "There is no trust root (--trust REV, or a signed tag): this trusts the first commit" in told.text(AUDIT)


def test_the_trusted_change_is_linked() -> None:
    first = stated(1, "Start", "trusted", 9)
    made = made_of(stated(2), first, trust=Trust(Root.FIRST, first.commit.id))
    assert re.search(r'what came before it\. <a href="../changes/c1/index.html">Start</a>', made.body(AUDIT))


def test_a_line_says_who_wrote_and_who_approved_and_how_both_are_known(told: Site) -> None:
    assert "No 4 written by Chen Li (claimed) · merge #4 Signed by the reviewer approved by 周伟" in told.text(AUDIT)
    line = re.search(r'<li class="d-change"[^>]*data-d-how="signed"[^>]*>', told.body(AUDIT))
    assert line
    assert 'data-d-by="chen-li"' in line[0]
    assert 'data-d-approver="zhou-wei"' in line[0]


def test_links_lead_somewhere_and_counts_to_the_filtered_list(told: Site) -> None:
    assert_links_lead_somewhere(told)
    assert 'href="index.html?how=signed#all"' in told.body(AUDIT)
    assert 'href="index.html?found=any#all"' in told.body(AUDIT)


def test_home_and_the_page_of_the_change_say_what_was_found(told: Site) -> None:
    assert "Changes that the audit finds fault with 2" in told.text("index.html")
    assert 'href="audit/index.html"' in told.body("index.html")
    assert "Pushed directly Pushed to the main branch by chen" in told.text("changes/c5/index.html")
    assert 'href="../../audit/index.html#direct-push"' in told.body("changes/c5/index.html")
    assert "Pushed directly" not in told.text("changes/c4/index.html")


def test_what_may_not_be_known_is_told_by_its_sort_alone() -> None:
    made = made_of(stated(1, "", "not", 0, Found(codes.NO_RIGHT, None)), unseen={"not": 2}, unseen_findings=2)
    text = made.text(AUDIT)
    assert "Approved without the right 1" in text
    assert "What it is about is not for the readers of this edition." in text
    assert "2 of the changes are of files that this edition does not show" in text
    assert "2 findings are about them" in text


def test_a_change_without_a_page_is_listed_without_a_link() -> None:
    made = site(FILES, audited=Audited(Ground.JUDGED, "main", TRUST, changes=(stated(1, "Schemas"),)))
    assert re.search(r'<span class="d-subject">Schemas</span>', made.body(AUDIT))


def test_a_finding_of_no_single_change_stands_with_the_others() -> None:
    lost = Found(codes.REWRITTEN, {"anchor": "v1", "commit": "abcdef01"})
    made = made_of(stated(1, "", "not", 0, PUSHED), findings=(lost,))
    text = made.text(AUDIT)
    assert text.index("v1 (abcdef01) is no longer part of the main branch") < text.index("Pushed directly")


@pytest.mark.parametrize("ground", [ground for ground in Ground if ground is not Ground.JUDGED])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_where_nothing_can_be_judged_no_change_is_listed_as_a_fault(ground: Ground, lang: str) -> None:
    audited = Audited(ground, "main", changes=(stated(1, "Unheard of", "not", 0),))
    made = site(FILES, lang=lang, audited=audited)
    text = made.text(AUDIT)
    assert made.context.words(f"audit_{ground}", branch="main", n="1") in text
    assert "Unheard of" not in text
    assert "d-change" not in made.body(AUDIT)


def test_the_archive_of_the_program_says_where_such_a_page_can_be_seen() -> None:
    made = site(FILES, audited=Audited(Ground.UNREVIEWED, "main", of_program=True))
    assert "make demo" in made.text(AUDIT)


def test_the_public_has_no_such_page() -> None:
    pages = site(FILES, audience=Level.PUBLIC).pages
    assert [address for address in pages if address.startswith(("audit", "changes"))] == []


def test_names_from_git_are_text() -> None:
    hostile = '"><script>alert(1)</script>'
    one = stated(1, hostile, "not", 0, Found(codes.DIRECT_PUSH, {"author": hostile}))
    one = one._replace(authors=(Author(hostile, "x@y.example", ()),))
    body = made_of(one).body(AUDIT)
    assert "<script>alert" not in body
    assert text_of(body).count("alert(1)") >= 3


def test_every_sort_of_finding_has_its_place() -> None:
    assert sorted(code.name for code in GRAVEST) == sorted(code.name for code in FINDINGS)


def many(count: int) -> Sequence[Stated]:
    """A month of pushes with long Chinese subjects."""
    return [stated(n, f"{n} " + "浙江锋行车业有限公司" * 20, "not", n % 25, PUSHED) for n in range(1, count)]


def test_no_page_is_too_long_even_of_a_busy_month() -> None:
    audited = Audited(Ground.JUDGED, "main", TRUST, changes=tuple(sorted(many(700), key=lambda s: s.commit.date)[::-1]))
    made = site(FILES, lang="zh", audited=audited)
    pages = {address: page for address, page in made.pages.items() if address.startswith("audit/")}
    assert {AUDIT, "audit/2026-10-2/index.html"} <= set(pages)
    assert max(len(page.body.encode()) for page in pages.values()) < MOST - 15_000
    assert sum(page.body.count('class="d-change"') for page in pages.values()) == 699
    assert "699" in made.text(AUDIT)
    assert_links_lead_somewhere(made)


@dataclass(frozen=True)
class Day:
    day: str


def test_pieces_hold_all_in_order_and_only_the_first_stays_whole() -> None:
    days = tuple(Day(f"2026-01-{n:02}") for n in range(31, 0, -1))
    cut = pieces([Part("2026-01", days, whole=True), Part("2025", days[:3], whole=False)], 12)
    assert [(part.folder, len(part.items), part.whole) for part in cut] == [
        ("2026-01-1", 12, True), ("2026-01-2", 12, False), ("2026-01-3", 7, False), ("2025", 3, False)
    ]  # fmt: skip
    assert [day for part in cut[:3] for day in part.items] == list(days)


def test_the_limits_of_the_audit_are_told() -> None:
    made = made_of(stated(1), limits=(Text("Nobody looked.", "没有人看过。"),))
    assert "Nobody looked." in made.text(AUDIT)
