"""The main pages in a real browser, from `file://`."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import Looks
from tests.browser.conftest import Watched
from tests.browser.pages import LANGUAGES, WIDTHS, main_pages


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_foreign_request_and_no_error(watched: Watched, site: Path, lang: str) -> None:
    for address in main_pages(site, lang).values():
        page = watched.open(address)
        assert page.locator("h1").count() == 1, address
        assert page.locator("html").get_attribute("lang", timeout=1000), address
    assert watched.foreign == []
    assert watched.errors == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(browser: Browser, site: Path, lang: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    wide = []
    for name, address in main_pages(site, lang).items():
        page.goto((site / address).as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(name)
    context.close()
    assert wide == []


@pytest.mark.parametrize(("width", "lang"), list(zip(WIDTHS, LANGUAGES, strict=True)))
def test_axe_finds_nothing_serious(browser: Browser, site: Path, width: int, lang: str) -> None:
    """By day and by night: `Looks` takes each page through both schemes. A width in each language: it takes minutes."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    looks = Looks()
    found = []
    for name, address in main_pages(site, lang).items():
        page.goto((site / address).as_uri())
        found += [(name, *fault) for fault in looks.faults(page)]
    page.close()
    assert found == []
    assert len(looks.seen) > 300


def test_axe_would_find_a_button_without_a_name_and_ink_that_is_faint_by_night(watched: Watched) -> None:
    page = watched.open("en/products/index.html")
    looks = Looks()
    assert looks.faults(page) == []
    planted = "'<button></button>' + '<p>Words</p>'.repeat(4)"
    page.evaluate(f"document.querySelector('h1').insertAdjacentHTML('afterend', {planted})")
    page.add_style_tag(content="[data-md-color-scheme=slate] h1 ~ p:nth-of-type(4) { color: #444 }")
    assert {fault.rule for fault in looks.faults(page)} == {"button-name", "color-contrast"}
    assert {fault.rule for fault in looks.faults(page)} == {"button-name"}, "a look is not asked about again"
