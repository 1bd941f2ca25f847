"""Whoever takes over a customer gets a briefing: what the one before left, and what the dossier says today."""

import pytest

from dangan.levels import Level
from dangan.site.views import colleague
from tests.site_views.support import Site, archive, assert_links_lead_somewhere, parsed, profile, site

PAGE, DOSSIER, TAKER = "customers/a/handover/index.html", "customers/a/index.html", "team/zhou-wei/index.html"
CUSTODY = (
    "handovers:\n"
    "  - {on: 2024-05-06, from: zhou-wei, to: chen-li, state: Long ago}\n"
    "  - {on: 2026-10-01, from: chen-li, to: zhou-wei, state: Angry since May, people: Ask for Li Mei,\n"
    "     habits: Pays on the last day, dealings: A discount was promised}\n"
    "notes: The old e-mails are lost\n"
)
FILES = archive(
    {
        "rules.yaml": "new_custodian: P90D\n",
        "customers/a/profile.yaml": profile("a", "甲公司", more="beware:\n  - {text: Never call before ten}\n"),
        "customers/a/custody.yaml": CUSTODY,
        "customers/a/people.yaml": "li-mei: {names: {en: Li Mei}, roles: [decision-maker], wants: Fewer returns}\n",
        "customers/a/trade.yaml": "habits: {rhythm: Monthly}\n",
        "customers/a/receivables.yaml": "promises:\n  - {on: 2026-11-01, by_when: 2026-11-30, by: li-mei}\n"
        "  - {on: 2026-09-01, by_when: 2026-09-30, by: li-mei, result: kept}\n",
        "customers/a/projects/p.yaml": "title: Model two\nstep: test\ndecision_by: 2026-12-24\n",
        "customers/a/projects/q.yaml": "title: Model one\nstep: lost\n",
        "customers/a/log/2026-11-02-visit.md": "---\ndate: 2026-11-02\nmedium: visit\npeople: [li-mei]\n"
        "next: {action: Send samples, due: 2026-11-10}\n---\nx\n",
        "customers/b/profile.yaml": profile("b", "乙公司"),
        "customers/b/custody.yaml": "handovers:\n  - {on: 2026-01-01, from: chen-li, to: zhou-wei}\n",
        "customers/c/profile.yaml": profile("c", "丙公司"),
    }
)


@pytest.fixture(scope="module")
def made() -> Site:
    return site(FILES)


@pytest.mark.parametrize(
    "said",
    [
        "Handed over on 1 Oct 2026: Chen Li → 周伟",
        "What Chen Li left in writing State of the customer Angry since May People Ask for Li Mei",
        "Trading habits Pays on the last day Dealings so far A discount was promised",
        "The old e-mails are lost",
        "Never call before ten",
        "Li Mei Decision-maker",
        "Fewer returns",
        "Rhythm Monthly",
        "Send samples 11 days late",
        "Model two Test · customer decides by 24 Dec 2026",
        "2 Nov 2026 Visit Li Mei",
        "6 May 2024 周伟 → Chen Li",
    ],
)
def test_the_briefing_has_what_the_successor_needs(made: Site, said: str) -> None:
    assert said in made.text(PAGE)


def test_what_is_over_is_not_told(made: Site) -> None:
    assert "Model one" not in made.text(PAGE).partition("Open: steps")[2]
    assert "30 Nov 2026" in made.text(PAGE)
    assert "30 Sept 2026" not in made.text(PAGE), "the promise was kept"


def test_its_links_lead_into_the_dossier(made: Site) -> None:
    assert_links_lead_somewhere(made)
    assert 'href="../index.html#person.li-mei"' in made.body(PAGE)


def test_the_custody_of_the_dossier_leads_to_it(made: Site) -> None:
    assert 'href="handover/index.html"' in made.body(DOSSIER)
    assert "Handed over on 1 Oct 2026: Chen Li → 周伟" in made.text(DOSSIER)


def test_a_customer_that_nobody_handed_over_has_none(made: Site) -> None:
    assert "customers/c/handover/index.html" not in made.pages
    assert "customers/b/handover/index.html" in made.pages
    assert "Nothing was left in writing" in made.text("customers/b/handover/index.html")


def test_the_successor_sees_it_as_long_as_the_rules_say(made: Site) -> None:
    assert "Taken over lately 1 甲公司 1 Oct 2026 · Chen Li" in made.text(TAKER)
    longer = site({**FILES, "rules.yaml": "new_custodian: P1Y\n"})
    assert "Taken over lately 2 甲公司 1 Oct 2026 · Chen Li 乙公司 1 Jan 2026 · Chen Li" in longer.text(TAKER)
    assert "Taken over lately" not in made.text("team/chen-li/index.html")
    endless = site({**FILES, "rules.yaml": "new_custodian: P9999Y\n"})
    assert "Taken over lately 1" in endless.text(TAKER), "what is no duration counts as none"


def test_of_hundreds_taken_over_at_once_the_latest_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colleague, "TAKEN_SHOWN", 1)
    made = site({**FILES, "rules.yaml": "new_custodian: P1Y\n"})
    assert "Taken over lately 2 甲公司 1 Oct 2026 · Chen Li 1 more customer" in made.text(TAKER)


def test_it_says_no_more_than_the_audience_may_know() -> None:
    overlay = '{"properties": {"handovers": {"x-sensitivity": "confidential"}}}'
    held = {**FILES, "schemas/custody.overlay.json": overlay}
    made = site(held, audience=Level.INTERNAL)
    assert PAGE not in made.pages
    assert "Taken over lately" not in made.text(TAKER)
    assert not [page for page in made.pages.values() if "Angry since May" in parsed(page.body).words]
