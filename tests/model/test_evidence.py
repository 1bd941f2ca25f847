"""What is said of a fact beside it is of a fact that is there, and of a value that it could have."""

import json

from dangan.levels import Level
from tests.archive import said, scanned

PROFILE = "id: good\nnames: {en: Good One Ltd}\ncustodian: chen-li\nstage: prospect\n"
VISIT = "---\ndate: 2026-11-02\nmedium: visit\n---\nWe met.\n"


def changes(profile: str) -> dict[str, str | None]:
    return {"customers/good/profile.yaml": PROFILE + profile, "customers/good/log/visit.md": VISIT}


def test_evidence_of_recorded_facts_is_clean() -> None:
    scale = "scale:\n  employees: 320\n  evidence: {employees: [visit]}\n  contested: [{field: employees, value: 20}]\n"
    assert said(changes(scale)) == []
    assert said(changes("evidence: {stage: [visit]}\ncontested: [{field: names, value: {en: Other}}]\n")) == []


def test_a_value_of_another_form_is_told_at_its_place() -> None:
    (found,) = scanned(changes("scale:\n  employees: 1\n  contested: [{field: employees, value: ten}]\n")).diagnostics
    assert (found.code, found.pointer) == ("wrong-type", "/scale/contested/0/value")
    (found,) = scanned(changes("contested: [{field: names, value: {eng: Other}}]\n")).diagnostics
    assert (found.code, found.pointer) == ("unknown-field", "/contested/0/value/eng")


def test_evidence_in_a_map_of_things_is_of_a_thing_that_is_there() -> None:
    """Where an archive lets such a map hold provenance: its keys are ids."""
    canteens = {
        "$schema": "meta/keywords.schema.json", "title": "Canteens", "x-zh": "食堂", "x-sensitivity": "internal",
        "type": "object", "x-provenance": True,
        "additionalProperties": {"title": "Seats", "x-zh": "座位", "type": "integer"},
    }  # fmt: skip
    kind = {"title": "Canteens", "x-zh": "食堂", "scope": "customer", "path": "canteens.yaml",
            "schema": "canteens.schema.json"}  # fmt: skip
    files = changes("") | {
        "schemas/canteens.schema.json": json.dumps(canteens),
        "schemas/archive.overlay.json": json.dumps({"format": 1, "kinds": {"canteens": kind}}),
        "customers/good/canteens.yaml": "north: 300\nevidence: {north: [visit], nort: [visit]}\n",
    }
    (found,) = scanned(files).diagnostics
    assert (found.code, str(found.span)) == ("unknown-fact", "customers/good/canteens.yaml:2:28")
    assert found.hint
    assert "north" in found.hint.en


def test_a_block_is_no_fact_of_itself() -> None:
    assert said(changes("evidence: {sources: [visit]}\n")) == ["unknown-fact customers/good/profile.yaml:5:12"]


def test_that_a_confidential_fact_has_a_source_is_confidential() -> None:
    raised = {"properties": {"industry": {"x-sensitivity": "restricted"}}}
    files = changes("evidence: {industry: [visit]}\n") | {"schemas/profile.overlay.json": json.dumps(raised)}
    (found,) = scanned(files).diagnostics
    assert (found.code, found.level) == ("evidence-for-nothing", Level.RESTRICTED)


def test_a_key_is_told_to_those_who_may_read_what_it_is_made_of() -> None:
    raised = {"additionalProperties": {"properties": {"relations": {"items": {
        "properties": {"person": {"x-sensitivity": "restricted"}}}}}}}  # fmt: skip
    people = "li-mei:\n  names: {zh: 李梅}\n  relations:\n    - {person: li-mei, kind: allied}\n"
    people += "    - {person: li-mei, kind: allied}\n"
    files: dict[str, str | None] = {"customers/good/people.yaml": people}
    (found,) = scanned(files).diagnostics
    assert found.level < Level.RESTRICTED
    (found,) = scanned(files | {"schemas/people.overlay.json": json.dumps(raised)}).diagnostics
    assert (found.code, found.level) == ("duplicate-key-in-list", Level.RESTRICTED)


def test_lists_whose_order_counts_may_repeat_themselves() -> None:
    people = "li-mei:\n  names: {zh: 李梅}\n  roles: [user, user]\n"
    files: dict[str, str | None] = {"customers/good/people.yaml": people}
    assert said(files) == ["repeated-value customers/good/people.yaml:3:17"]
    assert said({"dangan.yaml": "format: 1\nlanguages: [en, en]\n"}) == []
