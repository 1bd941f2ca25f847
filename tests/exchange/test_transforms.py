"""What each transform makes of a cell, and what it refuses."""

from decimal import Decimal
from typing import Any

import pytest

from dangan.exchange.transforms import Invalid, Transform, apply


def run(text: str, *steps: str | tuple[str, Any]) -> Any:
    chain = (Transform(step) if isinstance(step, str) else Transform(*step) for step in steps)
    return apply(tuple(chain), text)


@pytest.mark.parametrize(
    ("text", "steps", "value"),
    [
        ("  a  b ", [], "a  b"),
        (" a \n b ", ["collapse_spaces"], "a b"),
        ("Ab", ["lower"], "ab"),
        ("Ab", ["upper"], "AB"),
        ("Good One", ["slug"], "good-one"),
        ("丰行", ["pinyin_slug"], "fengxing"),
        ("2026/3/1", ["date"], "2026-03-01"),
        ("2026年3月1日", ["date"], "2026-03-01"),
        ("01.03.2026", ["date"], "2026-03-01"),
        ("3/1/26", [("date", "%m/%d/%y")], "2026-03-01"),
        ("1,234", ["number"], 1234),
        ("1.234,50", [("number", "de")], Decimal("1234.50")),
        ("0.1", ["number"], Decimal("0.1")),
        ("China", ["country_code"], "CN"),
        ("conch.cn", ["url"], "http://conch.cn"),
        ("010 6555 1234", [("phone", "CN")], "+86 10 6555 1234"),
        ("abcdef", [("take", 2)], "ab"),
        ("one two three", [("max", 9)], "one two…"),
        ("一二三四五", [("max", 3)], "一二…"),
        ("short", [("max", 9)], "short"),
        ("Mid Cap", [("map", {"Mid Cap": "general"})], "general"),
        ("a; b ;;c", [("split", ";"), "upper"], ["A", "B", "C"]),
        ("", ["date", "number", "url"], ""),
    ],
)
def test_values(text: str, steps: list[Any], value: Any) -> None:
    assert run(text, *steps) == value


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("31.02.2026", "date"),
        ("3/1/26", "date"),
        ("1.2.3", "number"),
        ("NaN", "number"),
        ("1,2", "number"),
        ("Atlantis", "country_code"),
        ("XK", "country_code"),
        ("Ascension Island", "country_code"),
        ("EU", "country_code"),
        ("丰行", "slug"),
        ("。", "pinyin_slug"),
        ("nowhere", "url"),
        ("call me", ("phone", "CN")),
        ("12", ("phone", "CN")),
        ("Big", ("map", {"Mid": "x"})),
        ("1", ("number", "xx-nonsense")),
    ],
)
def test_refusals_quote_the_value_in_both_languages(text: str, step: Any) -> None:
    with pytest.raises(Invalid) as refused:
        run(text, step)
    assert f"“{text}”" in refused.value.reason.en
    assert f"“{text}”" in refused.value.reason.zh


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("It sells. It buys.", "It sells."),
        ("Good Co., Ltd. makes cells. It is old.", "Good Co., Ltd. makes cells."),
        ("Based in the U.S. Market leader. Old.", "Based in the U.S. Market leader."),
        ("Founded in 1.5 days. Yes.", "Founded in 1.5 days."),
        ("生产电芯。位于台州。", "生产电芯。"),
        ("No stop at all", "No stop at all"),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    assert run(text, "first_sentence") == sentence
