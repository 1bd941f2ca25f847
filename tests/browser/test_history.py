"""The history of a customer and the audit, filtered: from `file://`, by address, without script."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dangan.project import Project
from tests.archive import TODAY, files
from tests.browser.axe import Looks
from tests.browser.conftest import Watched
from tests.browser.pages import WIDTHS
from tests.conftest import write_files
from tests.history.replay import Made, replay

HISTORY = "en/customers/good/history/index.html"
PROFILE, PEOPLE = "customers/good/profile.yaml", "customers/good/people.yaml"
AUDIT = "en/audit/index.html"
TEAM = "zhou-wei:\n  names: {en: Zhou Wei}\n  emails: [zhou@x.example]\n  roles: [{role: reviewer, from: 2020-01-01}]\n"
REVIEWED = "Industry\n\nReviewed-by: Zhou Wei <zhou@x.example>"
NAMES = "li-mei:\n  names: {zh: 李梅}\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three changes: opened by one, the profile by another in May and reviewed, people by the first in July."""
    root = tmp_path_factory.mktemp("history")
    first = {path: data for path, data in files().items() if path != PEOPLE} | {"team.yaml": TEAM.encode()}
    second = first | {PROFILE: first[PROFILE] + b"industry: tools\n"}
    days = (datetime(2025, month, 5, tzinfo=UTC) for month in (1, 5, 7))
    seconds = [int(day.timestamp()) for day in days]
    replay(
        root / "archive",
        [
            Made(first, (), "Opened", "Ann <ann@x.example>", seconds=seconds[0]),
            Made(second, (0,), REVIEWED, "Bob <bob@x.example>", seconds=seconds[1]),
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


def test_the_audit_is_filtered_by_how_an_approval_is_known_by_person_and_by_finding(watched: Watched) -> None:
    page = watched.open(AUDIT)
    assert shown(page) == ["People", "Industry", "Opened"]
    page.get_by_label("Approval", exact=True).select_option(label="Only claimed")
    assert shown(page) == ["Industry"]
    page.get_by_role("button", name="Clear").click()
    page.get_by_label("Written by", exact=True).select_option(label="Ann")
    page.get_by_label("Finding", exact=True).select_option(label="Any finding")
    assert shown(page) == ["People"]
    assert "by=Ann" in page.url
    page.goto(f"{(watched.site / AUDIT).as_uri()}?approver=zhou-wei")
    assert shown(page) == ["Industry"]
    expect(page.locator("[data-d-count]")).to_have_text("1 of 3 changes")
    assert watched.errors == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_audit_fits_and_axe_finds_nothing_serious_in_it(browser: Browser, site: Path, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / AUDIT).as_uri())
    assert Looks().faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
