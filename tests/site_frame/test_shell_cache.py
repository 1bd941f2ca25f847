"""MkDocs draws a frame once; what is kept is believed only as it was sealed."""

import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.site import frame, shell
from dangan.site.cache import Cache
from dangan.site.frame import FrameOrder
from dangan.site.page import Section
from dangan.site.shell import Frame, frame_for
from tests.site_frame.conftest import KEY, SECTIONS, pages

pytestmark = pytest.mark.draws_frames

Order = Callable[..., FrameOrder]


def _bytes(drawn: Frame) -> list[bytes]:
    return [drawn.finish(p) for p in pages("en")] + [(drawn.folder / a).read_bytes() for a in drawn.files()]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The languages that MkDocs was run for."""
    seen: list[str] = []

    def counted(order: FrameOrder, *rest: object) -> tuple[str, ...]:
        seen.append(order.lang)
        return frame.render(order, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(shell, "render", counted)
    return seen


def test_the_second_build_does_not_run_mkdocs(order_of: Order, tmp_path: Path, runs: list[str]) -> None:
    first = _bytes(frame_for(order_of(), Cache(tmp_path / "cache", KEY)))
    assert _bytes(frame_for(order_of(), Cache(tmp_path / "cache", KEY))) == first
    assert runs == ["en"]


def test_what_is_drawn_while_its_files_become_others_is_drawn_again(
    order_of: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would be kept as what the files of before, or of after, are drawn to."""
    order, seen = order_of(), list[str]()
    page = order.docs / "about.md"
    own = page.read_text("utf-8")
    edits = iter(["# Forged\n", own, own])

    def render(order: FrameOrder, *rest: object) -> tuple[str, ...]:
        seen.append(page.read_text("utf-8"))
        page.write_text(next(edits), "utf-8")
        return frame.render(order, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(shell, "render", render)
    drawn = frame_for(order, Cache(tmp_path / "cache", KEY))
    assert seen == [own, "# Forged\n", own]
    assert "Forged" not in (drawn.folder / "en/about.html").read_text("utf-8")
    assert frame_for(order, Cache(tmp_path / "cache", KEY)).folder == drawn.folder
    assert len(seen) == 3


def test_files_that_never_rest_are_an_error(order_of: Order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order = order_of()

    def render(order: FrameOrder, *rest: object) -> tuple[str, ...]:
        with (order.docs / "about.md").open("a", encoding="utf-8") as file:
            file.write("More.\n")
        return frame.render(order, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(shell, "render", render)
    with pytest.raises(EnvironmentProblem, match="again and again"):
        frame_for(order, Cache(tmp_path / "cache", KEY))
    assert [path.name for path in (tmp_path / "cache/shell").iterdir()] == []


@pytest.mark.parametrize("damage", ["changed", "missing", "added", "seal"])
def test_a_damaged_cache_is_drawn_again(order_of: Order, tmp_path: Path, runs: list[str], damage: str) -> None:
    drawn = frame_for(order_of(), Cache(tmp_path / "cache", KEY))
    first, entry = _bytes(drawn), drawn.folder.parent
    page = drawn.folder / "en" / "about.html"
    match damage:
        case "changed":
            page.write_bytes(page.read_bytes() + b" ")
        case "missing":
            page.unlink()
        case "added":
            (drawn.folder / "more.html").write_text("x")
        case _:
            (entry / "seal").write_text("0")
    assert _bytes(frame_for(order_of(), Cache(tmp_path / "cache", KEY))) == first
    assert runs == ["en", "en"]


def test_every_input_draws_a_new_frame(order_of: Order, archive: Path, tmp_path: Path, runs: list[str]) -> None:
    cache = Cache(tmp_path / "cache", KEY)
    frame_for(order_of(), cache)
    (archive / "docs/en/about.md").write_text("# Other\n")
    frame_for(order_of(), cache)
    frame_for(order_of(sections=(*SECTIONS, Section("plants", Text("Plants", "工厂"), "plants/index.html"))), cache)
    (archive / "site_templates/theme/partials").mkdir(parents=True)
    (archive / "site_templates/theme/partials/footer.html").write_text("<footer>ours</footer>")
    own = frame_for(order_of(), cache)
    assert len(runs) == 4
    assert b"<footer>ours</footer>" in own.finish(pages("en")[0])


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_the_cache_is_the_owners_alone(order_of: Order, tmp_path: Path) -> None:
    frame_for(order_of(), Cache(tmp_path / "cache", KEY))
    for folder in ("cache", "cache/shell"):
        assert stat.S_IMODE((tmp_path / folder).stat().st_mode) == 0o700
