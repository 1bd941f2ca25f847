"""A small archive in a scratch folder, and imports into it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from dangan.config import Config
from dangan.diagnostics import Diagnostic
from dangan.exchange.importing import plan_import, read_mapping, read_spreadsheet
from dangan.exchange.plan import Outcome, Plan
from dangan.exchange.writing import write_all
from dangan.schema.catalogue import Catalogue
from dangan.source.tree import WorkTree
from tests.conftest import DAY, write_files

HERE = Path(__file__).parent
MAPPING = """\
id: {slug: ["{name}"]}
key: registration/uscc
fields:
  names/zh: name
  contact/websites: {from: site, transform: url, list: true}
  registration/uscc: code
constants: {stage: prospect, custodian: chen-li}
"""


@dataclass(frozen=True)
class Desk:
    """An archive with one colleague, and a spreadsheet and mapping to import into it."""

    root: Path

    def plan(
        self, table: str | bytes, mapping: str = MAPPING, folder: str = "customers", encoding: str | None = None
    ) -> Plan:
        catalogue = Catalogue.load(WorkTree(self.root))[0]
        sheet = read_spreadsheet(self.spreadsheet(table), encoding)
        read, found = read_mapping(
            self.mapping(mapping), catalogue.kinds["profile"].field, sheet.table.columns, Config()
        )
        assert read, [str(d.span) + " " + d.message.en for d in found]
        return plan_import(WorkTree(self.root), catalogue, read, sheet.table, folder, date.fromisoformat(DAY))

    def write(self, table: str | bytes, mapping: str = MAPPING) -> Plan:
        plan = self.plan(table, mapping)
        write_all(self.root, [o for o in plan.outcomes if o.verdict == "create"])
        return plan

    def mistakes(self, mapping: str, columns: tuple[str, ...] = ("name", "site", "code")) -> list[Diagnostic]:
        catalogue = Catalogue.load(WorkTree(self.root))[0]
        read, found = read_mapping(self.mapping(mapping), catalogue.kinds["profile"].field, columns, Config())
        assert (read is None) == bool(found)
        return found

    def spreadsheet(self, table: str | bytes) -> Path:
        path = self.root.parent / "table.csv"
        path.write_bytes(table.encode() if isinstance(table, str) else table)
        return path

    def mapping(self, text: str) -> Path:
        path = self.root.parent / "mapping.yaml"
        path.write_text(text, "utf-8")
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    team = "chen-li:\n  names: {zh: 陈立}\n  emails: [chen.li@hailan.example]\n"
    root = tmp_path / "archive"
    write_files(root, {"dangan.yaml": "format: 1\n", "team.yaml": team})
    return Desk(root)


def verdicts(plan: Plan) -> list[tuple[int, str, str]]:
    return [(o.row.number, o.verdict.value, o.id) for o in plan.outcomes]


def reasons(outcome: Outcome) -> str:
    return "; ".join(reason.en for reason in outcome.reasons)
