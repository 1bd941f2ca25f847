"""One built site for all processes; pages of it in the window that the tests of a process share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request

from tests.browser.chromium import Window
from tests.browser.pages import build_sample
from tests.conftest import made_once


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "sample-site", build_sample)


class Watched:
    """A page whose requests and console errors are written down."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page = page
        self.site = site
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.on("request", self._request)
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(("file:", "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, address: str) -> Page:
        path, mark, rest = address.partition("?")
        self.page.goto((self.site / path).as_uri() + mark + rest)
        return self.page


@pytest.fixture
def page(window: Window) -> Iterator[Page]:
    """Of the usual size of a small window."""
    with window.page(1280, 720) as page:
        yield page


@pytest.fixture
def watched(window: Window, site: Path) -> Iterator[Watched]:
    with window.page() as page:
        yield Watched(page, site)
