"""A dossier read by filing class: from `file://`, by address, on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched

DOSSIER = "en/customers/fengxing/index.html"


def shown(page: Page) -> set[str]:
    """The filing classes of the sections that can be seen."""
    return {found.get_attribute("data-d-class") or "" for found in page.locator(".d-section:visible").all()}


def test_a_class_is_chosen_kept_in_the_address_and_taken_back(watched: Watched) -> None:
    page = watched.open(DOSSIER)
    everything = shown(page)
    choice = page.get_by_role("navigation", name="Read by filing class")
    choice.get_by_role("link", name="Base data").click()
    assert page.url.endswith("?class=base")
    assert {name for name in shown(page) if "base" not in name.split()} == set()
    expect(page.locator(".d-brief")).to_be_hidden()
    expect(page.locator(".d-rail a[href='#log']")).to_be_hidden()
    expect(page.locator(".d-rail a[href='#people']")).to_be_visible()
    page.reload()
    expect(choice.locator("[aria-current]")).to_have_text("Base data")
    choice.get_by_role("link", name="All").click()
    assert shown(page) == everything
    assert page.url.endswith("index.html")
    assert watched.errors == []


def test_a_link_to_what_is_hidden_shows_it(watched: Watched) -> None:
    page = watched.open(f"{DOSSIER}?class=base")
    page.evaluate("location.hash = 'log'")
    expect(page.locator("#log")).to_be_visible()


def test_an_unknown_class_hides_nothing(watched: Watched) -> None:
    page = watched.open(f"{DOSSIER}?class=secret")
    expect(page.locator(".d-brief")).to_be_visible()


def test_paper_has_what_is_shown_and_says_which(watched: Watched) -> None:
    page = watched.open(f"{DOSSIER}?class=base")
    page.emulate_media(media="print")
    expect(page.locator(".d-classed")).to_have_text("Only what is filed under: Base data")
    expect(page.locator(".d-classes")).to_be_hidden()
    expect(page.locator("#log")).to_be_hidden()
    expect(page.locator("#profile")).to_be_visible()


@pytest.mark.parametrize("address", [DOSSIER, f"{DOSSIER}?class=base"])
def test_without_script_everything_is_there(browser: Browser, site: Path, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    path, _, query = address.partition("?")
    page.goto(f"{(site / path).as_uri()}?{query}")
    expect(page.locator(".d-classes")).to_be_hidden()
    expect(page.locator("#log")).to_be_visible()
    context.close()
