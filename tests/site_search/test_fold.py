"""What counts as the same, and that a page with the table of pairs folds alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from dangan.site.search.fold import SLICES, fold, fold_pairs, nfc, pairs_in

PAIRS = "".join(map(fold_pairs, range(SLICES)))
TABLE = dict(zip(PAIRS[::2], PAIRS[1::2], strict=True))


def by_table(text: str) -> str:
    """As docs/dev/search.md tells it."""
    spaces = "\t\n\v\f\r\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
    found = []
    for character in unicodedata.normalize("NFC", text):
        for part in unicodedata.normalize("NFKC", character):
            found += [" " if c in spaces else TABLE.get(c, c) for c in part.lower()]
    return "".join(found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("電動車電池", "电动车电池"),
        ("臺灣", "台湾"),
        ("ＦＸ－２０４１", "fx-2041"),
        ("Good One", "GOOD\u3000ONE"),
        ("㈱", "(株)"),
        ("cafe\u0301", "CAFÉ"),
        ("豈", "岂"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text())
def test_a_page_folds_alike(text: str) -> None:
    assert fold(text) == by_table(text)


@given(st.text())
def test_folding_goes_character_by_character(text: str) -> None:
    assert fold(text) == "".join(map(fold, nfc(text)))


def test_the_pairs_are_those_of_opencc() -> None:
    simple = OpenCC("t2s")
    assert all(TABLE.get(simple.convert(one), simple.convert(one)) == other for one, other in TABLE.items())
    assert not set(TABLE) & set(TABLE.values())
    assert len(PAIRS.encode()) < 20_000
    assert max(len(fold_pairs(part).encode()) for part in range(SLICES)) < 2_000


@given(st.text("電a豈ﬀ臺A\u0301池\uf914樂"))
def test_a_block_brings_the_pairs_that_it_takes_to_fold_it(text: str) -> None:
    brought = pairs_in(text)
    known = dict(zip(brought[::2], brought[1::2], strict=True))
    assert known.items() <= TABLE.items()
    plain = unicodedata.normalize("NFC", text)
    parts = [part for c in plain for part in unicodedata.normalize("NFKC", c).lower()]
    assert "".join(known.get(c, c) for c in parts) == fold(text)
