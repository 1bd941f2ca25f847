"""What the packaged schemas say of each field: its words, its purpose, when it is asked for, what it meets."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from dangan.layout import packaged_root
from dangan.schema.catalogue import Catalogue
from dangan.schema.field_places import FieldPlace, places
from dangan.schema.requirements import Requirements
from dangan.schema.walk import Schema, children
from dangan.source.memory_tree import MemoryTree

CATALOGUE, _ = Catalogue.load(MemoryTree({}))
REQUIREMENTS = CATALOGUE.requirements
KINDS = CATALOGUE.kinds
SEGMENTS = ("stage", "entity", "segments/nature", "segments/size")
"""The fields of a profile whose values `x-needed-at` may name."""
TESTS = ("propertyNames", "not", "if", "then", "else", "allOf")

every_kind = pytest.mark.parametrize("name", KINDS)


def described(schema: Schema, path: str = "") -> Iterator[tuple[str, Schema, bool]]:
    """Every schema that describes a value, with its path; whether it is one item or value of what stands above it."""
    for step, child in children(schema):
        if step[0] not in TESTS:
            here = f"{path}/{step[-1]}"
            yield here, child, step[0] in ("items", "additionalProperties")
            yield from described(child, here)


def both(schema: Mapping[str, Any], one: str, other: str) -> bool:
    return bool(schema.get(one) and schema.get(other))


@every_kind
def test_every_field_has_a_title_in_both_languages(name: str) -> None:
    found = described(KINDS[name].schema)
    assert [path for path, schema, _ in found if not both(schema, "title", "x-zh")] == []


@every_kind
def test_every_value_of_an_enum_has_a_title_in_both_languages(name: str) -> None:
    found = [(path, schema) for path, schema, _ in described(KINDS[name].schema) if "enum" in schema]
    assert [
        f"{path}: {value}"
        for path, schema in found
        for value in schema["enum"]
        if not both(schema.get("x-enum", {}).get(str(value), {}), "title", "x-zh")
    ] == []


@every_kind
def test_every_group_is_described_in_both_languages(name: str) -> None:
    """The items of a list, and the values of a map, are described by what holds them."""
    groups = [
        path
        for path, schema, one_of_many in described(KINDS[name].schema)
        if schema.get("type") == "object" and not one_of_many and not both(schema, "description", "x-zh-description")
    ]
    lists = [
        path
        for path, schema, _ in described(KINDS[name].schema)
        if schema.get("items", {}).get("type") == "object"
        and not both(schema, "description", "x-zh-description")
        and not both(schema["items"], "description", "x-zh-description")
    ]
    assert (groups, lists) == ([], [])


def aim(place: FieldPlace) -> Any:
    """The purpose of a field: its own, else that of the nearest above it."""
    line = (*place.above, place.field)
    return next((field.annotations["x-purpose"] for field in reversed(line) if "x-purpose" in field.annotations), None)


@every_kind
def test_what_is_counted_when_it_is_empty_serves_a_purpose(name: str) -> None:
    weighted = [place for place in places(KINDS[name]) if place.field.weight]
    purposes = {place.keyed: aim(place) for place in weighted}
    assert [path for path, purpose in purposes.items() if not (purpose and both(purpose, "title", "x-zh"))] == []


def segments() -> set[str]:
    fields = [KINDS["profile"].field.at(path.split("/")) for path in SEGMENTS]
    enums = [field.enum or field.at(("value",)).enum for field in fields if field]  # type: ignore[union-attr]
    return {value for enum in enums for value in enum}


def test_the_dimensions_of_what_is_asked_have_values() -> None:
    assert {"prospect", "organisation", "government", "key"} <= segments()


@every_kind
def test_what_is_needed_is_needed_at_a_value_of_stage_entity_nature_or_size(name: str) -> None:
    known = segments()
    asked = [(place.keyed, place.field.annotations.get("x-needed-at", ())) for place in places(KINDS[name])]
    assert [f"{path}: {value}" for path, values in asked for value in values if value not in known] == []


@every_kind
def test_what_a_field_meets_is_a_requirement_or_a_part_of_one(name: str) -> None:
    """Of requirements on data a part, for each of their parts has a field of its own."""
    whole = {requirement.id for requirement in REQUIREMENTS if requirement.is_data}
    known = REQUIREMENTS.references - whole
    found = [(place.keyed, met) for place in places(KINDS[name]) for met in place.field.requirements]
    assert [f"{path}: {met}" for path, met in found if met not in known] == []
    assert [met for met in KINDS[name].field.requirements if met not in known] == []


@every_kind
def test_no_field_meets_two_parts_of_one_requirement(name: str) -> None:
    twice = [
        f"{place.keyed}: {', '.join(place.field.requirements)}"
        for place in places(KINDS[name])
        if len({met.partition("/")[0] for met in place.field.requirements}) < len(place.field.requirements)
    ]
    assert twice == []


def named_values(requirements: Requirements) -> Iterator[tuple[str, str]]:
    """Requirement part and value, wherever a part names the values that its field must offer."""
    for path in sorted((packaged_root() / "schemas" / "requirements").glob("*.json")):
        for key, requirement in json.loads(path.read_text(encoding="utf-8"))["requirements"].items():
            for part, item in requirement.get("parts", {}).items():
                assert f"{key}/{part}" in requirements.references
                yield from ((f"{key}/{part}", value) for value in item.get("values", ()))


def test_every_value_that_a_requirement_names_can_be_chosen() -> None:
    offered: dict[str, set[str]] = {}
    for place in (place for kind in KINDS.values() for place in places(kind)):
        for met in place.field.requirements:
            offered.setdefault(met, set()).update(place.field.enum, place.field.items.enum if place.field.items else ())
    wanted = list(named_values(REQUIREMENTS))
    assert len([value for part, value in wanted if part == "SRC-01/channel"]) >= 47
    assert [f"{part}: {value}" for part, value in wanted if value not in offered.get(part, ())] == []
