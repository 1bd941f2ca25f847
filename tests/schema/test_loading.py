"""Catalogues from right and broken schema files: every fault has its line, and the rest works on."""

import pickle
from typing import Any

import pytest

from dangan.diagnostics import Diagnostic
from dangan.errors import SchemaError
from dangan.levels import Level
from tests.schema.small import ARCHIVE, CARD, SHAPES, check, load


def card(**changes: Any) -> dict[str, Any]:
    return {**CARD, **changes}


def with_field(**schema: Any) -> dict[str, Any]:
    return card(properties={**CARD["properties"], "extra": schema})


def told(found: list[Diagnostic]) -> list[str]:
    return [f"{d.code} {d.pointer}" for d in found]


FAULTS = [
    ({"x-sensitvity": "internal"}, "schema-keyword /properties/extra/x-sensitvity", "x-sensitivity"),
    ({"minLenght": 3}, "schema-keyword /properties/extra/minLenght", "minLength"),
    ({"patternProperties": {}}, "schema-keyword /properties/extra/patternProperties", ""),
    ({"x-weight": "vital"}, "schema-value /properties/extra/x-weight", ""),
    ({"x-fresh-for": "1 year"}, "schema-value /properties/extra/x-fresh-for", ""),
    ({"x-req": ["whatever"]}, "schema-value /properties/extra/x-req/0", ""),
    ({"type": "text"}, "schema-value /properties/extra/type", ""),
    ({"x-reverse": {"x-zh": "客户"}}, "schema-missing /properties/extra/x-reverse", ""),
    ({"type": "string", "pattern": "^\\d+$"}, "schema-pattern /properties/extra/pattern", ""),
    ({"type": "string", "format": "dates"}, "schema-format /properties/extra/format", "date"),
    ({"enum": ["a"], "x-enum": {"b": {"title": "B"}}}, "schema-target /properties/extra/x-enum/b", ""),
    ({"$ref": "shapes.schema.json#/$defs/none"}, "schema-reference /properties/extra/$ref", ""),
    ({"$ref": "https://example.com/x.json"}, "schema-reference /properties/extra/$ref", ""),
]


@pytest.mark.parametrize(("schema", "expected", "meant"), FAULTS)
def test_a_fault_in_a_schema_has_its_line(schema: dict[str, Any], expected: str, meant: str) -> None:
    catalogue, found = load({"card.schema.json": with_field(**schema)})
    assert told(found) == [expected]
    assert found[0].span.path == "schemas/card.schema.json"
    assert found[0].span.line > 100
    assert found[0].message.zh
    assert (meant in found[0].hint.en) if found[0].hint else not meant
    assert catalogue.kinds["card"].field.level is Level.RESTRICTED, "nothing of the kind is known"


NAMES = [
    ({"type": "string", "x-ref": "nobody"}, "schema-target /properties/extra/x-ref"),
    ({"type": "string", "x-not-before": "never"}, "schema-target /properties/extra/x-not-before"),
    ({"type": "number", "x-adds-up": {"sum": ["scale/staff"]}}, "schema-target /properties/extra/x-adds-up/sum/0"),
    ({"type": "object", "required": ["a"], "properties": {}}, "schema-target /properties/extra/required/0"),
    (
        {"type": "array", "x-key": "a", "items": {"type": "object", "properties": {}}},
        "schema-target /properties/extra/x-key",
    ),
]


@pytest.mark.parametrize(("schema", "expected"), NAMES)
def test_names_that_lead_nowhere(schema: dict[str, Any], expected: str) -> None:
    _, found = load({"card.schema.json": with_field(**schema)})
    assert told(found) == [expected]


def test_all_faults_of_a_file_at_once() -> None:
    _, found = load({"card.schema.json": with_field(tytle="x", type="text", format="no", pattern="(?=a)")})
    assert {d.code for d in found} == {"schema-keyword", "schema-value", "schema-format", "schema-pattern"}


def test_a_kind_whose_schema_is_broken_falls_back_to_the_packaged_one() -> None:
    """The kind is declared with a packaged file name; the archive's own file of that name is broken."""
    kinds = {
        "profile": {"title": "Profile", "scope": "customer", "path": "profile.yaml", "schema": "profile.schema.json"}
    }
    targets = ("customer", "colleague", "person", "need", "target-market", "source")
    things = {name: {"title": name, "kind": "profile", "scope": "archive"} for name in targets}
    changes = {
        "archive.json": {"kinds": kinds, "things": things},
        "profile.schema.json": {"tipe": "object"},
        "shapes.schema.json": None,
    }
    catalogue, found = load(changes)
    assert told(found) == ["schema-keyword /tipe"]
    assert "names" in catalogue.kinds["profile"].field.properties


