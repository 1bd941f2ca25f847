"""What the benchmarks say of what they measured: tables, goals, bounds, what is drawn out from two sizes."""

import pickle
from datetime import date
from pathlib import Path

import pytest

from benchmarks import growth
from benchmarks.blocks import blocks_of, letters
from benchmarks.edits import Edits
from benchmarks.goals import GOALS, Goal
from benchmarks.hugo import BODY, spread_of
from benchmarks.measure import Run
from benchmarks.mkdocs import _part, _place, is_of_customer
from benchmarks.parts_build import drawing
from benchmarks.parts_commands import drawn_out, ratio
from benchmarks.stages import DRAWING, INSIDE, STAGES, Clock, Staged, owner_of
from benchmarks.table import Part, Row, growing_share, line_through, page

ARTICLE = (
    '<body><nav>Away</nav><article class="x"><h1>Acme &amp; Sons</h1><p>Seen <a href="../x.html?a=1&amp;b=2">there'
    "</a><br>now</p><script>hidden()</script><svg><text>drawn</text></svg><ul><li>one</li><li>two</li></ul>"
    "<table><tr><th>Name</th></tr><tr><td><p>Wang</p> <span>Wei</span></td></tr></table>"
    '<p title="a > b">last</p></article><footer>Away</footer></body>'
)


def test_blocks_hold_what_is_seen_and_nothing_else() -> None:
    found = blocks_of(ARTICLE)
    assert found == [
        {"t": "h1", "r": [["Acme & Sons"]]},
        {"t": "p", "r": [["Seen"], ["there", "../x.html?a=1&b=2"], ["now"]]},
        {"t": "li", "r": [["one"]]},
        {"t": "li", "r": [["two"]]},
        {"t": "table", "rows": [[[["Name"]]], [[["Wang"], ["Wei"]]]]},
        {"t": "p", "r": [["last"]]},
    ]
    assert letters(found) == len("Acme&SonsSeentherenowonetwoNameWangWeilast")


def test_every_tag_of_a_block_is_drawn_by_the_peer() -> None:
    for tag in ("h1", "h2", "h3", "h4", "li", "dt", "dd", "table"):
        assert f'eq .t "{tag}"' in BODY


@pytest.mark.parametrize(("theirs", "good"), [(100, True), (96, True), (94, False), (106, False)])
def test_visible_text_may_differ_by_a_twentieth(theirs: int, *, good: bool) -> None:
    if good:
        assert spread_of(theirs, 100) == f"{abs(theirs - 100) / 100:.1%}"
    else:
        with pytest.raises(AssertionError, match="visible text differs"):
            spread_of(theirs, 100)


def test_a_straight_line_through_two_sizes() -> None:
    assert line_through((100, 11), (200, 21), 1000) == pytest.approx(101)
    assert line_through((200, 21), (100, 11), 1000) == pytest.approx(101)
    assert line_through((100, 20), (200, 18), 1000) == 18, "noise makes nothing cheaper than it was"
    with pytest.raises(ValueError, match="two sizes"):
        line_through((100, 20), (100, 18), 1000)


def test_a_peer_is_drawn_out_in_both_kinds_of_seconds() -> None:
    found = drawn_out((100, Run(10, 300, 0, 5)), (200, Run(20, 400, 0, 9)), 300)
    assert found == Run(30, 400, 0, 13)


def test_which_part_grows() -> None:
    assert growing_share((100, 1.0), (1000, 1.0)) == 0
    assert growing_share((100, 1.0), (1000, 10.0)) == pytest.approx(1)
    assert growing_share((0, 1.0), (1000, 2.0)) == pytest.approx(0.5)
    assert growing_share((100, 2.0), (1000, 1.0)) == 0


def test_a_goal_is_met_on_its_side_and_a_bound_kept() -> None:
    most, least = Goal("at most 2", 2, bound=3), Goal("at least 15", 15, least=True, bound=9)
    assert [most.is_met(value) for value in (1, 2, 2.1)] == [True, True, False]
    assert [least.is_met(value) for value in (14, 15, 20)] == [False, True, True]
    assert [most.is_kept(value) for value in (3, 3.1)] == [True, False]
    assert [least.is_kept(value) for value in (9, 8.9)] == [True, False]
    assert Goal("no bound", 1).is_kept(99)


def test_a_row_says_whether_its_goal_is_met_and_its_bound_kept() -> None:
    row = Row("Start", Run(0.2, 8, 0, 0.1), "1.5 x", "start", 1.5, 1.4)
    assert row.cells == ("Start", "0.20", "0.10", "8", "1.5 x", "at most 2 x an empty click program: 1.5 x, met")
    assert row.is_kept
    late = Row("Start", Run(0.2, 8, 3, 0.1), "", "start", 3.0, 99.0)
    assert late.cells[0] == "Start (exit 3)"
    assert late.judged.endswith("3.0 x, **not met**")
    assert not late.is_kept
    assert Row("Nothing to judge", None, "9").cells == ("Nothing to judge", "", "", "", "9", "")


