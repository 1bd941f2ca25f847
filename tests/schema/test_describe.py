"""The list of fields that people read."""

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.describe import Row, describe
from tests.schema.small import load

ROWS = {row.path: row for row in describe(load()[0].kinds["card"])}


def test_every_field_once_without_provenance() -> None:
    assert list(ROWS)[:7] == ["id", "stage", "format", "names", "names/zh", "names/en", "names/short"]
    assert {"owners", "owners/-", "owners/-/name", "staff/*/home", "price/amount"} < set(ROWS)
    assert not [path for path in ROWS if "sources" in path]


def test_a_row() -> None:
    stage = ROWS["stage"]
    assert (stage.label.zh, stage.type.en, stage.required, stage.level) == (
        "客户阶段", "one of a list", True, Level.INTERNAL
    )  # fmt: skip
    assert {value: label.zh for value, label in stage.choices.items()} == {"prospect": "潜在客户", "trading": "交易中"}


def test_types_in_words() -> None:
    def words(path: str) -> str:
        return ROWS[path].type.en

    assert words("scale/employees") == "a whole number"
    assert words("since") == "date"
    assert words("tags") == "list: text"
    assert words("price") == "a number or a group of fields"
    assert words("due") == "date or one of a list"
    assert all(isinstance(row, Row) and row.type.zh for row in ROWS.values())


def test_a_reference_says_what_it_refers_to() -> None:
    keeper = {"title": "Keeper", "x-zh": "负责人", "type": "string", "x-ref": "customer", "x-sensitivity": "internal"}
    kind = load({"card.overlay.json": {"properties": {"keeper": keeper}}})[0].kinds["card"]
    row = describe(kind, {"customer": Text("Customer", "客户")})[-1]
    assert (row.path, row.type) == ("keeper", Text("id (customer)", "编号（客户）"))