def test_what_a_broken_schema_keeps_secret_stays_secret() -> None:
    own = {
        "tipe": "object",
        "properties": {
            "scale": {"properties": {"employees": {"x-sensitivity": "restricted"}}},
            "owners": {"x-sensitivity": "confidential"},
            "business": {"x-sensitivity": "public"},
            "invented": {"x-sensitivity": "public"},
        },
    }
    archive = {"archive.json": None, "shapes.schema.json": None, "card.schema.json": None}
    catalogue, _ = load({**archive, "profile.schema.json": own})
    levels = [
        catalogue.kinds["profile"].field.at(path) for path in (("scale", "employees"), ("owners",), ("business",))
    ]
    assert [field.level for field in levels if field] == [Level.RESTRICTED, Level.CONFIDENTIAL, Level.INTERNAL]
    invented = catalogue.kinds["profile"].field.at(("invented",))
    assert invented is None


def test_text_that_is_no_json_is_told_and_left() -> None:
    catalogue, found = load({"card.schema.json": '{"title": "Card",\n "title": "Twice"}'})
    assert [str(d.span) for d in found] == ["schemas/card.schema.json:2:2"]
    assert catalogue.kinds["card"].field.properties == {}


def test_a_schema_that_is_a_list_is_told() -> None:
    _, found = load({"card.schema.json": "[1]"})
    assert told(found) == ["schema-value "]


def test_a_kind_without_a_schema_file_is_told_at_its_declaration() -> None:
    catalogue, found = load({"card.schema.json": None})
    assert told(found) == ["schema-target /kinds/card/schema"]
    assert "card" in catalogue.kinds


def test_a_broken_declaration_falls_back_to_the_packaged_one() -> None:
    catalogue, found = load({"archive.json": {"kinds": {"card": {"title": "Card", "skope": "archive"}}}})
    assert "schema-keyword /kinds/card/skope" in told(found)
    assert "profile" in catalogue.kinds


def test_a_packaged_kind_may_miss_a_thing_that_the_archive_does_not_have() -> None:
    kinds = {"team": {"title": "Team", "scope": "archive", "path": "team.yaml", "schema": "people.schema.json"}}
    _, found = load({"archive.json": {"kinds": kinds, "things": {}}})
    assert set(told(found)) == {"schema-target /kinds/team"}
    assert {d.span.path for d in found} == {"schemas/archive.json"}


def test_a_thing_of_no_kind() -> None:
    things = {"customer": {"title": "Customer", "kind": "nothing", "scope": "archive"}}
    _, found = load({"archive.json": {**ARCHIVE, "things": things}})
    assert told(found) == ["schema-target /things/customer/kind"]


@pytest.mark.parametrize("key", ["filing", "chapter"])
def test_a_class_or_chapter_that_nobody_declares(key: str) -> None:
    kinds = {"card": {**ARCHIVE["kinds"]["card"], key: "nothing"}}
    _, found = load({"archive.json": {**ARCHIVE, "kinds": kinds}})
    assert told(found) == [f"schema-target /kinds/card/{key}"]
    _, found = load({"archive.json": {**ARCHIVE, "kinds": kinds, f"{key}s": {"nothing": {"title": "Nothing"}}}})
    assert found == []


def test_without_any_usable_declaration_the_world_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangan.schema.files.packaged_document", lambda _name: None)
    with pytest.raises(SchemaError):
        load({"archive.json": None})


def test_what_is_loaded_again_is_as_its_files_are_now() -> None:
    wrong = {"card.schema.json": with_field(type="text")}
    first, found = load(wrong)
    again, found_again = load(wrong)
    assert again is first
    assert found_again == found
    assert found_again is not found
    mended, none = load({"card.schema.json": with_field(type="string", title="Extra", **{"x-zh": "另"})})
    assert none == []
    assert "extra" in mended.kinds["card"].field.properties
    assert load(wrong)[1] == found


def test_shapes_may_not_hold_themselves() -> None:
    shapes = {"$defs": {**SHAPES["$defs"], "id": {"type": "object", "properties": {"a": {"$ref": "#/$defs/id"}}}}}
    _, found = load({"shapes.schema.json": shapes})
    assert told(found) == ["schema-recursion /properties/id/$ref"]


class TestShape:
    def test_a_field_knows_the_shape_it_is(self) -> None:
        field = load()[0].kinds["card"].field
        assert [field.properties[name].shape for name in ("id", "turnover", "names")] == ["id", "money", None]

    def test_of_items_branches_and_what_an_overlay_adds(self) -> None:
        money = {"$ref": "shapes.schema.json#/$defs/money"}
        overlay = {
            "properties": {"fees": {"type": "array", "items": money}, "fee": {"oneOf": [money]}, "turnover": money}
        }
        catalogue, found = load({"card.overlay.json": overlay})
        assert found == []
        field = catalogue.kinds["card"].field
        for way in (("fees", 0), ("turnover",)):
            at = field.at(way)
            assert at
            assert at.shape == "money"
        assert [branch.shape for branch in field.properties["fee"].alternatives] == ["money"]

    def test_no_file_can_claim_one_and_none_is_printed(self) -> None:
        _, found = load({"card.schema.json": with_field(**{"type": "object", "x-shape": "money"})})
        assert told(found) == ["schema-keyword /properties/extra/x-shape"]
        assert "x-shape" not in str(load()[0].flattened("card"))


