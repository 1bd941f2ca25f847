"""The sample archive shows that all of the data that is asked for can be recorded."""

from pathlib import Path

import pytest

import dangan
from dangan.analysis.traceability import State
from dangan.project import Project
from dangan.project.coverage import Coverage
from tests.archive import TODAY

ROOT = Path(dangan.__file__).parents[2]
_LATER = ("history", "analysis", "command")


@pytest.fixture(scope="module")
def found() -> Coverage:
    return Project.open(ROOT, today=TODAY).coverage()


def test_every_part_is_met_and_every_field_that_meets_one_is_recorded(found: Coverage) -> None:
    assert [f"{fault.reference} {fault.place}: {fault.said.en}" for fault in found.faults] == []


def test_only_what_code_will_do_later_is_open(found: Coverage) -> None:
    still = [line for line in found.lines if line.requirement.is_data and line.state is not State.MET]
    assert {line.state for line in still} == {State.OPEN}
    assert [line.reference for line in still if not (line.part and line.part.by in _LATER)] == []
    assert all(line.why and line.why.zh for line in still)


def test_every_requirement_on_data_has_its_parts(found: Coverage) -> None:
    data = {line.requirement.id: line.requirement for line in found.lines if line.requirement.is_data}
    assert len(data) == 89
    assert all(requirement.parts for requirement in data.values())
