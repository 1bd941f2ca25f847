"""An overlay adds, relabels and tightens; what it may not do is told at its line and left out."""

from typing import Any

import pytest

from dangan.levels import Level
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field
from tests.schema.small import check, load


def overlaid(overlay: Any, name: str = "card.overlay.json") -> tuple[Catalogue, list[str]]:
    catalogue, found = load({name: overlay})
    assert all(d.span.path == f"schemas/{name}" and d.span.line >= 2 for d in found)
    return catalogue, [f"{d.code} {d.pointer}" for d in found]


def field(catalogue: Catalogue, *pointer: str | int) -> Field:
    found = catalogue.kinds["card"].field.at(pointer)
    assert found
    return found


def one(name: str, **schema: Any) -> dict[str, Any]:
    return {"properties": {name: schema}}


def test_it_adds_a_property_with_shapes() -> None:
    catalogue, found = overlaid(one("budget", **{"$ref": "shapes.schema.json#/$defs/money", "title": "Budget"}))
    assert not found
    assert field(catalogue, "budget", "amount").level is Level.INTERNAL
    assert check("id: a\nstage: trading\nbudget: {amount: 3}\n", catalogue) == []
    assert [d.code for d in check("id: a\nstage: trading\nbudget: {amont: 3}\n", catalogue)] == ["unknown-field"]


def test_it_adds_below_what_is_there() -> None:
    catalogue, found = overlaid(
        {"properties": {
            "scale": one("robots", type="integer"),
            "owners": {"items": one("vote", type="string")},
            "staff": {"additionalProperties": one("desk", type="string")},
        }}
    )  # fmt: skip
    assert not found
    more = "scale: {employees: 1, robots: 2}\nowners: [{name: x, vote: y}]\nstaff: {li: {desk: z}}\n"
    assert check("id: a\nstage: trading\n" + more, catalogue) == []


def test_it_adds_choices_with_labels() -> None:
    catalogue, found = overlaid(
        one("stage", enum=["paused"], **{"x-enum": {"paused": {"title": "Paused", "x-zh": "暂停"}}})
    )
    assert not found
    assert list(field(catalogue, "stage").enum) == ["prospect", "trading", "paused"]
    assert field(catalogue, "stage").enum["paused"].zh == "暂停"
    assert check("id: a\nstage: paused\n", catalogue) == []


def test_a_choice_without_a_label_is_warned_of() -> None:
    catalogue, found = overlaid(one("stage", enum=["paused"]))
    assert found == ["overlay-unlabelled /properties/stage/enum/0"]
    assert check("id: a\nstage: paused\n", catalogue) == []


def test_it_relabels_and_asks_for_more() -> None:
    catalogue, found = overlaid(
        {"required": ["phone"], **one("phone", title="Mobile", **{"x-zh": "手机", "minLength": 5})}
    )
    assert not found
    assert field(catalogue, "phone").label.zh == "手机"
    assert [d.code for d in check("id: a\nstage: trading\n", catalogue)] == ["missing-field"]


def test_it_raises_a_sensitivity() -> None:
    catalogue, found = overlaid(one("phone", **{"x-sensitivity": "confidential"}))
    assert not found
    assert field(catalogue, "phone").level is Level.CONFIDENTIAL


@pytest.mark.parametrize(
    ("overlay", "expected"),
    [
        ({"x-sensitivity": "public"}, "overlay-lowers /x-sensitivity"),
        (one("price", **{"x-sensitivity": "internal"}), "overlay-lowers /properties/price/x-sensitivity"),
        (one("phone", **{"x-sensitivity": "public"}), "overlay-lowers /properties/phone/x-sensitivity"),
        (one("phone", type="number"), "overlay-loosens /properties/phone/type"),
        (one("phone", format="email"), "overlay-loosens /properties/phone/format"),
        (one("names", maxProperties=9), "overlay-loosens /properties/names/maxProperties"),
        (one("names", minProperties=0), "overlay-loosens /properties/names/minProperties"),
        (one("names", additionalProperties=True), "overlay-loosens /properties/names/additionalProperties"),
        (one("price", oneOf=[{"type": "string"}]), "overlay-loosens /properties/price/oneOf"),
        (one("tags", uniqueItems=False), "overlay-loosens /properties/tags/uniqueItems"),
    ],
)
def test_it_neither_loosens_nor_lowers(overlay: dict[str, Any], expected: str) -> None:
    catalogue, found = overlaid({**overlay, "title": "Still relabelled"})
    assert found == [expected]
    assert catalogue.kinds["card"].field.label.en == "Still relabelled"
    plain, _ = load()
    ours, theirs = dict(catalogue.flattened("card")), dict(plain.flattened("card"))
    assert {**ours, "title": ""} == {**theirs, "title": ""}


