"""How a requirement counts as met, and what is told when it does not."""

from typing import Any

from dangan.analysis.declaration import Declaration, Sort
from dangan.analysis.samples import Samples, first_of, in_words, samples
from dangan.analysis.traceability import Line, Means, State, trace
from dangan.analysis.traceability_faults import faults
from dangan.diagnostics import Text
from dangan.model.records import Record
from dangan.schema.kind import Kind
from dangan.schema.requirements import Chapter, Part, Requirement, Requirements
from tests.schema.small import load

LATER = Text("not yet", "以后")


def code(sort: Sort, *meets: str) -> Declaration:
    return Declaration(sort, "it", Text("It", "它"), meets)


def part(name: str, by: str = "", why: Text | None = None) -> Part:
    return Part(name, Text(name, name), by, why)


def requirement(name: str, kind: str, *parts: Part) -> Requirement:
    return Requirement(name, kind, Text(name), {p.id: p for p in parts})


def kinds(**requirements: list[str]) -> list[Kind]:
    """The card, some of whose fields meet something."""
    extra = {name: {"x-req": names} for name, names in requirements.items()}
    return [load({"card.overlay.json": {"properties": extra}})[0].kinds["card"]]


def traced(*all_of: Requirement, fields: list[Kind] | None = None, declared: Any = ()) -> dict[str, Line]:
    found = trace(Requirements((Chapter("c", Text("C"), all_of),)), Means.of(fields or [], declared))
    return {line.reference: line for line in found}


def state(line: Line) -> tuple[State, str]:
    return line.state, line.why.en if line.why else ""


class TestData:
    def test_a_field_meets_a_part(self) -> None:
        line = traced(requirement("AA-01", "data", part("site")), fields=kinds(site=["AA-01/site"]))["AA-01/site"]
        assert state(line) == (State.MET, "")
        assert [place.keyed for place in line.places] == ["card/site"]

    def test_what_code_has_to_meet_no_field_meets(self) -> None:
        wanted = requirement("AA-01", "data", part("site", by="drawing"))
        fields = kinds(site=["AA-01/site"])
        assert traced(wanted, fields=fields)["AA-01/site"].state is State.MISSING
        drawn = traced(wanted, fields=fields, declared=[code("drawing", "AA-01/site")])["AA-01/site"]
        assert (drawn.state, drawn.declared[0].name) == (State.MET, "it")

    def test_a_part_that_nothing_meets_is_missing_unless_it_says_why(self) -> None:
        lines = traced(requirement("AA-01", "data", part("site"), part("since", why=LATER)))
        assert state(lines["AA-01/site"]) == (State.MISSING, "no field records it")
        assert state(lines["AA-01/since"]) == (State.OPEN, "not yet")

    def test_without_parts_it_is_missing(self) -> None:
        assert traced(requirement("AA-01", "data"))["AA-01"].state is State.MISSING


class TestOthers:
    def test_fields_alone_do_not_meet_it(self) -> None:
        wanted = requirement("AA-01", "report", part("site"))
        lines = traced(wanted, fields=kinds(site=["AA-01/site"]))
        assert lines["AA-01/site"].state is State.MET
        assert state(lines["AA-01"]) == (State.PARTLY, "nothing computes it yet")

    def test_it_is_met_when_every_part_is_and_code_has_a_hand_in_it(self) -> None:
        wanted = requirement("AA-01", "report", part("site"), part("list", by="report"))
        fields = kinds(site=["AA-01/site"])
        assert state(traced(wanted, fields=fields)["AA-01"]) == (State.PARTLY, "lacking: list")
        assert traced(wanted, fields=fields, declared=[code("report", "AA-01/list")])["AA-01"].state is State.MET

    def test_without_parts_only_a_declaration_of_the_whole_meets_it(self) -> None:
        wanted = requirement("AA-01", "rule")
        assert traced(wanted)["AA-01"].state is State.OPEN
        assert traced(wanted, fields=kinds(site=["AA-01"]))["AA-01"].state is State.PARTLY
        assert traced(wanted, declared=[code("rule", "AA-01")])["AA-01"].state is State.MET

    def test_a_missing_part_is_only_open(self) -> None:
        assert traced(requirement("AA-01", "rule", part("site")))["AA-01/site"].state is State.OPEN


