"""What a word was most likely meant to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.schema.suggest import suggest, suggest_by

KEYS = ("stage", "names", "custodian", "floor_area_m2", "employees", "addresses", "main-lines")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("stagee", "stage"), ("Stage", "stage"), ("STAGES", "stage"), ("name", "names"), ("address", "addresses"),
        ("custodien", "custodian"), ("floor area m2", "floor_area_m2"), ("floor-area-m2", "floor_area_m2"),
        ("main_lines", "main-lines"), ("employes", "employees"), ("ｓｔａｇｅ", "stage"),
    ],
)  # fmt: skip
def test_near_words(word: str, meant: str) -> None:
    assert suggest(word, KEYS) == meant


@pytest.mark.parametrize("word", ["birthday", "x", "", "阶段"])
def test_far_words(word: str) -> None:
    assert suggest(word, KEYS) is None


def test_labels_of_either_language() -> None:
    spellings = {"stage": ("Stage", "阶段"), "health": ("Health", "健康状况")}
    assert suggest_by(spellings, "客户阶段") == "stage"
    assert suggest_by(spellings, "健康") == "health"
    assert suggest_by(spellings, "姓名") is None


@given(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=8))
def test_it_only_suggests_what_there_is(word: str, candidates: list[str]) -> None:
    assert suggest(word, candidates) in (None, *candidates)


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=8))
def test_a_word_of_the_list_means_itself_or_one_spelt_alike(candidates: list[str]) -> None:
    assert suggest(candidates[0], candidates) == candidates[0]
