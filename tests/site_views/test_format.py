"""Numbers, dates, names and runs of text."""

from datetime import date
from decimal import Decimal

import pytest

from dangan.site import format as fmt
from dangan.site.format_sort import sort_key, spellings


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (1234567, "1,234,567"),
        (-12, "\u221212"),
        (Decimal("19600000.50"), "19,600,000.50"),
        (Decimal("1E+3"), "1,000"),
        (Decimal("0.10"), "0.10"),
    ],
)
def test_numbers_are_grouped_and_exact(value: Decimal, said: str) -> None:
    assert fmt.number(value) == said


def test_money_carries_its_sign_or_its_code() -> None:
    assert fmt.money(1200, "CNY") == "¥1,200"
    assert fmt.money(1200, "EUR") == "€1,200"
    assert fmt.money(5, "XYZ") == "XYZ\u00a05"


def test_round_sums_are_said_in_the_readers_thousands() -> None:
    assert fmt.short_money(Decimal(19_600_000), "CNY", "en") == "¥19.6\u00a0m"
    assert fmt.short_money(Decimal(19_600_000), "CNY", "zh") == "¥1,960万"
    assert fmt.short_money(Decimal(900), "CNY", "en") == "¥900"


def test_dates() -> None:
    assert fmt.long_date(date(2026, 11, 18), "en") == "18 Nov 2026"
    assert fmt.long_date(date(2026, 11, 18), "zh") == "2026年11月18日"
    assert fmt.as_date("2026-02-30") is None
    assert fmt.as_date("18.11.2026") is None
    assert fmt.month("2026-03", "en") == "Mar 2026"


@pytest.mark.parametrize(
    ("text", "lang", "tag"),
    [
        ("风行", "en", "zh-CN"),
        ("风行 E-Bike", "en", "zh-CN"),
        ("E-Bike", "en", ""),
        ("E-Bike", "zh", "en"),
        ("320", "zh", ""),
    ],
)
def test_runs_say_their_language(text: str, lang: str, tag: str) -> None:
    assert fmt.run_lang(text, lang) == tag


def test_chinese_sorts_by_sound_among_latin_names() -> None:
    assert sorted(["Zeta", "风行", "Beta", "安达", "重庆"], key=sort_key) == ["安达", "Beta", "重庆", "风行", "Zeta"]


def test_a_chinese_name_is_found_by_pinyin_and_initials() -> None:
    assert spellings("风行电动车") == ("风行电动车", "fengxingdiandongche", "fxddc")
