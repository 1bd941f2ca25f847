"""The main pages in a real browser, from `file://`."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import Watched
from tests.browser.pages import LANGUAGES, SCHEMES, WIDTHS, main_pages


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


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_serious(browser: Browser, site: Path, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    found = []
    for lang in LANGUAGES:
        for name, address in main_pages(site, lang).items():
            page.goto((site / address).as_uri())
            found += [
                (lang, name, fault["id"], fault["nodes"][0]["html"][:120])
                for fault in Axe().run(page).response["violations"]
                if fault["impact"] in ("serious", "critical")
            ]
    context.close()
    assert found == []
