"""axe's findings of impact serious or critical: the rules once for a page, the colours for each scheme."""

from pathlib import Path
from typing import NamedTuple

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.pages import SCHEMES

QUESTIONS = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8")


class Fault(NamedTuple):
    rule: str
    markup: str


class Looks:
    """What axe says of pages in one window; a look that one page has shown is not asked about again on the next."""

    def __init__(self) -> None:
        self.seen: set[str] = set()

    def faults(self, page: Page) -> list[Fault]:
        """All of the page as it stands, then its colours by day and by night."""
        page.evaluate(AXE_SCRIPT + QUESTIONS)
        found = page.evaluate("danganAxe.rules()")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=PAINTED[scheme])
            faults, looks = page.evaluate("seen => danganAxe.colours(seen)", list(self.seen))
            found += faults
            self.seen.update(looks)
        return [Fault(*fault) for fault in found]


PAINTED = {"light": "default", "dark": "slate"}
"""What the frame writes on the body when it has taken a scheme."""
