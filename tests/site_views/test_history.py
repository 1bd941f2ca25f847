"""The history on pages: what became of what, by whom, in which change, for whom it is meant."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.dom.minidom import parseString

import pytest

from dangan.git.objects import Commit
from dangan.history.change import ChangeKind, FieldChange, Identity
from dangan.review.known import Known
from dangan.site.audited import Approval
from dangan.site.pages_history import archive_feed
from dangan.site.past import Change, short_names
from dangan.site.views.feed import urn
from tests.site_views.support import GITHUB, Site, archive, assert_links_lead_somewhere, changed, profile, site, text_of

BEGIN = datetime(2026, 11, 2, 9, tzinfo=UTC)
FILES = archive(
    {
        "customers/a/profile.yaml": profile("a", "甲公司", more="industry: tools\n"),
        "customers/a/people.yaml": "li-mei:\n  names: {zh: 李梅, en: Li Mei}\n",
        "customers/b/profile.yaml": profile("b", "乙公司"),
    }
)
PROFILE, PEOPLE = "customers/a/profile.yaml", "customers/a/people.yaml"
HISTORY, DOSSIER = "customers/a/history/index.html", "customers/a/index.html"


def commit(number: int, subject: str = "", *, by: str = "chen@example.com", message: str = "", days: int = 0) -> Commit:
    oid = f"{number:040x}"[::-1]
    return Commit(oid, "chen", by, BEGIN + timedelta(days=days), subject, message or subject)


def one(number: int, found: Sequence[FieldChange], main: Commit | None = None) -> Change:
    taken, others = ([each for each in found if each.taken is way] for way in (True, False))
    return Change(main or found[0].commit, f"c{number}", tuple(taken), tuple(others))


def industry(made: Commit, old: str | None = "toys", new: str = "tools") -> FieldChange:
    return changed(made, Identity("a", "profile"), PROFILE, ["industry"], old, new)


def made_of(*changes: Change, lang: str = "en") -> Site:
    return site(FILES, lang=lang, changes=changes)


def test_a_change_says_what_became_of_what_by_whom_and_in_which_change() -> None:
    made = made_of(one(1, [industry(commit(1, "Visited them"))]))
    body = made.body(HISTORY)
    assert '<del lang="en">' not in body
    assert "2 Nov 2026 Visited them Chen Li" in text_of(body)
    assert re.search(r"<del>toys</del>.*<ins>tools</ins>", body)
    assert 'href="../../../changes/c1/index.html"' in body
    assert 'href="../../../team/chen-li/index.html"' in body
    assert_links_lead_somewhere(made)


def test_things_are_called_by_their_names_in_the_language_of_the_page() -> None:
    found = changed(commit(1, "x"), Identity("a", "people"), PEOPLE, ["li-mei", "job_title"], None, "总监")
    for lang, name in (("en", "Li Mei"), ("zh", "李梅")):
        body = made_of(one(1, [found]), lang=lang).body(HISTORY)
        assert f"› {name} ›" in text_of(body)
        assert 'href="../index.html#person.li-mei"' in body


def test_references_are_called_by_the_names_of_what_they_mean() -> None:
    found = changed(commit(1, "x"), Identity("a", "profile"), PROFILE, ["custodian"], "chen-li", "zhou-wei")
    assert re.search("<del>Chen Li</del>.*<ins[^>]*>周伟</ins>", made_of(one(1, [found])).body(HISTORY))


def test_how_a_file_is_written_is_no_change_of_fact() -> None:
    form = replace(industry(commit(2, "Tidied", days=9)), kind=ChangeKind.REFORMATTED, steps=(), old=None, new=None)
    made = made_of(one(2, [form]), one(1, [industry(commit(1, "Visited"))]))
    assert re.search(r'changes/c1/index.html"[^>]*><time datetime="2026-11-02"', made.body(DOSSIER))
    assert "Profile written in another way, nothing else" in made.text(HISTORY)


def test_what_was_not_taken_stands_apart_and_is_no_last_change() -> None:
    lost = replace(industry(commit(2, "Their site says so", days=3), "tools", "games"), taken=False)
    made = made_of(one(2, [lost]), one(1, [industry(commit(1, "Visited"))]))
    before, _, after = made.text(HISTORY).partition("Proposed, not taken")
    assert "games" not in before
    assert "games" in after
    assert 'datetime="2026-11-05"' not in made.body(DOSSIER)
    assert "Proposed, not taken" in made.text("changes/c2/index.html")


def test_a_section_says_who_approved_its_last_change_and_how_that_is_known() -> None:
    change = replace(one(1, [industry(commit(1, "x"))]), approved=(Approval("zhou-wei", Known.CLAIMED),))
    made = made_of(change)
    assert "2 Nov 2026 · Chen Li · approved by 周伟 (only claimed)" in made.text(DOSSIER)
    assert "Approved by 周伟 (only claimed)" in made.text("changes/c1/index.html")


def test_a_reviewer_whom_the_audience_does_not_know_is_not_named() -> None:
    change = replace(one(1, [industry(commit(1, "x"))]), approved=(Approval("gone-person", Known.SIGNED),))
    assert "gone-person" not in "".join(page.body for page in made_of(change).pages.values())


def test_the_page_of_a_merge_has_its_title_its_reason_and_its_steps() -> None:
    message = (
        "Merge pull request 'Visit of May' (#7) from a/b into main\n\nThey told us.\n\nReviewed-by: Z <z@x.example>"
    )
    main = commit(9, message.partition("\n")[0], by="zhou@example.com", message=message, days=1)
    text = made_of(one(1, [industry(commit(1, "wip"))], main)).text("changes/c1/index.html")
    assert text.startswith("Home / Changes Visit of May By Chen Li On 3 Nov 2026 Brought in by chen Proposal #7")
    assert "They told us." in text
    assert "Reviewed-by" not in text
    assert "Made in these steps 2 Nov 2026 wip Chen Li" in text


def test_a_change_tells_the_part_of_each_customer_on_its_pages() -> None:
    made_by = commit(1, "Both")
    other = changed(made_by, Identity("b", "profile"), "customers/b/profile.yaml", ["industry"], None, "boats")
    made = made_of(one(1, [industry(made_by), other]))
    assert "boats" not in made.text(HISTORY)
    assert {"boats", "tools"} <= set(made.text("changes/c1/index.html").split())
    assert "Both Chen Li · 甲公司, 乙公司" in made.text("index.html")


def test_a_change_leads_to_its_raw_difference_where_there_is_a_forge() -> None:
    change = one(1, [industry(commit(1, "x"))])
    body = site(FILES, changes=[change], config=GITHUB).body("changes/c1/index.html")
    assert f'<a href="https://forge.example/team/archive/commit/{change.commit.id}">c1</a>' in body


def test_a_customer_that_is_gone_is_called_by_its_id_without_a_link() -> None:
    found = changed(commit(1, "x"), Identity("gone", "profile"), "customers/gone/profile.yaml")
    made = made_of(one(1, [found]))
    assert "gone Profile recorded for the first time" in made.text("changes/c1/index.html")
    assert_links_lead_somewhere(made)


def test_a_colleague_sees_own_changes_and_those_of_others_in_own_customers() -> None:
    mine, others = commit(1, "By me"), commit(2, "By somebody", by="nobody@else.example")
    text = made_of(one(2, [industry(others)]), one(1, [industry(mine)])).text("team/chen-li/index.html")
    assert re.search("By Chen Li 2 Nov 2026 By me .*By others, in their customers 2 Nov 2026 By somebody", text)


def test_measures_are_one_value_and_long_numbers_are_grouped() -> None:
    made_by = commit(1, "x")
    steps = ("scale", "turnover", "2025")
    parts = [("amount", 45_000_000), ("currency", "CNY")]
    found = [changed(made_by, Identity("a", "profile"), PROFILE, (*steps, name), None, new) for name, new in parts]
    text = made_of(one(1, found)).text(HISTORY)
    assert "¥45,000,000 recorded" in text or "45,000,000 recorded" in text


def test_many_files_at_once_are_counted_by_section() -> None:
    made_by = commit(1, "Opened")
    logs = [changed(made_by, Identity("a", "log", f"l{n}"), f"customers/a/log/l{n}.md") for n in range(5)]
    assert "Contacts 5 recorded for the first time" in made_of(one(1, logs)).text(HISTORY)


@pytest.fixture(scope="module")
def long() -> Site:
    """A history of three years, of which one page has not room for all."""
    found = [
        one(number, [industry(commit(number, f"No {number}", days=-3 * number), str(number), str(number + 1))])
        for number in range(1, 320)
    ]
    return made_of(*found)


def test_a_long_history_stands_on_pages_by_year(long: Site) -> None:
    years = [address for address in long.pages if address.startswith("customers/a/history/")]
    assert years == [HISTORY, *(f"customers/a/history/{year}/index.html" for year in (2025, 2024))]
    assert "No 1 " in long.text(HISTORY)
    assert "No 319 " not in long.text(HISTORY)
    assert "No 319 " in long.text(years[-1])
    assert_links_lead_somewhere(long)


def test_the_dossier_tells_the_latest_ten(long: Site) -> None:
    assert long.body(DOSSIER).count('class="d-change"') == 10
    assert "The whole history: 319 changes" in long.text(DOSSIER)


def test_feeds_are_atom_with_names_of_their_own_and_no_address_of_a_host(long: Site) -> None:
    feed = next(iter(archive_feed(long.context)))
    tree = parseString(feed.data)  # noqa: S318 -- our own
    ids = re.findall("<id>([^<]*)</id>", feed.data.decode())
    assert feed.address == "en/feed.xml"
    assert len(ids) == len(set(ids)) == 51
    assert all(
        re.fullmatch("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", i) for i in ids
    )
    assert {node.getAttribute("href")[:4] for node in tree.getElementsByTagName("link")} == {"feed", "chan"}
    assert all(entry.getElementsByTagName("name") for entry in tree.getElementsByTagName("entry"))


def test_a_feed_holds_what_no_xml_may_hold_without_breaking() -> None:
    made = made_of(one(1, [industry(commit(1, "a\x01<b>&\uffff"))]))
    assert b"a&lt;b&gt;&amp;" in next(iter(archive_feed(made.context))).data
    parseString(next(iter(archive_feed(made.context))).data)  # noqa: S318 -- our own


def test_without_history_there_is_no_feed_and_nothing_leads_to_one() -> None:
    made = made_of()
    assert list(archive_feed(made.context)) == []
    assert [address for address in made.pages if "history" in address or "changes" in address] == ["changes/index.html"]
    assert "There is no history to show" in made.text("changes/index.html")
    assert "feed.xml" not in made.body(DOSSIER)
    assert_links_lead_somewhere(made)


def test_names_in_addresses_are_as_long_as_they_must_be() -> None:
    ids = ["a" * 39 + "1", "a" * 39 + "2", "b" * 40]
    assert short_names(ids) == {ids[0]: ids[0], ids[1]: ids[1], ids[2]: "b" * 10}


def test_the_same_parts_make_the_same_name() -> None:
    assert urn("a", "b") == urn("a", "b") != urn("ab")


def test_a_message_that_is_not_for_us_is_told_by_what_was_changed() -> None:
    made = made_of(one(1, [industry(commit(1, ""))]))
    assert "2 Nov 2026 Records changed: Profile Chen Li" in made.text(HISTORY)


def test_a_change_that_nobody_approved_says_so_and_one_of_which_nothing_is_known_does_not() -> None:
    for approved, said in ((None, False), ((), True)):
        change = replace(one(1, [industry(commit(1, "x"))]), approved=approved)
        made = made_of(change)
        assert ("not approved" in made.text(HISTORY)) is said
        assert ("not approved" in made.text("changes/c1/index.html")) is said


def test_the_head_of_a_section_says_when_nobody_approved_its_last_change() -> None:
    change = one(1, [industry(commit(1, "x"))])
    for approved, said in (((), "2 Nov 2026 · Chen Li · not approved Edit"), (None, "2 Nov 2026 · Chen Li Edit")):
        made = site(FILES, changes=[replace(change, approved=approved)], config=GITHUB)
        assert said in made.text(DOSSIER).replace("▼", "")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_has_not_reached_the_main_branch_says_so_and_is_not_called_unapproved(lang: str) -> None:
    said, not_said = {"en": ("not on the main branch yet", "not approved"), "zh": ("尚未进入主分支", "未经批准")}[lang]
    made = made_of(replace(one(1, [industry(commit(1, "x"))]), approved=(), waiting=True), lang=lang)
    for address in (DOSSIER, HISTORY, "changes/c1/index.html"):
        assert said in made.text(address)
        assert not_said not in made.text(address)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_stands_in_no_commit_yet_claims_no_day_no_author_and_no_approval(lang: str) -> None:
    change = replace(one(1, [industry(commit(1, "x"))]), approved=(Approval("zhou-wei", Known.CLAIMED),))
    said = {"en": "changed here, not recorded yet", "zh": "此处已修改，尚未记录"}[lang]
    made = site(FILES, lang=lang, changes=[change], unrecorded=[PROFILE])
    head = made.body(DOSSIER).partition('id="d-profile-h"')[2].partition("</header>")[0]
    assert f">{said}<" in head
    assert "周伟" not in head
    assert "datetime" not in head
    assert "周伟" in made.text(HISTORY)
    assert said not in made_of(change, lang=lang).text(DOSSIER)
