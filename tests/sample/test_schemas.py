"""The packaged schemas speak both languages and load without complaint."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dangan.layout import packaged_root
from dangan.schema.catalogue import Catalogue
from dangan.source.tree import MemoryTree

SCHEMAS = packaged_root() / "schemas"
FILES = sorted(SCHEMAS.glob("*.json"))
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;?!()]|[,:;?!()][\u4e00-\u9fff]")


def mappings(value: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping of a schema with its place."""
    if isinstance(value, dict):
        yield place, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from mappings(child, f"{place}/{key}")


def test_the_packaged_schemas_load_without_complaint() -> None:
    catalogue, problems = Catalogue.load(MemoryTree({}))
    assert problems == []
    declared = json.loads((SCHEMAS / "archive.json").read_text(encoding="utf-8"))
    assert set(catalogue.kinds) == set(declared["kinds"])
    assert set(catalogue.things) == set(declared["things"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_wording_is_there_in_both_languages(path: Path) -> None:
    found = list(mappings(json.loads(path.read_text(encoding="utf-8"))))
    pairs = (("title", "x-zh"), ("description", "x-zh-description"), ("plural", "x-zh-plural"))
    lacking = [
        f"{place}: {one} or {other}"
        for place, value in found
        for one, other in pairs
        if isinstance(value.get(one), str) != isinstance(value.get(other), str)
    ]
    assert lacking == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_field_and_value_has_a_name(path: Path) -> None:
    unnamed = [
        place
        for place, value in mappings(json.loads(path.read_text(encoding="utf-8")))
        if "type" in value and isinstance(value["type"], str) and "title" not in value
    ]
    short = [
        f"{place}: {choice}"
        for place, value in mappings(json.loads(path.read_text(encoding="utf-8")))
        if isinstance(value.get("enum"), list)
        for choice in value["enum"]
        if str(choice) not in value.get("x-enum", {})
    ]
    assert (unnamed, short) == ([], [])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_chinese_is_set_with_chinese_punctuation(path: Path) -> None:
    wordings = [
        text
        for _, value in mappings(json.loads(path.read_text(encoding="utf-8")))
        for text in (value.get("x-zh"), value.get("x-zh-description"))
        if isinstance(text, str)
    ]
    assert [text for text in wordings if HALF_WIDTH.search(text)] == []
