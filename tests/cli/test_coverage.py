"""`dangan schema coverage`: the table, what it withholds, and when it fails."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from dangan.cli.columns import width
from tests.cli.conftest import Run
from tests.conftest import write_files

PART = {"title": "Mascot", "x-zh": "吉祥物"}
CHAPTER = {
    "title": "Own", "x-zh": "自定",
    "requirements": {
        "OWN-01": {
            "kind": "data", "title": "Mascot", "x-zh": "吉祥物",
            "parts": {"mascot": PART, "later": {**PART, "open": {"title": "not yet", "x-zh": "以后再做"}}},
        },
        "OWN-02": {"kind": "report", "title": "Mascots listed", "x-zh": "吉祥物一览", "parts": {"of": PART}},
    },
}  # fmt: skip
PROFILE = "id: fx\nnames: {en: Fengxing}\nstage: prospect\ncustodian: chen-li\nmascot: Tiger\n"


def mascot(level: str, *meets: str) -> str:
    field = {"title": "Mascot", "x-zh": "吉祥物", "type": "string", "x-sensitivity": level, "x-req": meets}
    return json.dumps({"properties": {"mascot": field}})


@pytest.fixture
def own(archive: Path) -> Path:
    files: dict[str, str | bytes] = {"schemas/requirements/own.json": json.dumps(CHAPTER)}
    files["customers/fx/profile.yaml"] = PROFILE
    files["schemas/profile.overlay.json"] = mascot("internal", "OWN-01/mascot", "OWN-02/of")
    return write_files(archive, files)


def rows(run: Run, root: Path, *words: str) -> dict[str, dict[str, Any]]:
    found = json.loads(run(root, *words, "schema", "coverage", "--format", "json").out)["rows"]
    return {f"{row['requirement']}/{row['part']}".rstrip("/"): row for row in found}


def test_a_part_is_told_with_its_field_its_place_and_a_value(run: Run, own: Path) -> None:
    found = rows(run, own)
    assert found["OWN-01/mascot"] == {
        "requirement": "OWN-01", "kind": "data", "part": "mascot", "label": "Mascot", "state": "met", "how": "field",
        "recorded": "profile/mascot", "seen": "customers/fx/index.html#profile", "sample": "fx: Tiger", "why": "",
    }  # fmt: skip
    assert (found["OWN-01/later"]["state"], found["OWN-01/later"]["why"]) == ("open", "not yet")
    assert (found["OWN-02"]["state"], found["OWN-02"]["why"]) == ("partly met", "nothing computes it yet")
    assert len(found) > 162


def test_in_chinese(run: Run, own: Path) -> None:
    found = rows(run, own, "--lang", "zh")["OWN-01/later"]
    assert (found["label"], found["state"], found["why"]) == ("吉祥物", "待完成", "以后再做")
    ended = run(own, "--lang", "zh", "schema", "coverage")
    assert "资料类要求 90 项" in ended.out.splitlines()[-1]


def test_it_fails_and_says_why(run: Run, own: Path) -> None:
    """The archive at hand is all but empty, so most of what the packaged list asks for is recorded nowhere."""
    ended = run(own, "schema", "coverage")
    assert ended.code == 1
    assert "OWN-01/mascot" not in ended.out
    write_files(own, {"schemas/profile.overlay.json": mascot("internal", "OWN-01/mascots")})
    said = run(own, "schema", "coverage").out
    assert "OWN-01/mascots (profile/mascot): no requirement and no part is called that" in said
    assert "OWN-01/mascot: no field records it" in said
    write_files(own, {"schemas/profile.overlay.json": mascot("internal", "OWN-01/mascot")})
    write_files(own, {"customers/fx/profile.yaml": PROFILE.replace("mascot: Tiger\n", "")})
    said = run(own, "schema", "coverage").out
    assert "OWN-01/mascot (profile/mascot): no file of this archive has a value for it" in said


def test_every_line_with_all_and_in_csv(run: Run, own: Path) -> None:
    said = run(own, "schema", "coverage", "--all").out
    line = next(line for line in said.splitlines() if line.startswith("OWN-01/mascot"))
    assert line.endswith("profile/mascot · customers/fx/index.html#profile · fx: Tiger")
    table = list(csv.DictReader(StringIO(run(own, "schema", "coverage", "--format", "csv").out)))
    assert next(row for row in table if row["part"] == "mascot")["sample"] == "fx: Tiger"
    assert len(table) == len(rows(run, own))


def test_what_is_above_the_audience_is_not_told(run: Run, own: Path) -> None:
    write_files(own, {"schemas/profile.overlay.json": mascot("confidential", "OWN-01/mascot")})
    assert rows(run, own)["OWN-01/mascot"]["sample"] == "fx: (confidential)"
    told = run(own, "schema", "coverage", "--audience", "confidential", "--format", "csv").out
    assert "fx: Tiger" in told


def test_columns_are_aligned(run: Run, own: Path) -> None:
    lines = [line for line in run(own, "--lang", "zh", "schema", "coverage").out.splitlines() if "OWN-0" in line]
    starts = {width(line[: line.index(word)]) for line in lines for word in ("待完成", "部分满足") if word in line}
    assert len(lines) == 2
    assert len(starts) == 1
