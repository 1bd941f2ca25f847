"""A dossier that is here no more: its address leads on, its tombstone says why, its past stays where it may be told."""

import pytest

from dangan.git.objects import Commit
from dangan.history.change import Identity
from dangan.levels import Level
from tests.site_views.support import Site, archive, assert_links_lead_somewhere, changed, parsed, profile, site
from tests.site_views.test_history import commit, one

FILES = archive(
    {
        "customers/a/profile.yaml": profile("a", "甲公司", more="individual:\n  related_organisations:\n"
                                            "    - {name: B, customer: b}\n"),
        "tombstones/b.yaml": "id: b\nnames: {en: Bee Ltd}\nwhat: merged\nsuccessor: a\non: 2026-03-02\n"
        "reason: One firm, two dossiers\nby: chen-li\n"
        "kept:\n  - {what: The card, where: Cabinet 7, until: 2030-12-31}\n",
        "tombstones/c.yaml": "id: c\nwhat: renamed\nsuccessor: b\non: 2025-03-02\n"
        "reason: Called Bee now\nby: chen-li\n",
        "tombstones/d.yaml": "id: d\nwhat: disposed\non: 2026-04-02\nreason: Ten years are over\nby: zhou-wei\n",
        "tombstones/r.yaml": "id: r\nwhat: merged\nsuccessor: s\non: 2026-04-02\nreason: x\nby: zhou-wei\n",
        "tombstones/s.yaml": "id: s\nwhat: merged\nsuccessor: r\non: 2026-04-02\nreason: x\nby: zhou-wei\n",
    }
)  # fmt: skip


def of(made: Commit, customer: str, value: str) -> Site:
    change = changed(
        made, Identity(customer, "profile"), f"customers/{customer}/profile.yaml", ["summary"], None, value
    )
    return site(FILES, changes=[one(1, [change])])


@pytest.fixture(scope="module")
def made() -> Site:
    return site(FILES)


def refreshed(made: Site, address: str) -> list[str]:
    return [given["content"] for tag, given in parsed(made.body(address)).tags if tag == "meta"]


def test_the_old_address_leads_on_and_says_why(made: Site) -> None:
    old = "customers/b/index.html"
    assert refreshed(made, old) == ["0; url=../a/index.html#from.b"]
    assert "Bee Ltd Merged on 2 Mar 2026 Chen Li One firm, two dossiers To the dossier 甲公司" in made.text(old)
    assert "The card Cabinet 7 31 Dec 2030" in made.text(old)
    assert 'href="../a/index.html"' in made.body(old)
    assert_links_lead_somewhere(made)


def test_several_in_a_row_lead_to_the_last(made: Site) -> None:
    assert refreshed(made, "customers/c/index.html") == ["0; url=../a/index.html#from.c"]
    assert "By way of Bee Ltd b Merged on 2 Mar 2026" in made.text("customers/c/index.html")


def test_the_tombstone_itself_stays(made: Site) -> None:
    page = "customers/b/tombstone/index.html"
    assert refreshed(made, page) == []
    assert "One firm, two dossiers" in made.text(page)
    assert 'href="../../a/index.html"' in made.body(page)


def test_what_goes_on_nowhere_stays(made: Site) -> None:
    assert refreshed(made, "customers/d/index.html") == []
    assert "Disposed of on 2 Apr 2026" in made.text("customers/d/index.html")
    assert "its past is not published" in made.text("customers/d/index.html")
    assert refreshed(made, "customers/r/index.html") == []
    assert "lead in a circle" in made.text("customers/r/index.html")


def test_the_successor_names_all_that_it_took_over(made: Site) -> None:
    text = made.text("customers/a/index.html")
    assert text.index("Took over Bee Ltd b Merged on 2 Mar 2026") < text.index("Took over c Under another id")
    assert {"from.b", "from.c"} <= set(parsed(made.body("customers/a/index.html")).ids)


def test_whoever_names_the_old_id_is_led_to_the_tombstone(made: Site) -> None:
    assert '<a href="../b/tombstone/index.html">Bee Ltd</a>' in made.body("customers/a/index.html")


def test_the_index_of_customers_counts_them(made: Site) -> None:
    assert "5 dossiers are no longer here s Merged on 2 Apr 2026" in made.text("customers/index.html")


def test_the_past_of_a_merged_dossier_is_told() -> None:
    made = of(commit(1, "Visited Bee"), "b", "They make bees")
    assert "Visited Bee" in made.text("customers/b/history/index.html")
    assert 'href="../b/history/index.html"' in made.body("customers/a/index.html")
    assert_links_lead_somewhere(made)


def test_the_past_of_what_was_disposed_of_is_not() -> None:
    made = of(commit(1, "Visited Dee"), "d", "They make dyes")
    assert not [address for address in made.pages if address.startswith("customers/d/history")]
    assert "They make bees" not in made.text("customers/d/index.html")


def test_a_tombstone_takes_no_page_from_a_dossier_that_is_there() -> None:
    made = site({**FILES, "tombstones/a.yaml": "id: a\nwhat: disposed\non: 2026-04-02\nreason: x\nby: zhou-wei\n"})
    assert "甲公司" in made.text("customers/a/index.html")
    assert "customers/a/tombstone/index.html" not in made.pages


def test_the_public_is_not_told_that_there_was_a_customer() -> None:
    assert not [address for address in site(FILES, audience=Level.PUBLIC).pages if "/b/" in address]
