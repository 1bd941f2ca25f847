"""What is said of a fact beside it is for those who may see the fact; what states its own level is kept to it."""

import json
from decimal import Decimal
from typing import Any

import pytest

from dangan.levels import Level
from dangan.schema.audience import MISSING, level_at, redact, stated_at
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree

WARE = {
    "$schema": "meta/keywords.schema.json", "title": "Ware", "x-zh": "货品", "x-sensitivity": "internal",
    "type": "object",
    "properties": {
        "line": {"type": "string"},
        "price": {
            "type": "object", "x-sensitivity": "confidential", "x-provenance": False,
            "properties": {"amount": {"type": "number"}, "floor": {"type": "number", "x-sensitivity": "restricted"}},
        },
    },
}  # fmt: skip
KIND = {"title": "Ware", "x-zh": "货品", "scope": "archive", "path": "wares.yaml", "schema": "ware.schema.json"}
FILES = {"ware.schema.json": WARE, "archive.overlay.json": {"format": 1, "kinds": {"ware": KIND}}}
CATALOGUE, _ = Catalogue.load(
    MemoryTree({f"schemas/{name}": json.dumps(data).encode() for name, data in FILES.items()})
)
FIELD = CATALOGUE.kinds["ware"].field
SOURCES = CATALOGUE.kinds["sources"].field
DATA: dict[str, Any] = {
    "line": "e-bike",
    "price": {"amount": Decimal(3), "floor": Decimal(2)},
    "evidence": {"line": ["visit"], "price": ["spy"], "colour": ["spy"]},
    "contested": [
        {"field": "line", "value": "tools", "ruling": "open"},
        {"field": "price", "value": {"amount": Decimal(4), "floor": Decimal(1)}, "sources": ["spy"]},
        {"field": "colour", "value": "red"},
    ],
}


def test_what_is_said_of_a_fact_is_for_those_who_may_see_it() -> None:
    seen = redact(FIELD, DATA, Level.INTERNAL)
    assert seen == {
        "line": "e-bike",
        "evidence": {"line": ["visit"]},
        "contested": [{"field": "line", "value": "tools", "ruling": "open"}],
    }
    assert redact(FIELD, DATA, Level.PUBLIC) is MISSING
    assert redact(FIELD, DATA, Level.RESTRICTED) == DATA


def test_a_contested_value_loses_what_the_fact_itself_would_lose() -> None:
    seen = redact(FIELD, DATA, Level.CONFIDENTIAL)
    assert seen["evidence"] == {"line": ["visit"], "price": ["spy"]}
    assert seen["contested"][1] == {"field": "price", "value": {"amount": Decimal(4)}, "sources": ["spy"]}
    assert len(seen["contested"]) == 2


@pytest.mark.parametrize("rival", [7, {"value": 1}, {"field": ["line"], "value": 1}, {"field": "line"}])
def test_what_is_no_rival_value_is_kept_from_all_but_those_who_see_all(rival: Any) -> None:
    assert redact(FIELD, {"contested": [rival]}, Level.CONFIDENTIAL) is MISSING


def test_a_message_about_it_is_as_sensitive_as_the_most_that_it_may_be_about() -> None:
    assert level_at(FIELD, ("evidence", "line", 0)) is Level.INTERNAL
    assert level_at(FIELD, ("evidence", "price", 0)) is Level.CONFIDENTIAL
    assert level_at(FIELD, ("contested", 0, "value")) is Level.RESTRICTED


def test_a_source_that_states_its_level_is_kept_to_it() -> None:
    data = {"open": {"title": "A walk"}, "kept": {"title": "Wang", "confidentiality": "restricted"}}
    assert redact(SOURCES, data, Level.INTERNAL) == {"open": {"title": "A walk"}}
    assert redact(SOURCES, data, Level.RESTRICTED) == data
    assert stated_at(SOURCES, data, ("kept", "title")) is Level.RESTRICTED
    assert stated_at(SOURCES, data, ("open", "title")) is Level.PUBLIC
    assert redact(SOURCES, {"odd": {"title": "A", "confidentiality": "secret"}}, Level.CONFIDENTIAL) is MISSING


def test_a_level_that_data_states_never_lowers_one() -> None:
    data = {"a": {"title": "A", "informant": "li-mei", "confidentiality": "public"}}
    assert redact(SOURCES, data, Level.PUBLIC) is MISSING
    assert "informant" not in redact(SOURCES, data, Level.CONFIDENTIAL)["a"]
