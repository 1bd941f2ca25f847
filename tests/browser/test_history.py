"""The history of a customer, filtered: from `file://`, by address, without script."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dangan.project import Project
from tests.archive import TODAY, files
from tests.browser.conftest import Watched
from tests.conftest import write_files
from tests.history.replay import Made, replay

HISTORY = "en/customers/good/history/index.html"
PROFILE, PEOPLE = "customers/good/profile.yaml", "customers/good/people.yaml"
NAMES = "li-mei:\n  names: {zh: 李梅}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three changes: opened by one, the profile by another in May, people by the first in July."""
    root = tmp_path_factory.mktemp("history")
    first = {path: data for path, data in files().items() if path != PEOPLE}
    second = first | {PROFILE: first[PROFILE] + b"industry: tools\n"}
    days = (datetime(2025, month, 5, tzinfo=UTC) for month in (1, 5, 7))
    seconds = [int(day.timestamp()) for day in days]
    replay(
        root / "archive",
        [
            Made(first, (), "Opened", "Ann <ann@x.example>", seconds=seconds[0]),
            Made(second, (0,), "Industry", "Bob <bob@x.example>", seconds=seconds[1]),
            Made({**second, PEOPLE: NAMES}, (1,), "People", "Ann <ann@x.example>", seconds=seconds[2]),
        ],
    )
    write_files(root / "archive", {**second, PEOPLE: NAMES})
    Project.open(root / "archive", today=TODAY).build(root / "site", languages=["en"])
    return root / "site"


def shown(page: Page) -> list[str]:
    return [found.inner_text() for found in page.locator(".d-change:visible .d-subject").all()]


def test_person_section_and_day_choose_and_stay_in_the_address(watched: Watched) -> None:
    page = watched.open(HISTORY)
    assert len(shown(page)) == 3
    page.get_by_label("Who", exact=True).select_option(label="Ann")
    assert len(shown(page)) == 2
    page.get_by_label("Section", exact=True).select_option(label="People")
    assert len(shown(page)) == 1
    expect(page.locator("[data-d-count]")).to_have_text("1 of 3 changes")
    page.reload()
    assert len(shown(page)) == 1
    expect(page.get_by_label("Who", exact=True)).to_have_value("Ann")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-d-count]")).to_have_text("3 changes")
    assert page.url.endswith("index.html")
    assert watched.errors == []


def test_days_are_bounds_that_count_themselves(watched: Watched) -> None:
    page = watched.open(f"{HISTORY}?from=2025-05-05&to=2025-05-05")
    expect(page.locator(".d-change:visible time")).to_have_text("5 May 2025")
    page.get_by_label("From", exact=True).fill("2026-01-01")
    expect(page.locator("[data-d-none]")).to_be_visible()


def test_without_script_all_is_there(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{(site / HISTORY).as_uri()}?by=Ann")
    expect(page.locator("[data-d-history-filter]")).to_be_hidden()
    assert len(shown(page)) == 3
    context.close()