def test_a_page_of_results_has_day_machine_peers_sizes_and_every_row() -> None:
    text = page("Benchmarks", [Part("start", "Start-up", (Row("a"), Row("b")))], date(2026, 11, 22), ("300 customers",))
    assert "- 2026-11-22; " in text
    assert " processors (" in text
    assert "click " in text
    assert "- 300 customers" in text
    table = [line for line in text.splitlines() if line.startswith("|")]
    assert len(table) == 4
    assert {line.count("|") for line in table} == {7}


@pytest.mark.parametrize(("name", "module", "function"), [*STAGES, *INSIDE])
def test_what_the_clocks_are_put_around_is_there(name: str, module: str, function: str) -> None:
    """One that was renamed is renamed in `benchmarks/stages.py` too: else its seconds are told as the rest."""
    owner, last = owner_of(module, function)
    assert callable(getattr(owner, last)), name


def test_stages_within_stages_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([0.0, 1.0, 3.0, 4.0])
    monkeypatch.setattr("benchmarks.stages.time.perf_counter", lambda: next(ticks))
    clock = Clock()
    with clock.stage("outer"), clock.stage("inner"):
        pass
    assert {name: spent[0] for name, spent in clock.spent.items()} == {"outer": 2.0, "inner": 2.0}


def test_drawing_is_its_part_of_the_stages_that_draw() -> None:
    inside = dict.fromkeys(DRAWING, 0.0) | {DRAWING[0]: 6.0}
    stages = {"pages of customers": (5.0, 8.0), "pages about many": (5.0, 4.0), "swap": (9.0, 1.0)}
    found = drawing(Staged(Run(30, 400, 0, 40), stages, inside))
    assert (found.seconds, found.processor) == (5.0, 6.0)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own


def test_ratios_by_the_clock_and_by_processors() -> None:
    assert ratio(Run(2, 0, 0, 3), Run(4, 0, 0, 1)) == ("0.50 x by the clock, 3.00 x by processors", 0.5, 3.0)


def test_a_page_of_the_peer_lies_where_its_customer_does() -> None:
    site = Path("/customers/site/zh/customers")
    assert _place("c03/acme", site / "acme/index.html") == "docs/c03/acme/dossier.md"
    assert _place("c03/acme", site / "acme/log/2024/index.html") == "docs/c03/acme/log-2024.md"
    assert _place("acme", site / "acme/log/index.html") == "docs/acme/log.md"


def test_a_page_of_the_peer_grows_to_the_whole_text() -> None:
    text = "\n".join(map(str, range(20)))
    parts = [_part(text, done / 4) for done in range(1, 5)]
    assert parts[-1] == text
    assert [len(part.split("\n")) for part in parts] == [5, 10, 15, 20]


def test_which_pages_are_of_a_customer() -> None:
    assert is_of_customer(Path("zh/customers/acme/index.html"))
    assert is_of_customer(Path("zh/customers/acme/log/index.html"))
    assert not is_of_customer(Path("zh/customers/index.html"))
    assert not is_of_customer(Path("zh/changes/acme/index.html"))


def test_each_edit_is_another_and_the_file_stays_a_profile(tmp_path: Path) -> None:
    profile = tmp_path / "customers" / "acme" / "profile.yaml"
    profile.parent.mkdir(parents=True)
    profile.write_text("id: acme\nsummary: Makes scooters.\n", "utf-8")
    edits = Edits(tmp_path)
    words = [edits.summary(), edits.summary()]
    assert profile.read_text("utf-8") == f"id: acme\nsummary: Makes scooters. {words[1]}\n"
    assert words[0] != words[1]
    edits.value()
    first = profile.read_text("utf-8")
    edits.value()
    assert first.count("as_of:") == profile.read_text("utf-8").count("as_of:") == 1
    assert first != profile.read_text("utf-8")


def test_growth_has_a_column_for_each_size_in_order() -> None:
    text = growth.table({"check": {"10000": growth.said(Run(9.5, 120, 0, 8)), "1000": "1"}, "tasks": {"1000": "2"}})
    lines = [line for line in text.splitlines() if line.startswith("|")]
    assert lines[0] == "| what | 1,000 | 10,000 |"
    assert lines[2:] == ["| check | 1 | 9.50 s (8.00 s, 120 MB) |", "| tasks | 2 |  |"]
    assert growth.said(1234.5) == "1,234"
    assert growth.said(Run(1, 2, 7, 3)) == "1.00 s (3.00 s, 2 MB, exit 7)"


def test_every_goal_that_a_row_names_is_there() -> None:
    text = "".join(path.read_text("utf-8") for path in Path(growth.__file__).parent.glob("parts_*.py"))
    assert {key for key in GOALS if f'"{key}"' not in text} == set()
