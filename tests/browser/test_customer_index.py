"""The customer index in use: search, filter, sort, share the view, download it, on a phone; all from `file://`."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dangan.layout import packaged_root
from tests.browser.conftest import Watched
from tests.site_views.support import archive, profile
from tests.site_views.support import site as made_site

INDEX, OWN, DEPUTY = (f"en/{page}/index.html" for page in ("customers", "team/chen-li", "team/zhou-wei"))


def settled(page: Page) -> None:
    """What was asked for last has been loaded and drawn."""
    expect(page.locator("[data-d-index]")).not_to_have_attribute("aria-busy", "true")


def names(page: Page) -> list[str]:
    settled(page)
    return page.locator("[data-d-index] tbody th a").all_inner_texts()


def test_search_by_name_pinyin_initials_and_city(watched: Watched) -> None:
    page = watched.open(INDEX)
    everybody = names(page)
    assert len(everybody) >= 7
    for asked in ("锋行", "fengxing", "永康", "yongkang"):
        page.get_by_role("searchbox").fill(asked)
        expect(page.locator("[data-d-index] tbody tr")).to_have_count(1)
    page.get_by_role("searchbox").fill("nobody at all")
    expect(page.locator("[data-d-none]")).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-d-index] tbody th a")).to_have_text(everybody)  # a form is empty only after its reset
    assert watched.errors == []


def test_a_filtered_view_can_be_sent_to_a_colleague(watched: Watched) -> None:
    page = watched.open(INDEX)
    everybody = names(page)
    page.get_by_label("Stage").select_option("trading")
    page.locator("th[data-d-sort=due] button").click()
    seen = names(page)
    assert 1 < len(seen) < len(everybody)
    assert "stage=trading" in page.url
    assert "sort=" in page.url
    counted = page.locator("[data-d-count]").inner_text()
    assert str(len(seen)) in counted
    page.goto(page.url)
    assert names(page) == seen
    assert page.locator("[data-d-count]").inner_text() == counted


def test_sorting_says_so_and_turns_round(watched: Watched) -> None:
    page = watched.open(INDEX)
    head = page.locator("th[data-d-sort=filled]")
    head.locator("button").click()
    settled(page)
    first = [int(cell) for cell in page.locator("td[data-d-c=filled]").all_inner_texts()]
    assert head.get_attribute("aria-sort") in ("ascending", "descending")
    head.locator("button").click()
    settled(page)
    second = [int(cell) for cell in page.locator("td[data-d-c=filled]").all_inner_texts()]
    assert first in (sorted(first), sorted(first, reverse=True))
    assert second == first[::-1]


def test_the_download_is_the_view(watched: Watched) -> None:
    page = watched.open(f"{INDEX}?stage=trading")
    settled(page)
    with page.expect_download() as waiting:
        page.locator("[data-d-download]").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + len(names(page))
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_a_first_look_loads_no_data_and_a_search_only_what_it_needs(watched: Watched) -> None:
    asked: list[str] = []
    watched.page.on("request", lambda request: asked.append(request.url.rpartition("/assets/")[2]))
    page = watched.open(INDEX)
    data = {"data/customers.en.js", "data/customers.en.0.js"}
    assert data.isdisjoint(asked)
    page.get_by_role("searchbox").fill("fengxing")
    expect(page.locator("[data-d-index] tbody tr")).to_have_count(1)
    assert [name for name in asked if name.startswith("data/customers")] == sorted(data, reverse=True), "each file once"


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of 450 customers, every third of them prospects and one in ten with a deputy, and the pages of both
    colleagues, with their scripts and nothing else.
    """
    stages = ("trading", "new", "prospect")
    files = {
        f"customers/c-{n:03}/profile.yaml": profile(
            f"c-{n:03}", f"Firm {n:03}", stages[n % 3], "" if n % 10 else "deputy: zhou-wei\n"
        )
        for n in range(450)
    }
    made, folder = made_site(archive(files)), tmp_path_factory.mktemp("long")
    pages = {
        page: f'<!doctype html><html lang="en"><title>x</title><body>{made.body(page.removeprefix("en/"))}'.encode()
        for page in (INDEX, OWN, DEPUTY)
    }
    script = (packaged_root() / "site_templates/assets/customers.js").read_bytes()
    for address, data in {**pages, "assets/customers.js": script, **made.assets()}.items():
        place = folder / address
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


