"""The pieces of the index by themselves: numbers, lists, tokens, scripts."""

import json
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.site.search.fold import fold
from dangan.site.search.numbers import Numbers, mark_of
from dangan.site.search.query import terms_of
from dangan.site.search.runs import tokens
from dangan.site.search.script import parse, script

NAMES = st.sets(st.text("abcdefgh", min_size=1, max_size=4), min_size=1, max_size=60)


@given(NAMES)
def test_every_document_has_a_number_of_its_own_whatever_the_order(names: set[str]) -> None:
    numbers = Numbers.of(sorted(names))
    assert len(set(numbers.of_name.values())) == len(names)
    assert numbers == Numbers.of(sorted(names, reverse=True))
    assert numbers.mark == sum(mark_of(*each) for each in numbers.of_name.items()) % 2**32


def test_a_new_document_moves_hardly_anybody() -> None:
    names = [f"customer/c{n}" for n in range(700)]
    before = Numbers.of(names).of_name
    moved = []
    for new in range(40):
        after = Numbers.of([*names, f"customer/new{new}"]).of_name
        moved.append(sum(after[name] != before[name] for name in names))
    assert sum(moved) / len(moved) < 3


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("锂电池", {"锂电", "电池"}),
        ("5 kw", {"5", "kw"}),
        ("platform", {"platfo", "latfor", "atform", "tform", "form", "pla", "lat", "atf", "tfo", "for", "orm"}),
        ("fx-2041型", {"fx", "2041", "204", "041", "+fx-204", "+fx-2041", "+041型"}),
        (
            "tong-yu.x",
            {"tong", "ton", "ong", "yu", "x", "+ong-yu", "+tong-yu", "+yu.x", "+ong-yu.x", "+tong-yu.x"},
        ),
        ("abc电池x", {"abc", "电池", "x", "+abc电", "+池x", "+abc电池x"}),
        ("2026-12-01，a b", {"2026", "202", "026", "12", "01", "a", "b", "+026-12", "+12-01", "+026-12-01"}),
        ("_-*", set()),
    ],
)
def test_tokens(text: str, found: set[str]) -> None:
    assert tokens(text) == found


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("", []),
        ('  锂电 "Good  One" 锂电 ', ["锂电", "good  one"]),
        ("“good one” x", ["good one", "x"]),
        ('5" pipe', ["5", "pipe"]),
        ("a b c d e f g h i j", list("abcdefgh")),
        ("x" * 80, ["x" * 64]),
    ],
)
def test_terms(query: str, terms: list[str]) -> None:
    assert [term.text for term in terms_of(query)] == terms


@given(st.dictionaries(st.text(), st.text()))
def test_a_script_holds_any_text(data: dict[str, str]) -> None:
    made = script("s/00", data)
    assert parse(made) == data
    text = made.decode()
    assert not any(bad in text for bad in ("<", "\u2028", "\u2029"))
    assert json.loads(text[text.index(",") + 1 : -2]) == data


def test_half_a_character_is_escaped() -> None:
    assert parse(script("x", "a\udc80b")) == "a\udc80b"


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "电" * 200_000, "a电" * 100_000], ids=["letters", "characters", "both"]
)
def test_a_run_without_end_takes_no_longer_than_it_is(text: str) -> None:
    """A picture pasted as letters: by the square of its length it would take a quarter of an hour."""
    before = process_time()
    assert tokens(fold(text))
    assert process_time() - before < 30
