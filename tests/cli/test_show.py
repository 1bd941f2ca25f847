"""A dossier and the schemas on a terminal."""

import json
from pathlib import Path

import pytest

from dangan.cli.columns import columns, width
from tests.cli.conftest import Run
from tests.conftest import snapshot, write_files

FILES = {
    "customers/fx/profile.yaml": (
        "id: fx\nnames: {zh: 丰行电动车, en: Fengxing}\ncustodian: chen-li\nstage: new\n"
        "scale: {employees: 320, turnover: {amount: 12500000.50, currency: CNY}}\n"
        "characteristics: {financial_strength: Secret strength}\n"
        "segments: {chain: [agent, retailer]}\n"
    ),
    "customers/fx/people.yaml": "li-mei:\n  names: {zh: 李梅}\n  roles: [decision-maker]\n",
    "customers/fx/log/2026-01-05-visit.md": "---\ndate: 2026-01-05\nmedium: visit\n---\nOlder.\n",
    "customers/fx/log/2026-03-01-call.md": (
        "---\ndate: 2026-03-01\nmedium: phone\npeople: [li-mei]\n---\nFirst line.\n\nSecond line.\n"
    ),
}


@pytest.fixture
def dossier(archive: Path) -> Path:
    return write_files(archive, dict(FILES))


def test_a_dossier_reads_like_its_page(run: Run, dossier: Path) -> None:
    ended = run(dossier, "show", "fx", "--lang", "zh")
    assert (ended.code, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0] == "丰行电动车  fx"
    assert "  阶段      新客户" in lines
    assert "  负责人    陈立 (chen-li)" in lines
    assert "    年营业额  12,500,000.50 CNY" in lines
    assert "    产业链角色  代理商、零售商" in lines
    assert "    对方人员  李梅 (li-mei)" in lines
    assert [line for line in lines if line and not line.startswith(" ")][1:] == ["基本情况", "人员", "联系记录"]
    assert ended.out.index("2026-03-01-call") < ended.out.index("2026-01-05-visit")
    assert all(line == line.rstrip() for line in lines)


def test_what_is_above_the_audience_is_not_shown(run: Run, dossier: Path) -> None:
    for form in ("text", "json"):
        assert "Secret strength" not in run(dossier, "show", "fx", "--format", form).out
        assert "Secret strength" in run(dossier, "show", "fx", "--audience", "confidential", "--format", form).out


def test_json_has_every_record(run: Run, dossier: Path) -> None:
    found = json.loads(run(dossier, "show", "fx", "--format", "json").out)
    assert (found["id"], found["folder"], found["audience"]) == ("fx", "customers/fx", "internal")
    assert found["records"]["profile"]["scale"]["turnover"] == {"amount": 12500000.5, "currency": "CNY"}
    assert [entry["id"] for entry in found["records"]["log"]] == ["2026-01-05-visit", "2026-03-01-call"]


def test_a_broken_file_hides_no_other(run: Run, dossier: Path) -> None:
    write_files(dossier, {"customers/fx/people.yaml": "li-mei: [\n"})
    ended = run(dossier, "show", "fx")
    assert ended.code == 0
    assert "Fengxing" in ended.out


def test_columns_count_wide_characters_twice() -> None:
    rows = list(columns([("档案", "x"), ("abc", "yy"), ("e\u0301", "z")]))
    assert rows == ["档案  x", "abc   yy", "e\u0301     z"]
    assert width("档案a\u200b") == 5


def test_schema_list_and_print(run: Run, archive: Path, tmp_path: Path) -> None:
    assert "customers/*/profile.yaml" in run(archive, "schema", "list").out
    printed = run(archive, "schema", "print", "profile", "--lang", "zh").out
    assert "负责人" in printed
    assert "编号（同事）" in printed
    assert "confidential" in printed
    schema = json.loads(run(archive, "schema", "print", "profile", "--format", "json").out)
    assert schema["additionalProperties"] is False
    assert "Did you mean `profile`?" in run(archive, "schema", "print", "profil").err
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert run(elsewhere, "schema", "list").out == run(archive, "schema", "list").out


def test_an_overlay_is_printed(run: Run, archive: Path) -> None:
    mascot = {"title": "Mascot", "x-zh": "吉祥物", "type": "string", "x-sensitivity": "internal"}
    write_files(archive, {"schemas/profile.overlay.json": json.dumps({"properties": {"mascot": mascot}})})
    assert "吉祥物" in run(archive, "schema", "print", "profile", "--lang", "zh").out


def test_editor_settings_are_written_once(run: Run, archive: Path) -> None:
    first = run(archive, "schema", "editor")
    assert first.code == 0
    written = [Path(line) for line in first.out.splitlines()]
    assert written
    assert all(path.is_file() for path in written)
    before = snapshot(archive)
    assert run(archive, "schema", "editor").code == 0
    assert snapshot(archive) == before
