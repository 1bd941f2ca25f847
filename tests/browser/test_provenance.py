"""The sign of where a fact comes from: told on pointing at it and by keyboard, gone with Escape; nothing on paper."""

from tests.browser.conftest import Watched
from tests.browser.test_reading import DOSSIER


def test_a_sign_tells_on_hover_and_on_focus_and_is_silent_after_escape(watched: Watched) -> None:
    page = watched.open(f"en/{DOSSIER}")
    sign, tip = page.locator("#profile .d-mark:visible").last, page.locator(".d-tip")
    told = sign.locator(".d-hide").text_content()
    assert told
    sign.hover()
    assert tip.text_content() == told
    box, room = tip.bounding_box(), page.viewport_size
    assert box
    assert room
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= room["width"]
    page.keyboard.press("Escape")
    assert tip.count() == 0
    sign.focus()
    assert tip.text_content() == told
    page.locator("h1").hover()
    assert tip.count() == 0
    assert watched.errors == []


def test_a_sign_does_not_stand_alone_on_a_line(watched: Watched) -> None:
    page = watched.open(f"zh/{DOSSIER}")
    page.set_viewport_size({"width": 390, "height": 844})
    alone = page.locator(".d-facts .d-mark:visible, .d-block > p .d-mark:visible").evaluate_all(
        """signs => signs.filter(sign => {
            const range = document.createRange()
            range.setStart(sign.parentNode, 0)
            range.setEndBefore(sign)
            const rects = [...range.getClientRects()].filter(r => r.width > 1)
            const last = rects[rects.length - 1]
            return last && sign.getBoundingClientRect().top > last.bottom
        }).length"""
    )
    assert alone == 0


def test_paper_has_no_signs(watched: Watched) -> None:
    page = watched.open(f"en/{DOSSIER}")
    assert page.locator(".d-mark:visible").count() > 0
    page.emulate_media(media="print")
    assert page.locator(".d-mark:visible").count() == 0
