"""What the scripts of the search say is there in both languages, and nothing else is."""

import json
import re

import pytest

from dangan.layout import packaged_root
from dangan.site.pages_search import SCRIPTS
from dangan.site.search_words import WORDS, words_script

ASSETS = packaged_root() / "site_templates" / "assets"
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ASSETS / "search").glob("*.js")))


def test_every_word_is_there_and_used() -> None:
    assert set(re.findall(r"\bsay\(\"(\w+)\"", SOURCES)) <= set(WORDS)
    assert {key for key in WORDS if f'"{key.removesuffix(".one")}"' not in SOURCES} == set()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_words_of_a_language_are_a_script(lang: str) -> None:
    text = words_script(lang).decode()
    told = json.loads(text.removeprefix("danganSearch.words = "))
    assert set(told) == set(WORDS)
    assert told["count"] == WORDS["count"].to(lang)


def test_the_box_and_the_page_load_scripts_that_are_there() -> None:
    """The box has those that make an answer in the same order."""
    box = re.search(r"parts = (\[.*\])", (ASSETS / "frame.js").read_text(encoding="utf-8"))
    assert box
    names = re.findall(r"\"([a-z]+)\.?\"", box[1])
    assert names[-1] == "box"
    assert [name.removesuffix(".{lang}") for name in SCRIPTS if name not in ("kept", "page")] == names[:-1]
    assert {path.stem for path in (ASSETS / "search").glob("*.js")} == {*names, *SCRIPTS} - {"words", "words.{lang}"}


def test_no_script_makes_markup_or_code_of_what_it_shows() -> None:
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|fetch\(", SOURCES
    )
