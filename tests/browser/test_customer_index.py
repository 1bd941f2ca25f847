"""The customer index in use: search, filter, sort, share the view, download it, on a phone; all from `file://`."""

import csv
import io
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched

INDEX = "en/customers/index.html"


def names(page: Page) -> list[str]:
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
    first = [int(cell) for cell in page.locator("td[data-d-c=filled]").all_inner_texts()]
    assert head.get_attribute("aria-sort") in ("ascending", "descending")
    head.locator("button").click()
    second = [int(cell) for cell in page.locator("td[data-d-c=filled]").all_inner_texts()]
    assert first in (sorted(first), sorted(first, reverse=True))
    assert second == first[::-1]


def test_the_download_is_the_view(watched: Watched) -> None:
    page = watched.open(f"{INDEX}?stage=trading")
    with page.expect_download() as waiting:
        page.locator("[data-d-download]").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 1 + len(names(page))
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row)


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