def told(*all_of: Requirement, fields: list[Kind], declared: Any = (), found: Samples | None = None) -> list[str]:
    listed = Requirements((Chapter("c", Text("C"), all_of),))
    means = Means.of(fields, declared)
    return [
        f"{fault.reference} {fault.place}: {fault.said.en}"
        for fault in faults(listed, trace(listed, means), means, found or {})
    ]


def recorded(kind: Kind, data: Any) -> Samples:
    return samples([Record(kind, "card.yaml", "fx", data, None)], "fx")


class TestFaults:
    def test_nothing_is_wrong(self) -> None:
        fields = kinds(site=["AA-01/site"])
        found = recorded(fields[0], {"site": "x.example"})
        assert told(requirement("AA-01", "data", part("site")), fields=fields, found=found) == []

    def test_names_that_nothing_has(self) -> None:
        fields = kinds(site=["AA-01/sight", "AA-01"])
        wanted = requirement("AA-01", "data", part("since", why=LATER))
        assert told(wanted, fields=fields, declared=[code("rule", "BB-01")])[:3] == [
            "AA-01/sight card/site: no requirement and no part is called that",
            "AA-01 card/site: a requirement on data is named by its part",
            "BB-01 it: no requirement and no part is called that",
        ]

    def test_a_field_that_no_file_records(self) -> None:
        wanted = requirement("AA-01", "data", part("site"))
        fields = kinds(site=["AA-01/site"])
        for data in ({}, {"site": ""}, {"phone": "1"}):
            said = told(wanted, fields=fields, found=recorded(fields[0], data))
            assert said == ["AA-01/site card/site: no file of this archive has a value for it"]

    def test_two_parts_in_one_field(self) -> None:
        wanted = requirement("AA-01", "data", part("site"), part("since"))
        fields = kinds(site=["AA-01/site", "AA-01/since"])
        found = recorded(fields[0], {"site": "x.example"})
        assert told(wanted, fields=fields, found=found) == [
            "AA-01 card/site: two parts of one requirement stand in one field"
        ]

    def test_open_though_it_is_met(self) -> None:
        wanted = requirement("AA-01", "rule", part("list", by="report", why=LATER))
        assert told(wanted, fields=[], declared=[code("report", "AA-01/list")]) == [
            "AA-01/list : it is listed as open and is met"
        ]


def test_of_a_shape_one_value_is_enough_wherever_it_stands() -> None:
    shape = {"$defs": {"fee": {"title": "Fee", "type": "number", "x-req": ["AA-01/fee"]}}}
    use = {"$ref": "shapes.schema.json#/$defs/fee", "x-sensitivity": "internal"}
    catalogue, problems = load(
        {"shapes.overlay.json": shape, "card.overlay.json": {"properties": {"fee": use, "other_fee": use}}}
    )
    assert problems == []
    kind = catalogue.kinds["card"]
    wanted = requirement("AA-01", "data", part("fee"))
    assert told(wanted, fields=[kind], found=recorded(kind, {"other_fee": 3})) == []
    assert len(told(wanted, fields=[kind])) == 1


def test_the_first_value_is_the_sample() -> None:
    kind = kinds(site=["AA-01/site"])[0]
    both = first_of([recorded(kind, {"site": "a.example"}), recorded(kind, {"site": "b.example"})])
    assert [sample.value for sample in both.values()] == ["a.example"]


def test_values_in_words() -> None:
    field = load()[0].kinds["card"].field
    data = {"stage": "trading", "scale": {"employees": 5, "as_of": "2026-01-01"}, "tags": ["a", "b"]}
    assert in_words(field, data, "zh") == "交易中, 5, a, b"
