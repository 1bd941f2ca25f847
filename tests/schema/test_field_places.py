"""Where fields stand, and where in data their values are."""

from typing import Any

from dangan.schema.field_places import FieldPlace, places, values
from tests.schema.small import ARCHIVE, load

KIND = load()[0].kinds["card"]
PLACES = {place.path: place for place in places(KIND)}


def keyed(*path: str) -> str:
    return PLACES[path].keyed


def test_paths_are_written_with_what_stands_for_a_key() -> None:
    assert keyed("scale", "employees") == "card/scale/employees"
    assert keyed("staff", "*", "home") == "card/staff/{id}/home"
    assert keyed("owners", "-", "name") == "card/owners/{n}/name"


def test_a_path_begins_where_the_file_lies() -> None:
    archive = {**ARCHIVE, "kinds": {"card": {**ARCHIVE["kinds"]["card"], "path": "cards/{id}.yaml"}}}
    kind = load({"archive.json": archive})[0].kinds["card"]
    assert "cards/{id}/scale/employees" in {place.keyed for place in places(kind)}


def test_items_are_called_by_their_key() -> None:
    name = {"title": "Name", "type": "string"}
    owners = {
        "title": "Owners", "x-key": ["name", "since"], "type": "array", "x-sensitivity": "internal",
        "items": {"title": "Owner", "type": "object", "properties": {"name": name}},
    }  # fmt: skip
    kind = load({"card.overlay.json": {"properties": {"holders": owners}}})[0].kinds["card"]
    assert "card/holders/{name,since}/name" in {place.keyed for place in places(kind)}


def test_what_belongs_to_a_shape_is_the_same_wherever_it_is_used() -> None:
    assert PLACES["turnover", "amount"].identity == ("money", "amount")
    assert PLACES["scale", "as_of"].identity == PLACES["owners", "-", "as_of"].identity == ("provenance", "as_of")
    assert PLACES["scale", "employees"].identity == ("card", "scale", "employees")


def test_what_stands_in_a_shared_group_knows_it() -> None:
    assert PLACES["turnover", "amount"].inside == ("money", "amount")
    assert PLACES["scale", "as_of"].inside == ("provenance", "as_of")
    assert PLACES["turnover",].inside == PLACES["id",].inside == PLACES["scale", "employees"].inside == ()


def test_alternatives_are_opened() -> None:
    assert ("price", "from") in PLACES


def test_values_are_found_with_their_field() -> None:
    data: dict[str, Any] = {
        "staff": {"li": {"home": "A"}, "wu": {"home": "B"}},
        "owners": [{"name": "X"}, {"name": "Y"}],
        "price": {"per": "range", "from": 3},
        "strange": {"home": "C"},
    }
    found = list(values(KIND, data, lambda field: field.name in ("home", "name", "from")))
    assert found == [
        (("staff", "*", "home"), ("staff", "li", "home"), "A"),
        (("staff", "*", "home"), ("staff", "wu", "home"), "B"),
        (("owners", "-", "name"), ("owners", 0, "name"), "X"),
        (("owners", "-", "name"), ("owners", 1, "name"), "Y"),
        (("price", "from"), ("price", "from"), 3),
    ]


def test_every_value_has_the_place_of_its_field() -> None:
    """What is found in data lies where `places` says that there is a field of that path."""
    data = {"id": "x", "scale": {"employees": 3, "as_of": "2026-01-01"}, "tags": ["a"], "turnover": {"amount": 1}}
    at = {place.at for place in places(KIND)}
    found = [("card", *path) for path, _, _ in values(KIND, data, lambda _: True)]
    assert len(found) == 8
    assert set(found) <= at
    assert all(isinstance(place, FieldPlace) for place in PLACES.values())
