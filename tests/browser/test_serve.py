"""A page that somebody looks at while the site is served is the one that was built last."""

from pathlib import Path

from playwright.sync_api import Page, expect

from dangan.site.publish_manifest import Manifest
from dangan.site.serve import running
from dangan.site.serve_reload import Builds


def test_an_open_page_loads_itself_again(page: Page, tmp_path: Path) -> None:
    shown = tmp_path / "index.html"
    shown.write_text("<!doctype html><body><p>one</p></body>", encoding="utf-8")
    Manifest(frozenset({"index.html"})).write(tmp_path)
    builds = Builds()
    with running(tmp_path, "127.0.0.1", 0, builds) as address:
        page.goto(address)
        for text in ("two", "three"):
            shown.write_text(f"<!doctype html><body><p>{text}</p></body>", encoding="utf-8")
            builds.tell()
            expect(page.locator("p")).to_have_text(text)
        page.goto("about:blank")
