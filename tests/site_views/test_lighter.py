"""A heavy dossier leaves to pages of their own what its sections fold away, and nothing of it is lost."""

import re

import pytest

from dangan.levels import Level
from dangan.site.views.lighter import FEW, HEAVY, facts_in
from tests.site_views.support import Site, archive, assert_links_lead_somewhere, profile, sample, site

PAGE, PEOPLE, CLAIMS = (f"customers/a/{rest}index.html" for rest in ("", "people/", "claims/"))
CLAIM = """claim-{n:03d}:
  title: Late delivery number {n:03d}
  kind: compensation
  direction: against-us
  date: 2026-{month:02d}-11
  cause: delivery
  reason: A bearing failed in week {n:03d} and nobody noticed before the evening shift began.
  settlement: What was agreed on for number {n:03d} is written on the wall of the workshop for all to read.
"""
CONTESTED = "  contested: [{field: settlement, value: It never came, sources: [s1]}]\n"
PERSON = """p-{n:02d}:
  names: {{zh: 李{n:02d}}}
  gender: female
  career: [{{employer: Works {n:02d}, post: Foreman}}]
"""


def claims(number: int) -> str:
    return "".join(CLAIM.format(n=n, month=n % 10 + 1) for n in range(number))


def made(number: int, lang: str = "en") -> Site:
    people = "".join(PERSON.format(n=n) for n in range(20))
    log = {
        f"customers/a/log/2026-0{n}-01.md": f"---\ndate: 2026-0{n}-01\nmedium: visit\n---\n\nSaid {n}.\n"
        for n in range(1, 9)
    }
    files = {"customers/a/profile.yaml": profile("a"), "customers/a/people.yaml": people, **log}
    return site(archive({**files, "customers/a/claims.yaml": claims(number) + CONTESTED}), lang=lang)


LIGHT, LARGE = 12, HEAVY // 6
LARGEST = 230_000
"""Bytes of a body; the frame takes another nine thousand, and no page of a site is to weigh more than 250,000."""


@pytest.fixture(scope="module")
def light() -> Site:
    return made(LIGHT)


@pytest.fixture(scope="module")
def heavy() -> Site:
    return made(LARGE)


def test_facts_are_counted_however_deep() -> None:
    assert facts_in({"a": 1, "b": ["x", {"c": None, "d": []}], "e": {}}) == 3


def test_a_dossier_that_is_light_holds_all(light: Site) -> None:
    body = light.body(PAGE)
    assert PEOPLE not in light.pages
    assert CLAIMS not in light.pages
    assert body.count("What was agreed on for number") == LIGHT
    assert "Foreman" in body


def test_a_heavy_one_leaves_what_it_folds_away_to_a_page_of_the_section(heavy: Site) -> None:
    body, claimed, people = (heavy.body(page) for page in (PAGE, CLAIMS, PEOPLE))
    assert claimed.count("What was agreed on for number") == LARGE
    assert len(set(re.findall(r'id="(claim\.[^"]+)"', body))) == LARGE, "whatever is linked to stays where it is"
    assert 'href="claims/index.html#claim.claim-007"' in body
    assert 'href="people/index.html#person.p-03"' in body
    assert "Works 03" not in body
    assert "Works 03" in people


def test_what_is_contested_stays_in_sight(heavy: Site) -> None:
    body = heavy.body(PAGE)
    assert body.count("What was agreed on for number") == 1
    assert "It never came" in body


def test_of_what_has_pages_anyway_it_shows_fewer(light: Site, heavy: Site) -> None:
    assert light.body(PAGE).count('class="d-contact"') == 8
    assert heavy.body(PAGE).count('class="d-contact"') == FEW
    assert "all 8 on a page of their own" in heavy.text(PAGE)


def test_its_pages_are_the_same_in_every_language(heavy: Site) -> None:
    assert set(made(LARGE, "zh").pages) == set(heavy.pages)


def test_every_link_leads_somewhere(heavy: Site) -> None:
    assert_links_lead_somewhere(heavy)


def test_a_small_file_stays_whole_in_a_heavy_dossier() -> None:
    files = archive({"customers/a/profile.yaml": profile("a"), "customers/a/claims.yaml": claims(LARGE)})
    files["customers/a/people.yaml"] = PERSON.format(n=1)
    found = site(files)
    assert PEOPLE not in found.pages
    assert CLAIMS in found.pages
    assert "Works 01" in found.body(PAGE)


def test_no_page_of_the_sample_weighs_too_much() -> None:
    sizes = {
        address: len(page.body.encode()) for address, page in site(sample(), audience=Level.INTERNAL).pages.items()
    }
    assert sizes["customers/fengxing/index.html"] > LARGEST // 2, "there is one that could"
    assert {address: size for address, size in sizes.items() if size > LARGEST} == {}
