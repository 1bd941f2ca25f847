"""Where facts come from is written where it is natural; what stands nearest to a fact holds for it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.levels import Level
from dangan.model.folders import Folders
from dangan.model.provenance import (
    NOTHING,
    AsOf,
    Provenance,
    as_of,
    at,
    inside,
    known_facts,
    may_be_known,
    observed_on,
    of_file,
    of_part,
    rivals,
    sources_in,
    tells,
)
from dangan.model.records import read_record
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import RESERVED
from dangan.schema.fields import field_of
from dangan.source.node import Pointer
from tests.archive import scanned, tree

DATA: dict[str, Any] = {
    "id": "good",
    "industry": "tools",
    "sources": ["register"],
    "as_of": "2025-01-02",
    "scale": {
        "employees": 320,
        "floor_area_m2": 12000,
        "turnover": {"amount": 3, "currency": "CNY"},
        "sources": ["visit"],
        "as_of": "2026-03-01",
        "evidence": {"employees": ["report", "visit"]},
        "contested": [
            {"field": "employees", "value": 20, "sources": ["walk"], "ruling": "open"},
            {"field": "floor_area_m2"},
            "no mapping",
        ],
    },
    "location": {"city": "Yongkang", "evidence": {"city": ["map"]}},
}

REGISTER, VISIT = Provenance(("register",), "2025-01-02"), Provenance(("visit",), "2026-03-01")


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ((), REGISTER),
        (("industry",), REGISTER),
        (("scale",), VISIT),
        (("scale", "floor_area_m2"), VISIT),
        (("scale", "turnover", "amount"), VISIT),
        (("scale", "employees"), Provenance(("report", "visit"), "2026-03-01")),
        (("location",), REGISTER),
        (("location", "city"), Provenance(("map",), "2025-01-02")),
    ],
)
def test_nearest_wins(pointer: Pointer, expected: Provenance) -> None:
    assert at(DATA, pointer) == expected


def test_a_file_that_says_nothing_takes_what_holds_for_it() -> None:
    top = Provenance(("self",), "2026-01-01")
    assert at({"a": {"b": [1]}}, ("a", "b", 0), top) is top
    assert at({"a": 1}, ("a",)) is NOTHING


NAMES = st.sampled_from(["a", "b", "c"])
IDS = st.lists(st.sampled_from(["v", "w", "x"]), max_size=2)
BLOCKS = st.fixed_dictionaries(
    {}, optional={"sources": IDS, "as_of": st.sampled_from(["2025-01-01", "2026-01-01"]),
                  "evidence": st.dictionaries(NAMES, IDS, max_size=2)}
)  # fmt: skip
TREES = st.recursive(
    st.integers(0, 2),
    lambda inner: st.one_of(
        st.builds(lambda own, block: own | block, st.dictionaries(NAMES, inner, max_size=3), BLOCKS),
        st.lists(inner, max_size=2),
    ),
    max_leaves=12,
)


def places(data: Any, here: Pointer = ()) -> list[Pointer]:
    parts: list[Any] = [(k, v) for k, v in data.items() if k in "abc"] if isinstance(data, dict) else []
    parts = list(enumerate(data)) if isinstance(data, list) else parts
    return [here, *(found for part, below in parts for found in places(below, (*here, part)))]


def candidates(data: Any, pointer: Pointer) -> tuple[list[list[str]], list[str]]:
    """All that is said on the way to a place, the farthest first."""
    sources, days = [], []
    for depth in range(len(pointer) + 1):
        here = data
        for part in pointer[:depth]:
            here = here[part]
        if isinstance(here, dict):
            sources.append(here.get("sources", []))
            days.append(here.get("as_of", ""))
            if depth < len(pointer):
                sources.append(here.get("evidence", {}).get(pointer[depth], []))
    return sources, days


@given(TREES)
def test_of_all_that_is_said_on_the_way_the_last_holds(data: Any) -> None:
    for pointer in places(data):
        sources, days = candidates(data, pointer)
        found = at(data, pointer)
        assert found.sources == tuple(next((s for s in reversed(sources) if s), ()))
        assert found.as_of == next((d for d in reversed(days) if d), "")


def test_a_mapping_that_says_nothing_costs_nothing() -> None:
    here = Provenance(("a",))
    assert inside(here, {"b": 1, "sources": []}) is here
    assert of_part(here, {"b": 1, "evidence": {"c": ["d"]}}, "b") is here
    assert inside(here, "text") is here


def may_say(**properties: Any) -> dict[str, Any]:
    """A schema of a mapping that may say where it comes from."""
    return {"type": "object", "properties": properties | {key: {} for key in RESERVED}}


AMOUNT = {"type": "object", "properties": {"amount": {}, "currency": {}}}
SCALE = may_say(employees={}, floor_area_m2={}, turnover={**AMOUNT, "title": "Turnover"})


def test_every_fact_is_found_with_where_it_comes_from() -> None:
    profile = field_of("profile", may_say(id={}, industry={}, scale=SCALE, location=may_say(city={})))
    found = {fact.pointer: fact for fact in known_facts(profile, DATA)}
    assert set(found) == {
        ("id",), ("industry",), ("scale", "employees"), ("scale", "floor_area_m2"), ("scale", "turnover"),
        ("location", "city"),
    }  # fmt: skip
    assert all(fact.provenance == at(DATA, pointer) for pointer, fact in found.items())
    assert found[("scale", "employees")].rivals == (DATA["scale"]["contested"][0],)
    assert found[("scale", "floor_area_m2")].rivals == ()
    assert found[("scale", "turnover")].field.label.en == "Turnover"


def test_lists_of_things_are_made_of_facts_and_lists_of_values_are_one() -> None:
    people = Catalogue.load(tree())[0].kinds["people"].field
    data = {"li-mei": {"roles": ["user"], "relations": [{"person": "li-mei", "kind": "allied"}], "sources": ["v"]}}
    found = {fact.pointer: fact.provenance.sources for fact in known_facts(people, data)}
    assert found == {
        ("li-mei", "roles"): ("v",),
        ("li-mei", "relations", 0, "person"): ("v",),
        ("li-mei", "relations", 0, "kind"): ("v",),
    }


def test_rival_values_are_of_one_field() -> None:
    assert rivals(DATA["scale"], "employees") == (DATA["scale"]["contested"][0],)
    assert rivals(DATA["scale"], "turnover") == ()
    assert rivals({"contested": "open"}, "a") == ()


def test_all_sources_that_a_file_names() -> None:
    assert list(sources_in(DATA)) == ["register", "visit", "report", "visit", "walk", "map"]
    assert list(sources_in({"a": [{"sources": ["v"]}], "evidence": "none", "sources": "none"})) == ["v"]
    assert tells({"a": [{"b": {"as_of": "2026-01-01"}}]})
    assert not tells({"a": [{"b": "sources"}]})
    kinds = Catalogue.load(tree())[0].kinds
    assert may_be_known(kinds["profile"].field)
    assert not may_be_known(kinds["sources"].field)


SEEN = {"old": "2025-05-01", "new": "2026-05-01", "undated": ""}


@pytest.mark.parametrize(
    ("found", "changed", "expected"),
    [
        (Provenance(("new",), "2024-01-01"), "2026-11-01", AsOf("2024-01-01", "stated")),
        (Provenance(("old", "new", "undated")), "2026-11-01", AsOf("2026-05-01", "source")),
        (Provenance(("undated",)), "2026-11-01", AsOf("2026-11-01", "file")),
        (NOTHING, "2026-11-01", AsOf("2026-11-01", "file")),
        (NOTHING, "", AsOf()),
    ],
)
def test_the_day_of_a_fact(found: Provenance, changed: str, expected: AsOf) -> None:
    assert as_of(found, SEEN.__getitem__, changed) == expected


def test_when_a_source_was_seen_is_in_the_index() -> None:
    note = "---\ndate: 2026-11-02\nmedium: visit\n---\nWe met.\n"
    sources = "walk: {observed: 2026-03-01}\nundated: {title: A}\n"
    sources += "kept: {observed: 2026-04-01, confidentiality: restricted}\n"
    index = scanned({"customers/good/log/visit.md": note, "customers/good/sources.yaml": sources}).index
    days = [observed_on(index, "good", name) for name in ("visit", "walk", "undated", "nobody", "kept")]
    assert days == ["2026-11-02", "2026-03-01", "", "", "2026-04-01"]
    assert observed_on(index, "", "good/walk") == "2026-03-01"
    assert observed_on(index.visible_to(Level.CONFIDENTIAL), "good", "kept") == ""


def test_a_contact_is_its_own_source() -> None:
    held = tree({"customers/good/log/visit.md": "---\ndate: 2026-11-02\nmedium: visit\n---\nWe met.\n"})
    catalogue, _ = Catalogue.load(held)
    folders = Folders.of(held.paths(), catalogue)
    records = {f.kind.name: read_record(held, f)[0] for f in folders.customers["customers/good"]}
    tops = {name: of_file(record, catalogue.things.values()) for name, record in records.items() if record}
    assert tops == {"log": Provenance(("visit",)), "people": NOTHING, "profile": NOTHING}
