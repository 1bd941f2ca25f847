"""Links, languages, the drawer's pages, paper."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from tests.browser.conftest import Watched
from tests.hosts import hosted

DOSSIER = "customers/fengxing/index.html"
LEFT = "net::ERR_ABORTED"
"""How a request ends whose page has been left by a click meanwhile."""


def links(page: Path) -> Iterator[str]:
    for found in re.findall(r'\s(?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
        yield html.unescape(found)


def test_every_link_inside_the_site_leads_somewhere(site: Path) -> None:
    lost = []
    anchors: dict[Path, set[str]] = {}
    for page in sorted(site.rglob("*.html")):
        for link in links(page):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or page.name == "404.html":
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if not target.is_file():
                lost.append(f"{page.relative_to(site)} → {link}")
            elif parts.fragment and target.suffix == ".html":
                if target not in anchors:
                    anchors[target] = set(re.findall(r'\sid="([^"]*)"', target.read_text(encoding="utf-8")))
                if html.escape(unquote(parts.fragment)) not in anchors[target]:
                    lost.append(f"{page.relative_to(site)} → {link} (no such place on the page)")
    assert lost == []


def test_links_leave_the_site_only_for_the_forge_and_what_was_recorded(site: Path) -> None:
    hosts = {urlsplit(link).netloc for page in site.rglob("*.html") for link in links(page)}
    foreign = {host for host in hosts if host and not host.endswith(".example")}
    assert foreign <= {"squidfunk.github.io", "www.mkdocs.org"}, "the credits of the theme, on the page about the site"


def test_note_a_contact_opens_the_forges_editor_with_todays_date(watched: Watched) -> None:
    page = watched.open(f"en/{DOSSIER}")
    link = page.get_by_role("link", name="Note a contact").first
    link.hover()
    link.focus()
    href = link.get_attribute("href") or ""
    assert href.startswith("https://git.example/hailan/archive/_new/main/customers/zhejiang/fengxing/log")
    assert len(href.encode()) < 6000
    for word in ("date", "medium", "people"):
        assert word in unquote(href)


def test_paper_has_no_navigation_and_stays_inside_its_margins(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport={"width": 794, "height": 1123}, color_scheme="dark")
    page = context.new_page()
    page.goto((site / "zh" / DOSSIER).as_uri())
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".d-head", ".d-tool", ".d-rail"):
        assert page.locator(gone).first.is_hidden(), gone
    assert page.evaluate("document.documentElement.scrollWidth") <= 794
    ink, paper = page.evaluate(
        "(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] })()"
    )
    assert sum(map(int, re.findall(r"\d+", ink)[:3])) < 200, "dark ink on paper, also for who reads in the dark"
    assert paper in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 2
    context.close()


def test_a_sub_path_of_a_web_server_serves_as_well(browser: Browser, site: Path, tmp_path: Path) -> None:

    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "archive").symlink_to(site)
    context = browser.new_context()
    page = context.new_page()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(f"{request.url} {request.failure}"))
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    with hosted(tmp_path) as address:
        page.goto(f"{address}deep/archive/en/{DOSSIER}")
        page.get_by_role("link", name="Competitors", exact=True).first.click()
        page.wait_for_url(f"{address}deep/archive/en/competitors/index.html")
        page.wait_for_load_state("networkidle")
        told = [each for each in failed if not each.endswith(LEFT)]
    context.close()
    assert told == []
