"""Names by sound: pinyin, initials, characters with several readings."""

import pytest

from dangan.site.search.readings import matches_reading, reading, reading_tokens
from tests.site_search.made import Made, of_files


def profile(name: str) -> str:
    return f"names:\n  zh: {name}\nstage: new\n"


@pytest.fixture(scope="module")
def made() -> Made:
    names = {
        "lvyuan": "绿源车业",
        "changle": "长乐重工",
        "shan": "单雄信机械",
        "chuan": "臺灣電機",
        "muller": "Müller GmbH",
    }
    return of_files({f"customers/{own_id}/profile.yaml": profile(name) for own_id, name in names.items()})


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("lvyuan", "lvyuan"),
        ("luyuan", "lvyuan"),
        ("lycy", "lvyuan"),
        ("cheye", "lvyuan"),
        ("chele", "changle"),
        ("changyue", "changle"),
        ("zhangle", "changle"),
        ("clzg", "changle"),
        ("chonggong", "changle"),
        ("zhonggong", "changle"),
        ("danxiong", "shan"),
        ("shanxiong", "shan"),
        ("taiwandianji", "chuan"),
        ("twdj", "chuan"),
        ("台湾电机", "chuan"),
        ("臺灣電機", "chuan"),
        ("电機", "chuan"),
        ("muller", "muller"),
        ("mg", "muller"),
        ("单", "shan"),
        ("單", "shan"),
    ],
)
def test_found_by_sound(made: Made, query: str, found: str) -> None:
    expected = query != "chele"
    assert (f"customer/{found}" in made.names(query)) is expected


def test_a_part_of_a_syllable_is_no_beginning() -> None:
    assert matches_reading("ing", "feng xing/hang") == (False, False)
    assert matches_reading("hang", "feng xing/hang") == (True, False)
    assert matches_reading("fengh", "feng xing/hang") == (True, True)
    assert matches_reading("fx", "feng xing/hang") == (True, True)
    assert matches_reading("fengxingx", "feng xing/hang") == (False, False)


def test_readings_are_bounded() -> None:
    name = "行乐重长单" * 20
    assert len(reading(name).split(" ")) == 40
    assert len(reading_tokens(reading(name))) < 40 * 32
    assert reading("……") == ""
