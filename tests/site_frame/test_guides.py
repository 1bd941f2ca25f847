"""Hand-written pages say where they are and where they are kept, as all pages do."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dangan.config import Forge
from dangan.layout import Layout
from dangan.site.build_frame import orders
from dangan.site.frame import FrameOrder, render
from dangan.site.shell_cache import key_of
from tests.site_frame.conftest import CONFIG, SECTIONS

FORGED = replace(CONFIG, forge=Forge("gitea", "https://git.example/team/archive"))


def guide(order: FrameOrder, scratch: Path) -> str:
    scratch.mkdir()
    render(order, (), scratch)
    return (scratch / "site/en/guide/visits.html").read_text(encoding="utf-8")


def ordered(archive: Path) -> FrameOrder:
    tabs = dict.fromkeys(FORGED.languages, SECTIONS)
    return next(order for order in orders(Layout(archive), FORGED, tabs) if order.lang == "en")


def test_a_guide_has_its_way_and_its_file(archive: Path, tmp_path: Path) -> None:
    page = guide(ordered(archive), tmp_path / "scratch")
    (trail,) = re.findall(r'<nav class="d-trail".*?</nav>', page, re.DOTALL)
    assert re.findall(r'href="([^"]*)"', trail) == [
        "../../en/index.html",
        "https://git.example/team/archive/_edit/main/docs/en/guide/visits.md",
    ]


def test_without_a_forge_there_is_nothing_to_edit(
    order_of: Callable[..., FrameOrder], archive: Path, tmp_path: Path
) -> None:
    assert "d-edit" not in guide(order_of(), tmp_path / "scratch")
    assert key_of(order_of()) != key_of(ordered(archive)), "a frame that was kept is not taken for another"
