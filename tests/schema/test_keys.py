"""Keys of maps, and fields that others ask for."""

from typing import Any

from dangan.diagnostics import Diagnostic
from tests.schema.small import check, load


def checked(schema: dict[str, Any], text: str) -> list[Diagnostic]:
    catalogue, problems = load({"card.schema.json": {"x-sensitivity": "internal", "type": "object", **schema}})
    assert not problems
    return check(text, catalogue)


def keyed(names: dict[str, Any], text: str) -> Diagnostic:
    (found,) = checked({"propertyNames": names, "additionalProperties": {"type": "string"}}, text)
    assert found.code == "bad-key"
    assert found.message.zh
    return found


def test_a_key_of_a_list() -> None:
    found = keyed({"enum": ["north", "south"]}, "noth: a\n")
    assert "one of `north`, `south`" in found.message.en
    assert found.hint
    assert "`north`" in found.hint.en


def test_a_key_far_from_the_list() -> None:
    assert keyed({"enum": ["north", "south"]}, "xyz: a\n").hint is None


def test_a_key_with_a_format() -> None:
    found = keyed({"format": "month"}, "2026-3: a\n")
    assert "year-month" in found.message.en


def test_a_key_that_is_described() -> None:
    found = keyed({"minLength": 3, "description": "at least three letters"}, "ab: x\n")
    assert "at least three letters" in found.message.en


def test_a_key_that_is_not_described() -> None:
    assert "the form that is asked for" in keyed({"minLength": 3}, "ab: x\n").message.en


def test_a_field_that_another_one_needs() -> None:
    schema = {"properties": {"a": {}, "b": {"title": "Basis", "x-zh": "依据"}}, "dependentRequired": {"a": ["b"]}}
    (found,) = checked(schema, "a: 1\n")
    assert (found.code, found.message.zh) == ("missing-field", "缺少“依据”：请在文件最外层加上 `b:`")


def test_a_misspelt_required_field_is_told_once() -> None:
    found = checked({"required": ["name"], "properties": {"name": {}, "note": {}}}, "nme: x\nnote: y\n")
    assert [d.code for d in found] == ["unknown-field"]


def test_a_missing_field_beside_an_unknown_one_is_told() -> None:
    found = checked({"required": ["name"], "properties": {"name": {}, "note": {}}}, "colour: x\n")
    assert [d.code for d in found] == ["missing-field", "unknown-field"]