class TestFlattened:
    def test_no_reference_is_left_and_mappings_are_closed(self) -> None:
        flat = load()[0].flattened("card")
        assert "$ref" not in str(flat)
        assert flat["additionalProperties"] is False
        assert flat["properties"]["names"]["additionalProperties"] is False
        assert flat["properties"]["staff"]["additionalProperties"]["additionalProperties"] is False

    def test_keys_beside_a_reference_win(self) -> None:
        turnover = load()[0].flattened("card")["properties"]["turnover"]
        assert (turnover["title"], turnover["type"]) == ("Turnover", "object")

    def test_provenance_in_every_mapping_that_does_not_refuse_it(self) -> None:
        properties = load()[0].flattened("card")["properties"]
        assert {"sources", "as_of"} <= set(properties) & set(properties["names"]["properties"])
        assert "sources" in properties["staff"]["additionalProperties"]["properties"]
        assert "properties" not in properties["staff"], "a map's keys are ids"
        assert "sources" not in properties["turnover"]["properties"]

    def test_a_condition_is_not_closed(self) -> None:
        schema = card(**{"if": {"properties": {"stage": {"const": "trading"}}}, "then": {"required": ["scale"]}})
        catalogue, found = load({"card.schema.json": schema})
        assert not found
        assert [d.code for d in check("id: a\nstage: trading\n", catalogue)] == ["missing-field"]
        assert check("id: a\nstage: prospect\nscale: {employees: 3}\n", catalogue) == []

    def test_branches_of_a_described_mapping_are_not_closed(self) -> None:
        schema = card(anyOf=[{"required": ["phone"]}, {"required": ["site"]}])
        catalogue, found = load({"card.schema.json": schema})
        assert not found
        assert check('id: a\nstage: trading\nsite: "https://a.cn"\n', catalogue) == []


class TestSensitivity:
    def test_the_highest_above_counts_and_is_never_lowered(self) -> None:
        schema = with_field(type="object", **{"x-sensitivity": "confidential"}, properties={
            "low": {"type": "string", "x-sensitivity": "public"}})  # fmt: skip
        field = load({"card.schema.json": schema})[0].kinds["card"].field
        low = field.at(("extra", "low"))
        assert low
        assert low.level is Level.CONFIDENTIAL

    def test_unmarked_is_restricted_and_told(self) -> None:
        schema = {key: value for key, value in CARD.items() if key != "x-sensitivity"}
        catalogue, found = load({"card.schema.json": schema})
        assert "schema-sensitivity /properties/id" in told(found)
        field = catalogue.kinds["card"].field.at(("id",))
        assert field
        assert field.level is Level.RESTRICTED

    def test_a_personal_kind_need_not_say_it(self) -> None:
        archive = {**ARCHIVE, "kinds": {"card": {**ARCHIVE["kinds"]["card"], "personal": True}}}
        schema = {"type": "object", "properties": {"a": {"type": "string"}}}
        catalogue, found = load({"archive.json": archive, "card.schema.json": schema})
        assert not found
        assert catalogue.kinds["card"].personal


class TestCatalogue:
    def test_kinds_by_path(self) -> None:
        many = {"title": "Note", "scope": "customer", "path": "log/{id}.md", "schema": "card.schema.json"}
        catalogue, _ = load({"archive.json": {**ARCHIVE, "kinds": {**ARCHIVE["kinds"], "note": many}}})
        assert [kind.name for path in ("card.yaml", "log/a-b.md") if (kind := catalogue.kind_of(path, "customer"))] == [
            "card",
            "note",
        ]
        for path in ("log/a/b.md", "log/a.yaml", "xcard.yaml", "log/.md"):
            assert catalogue.kind_of(path, "customer") is None
        assert catalogue.kind_of("card.yaml", "archive") is None

    def test_it_travels_without_its_validators(self) -> None:
        catalogue, _ = load()
        assert check("id: a\n", catalogue)
        travelled = pickle.loads(pickle.dumps(catalogue))  # noqa: S301 - our own bytes
        assert travelled == catalogue
        assert [d.code for d in check("id: a\n", travelled)] == ["missing-field"]

    def test_the_fingerprint_follows_every_file(self) -> None:
        every: list[dict[str, Any]] = [
            {},
            {"card.schema.json": card(title="Cards")},
            {"shapes.overlay.json": {"title": "x"}},
            {"card.overlay.json": {"title": "x"}},
            {"archive.overlay.json": {"kinds": {}}},
        ]
        prints = {load(changes)[0].fingerprint for changes in every}
        assert len(prints) == 5
        assert load()[0].fingerprint == load()[0].fingerprint

    def test_spaces_gather_kinds_of_things(self) -> None:
        things = {name: {"title": name, "kind": "card", "scope": "customer", "space": "source"} for name in ("a", "b")}
        catalogue, _ = load({"archive.json": {**ARCHIVE, "things": things}})
        assert catalogue.spaces == {"source": ("a", "b")}
