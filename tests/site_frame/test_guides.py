"""Hand-written pages say where they are and where they are kept, as all pages do."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from dangan.config import Forge
from dangan.layout import Layout
from dangan.project import Project
from dangan.site.build_frame import orders
from dangan.site.frame import FrameOrder, render
from dangan.site.shell_cache import key_of
from tests.archive import files
from tests.conftest import write_files
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


def test_a_link_to_a_page_of_ours_is_no_dead_link(tmp_path: Path) -> None:
    """MkDocs draws none of our pages, but they are there when the build is done."""
    links = ("checks/index.html#unknown-value", "../customers/good/index.html", "../customers/gone/index.html")
    text = "".join(f"[see]({link}) " for link in (*links, "lost.md"))
    root = tmp_path / "archive"
    write_files(root, {**dict(files()), "docs/en/guide/tour.md": f"# Tour\n\n{text}\n"})
    made = Project.open(root, today=date(2026, 11, 21)).build(tmp_path / "out")
    assert (tmp_path / "out/en/customers/good/index.html").is_file()
    told = [said for said in made.warnings if "guide/tour.md" in said]
    assert len(told) == 2
    assert "en/customers/gone/index.html" in told[0]
    assert "en/guide/lost.md" in told[1]


def test_without_a_forge_there_is_nothing_to_edit(
    order_of: Callable[..., FrameOrder], archive: Path, tmp_path: Path
) -> None:
    assert "d-edit" not in guide(order_of(), tmp_path / "scratch")
    assert key_of(order_of()) != key_of(ordered(archive)), "a frame that was kept is not taken for another"