def test_all_of_many_are_filtered_sorted_and_searched(page: Page, long_site: Path) -> None:
    watched = Watched(page, long_site)
    watched.open(INDEX)
    assert names(page) == [f"Firm {n:03}" for n in range(100)]
    page.get_by_role("button", name="Show more").click()
    assert names(page) == [f"Firm {n:03}" for n in range(200)]
    page.get_by_label("Stage").select_option("prospect")
    assert names(page) == [f"Firm {n:03}" for n in range(2, 302, 3)]
    expect(page.locator("[data-d-count]")).to_have_text("150 of 450 customers")
    page.locator("th[data-d-sort=name] button").click()
    page.locator("th[data-d-sort=name] button").click()
    assert names(page)[:2] == ["Firm 449", "Firm 446"]
    page.get_by_role("searchbox").fill("c-44")
    assert names(page) == ["Firm 449", "Firm 446", "Firm 443", "Firm 440"]
    assert page.locator("[data-d-index] tbody th a").first.get_attribute("href") == "c-449/index.html"
    assert watched.errors == []


def test_a_colleague_has_the_same_list_of_own_customers(page: Page, long_site: Path) -> None:
    asked = list[str]()
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    watched = Watched(page, long_site)
    watched.open(OWN)
    assert names(page) == [f"Firm {n:03}" for n in range(50)]
    assert asked == ["index.html", "customers.js"], "nothing is loaded until somebody asks"
    page.get_by_role("button", name="Show more").click()
    assert names(page) == [f"Firm {n:03}" for n in range(150)]
    page.get_by_label("Stage").select_option("prospect")
    assert names(page) == [f"Firm {n:03}" for n in range(2, 302, 3)]
    expect(page.locator("[data-d-count]")).to_have_text("150 of 450 customers")
    assert page.locator("[data-d-index] tbody th a").first.get_attribute("href") == "../../customers/c-002/index.html"
    assert watched.errors == []


def test_whose_customers_they_are_as_a_deputy_is_a_filter_too(page: Page, long_site: Path) -> None:
    watched = Watched(page, long_site)
    watched.open(DEPUTY)
    assert names(page) == []
    page.locator("summary", has_text="Deputy for 45 customers").click()
    page.get_by_role("link", name="25 more customers").click()
    assert names(page) == [f"Firm {n:03}" for n in range(0, 450, 10)]
    expect(page.locator("[data-d-count]")).to_have_text("45 of 45 customers")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-d-count]")).to_have_text("0 of 0 customers")
    assert watched.errors == []


def test_a_row_that_is_drawn_later_is_as_those_of_the_page(page: Page, long_site: Path) -> None:
    Watched(page, long_site).open(INDEX)
    told = "c => [c.dataset.dC, c.className, c.dataset.dLabel, c.innerText]"
    rows = f"e => Array.from(e.rows, r => Array.from(r.cells, {told}))"
    body = page.locator("[data-d-index] tbody")
    first = body.evaluate(rows)
    page.locator("th[data-d-sort=name] button").click()
    settled(page)
    assert body.evaluate(rows) == first


def test_a_lost_piece_is_said(page: Page, long_site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(long_site, copy)
    (copy / "assets/data/customers.en.2.js").unlink()
    Watched(page, copy).open(f"{INDEX}?sort=-name")
    expect(page.locator("[data-d-count]")).to_contain_text("could not be loaded")
    assert len(names(page)) == 100


def test_without_scripts_the_first_are_there_and_a_way_on(browser: Browser, long_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((long_site / INDEX).as_uri())
    expect(page.locator("[data-d-index] tbody tr")).to_have_count(100)
    expect(page.locator("noscript a")).to_have_attribute("href", "../customers.all/index.html")
    context.close()


def test_on_a_phone_a_row_is_an_entry_with_its_labels(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((site / INDEX).as_uri())
    row = page.get_by_role("row", name="Fengxing").first
    box = row.bounding_box()
    assert box
    assert box["width"] <= 390
    assert box["height"] > 40
    assert page.get_by_role("rowheader").count() >= 7, "it is still a table to who cannot see it"
    context.close()
