"""`dangan report`: exact sums, nothing guessed, and the same rows on the terminal, in files and on the page."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dangan.analysis.reports import reports
from tests.cli.conftest import Run
from tests.conftest import write_files

DAY = ("--date", "2026-11-21")
PROFILE = "id: {id}\nnames: {{zh: {name}}}\ncustodian: wang-fang\nstage: {stage}\n"
PROJECT = (
    "title: {title}\nstep: {step}\nvalue: {{amount: {amount}, currency: {currency}}}\nchance_percent: 50\n"
    "decision_by: 2026-12-01\nnext: {{action: Call, due: {due}, who: chen-li}}\n"
)


def project(**values: str) -> str:
    return PROJECT.format(
        **{"title": "T", "step": "test", "amount": "1", "currency": "CNY", "due": "2026-12-01"} | values
    )


@pytest.fixture
def book(archive: Path) -> Path:
    """Three customers, one of them lapsed; four projects, one of them lost, one in euros."""
    return write_files(
        archive,
        {
            "customers/a/profile.yaml": PROFILE.format(id="a", name="甲", stage="trading"),
            "customers/a/projects/big.yaml": project(amount="0.10", due="2026-11-01"),
            "customers/a/projects/gone.yaml": project(step="lost", amount="500"),
            "customers/b/profile.yaml": PROFILE.format(id="b", name="=SUM(1)", stage="new"),
            "customers/b/projects/euro.yaml": project(amount="7", currency="EUR"),
            "customers/b/projects/small.yaml": project(amount="0.20", step="lead"),
            "customers/c/profile.yaml": PROFILE.format(id="c", name="丙", stage="lapsed"),
        },
    )


def rows(run: Run, folder: Path, *words: str) -> list[dict[str, Any]]:
    ended = run(folder, "report", *words, "--format", "json", "--audience", "confidential", *DAY)
    assert ended.code == 0, ended.err
    found: list[dict[str, Any]] = json.loads(ended.out)
    return found


def test_the_list_names_every_report(run: Run, book: Path) -> None:
    said = run(book, "report").out
    assert [line.split()[0] for line in said.splitlines()] == [each.name for each in reports()]


def test_the_pipeline_sums_each_currency_exactly_and_leaves_out_what_is_over(run: Run, book: Path) -> None:
    assert [row["project"] for row in rows(run, book, "pipeline")] == ["a/big", "b/euro", "b/small"]
    steps = rows(run, book, "pipeline", "--table", "steps")
    assert [(row["step"], row["projects"], row["value_CNY"], row["value_EUR"]) for row in steps] == [
        ("Test", 2, 0.1, 7),
        ("Lead", 1, 0.2, None),
    ]
    assert [row["weighted_CNY"] for row in steps] == [0.05, 0.1]


def test_a_step_whose_day_has_passed_is_overdue(run: Run, book: Path) -> None:
    assert {row["project"]: row["state"] for row in rows(run, book, "pipeline")} == {
        "a/big": "step overdue",
        "b/euro": None,
        "b/small": None,
    }
    said = run(book, "report", "pipeline", "--audience", "confidential", *DAY).out
    assert "; 1 next step is overdue." in said


def test_what_the_audience_may_not_see_is_not_computed_with(run: Run, book: Path) -> None:
    write_files(book, {"schemas/project.overlay.json": '{"properties": {"value": {"x-sensitivity": "restricted"}}}'})
    assert {row["value"] for row in rows(run, book, "pipeline")} == {None}


def test_structure_counts_every_customer_once_and_says_what_is_not_recorded(run: Run, book: Path) -> None:
    stages = rows(run, book, "customer-structure", "--table", "stage")
    assert [(row["stage"], row["customers"]) for row in stages] == [("New", 1), ("Trading", 1), ("Lapsed", 1)]
    industries = rows(run, book, "customer-structure", "--table", "industry")
    assert [(row["industry"], row["customers"], row["customers_share"]) for row in industries] == [
        ("not recorded", 3, 100)
    ]


def test_concentration_runs_up_to_the_whole(run: Run, book: Path) -> None:
    deal = "dealings:\n  - {{period: '2026-Q1', product: pack, amount: {{amount: {amount}, currency: CNY}}}}\n"
    pack = "id: pack\nnames: {en: Pack}\n"
    write_files(
        book,
        {
            "products/pack.yaml": pack,
            "customers/a/trade.yaml": deal.format(amount="25"),
            "customers/b/trade.yaml": deal.format(amount="75"),
        },
    )
    found = rows(run, book, "customer-structure")
    assert [(r["customer"], r["dealings"], r["share"], r["running"]) for r in found] == [
        ("b", 75, 75, 75),
        ("a", 25, 25, 100),
    ]


def test_completeness_begins_with_the_worst_and_sums_by_custodian(run: Run, book: Path) -> None:
    found = rows(run, book, "completeness")
    assert {row["customer"] for row in found} == {"a", "b", "c"}
    order = [(-row["essential"], row["filled"]) for row in found]
    assert order == sorted(order)
    custodians = rows(run, book, "completeness", "--table", "custodians")
    assert [(row["custodian"], row["dossiers"], row["essential"]) for row in custodians] == [
        ("wang-fang", 3, sum(row["essential"] for row in found))
    ]


def test_a_text_that_a_spreadsheet_would_compute_stays_text(run: Run, book: Path) -> None:
    said = run(book, "report", "pipeline", "--format", "csv", *DAY).out
    cells = [cell for row in csv.reader(io.StringIO(said)) for cell in row]
    assert "'=SUM(1)" in cells
    assert not [cell for cell in cells if cell.startswith("=")]


def test_the_page_offers_what_the_command_prints(run: Run, book: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert run(book, "build", "-o", str(out), "--audience", "confidential", *DAY).code == 0
    for each in reports():
        page = (out / "en/reports" / each.name / "index.html").read_text(encoding="utf-8")
        printed = run(book, "report", each.name, "--format", "json", "--audience", "confidential", *DAY).out
        offered = sorted((out / "data/reports").glob(f"{each.name}.*.en.json"))
        assert printed.encode() in [path.read_bytes() for path in offered]
        assert all(path.name in page for path in offered if json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("words", "said"), [(("nothing",), "no report nothing"), (("pipeline", "--table", "x"), "no table x")]
)
def test_a_wrong_name_is_met_with_those_there_are(run: Run, book: Path, words: tuple[str, ...], said: str) -> None:
    ended = run(book, "report", *words)
    assert ended.code == 2
    assert said in ended.err
    assert "steps" in ended.err or "completeness" in ended.err


def test_an_archive_without_customers_has_answers_all_the_same(run: Run, archive: Path) -> None:
    for each in reports():
        ended = run(archive, "report", each.name)
        assert ended.code == 0
        assert each.question.en in ended.out
