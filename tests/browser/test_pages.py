"""The main pages in a real browser, from `file://`."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import Looks
from tests.browser.chromium import Window
from tests.browser.conftest import Watched
from tests.browser.pages import LANGUAGES, WIDTHS, main_pages
from tests.conftest import made_once, write_files

OTHER = {"en": "zh", "zh": "en"}


AXE_AT = dict(zip(LANGUAGES, WIDTHS, strict=True))
"""axe takes longest, so each language has one width."""


@dataclass
class Walk:
    """What was seen of the main pages of one language, each opened once: on a phone, in a wide window, by axe by day
    and by night, and left for the same page of the other language.
    """

    headings: dict[str, int] = field(default_factory=dict)
    langs: dict[str, str] = field(default_factory=dict)
    wide: list[tuple[str, int]] = field(default_factory=list)
    faults: list[tuple[str, str, str]] = field(default_factory=list)
    looks: int = 0
    others: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The address and the language of what the link leads to."""
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walk(request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Walk]:
    """Once for all processes."""

    def of(lang: str) -> Walk:
        def make(folder: Path) -> None:
            found = walked(request.getfixturevalue("window"), site, lang)
            write_files(folder, {"walk.json": json.dumps(asdict(found))})

        kept = made_once(tmp_path_factory, f"walk-{lang}", make) / "walk.json"
        return Walk(**json.loads(kept.read_text(encoding="utf-8")))

    return cache(of)


def walked(window: Window, site: Path, lang: str) -> Walk:
    with window.page(min(WIDTHS), 844) as page:
        watched, looks = Watched(page, site), Looks()
        found = Walk(foreign=watched.foreign, errors=watched.errors)
        for name, address in main_pages(site, lang).items():
            page.emulate_media(color_scheme="light")
            page.set_viewport_size({"width": min(WIDTHS), "height": 844})
            watched.open(address)
            found.headings[name] = page.locator("h1").count()
            found.langs[name] = page.locator("html").get_attribute("lang", timeout=1000) or ""
            for width in sorted(WIDTHS, key=lambda width: width == AXE_AT[lang]):
                page.set_viewport_size({"width": width, "height": 844})
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    found.wide.append((name, width))
            found.faults += [(name, *fault) for fault in looks.faults(page)]
            if name != "not-found":
                found.others[name] = left_for_the_other(page, site, lang)
        found.looks = len(looks.seen)
    return found


def left_for_the_other(page: Page, site: Path, lang: str) -> tuple[str, str]:
    """Where a click on the other language leads. What is there is looked at on the walk in that language."""
    before = page.url
    page.locator(f".d-lang[hreflang={OTHER[lang]}]").click(no_wait_after=True)
    page.wait_for_url(lambda url: url != before, wait_until="commit")
    address = page.url.split("?")[0].removeprefix(f"{site.as_uri()}/")
    return address, page.locator("html").get_attribute("lang", timeout=5000) or ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_foreign_request_and_no_error(walk: Callable[[str], Walk], lang: str) -> None:
    found = walk(lang)
    assert [name for name, number in found.headings.items() if number != 1] == []
    assert [name for name, said in found.langs.items() if said != lang and name != "not-found"] == []
    assert found.langs["not-found"]
    assert found.foreign == []
    assert found.errors == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_screen(walk: Callable[[str], Walk], lang: str, width: int) -> None:
    assert [name for name, at in walk(lang).wide if at == width] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_language_link_leads_to_the_same_page(walk: Callable[[str], Walk], site: Path, lang: str) -> None:
    other = OTHER[lang]
    same = {
        name: (address.replace(f"{lang}/", f"{other}/", 1), other)
        for name, address in main_pages(site, lang).items()
        if name != "not-found"
    }
    assert {name: (address, said) for name, (address, said) in walk(lang).others.items()} == same


@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_serious(walk: Callable[[str], Walk], lang: str) -> None:
    """By day and by night: `Looks` takes each page through both schemes."""
    assert walk(lang).faults == []
    assert walk(lang).looks > 300


def test_axe_would_find_a_button_without_a_name_and_ink_that_is_faint_by_night(watched: Watched) -> None:
    page = watched.open("en/products/index.html")
    looks = Looks()
    assert looks.faults(page) == []
    planted = "'<button></button>' + '<p>Words</p>'.repeat(4)"
    page.evaluate(f"document.querySelector('h1').insertAdjacentHTML('afterend', {planted})")
    page.add_style_tag(content="[data-md-color-scheme=slate] h1 ~ p:nth-of-type(4) { color: #444 }")
    assert {fault.rule for fault in looks.faults(page)} == {"button-name", "color-contrast"}
    assert {fault.rule for fault in looks.faults(page)} == {"button-name"}, "a look is not asked about again"
