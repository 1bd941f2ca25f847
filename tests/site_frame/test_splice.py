"""A spliced page is the page that the theme would have drawn."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.errors import EnvironmentProblem
from dangan.site.cache import Cache
from dangan.site.frame import FrameOrder, FramePage, render
from dangan.site.page import Page
from dangan.site.shell import frame_for
from dangan.site.splice import SLOTS, Shell, described, slot, splice
from tests.site_frame.conftest import KEY, pages

pytestmark = pytest.mark.draws_frames

MARK = "0123456789abcdef"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_spliced_pages_are_those_that_the_theme_draws(
    lang: str, order_of: Callable[..., FrameOrder], tmp_path: Path
) -> None:
    order = order_of(lang)
    frame = frame_for(order, Cache(tmp_path / "cache", KEY))
    wanted = pages(lang)
    drawn = [
        FramePage(p.address, p.section, escape(p.title), described(p.description), p.body, quote(p.address))
        for p in wanted
    ]
    homes = {s.address for s in order.sections} - {p.address for p in wanted}
    rest = [FramePage(address, "", "x", "", "x", address) for address in sorted(homes)]
    render(order, [*drawn, *rest], tmp_path / "full")
    for page in wanted:
        full = (tmp_path / "full" / "site" / lang / page.address).read_bytes()
        assert frame.finish(page) == full


@given(st.text(), st.text(), st.text())
def test_what_a_page_holds_goes_in_once_and_as_it_is(title: str, description: str, body: str) -> None:
    shell = Shell.of("|".join(slot(name, MARK) for name in SLOTS), MARK)
    page = Page("a/b c.html", "s", title, body, "en", description)
    wanted = "|".join([escape(title), described(description), "a/b%20c.html", body])
    assert splice(shell, page) == wanted.encode("utf-8", errors="xmlcharrefreplace")


def test_a_theme_that_loses_the_body_is_refused() -> None:
    with pytest.raises(EnvironmentProblem, match=r"main\.html"):
        Shell.of(f"<title>{slot('title', MARK)}</title>", MARK)


def test_a_page_too_deep_is_refused(order_of: Callable[..., FrameOrder], tmp_path: Path) -> None:
    frame = frame_for(order_of(), Cache(tmp_path, KEY))
    with pytest.raises(EnvironmentProblem, match="deep"):
        frame.finish(Page("a/b/c/d/e/f/g.html", "home", "t", "b", "en"))
