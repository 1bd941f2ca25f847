"""The frame in a real browser, opened from the disk as a visitor without a server would."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dangan.site.serve import running
from tests.browser.chromium import Window
from tests.hosts import hosted
from tests.site_frame.conftest import build

pytestmark = pytest.mark.browser
DOSSIER = "en/customers/fengxing/index.html"
NIGHT, DAY = "slate", "default"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    for path, text in {
        "docs/en/about.md": "# About\n\nSee the [customers](customers/index.md).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "docs/en/guide/visits.md": "# Visits\n\n## First\n\n```\n" + 60 * "code " + "\n```\n",
        "docs/zh/about.md": "# 关于\n\n正文。\n",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    build(root, root / "site")
    for name in ("dangan.css", "dangan.js"):
        (root / "site/assets" / name).touch()
    return root / "site"


@pytest.fixture
def page(window: Window) -> Iterator[Page]:
    with window.page(390, 800) as page:
        page.emulate_media(color_scheme="light")
        yield page


def open_page(page: Page, site: Path, address: str) -> Page:
    page.goto((site / address).as_uri())
    return page


def expect_scheme(page: Page, wanted: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", wanted)


def test_the_keyboard_reaches_skip_link_and_drawer(page: Page, built: Path) -> None:
    open_page(page, built, DOSSIER)
    drawer = page.locator("#d-drawer")
    page.keyboard.press("Tab")
    expect(page.locator(".d-skip")).to_be_focused()
    expect(page.locator(".d-skip")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".d-menu")).to_be_focused()
    expect(drawer).to_be_hidden()
    page.keyboard.press("Enter")
    expect(drawer).to_be_visible()
    assert page.evaluate("document.activeElement.closest('#d-drawer') !== null")
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.locator(".d-menu")).to_be_focused()
    page.keyboard.press("Enter")
    page.locator("#d-drawer a", has_text="Customers").click()
    expect(page).to_have_url((built / "en/customers/index.html").as_uri())


def test_the_skip_link_leads_to_the_content(page: Page, built: Path) -> None:
    open_page(page, built, DOSSIER)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#d-main")).to_be_focused()


def test_colours_follow_the_device_until_the_reader_chooses(page: Page, built: Path) -> None:
    open_page(page, built, DOSSIER)
    button = page.locator(".d-scheme")
    expect_scheme(page, DAY)
    page.emulate_media(color_scheme="dark")
    expect_scheme(page, NIGHT)
    expect(button).to_have_accessible_name("Colours: as the device")
    button.click()
    expect(button).to_have_accessible_name("Colours: light")
    expect_scheme(page, DAY)
    button.click()
    expect(button).to_have_accessible_name("Colours: dark")
    page.emulate_media(color_scheme="light")
    page.goto((built / "zh/about.html").as_uri())
    expect_scheme(page, NIGHT)


def test_the_language_goes_along_with_filter_and_place(page: Page, built: Path) -> None:
    page.goto((built / "en/customers/index.html").as_uri() + "?seg=A#top")
    page.locator(".d-lang").click()
    expect(page).to_have_url((built / "zh/customers/index.html").as_uri() + "?seg=A#top")
    page.goto((built / "index.html").as_uri())
    expect(page).to_have_url((built / "zh/index.html").as_uri())


@pytest.mark.parametrize(("locale", "lang"), [("en-GB", "en"), ("zh-CN", "zh"), ("fr-FR", "zh")])
def test_the_root_leads_to_the_readers_language(browser: Browser, built: Path, locale: str, lang: str) -> None:
    made = browser.new_context(locale=locale)
    page = open_page(made.new_page(), built, "index.html")
    expect(page).to_have_url((built / lang / "index.html").as_uri())
    made.close()


def test_the_root_has_links_for_those_without_scripts(browser: Browser, built: Path) -> None:
    made = browser.new_context(java_script_enabled=False)
    page = open_page(made.new_page(), built, "index.html")
    assert [link.get_attribute("href") for link in page.locator("a").all()] == ["zh/index.html", "en/index.html"]
    made.close()


def test_the_footer_says_for_whom_of_when_and_from_what(page: Page, built: Path) -> None:
    open_page(page, built, DOSSIER)
    expect(page.locator(".d-foot__build")).to_have_text("Internal · for 2026-11-21, from 4f2c91ab")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("address", [DOSSIER, "en/about.html", "en/guide/visits.html", "zh/about.html", "404.html"])
def test_axe_finds_nothing_and_nobody_else_is_asked(
    page: Page, built: Path, address: str, width: int, colours: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((built / address).as_uri())
    page.wait_for_load_state("networkidle")
    assert errors == []
    assert asked
    assert [url for url in asked if not url.startswith(built.as_uri())] == []
    found = Axe().run(page).response["violations"]
    assert [(violation["id"], [node["html"] for node in violation["nodes"]]) for violation in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_nothing_in_the_open_drawer(page: Page, built: Path) -> None:
    open_page(page, built, DOSSIER)
    page.locator(".d-menu").click()
    assert Axe().run(page).response["violations"] == []


def test_print_has_no_furniture_and_is_light(page: Page, built: Path) -> None:
    open_page(page, built, DOSSIER)
    page.emulate_media(media="print", color_scheme="dark")
    for part in (".d-head", ".d-tabs", ".d-skip", ".d-foot__about"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".d-foot__build")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_code_is_set_in_a_fixed_width(page: Page, built: Path) -> None:
    open_page(page, built, "en/guide/visits.html")
    family = page.locator("pre code").evaluate("element => getComputedStyle(element).fontFamily")
    assert "monospace" in family


@pytest.mark.parametrize(
    "path",
    ["//evil.example/x/gone", "//evil.example/en/gone", "/%2F/evil.example/gone", "/\\\\evil.example/gone", "/gone"],
)
def test_a_missing_page_asks_nobody_else_whatever_its_address(page: Page, built: Path, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with running(built, "127.0.0.1", 0) as address:
        page.goto(address.rstrip("/") + path)
        page.wait_for_load_state("networkidle")
        assert len(asked) > 1
        assert [url for url in asked if not url.startswith(address)] == []
        found = page.evaluate("[...document.querySelectorAll('[href], [src]')].map(x => x.href || x.src)")
        assert found
        assert [url for url in found if url and not url.startswith(address)] == []


def test_a_missing_page_finds_the_root_of_the_site(page: Page, built: Path) -> None:
    with hosted(built.parent) as address:
        shutil.copy(built / "404.html", built.parent / "404.html")
        page.goto(f"{address}site/en/customers/gone/index.html")
        assert page.evaluate("document.baseURI") == f"{address}site/"
        page.click("li a[hreflang=en]")
        expect(page).to_have_url(f"{address}site/en/index.html")
