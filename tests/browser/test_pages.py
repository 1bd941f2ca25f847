"""The main pages in a real browser, from `file://`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.axe import Looks
from tests.browser.conftest import Watched
from tests.browser.pages import LANGUAGES, WIDTHS, main_pages


@dataclass
class Walk:
    """What was seen of the main pages of one language, each opened once: on a phone, then in a wide window."""

    headings: dict[str, int] = field(default_factory=dict)
    langs: dict[str, str] = field(default_factory=dict)
    wide: list[tuple[str, int]] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walk(browser: Browser, site: Path) -> Callable[[str], Walk]:
    return cache(lambda lang: walked(browser, site, lang))


def walked(browser: Browser, site: Path, lang: str) -> Walk:
    context = browser.new_context(viewport={"width": min(WIDTHS), "height": 844}, locale="en-GB")
    watched = Watched(context.new_page(), site)
    found = Walk(foreign=watched.foreign, errors=watched.errors)
    for name, address in main_pages(site, lang).items():
        watched.page.set_viewport_size({"width": min(WIDTHS), "height": 844})
        page = watched.open(address)
        found.headings[name] = page.locator("h1").count()
        found.langs[name] = page.locator("html").get_attribute("lang", timeout=1000) or ""
        for width in sorted(WIDTHS):
            page.set_viewport_size({"width": width, "height": 844})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.wide.append((name, width))
    context.close()
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_foreign_request_and_no_error(walk: Callable[[str], Walk], lang: str) -> None:
    found = walk(lang)
    assert [name for name, number in found.headings.items() if number != 1] == []
    assert [name for name, said in found.langs.items() if not said] == []
    assert found.foreign == []
    assert found.errors == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(walk: Callable[[str], Walk], lang: str, width: int) -> None:
    assert [name for name, at in walk(lang).wide if at == width] == []


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
