"""Tests share a window, and nothing of one is left for the next."""

from pathlib import Path

from tests.browser.chromium import Window


def test_a_page_finds_nothing_of_the_one_before(window: Window, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>a</title>", encoding="utf-8")
    address = (tmp_path / "a.html").as_uri()
    with window.page(390, 800) as page:
        page.emulate_media(color_scheme="dark", media="print")
        page.goto(address)
        page.evaluate("localStorage.setItem('k', 'v'); sessionStorage.setItem('k', 'v'); window.open(location.href)")
        assert page.evaluate("localStorage.getItem('k')") == "v"
        page.goto("about:blank")
    with window.page() as page:
        page.goto(address)
        assert page.evaluate("[localStorage.length, sessionStorage.length, innerWidth, innerHeight]") == [
            0,
            0,
            1440,
            900,
        ]
        assert page.evaluate("[matchMedia('print').matches, matchMedia('(prefers-color-scheme: dark)').matches]") == [
            False,
            False,
        ]
        assert len(window.context.pages) == 2, "it and the one that stays"
