"""Everything that can be wrong is met: said exactly, with all else still checked, and nothing written or lost."""

import re
from pathlib import Path

import pytest

from dangan.cli.main import main
from tests.archives.harness import INVALID, cases, lay_out
from tests.conftest import DAY, snapshot

SENTINEL = "customers/sentinel/profile.yaml:4:8:"
"""A fault that stands in every case: whatever else is broken, it is still found."""


def output_of(root: Path, lang: str, capsys: pytest.CaptureFixture[str]) -> str:
    code = main(["-C", str(root), "--lang", lang, "check", "--date", DAY])
    captured = capsys.readouterr()
    assert captured.err == ""
    return f"$ dangan --lang {lang} check\n{captured.out}[exit {code}]\n"


@pytest.mark.parametrize("case", cases())
def test_said_exactly(case: str, tmp_path: Path, update: bool, capsys: pytest.CaptureFixture[str]) -> None:
    root = lay_out(case, tmp_path / "archive")
    before = snapshot(root)
    shown = output_of(root, "en", capsys) + output_of(root, "zh", capsys)
    expected = INVALID / case / "expected.txt"
    if update:
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")
    assert SENTINEL in shown
    assert str(tmp_path) not in shown
    assert snapshot(root) == before


def test_at_least_forty_codes() -> None:
    said = {
        code
        for case in cases()
        for code in re.findall(r"\[([a-z-]+)\]$", (INVALID / case / "expected.txt").read_text("utf-8"), re.MULTILINE)
    }
    assert len(said) >= 40, sorted(said)
