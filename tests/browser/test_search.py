"""The search in use: the box on every page and the page of its own, by keyboard, on a phone, from `file://`."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, Request, expect

from dangan.project import Project
from tests.archive import TODAY, files
from tests.browser.axe import Looks
from tests.browser.conftest import Watched
from tests.browser.pages import LANGUAGES, WIDTHS
from tests.conftest import write_files

HOME = "en/index.html"
SEARCH = "en/search/index.html"
LARGEST = 100_000
"""Bytes fetched for the first ten results."""


@pytest.fixture
def asked(watched: Watched) -> list[Path]:
    """The files that the search has fetched."""
    found: list[Path] = []

    def note(request: Request) -> None:
        path = Path(unquote(urlsplit(request.url).path))
        if "search" in path.parts and path.suffix == ".js":
            found.append(path)

    watched.page.on("request", note)
    return found


@pytest.fixture
def box(watched: Watched, asked: list[Path]) -> Locator:
    """A page with the box open; nothing has been fetched before."""
    page = watched.open(HOME)
    assert asked == []
    page.keyboard.press("/")
    return page.locator("#d-search")


def options(page: Page | Locator) -> Locator:
    return page.locator("#d-search-hits [role=option]")


def ask(page: Page, words: str) -> None:
    expect(page.locator("#d-search [name=q]")).to_be_focused()
    page.keyboard.type(words)
    expect(options(page).first).to_be_visible()


def test_a_slash_opens_the_box_from_a_file(watched: Watched, box: Locator) -> None:
    field = box.get_by_role("combobox", name="Search")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    ask(box.page, "fengxing")
    assert watched.foreign == []
    assert watched.errors == []


def test_a_slash_that_is_typed_is_a_slash(watched: Watched) -> None:
    page = watched.open("en/customers/index.html")
    field = page.get_by_role("searchbox")
    field.press("/")
    expect(field).to_have_value("/")
    expect(page.locator("#d-search")).to_be_hidden()


def test_arrows_choose_enter_opens_and_escape_closes(box: Locator) -> None:
    keyboard, field, hits = box.page.keyboard, box.get_by_role("combobox"), options(box.page)
    ask(box.page, "锋行")
    expect(field).to_have_attribute("aria-expanded", "true")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    expect(hits.nth(1)).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == hits.nth(1).get_attribute("id")
    keyboard.press("ArrowUp")
    expect(hits.nth(0)).to_have_attribute("aria-selected", "true")
    keyboard.press("Escape")
    expect(box).to_be_hidden()
    keyboard.press("/")
    expect(hits.first).to_be_visible()
    keyboard.press("Enter")
    box.page.wait_for_url("**/customers/fengxing/index.html")


def test_arrows_go_round_by_way_of_the_field(box: Locator) -> None:
    ask(box.page, "锋行")
    box.page.keyboard.press("ArrowUp")
    expect(options(box.page).last).to_have_attribute("aria-selected", "true")
    box.page.keyboard.press("ArrowDown")
    expect(box.locator("[aria-selected=true]")).to_have_count(0)
    expect(box.get_by_role("combobox")).not_to_have_attribute("aria-activedescendant", re.compile("."))


def test_enter_without_a_choice_shows_everything(box: Locator) -> None:
    page = box.page
    ask(page, "电池")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    assert unquote(urlsplit(page.url).query) == "q=电池"
    expect(page.locator("li.d-hit")).to_have_count(10)
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    expect(page.locator("[data-d-count]")).to_have_text(f"{page.locator('li.d-hit').count()} results")


def test_names_stand_first_with_what_was_found_marked(box: Locator) -> None:
    ask(box.page, "lin")
    expect(box.get_by_role("group").first).to_have_accessible_name("By name")
    first = options(box.page).first
    expect(first).to_contain_text("Lin Yue 林悦 Colleague")
    assert first.locator("mark").all_inner_texts() == ["Lin", "林"]
    expect(options(box.page).last).to_have_attribute("href", re.compile(r"search/index\.html\?q=lin$"))


def test_what_an_input_method_composes_is_not_searched_and_its_enter_goes_nowhere(
    box: Locator, asked: list[Path]
) -> None:
    keys = box.page.context.new_cdp_session(box.page)
    compose(keys, "dian'chi")
    box.page.wait_for_timeout(300)
    assert not [path for path in asked if path.parent.name == "s"]
    enter = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
    keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **enter})
    keys.send("Input.insertText", {"text": "电池"})
    expect(options(box.page).first).to_be_visible()
    assert box.page.url.endswith(HOME)


def compose(keys: CDPSession, text: str) -> None:
    for end in range(1, len(text) + 1):
        keys.send("Input.imeSetComposition", {"text": text[:end], "selectionStart": end, "selectionEnd": end})


def test_it_says_when_nothing_is_found_and_when_too_little_was_typed(box: Locator) -> None:
    for words, answer in (("zzzyq", "Nothing found"), ("。", "Type a letter")):
        box.get_by_role("combobox").fill(words)
        expect(box.get_by_role("status")).to_contain_text(answer)
        expect(options(box.page)).to_have_count(0)


@pytest.mark.parametrize("words", ["电池", "lin", "battery price", "电池 价格"])
def test_ten_results_cost_less_than_a_hundred_kilobytes(box: Locator, asked: list[Path], words: str) -> None:
    """With the scripts."""
    ask(box.page, words)
    assert len(asked) > 10
    assert sum(path.stat().st_size for path in asked) < LARGEST


def test_filters_stay_in_the_address_and_say_when_they_are_to_blame(watched: Watched) -> None:
    page = watched.open(f"{SEARCH}?q=电池")
    hits = page.locator("li.d-hit")
    expect(hits).to_have_count(10)
    page.get_by_label("Custodian").select_option("he-qing")
    expect(page.locator("[data-d-count]")).to_have_text("7 results")
    assert "custodian=he-qing" in page.url
    found = hits.all_inner_texts()
    page.goto(page.url)
    expect(page.locator("[data-d-count]")).to_have_text("7 results")
    assert hits.all_inner_texts() == found
    page.get_by_label("Kind").select_option("colleague")
    expect(page.locator("[data-d-none]")).to_have_text(re.compile("with these filters"))
    page.get_by_label("Search everything").fill("zzzyq")
    expect(page.locator("[data-d-none]")).to_have_text(re.compile("fewer or other words"))
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-d-count]")).to_have_text("Type what you are looking for.")
    assert "?" not in page.url
    assert watched.errors == []


def test_a_search_is_kept_and_let_go(watched: Watched) -> None:
    page = watched.open(f"{SEARCH}?q=电池&custodian=he-qing")
    page.get_by_role("button", name="Keep this search").click()
    page = watched.open(SEARCH)
    kept = page.get_by_role("link", name="电池 · He Qing")
    kept.click()
    expect(page.locator("[data-d-count]")).to_have_text("7 results")
    expect(page.get_by_role("button", name="Keep this search")).to_be_hidden()
    page.get_by_role("button", name="Remove").click()
    expect(kept).to_have_count(0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_a_phone_the_box_is_the_screen(browser: Browser, site: Path, lang: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((site / lang / "customers/fengxing/index.html").as_uri())
    page.locator(".d-find-it").tap()
    ask(page, "电池")
    assert page.locator("#d-search").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    options(page).first.tap()
    page.wait_for_url("**/products/*/index.html")
    context.close()


@pytest.mark.parametrize(("width", "lang"), list(zip(WIDTHS, LANGUAGES, strict=True)))
def test_axe_finds_nothing_in_the_open_box_and_on_the_page(browser: Browser, site: Path, width: int, lang: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    looks = Looks()
    page.goto((site / lang / "index.html").as_uri())
    page.locator(".d-find-it").click()
    ask(page, "lin")
    page.keyboard.press("ArrowDown")
    assert looks.faults(page) == []
    page.goto((site / lang / "search/index.html").as_uri() + "?q=电池")
    expect(page.locator("li.d-hit")).to_have_count(10)
    assert looks.faults(page) == []
    page.close()


def test_a_site_below_another_asks_its_own_index(
    watched: Watched, asked: list[Path], site: Path, tmp_path: Path
) -> None:
    """As a site of the past lies below that of today."""
    inner = tmp_path / "site/at/abc"
    for part in ("assets", "search"):
        shutil.copytree(site / part, inner / part)
    shutil.copytree(site / "en/search", inner / "en/search")
    page = watched.page
    page.goto(f"{(inner / SEARCH).as_uri()}?q=电池")
    expect(page.locator("li.d-hit")).to_have_count(10)
    assert all(path.is_relative_to(inner) for path in asked)
    addresses = page.locator("li.d-hit a").evaluate_all("links => links.map((link) => link.href)")
    assert all(address.startswith(inner.as_uri()) for address in addresses)


def test_without_an_index_it_says_so(watched: Watched, site: Path, tmp_path: Path) -> None:
    for part in ("assets", "en/search"):
        shutil.copytree(site / part, tmp_path / part)
    page = watched.page
    page.goto(f"{(tmp_path / SEARCH).as_uri()}?q=电池")
    expect(page.locator("[data-d-none]")).to_contain_text("could not be loaded")


def test_without_script_the_box_leads_to_a_page_that_says_what_it_needs(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / HOME).as_uri())
    page.locator(".d-find-it").click()
    assert page.url.endswith(SEARCH)
    assert "Searching needs JavaScript" in (page.locator("noscript").text_content() or "")
    expect(page.locator("[data-d-search] form")).to_be_hidden()
    context.close()


HARM = '<img src=x onerror="window.harmed=1">'


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A customer, a person, a summary and an industry that mean harm."""
    root = tmp_path_factory.mktemp("attacked")
    name = json.dumps(f"{HARM} </script><script>window.harmed=2</script> harmful")
    profile = files()["customers/good/profile.yaml"].decode() + f"industry: {name}\nsummary: {name}\n"
    changed = {
        "customers/good/profile.yaml": re.sub(r"names: .*", f"names: {{en: {name}}}", profile),
        "customers/good/people.yaml": f"li-mei:\n  names: {{en: {name}}}\n",
    }
    write_files(root / "archive", {**files(), **changed})
    Project.open(root / "archive", today=TODAY).build(root / "site", languages=["en"])
    return root / "site"


def test_names_that_mean_harm_are_shown_as_text(browser: Browser, attacked: Path) -> None:
    page = browser.new_page()
    page.goto((attacked / HOME).as_uri())
    page.keyboard.press("/")
    ask(page, "harmful")
    expect(options(page).first).to_contain_text(HARM)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=harmful")
    expect(page.locator("li.d-hit").first).to_contain_text(HARM)
    assert page.locator("main img, [data-d-search] img, dialog img").count() == 0
    assert page.evaluate("window.harmed") is None
    page.close()
