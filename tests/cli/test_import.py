"""The import of real rows, as it is typed."""

import json
import re
from pathlib import Path

import pytest

from dangan.exchange.transforms import TRANSFORMS
from tests.cli.conftest import Run
from tests.conftest import snapshot, write_files

HERE = Path(__file__).resolve().parents[1] / "exchange"
ROOT = HERE.parents[1]
TABLE, MAPPING = HERE / "companies.csv", HERE / "companies-mapping.yaml"


def test_a_dry_run_a_real_one_and_a_second_one(run: Run, archive: Path) -> None:
    words = ("import", str(TABLE), "--map", str(MAPPING), "--into", "imported")
    before = snapshot(archive)
    dry = run(archive, *words)
    assert (dry.code, snapshot(archive)) == (0, before)
    assert "encoding utf-8" in dry.out
    assert "14 rows: 13 would be created (3 of them may be duplicates), 1 there already, 0 errors." in dry.out
    assert "same website conch.cn as anhui-conch-cement-company-limited-600585-ss" in dry.out
    done = run(archive, *words, "--write")
    assert "13 created" in done.out
    assert len(list((archive / "customers/imported").glob("*/profile.yaml"))) == 13
    (twice,) = json.loads(run(archive, "check", "--format", "json").out)
    assert (twice["code"], twice["pointer"]) == ("same-name", "/names/en"), "one of those that may be duplicates"
    assert "/anhui-conch-cement-company-limited-600585-ss/" in twice["path"]
    assert "/anhui-conch-cement-company-limited-0914-hk/" in twice["message"]
    assert run(archive, "format", "--check", "customers").out == ""
    whole = snapshot(archive)
    again = run(archive, *words, "--write")
    assert "14 rows: 0 created (0 of them may be duplicates), 14 there already, 0 errors." in again.out
    assert snapshot(archive) == whole


def test_json_is_one_document(run: Run, archive: Path) -> None:
    found = json.loads(run(archive, "import", str(TABLE), "--map", str(MAPPING), "--format", "json").out)
    assert found["encoding"] == "utf-8"
    assert found["written"] is False
    assert found["summary"] == {"rows": 14, "create": 13, "alike": 3, "there": 1, "errors": 0, "dropped": 0}
    assert [row["row"] for row in found["rows"]] == list(range(2, 16))
    there = next(row for row in found["rows"] if row["verdict"] == "there")
    assert (there["row"], there["line"], there["path"]) == (9, 9, None)
    assert there["reasons"]


def test_an_error_is_exit_1_and_the_others_are_written(run: Run, archive: Path, tmp_path: Path) -> None:
    text = TABLE.read_text("utf-8").replace(",Germany,", ",Germania,", 1)
    write_files(tmp_path, {"list.csv": text.encode("gb18030")})
    ended = run(archive, "import", "../list.csv", "--map", str(MAPPING), "--write")
    assert ended.code == 1
    assert "encoding gb18030" in ended.out
    assert "Cannot be taken (1)" in ended.out
    assert "“Germania” is no country" in ended.out
    assert len(list((archive / "customers").glob("*/profile.yaml"))) == 12


def test_a_mistake_in_the_mapping_is_shown_at_its_place(run: Run, archive: Path) -> None:
    write_files(
        archive.parent, {"map.yaml": MAPPING.read_text("utf-8").replace("industry: industry", "industri: industry")}
    )
    words = ("import", str(TABLE), "--map", "../map.yaml")
    ended = run(archive, *words)
    assert ended.code == 1
    assert ended.out.startswith("../map.yaml:7:3: error: A customer's profile has no field industri")
    assert "Did you mean `industry`?" in ended.out
    found = json.loads(run(archive, *words, "--format", "json").out)
    assert [(d["code"], d["line"], d["column"]) for d in found] == [("mapping-unknown-field", 7, 3)]


def test_a_hostile_name_does_not_steer_the_terminal(run: Run, archive: Path) -> None:
    text = TABLE.read_text("utf-8").replace("Hengxin Technology Ltd.", "Hengxin\x1b[2JTechnology", 1)
    write_files(archive.parent, {"list.csv": text})
    ended = run(archive, "import", "../list.csv", "--map", str(MAPPING))
    assert ended.code == 1
    assert "\x1b" not in ended.out
    assert "U+001B" in ended.out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_guide_shows_this_very_mapping(lang: str) -> None:
    guide = (ROOT / "docs" / lang / "guide" / "import.md").read_text("utf-8")
    assert re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) == [MAPPING.read_text("utf-8")]
    header = TABLE.read_text("utf-8").splitlines()[0].split(",")
    assert " ".join(header) in " ".join(guide.replace("*", "").replace(",", " ").split())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_transform_is_in_the_guide_and_in_the_help(run: Run, archive: Path, lang: str) -> None:

    guide = (ROOT / "docs" / lang / "guide" / "import.md").read_text("utf-8")
    shown = run(archive, "import", "--help").out
    for name in TRANSFORMS:
        assert re.search(rf"[`{{]{name}\b", guide), name
        assert re.search(rf"\b{name}\b", shown), name


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"", "no line with column names"), (b'"open\n', "ends inside a quoted cell")],
)
def test_a_file_that_is_no_table(run: Run, archive: Path, content: bytes, says: str) -> None:
    write_files(archive.parent, {"list.csv": content})
    ended = run(archive, "import", "../list.csv", "--map", str(MAPPING))
    assert (ended.code, ended.out) == (2, "")
    assert says in ended.err
