"""Small charts of lines: where things are drawn, and what is said of them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.analysis.periods import middle
from dangan.analysis.shares import share_line, share_lines
from dangan.site.svg import GAP, HEIGHT, TOP, Plot, Point, Series, plot
from dangan.site.svg_axes import heights
from dangan.site.svg_labels import fitted, spread, width_of
from dangan.site.svg_spark import spark
from tests.site_views.support import archive, parsed, profile, site

DAYS = st.dates(date(1, 1, 1), date.max)
VALUES = st.floats(0, 1e13, allow_nan=False)
SERIES = st.builds(
    lambda label, points, steps: Series(label, "1%", tuple(Point(d, v, str(d)) for d, v in sorted(points)), steps),
    st.text(max_size=40),
    st.lists(st.tuples(DAYS, VALUES), max_size=6),
    st.booleans(),
)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024", date(2024, 7, 1)),
        ("2024-H1", date(2024, 3, 31)),
        ("2024-H2", date(2024, 9, 30)),
        ("2026-Q3", date(2026, 8, 15)),
        ("2026-08", date(2026, 8, 16)),
        ("2026-08-20", date(2026, 8, 20)),
        ("9999-H2", date(9999, 9, 30)),
        ("0000", None),
        ("2026-13", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_period_stands_at_its_middle(period: str, expected: date | None) -> None:
    assert middle(period) == expected


@given(st.lists(st.floats(0, 200, allow_nan=False), max_size=8))
def test_labels_keep_their_order_their_distance_and_to_the_drawing(wanted: list[float]) -> None:
    places = spread(wanted, 20, 0, 200)
    pairs = sorted(zip(wanted, places, strict=True))
    assert [place for _, place in pairs] == sorted(places)
    assert all(b - a >= 20 - 0.11 for a, b in zip(sorted(places), sorted(places)[1:], strict=False))
    assert all(-0.1 <= place <= 200.1 for place in places)


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([150, 20, 80], 17, 0, 200) == (150, 20, 80)


def test_a_name_is_cut_before_its_value() -> None:
    assert fitted("东极电池有限公司", "40%", 13, 80) == "东极… 40%"
    assert width_of(fitted("A very long name of a competitor", "¥1,050", 13, 120), 13) <= 120
    assert fitted("东极", "40%", 13, 200) == "东极 40%"


@pytest.mark.parametrize(
    ("least", "greatest", "expected"),
    [(12, 83, (0, 25, 50, 75, 100)), (9, 57, (0, 20, 40, 60)), (0, 0, (0, 0.25, 0.5, 0.75, 1))],
)
def test_values_at_the_left_are_round(least: float, greatest: float, expected: tuple[float, ...]) -> None:
    assert heights(least, greatest, zero=True, ceiling=100) == expected


@given(VALUES, VALUES, st.booleans())
def test_values_at_the_left_hold_all_that_is_drawn(one: float, other: float, zero: bool) -> None:
    marks = heights(min(one, other), max(one, other), zero=zero)
    assert marks[0] <= min(one, other) + 1e-6
    assert marks[-1] >= max(one, other) * (1 - 1e-6) - 1e-6
    assert len(marks) <= 7


@given(st.lists(SERIES, max_size=9))
def test_everything_is_drawn_inside(series: list[Series]) -> None:
    made = plot(series)
    assert (made is None) == (not any(point.value < 1e12 for one in series for point in one.points))
    if made:
        for line in made.lines:
            assert all(made.left <= dot.x <= made.right for dot in line.dots)
            assert all(TOP - 0.1 <= dot.y <= made.bottom + 0.1 for dot in line.dots)
            assert line.x + width_of(line.label, 13) <= made.width + 0.2
        assert len({line.y for line in made.lines}) == len(made.lines)


def drawn(*points: tuple[date, float]) -> Plot:
    made = plot([Series("We", "", tuple(Point(day, value, "") for day, value in points))])
    assert made is not None
    return made


def test_time_is_told_in_years_over_years_and_in_quarters_within_one() -> None:
    years = drawn((date(2023, 7, 1), 1), (date(2026, 3, 31), 2))
    assert [mark.label for mark in years.along if mark.label] == ["2023", "2024", "2025", "2026"]
    quarters = drawn((date(2026, 1, 15), 1), (date(2026, 8, 15), 2))
    assert "2026-Q2" in [mark.label for mark in quarters.along]
    ages = drawn((date(1, 1, 1), 1), (date.max, 2))
    assert len(ages.along) < 100


def test_ours_has_the_first_colour_wherever_it_stands() -> None:
    day = date(2026, 1, 1)
    series = [Series(f"S{n}", "", (Point(day, n, ""),), ours=n == 3) for n in range(9)]
    made = plot(series)
    assert made is not None
    assert [line.tone for line in made.lines] == [1, 2, 3, 0, 4, 5, 1, 2, 3]
    assert made.height == max(HEIGHT, TOP + 24 + GAP * 9)


def test_a_price_holds_until_the_next() -> None:
    first = date(2026, 1, 1)
    made = plot([Series("P", "", (Point(first, 10, ""), Point(first + timedelta(99), 8, "")), steps=True)])
    assert made is not None
    assert "H" in made.lines[0].path
    assert "V" in made.lines[0].path
    assert "L" not in made.lines[0].path


def test_a_share_of_now_is_a_point_where_it_has_a_day() -> None:
    shares = [{"period": "2025", "share_percent": 34}]
    line = share_line("dongji", {"shares": shares, "share_percent": 40, "as_of": "2026-09-01"})
    assert [point.period for point in line.points] == ["2025", "2026-09-01"]
    assert line.trend == 1
    assert len(share_line("dongji", {"shares": shares, "share_percent": 40}).points) == 1


def test_lines_are_in_the_order_of_time_and_of_size() -> None:
    position = {"shares": [{"period": "2026-H1", "share_percent": 58}, {"period": "2024", "share_percent": 73}]}
    ours, *rivals = share_lines(position, {"a": {"share_percent": 5}, "b": {"share_percent": 20}, "c": {}})
    assert [point.percent for point in ours.points] == [Decimal(73), Decimal(58)]
    assert [line.who for line in rivals] == ["b", "a"]


FILES = archive(
    {
        "customers/a/profile.yaml": profile("a"),
        "customers/a/position.yaml": (
            'shares:\n- {period: "2024", share_percent: 78}\n- {period: 2026-Q3, share_percent: 46}\n'
        ),
        "customers/a/competitors.yaml": (
            "dongji:\n  share_percent: 41\n  shares:\n"
            '  - {period: "2025", share_percent: 30}\n  - {period: 2026-Q3, share_percent: 41}\n'
            "<b>: {share_percent: 3}\n"
        ),
        "competitors/dongji.yaml": "id: dongji\nnames: {zh: 东极电池, en: Dongji Battery, short: 东极}\n",
    }
)


def test_the_dossier_draws_shares_and_says_what_became_of_them() -> None:
    made = site(FILES)
    text = made.text("customers/a/index.html")
    assert "We had 78% in 2024 and have 46% in 2026-Q3. Dongji Battery at 41% and rising; <b> at 3%." in text
    assert "Period We, % Dongji Battery, % 2024 78 – 2025 – 30 2026-Q3 46 41" in text
    svg = [a for tag, a in parsed(made.body("customers/a/index.html")).tags if tag == "svg" and a.get("role") == "img"]
    assert [a["aria-labelledby"] for a in svg] == ["d-shares-t d-shares-d"]


def test_the_dossier_says_the_same_in_chinese_by_short_names() -> None:
    text = site(FILES, lang="zh").text("customers/a/index.html")
    assert "我方份额 2024 为 78%，2026-Q3 为 46%。东极 41%，上升；<b> 3%。" in text


def test_the_first_screen_has_our_share_as_a_line_without_words() -> None:
    body = site(FILES).body("customers/a/index.html")
    assert body.index("d-spark") < body.index('id="d-shares-t"')
    points = share_line("", {"shares": [{"period": "2025", "share_percent": 34}]}).points
    assert spark([Point(p.at, float(p.percent), "") for p in points], 100) is None


def test_a_line_without_words_keeps_to_its_frame() -> None:
    made = spark([Point(date(2024, 1, 1), 0, ""), Point(date(2025, 1, 1), 400, "")], 100)
    assert made is not None
    assert made.path == "M3.0 15.0L61.0 3.0"


def test_no_share_no_chart() -> None:
    files = FILES | {"customers/a/position.yaml": "shares: []\n", "customers/a/competitors.yaml": "dongji: {}\n"}
    assert "Share over time" not in site(files).text("customers/a/index.html")
