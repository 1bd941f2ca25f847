"""A real browser: the one on this machine, else Playwright's own; and a window of it that tests share."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
]
"""No sandbox, because CI runs as root; no talk of its own, because every request counts as the page's."""


@contextmanager
def chromium() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True)
class Window:
    """Where the pages of many tests stand one after another: a context of its own, with the process that draws in it,
    costs more than what most tests do there. `keeper` is the page that stays, so that the process does.
    """

    context: BrowserContext
    keeper: Page

    @contextmanager
    def page(self, width: int = 1440, height: int = 900) -> Iterator[Page]:
        """A new page; what it kept in the browser, and what it opened, goes with it."""
        page = self.context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        try:
            yield page
        finally:
            for opened in self.context.pages:
                if opened is not self.keeper:
                    opened.close()
            self.keeper.evaluate("localStorage.clear()")


@contextmanager
def window_of(browser: Browser) -> Iterator[Window]:
    with tempfile.TemporaryDirectory() as scratch:
        empty = Path(scratch) / "empty.html"
        empty.write_text("<!doctype html><title>-</title>", encoding="utf-8")
        context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
        keeper = context.new_page()
        keeper.goto(empty.as_uri())  # all that lies on a disk shares what it keeps
        try:
            yield Window(context, keeper)
        finally:
            context.close()
