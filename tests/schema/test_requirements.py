"""The list of requirements: read like every schema file, its own mistakes told with their place."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dangan.schema.catalogue import Catalogue
from dangan.schema.meta import meta_schema
from dangan.schema.requirements import META
from dangan.source.memory_tree import MemoryTree

OWN = "schemas/requirements/own.json"


def chapter(**requirements: Any) -> dict[str, Any]:
    return {"title": "Own", "x-zh": "自定", "requirements": requirements}


def read(files: dict[str, Any]) -> tuple[Catalogue, list[str]]:
    texts = {name: data if isinstance(data, str) else json.dumps(data) for name, data in files.items()}
    catalogue, found = Catalogue.load(MemoryTree({name: text.encode() for name, text in texts.items()}))
    return catalogue, [f"{d.code} {d.span.path} {d.pointer}" for d in found]


def test_the_packaged_list_is_whole() -> None:
    catalogue, found = read({})
    assert found == []
    kinds = [requirement.kind for requirement in catalogue.requirements]
    assert (len(kinds), kinds.count("data")) == (162, 89)
    assert all(
        text.en and text.zh
        for requirement in catalogue.requirements
        for text in (requirement.title, *(part.label for part in requirement.parts.values()))
    )


def test_the_meta_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(meta_schema(META))


def test_an_archive_adds_a_chapter() -> None:
    part = {"title": "Cold chain", "x-zh": "冷链", "by": "rule", "open": {"title": "later", "x-zh": "以后"}}
    requirement = {"kind": "data", "title": "Storage", "x-zh": "储存", "parts": {"cold-chain": part}}
    catalogue, found = read({OWN: chapter(**{"OWN-01": requirement})})
    own = next(r for r in catalogue.requirements if r.id == "OWN-01")
    assert found == []
    assert (own.title.zh, own.parts["cold-chain"].label.zh, own.parts["cold-chain"].by) == ("储存", "冷链", "rule")
    assert own.references == ("OWN-01", "OWN-01/cold-chain")
    assert {"OWN-01/cold-chain", "IDN-01"} < catalogue.requirements.references


def test_an_archive_s_own_chapter_stands_for_the_packaged_one() -> None:
    catalogue, found = read(
        {"schemas/requirements/identity.json": chapter(**{"OWN-01": {"kind": "rule", "title": "x"}})}
    )
    assert found == []
    assert "IDN-01" not in catalogue.requirements.references


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (chapter(**{"IDN-01": {"kind": "data", "title": "x"}}), "schema-requirement-twice {} /requirements/IDN-01"),
        (chapter(**{"OWN-01": {"kind": "date", "title": "x"}}), "schema-value {} /requirements/OWN-01/kind"),
        (chapter(**{"OWN-01": {"title": "x"}}), "schema-missing {} /requirements/OWN-01"),
        (chapter(**{"OWN-01": {"kind": "rule", "title": "x", "of": 1}}), "schema-keyword {} /requirements/OWN-01/of"),
        (chapter(own={"kind": "data", "title": "x"}), "schema-value {} /requirements"),
        ("{", "unclosed-bracket {} "),
    ],
)  # fmt: skip
def test_a_mistake_has_its_place_and_hides_nothing(data: Any, said: str) -> None:
    catalogue, found = read({OWN: data})
    assert found == [said.format(OWN)]
    assert "IDN-01" in catalogue.requirements.references
    assert "OWN-01" not in catalogue.requirements.references