def test_an_unmarked_field_is_not_lowered_by_a_mark() -> None:
    base = {"type": "object", "properties": {"a": {"type": "string"}}}
    catalogue, _ = load({"card.schema.json": base, "card.overlay.json": one("a", **{"x-sensitivity": "public"})})
    assert field(catalogue, "a").level is Level.RESTRICTED


def test_a_faulty_part_is_left_out_and_the_rest_works() -> None:
    catalogue, found = overlaid(
        {"properties": {"bad": {"type": "strin"}, "good": {"type": "string"}, "odd": {"tipe": "x", "type": "string"}}}
    )
    assert found == ["schema-value /properties/bad/type", "schema-keyword /properties/odd/tipe"]
    assert set(catalogue.kinds["card"].field.properties) >= {"good", "bad", "odd"}


@pytest.mark.parametrize("mark", [{"x-sensitivity": "confidental"}, {"x-sensitvity": "confidential"}])
def test_a_sensitivity_that_cannot_be_read_is_the_highest(mark: dict[str, Any]) -> None:
    catalogue, found = overlaid(one("phone", **mark))
    assert len(found) == 1
    assert field(catalogue, "phone").level is Level.RESTRICTED


def test_shapes_can_be_added_to() -> None:
    overlay = {"$defs": {"money": one("tax", type="number"), "grade": {"type": "string"}}}
    catalogue, found = load({
        "shapes.overlay.json": overlay,
        "card.overlay.json": one("grade", **{"$ref": "shapes.schema.json#/$defs/grade"}),
    })  # fmt: skip
    assert not found
    assert check("id: a\nstage: trading\ngrade: A\nturnover: {amount: 1, tax: 2}\n", catalogue) == []


class TestArchiveOverlay:
    def test_it_adds_kinds_and_things(self) -> None:
        overlay = {
            "kinds": {
                "plan": {"title": "Plan", "scope": "customer", "path": "plan.yaml", "schema": "plan.schema.json"}
            },
            "things": {"plan": {"title": "Plan", "kind": "plan", "scope": "customer"}},
        }
        plan = {"x-sensitivity": "internal", "type": "object", "properties": {"a": {"type": "string", "x-ref": "plan"}}}
        catalogue, found = load({"archive.overlay.json": overlay, "plan.schema.json": plan})
        assert not found
        kind = catalogue.kind_of("plan.yaml", "customer")
        assert kind
        assert kind.name == "plan"
        assert "plan" in catalogue.things

    def test_it_relabels_but_moves_nothing(self) -> None:
        overlay = {"kinds": {"card": {"title": "Visiting card", "path": "visit.yaml"}}}
        catalogue, found = overlaid(overlay, "archive.overlay.json")
        assert found == ["overlay-loosens /kinds/card/path"]
        assert catalogue.kinds["card"].label.en == "Visiting card"
        assert catalogue.kinds["card"].path == "card.yaml"

    def test_a_personal_kind_stays_personal_and_others_do_not_become_it(self) -> None:
        _, found = overlaid({"kinds": {"card": {"personal": True}}}, "archive.overlay.json")
        assert found == ["overlay-loosens /kinds/card/personal"]

    def test_a_new_kind_must_be_whole(self) -> None:
        catalogue, found = overlaid({"kinds": {"plan": {"title": "Plan"}}}, "archive.overlay.json")
        assert found == ["schema-missing /kinds/plan"] * 3
        assert "plan" not in catalogue.kinds
