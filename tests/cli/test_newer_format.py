"""An archive of a newer format is touched by no command; an older or unclear one is met kindly."""

from pathlib import Path

import pytest

from dangan.commands import COMMANDS
from tests.cli.conftest import Run
from tests.conftest import snapshot, write_files

COMMAND_LINES: dict[str, list[list[str]]] = {
    "init": [["."]],
    "new": [
        ["customer", "x", "--name", "X"],
        ["competitor", "x", "--name", "X"],
        ["product", "x", "--name", "X"],
        ["project", "x", "--title", "X"],
        ["note", "x"],
    ],
    "check": [[], ["--at", "HEAD"]],
    "format": [[], ["--check"]],
    "build": [[]],
    "serve": [[], ["--port", "0"]],
    "show": [["x"]],
    "report": [["pipeline"]],
    "import": [["x.csv", "--map", "map.yaml"]],
    "search": [["x"]],
    "history": [[], ["x"], ["--format", "json"]],
    "diff": [[], ["HEAD"], ["HEAD~1..HEAD", "--format", "markdown"]],
    "audit": [[], ["--format", "json"]],
    "approve": [["HEAD", "--key", "x.csv"]],
    "codeowners": [[], ["--write"], ["--check"]],
    "schema": [["list"], ["print", "profile"], ["editor"], ["coverage"]],
}
FILES = {"x.csv": "名称\nA\n", "map.yaml": "id: {slug: ['{名称}']}\nfields: {names/zh: 名称}\n"}


def test_every_command_is_tried() -> None:
    assert set(COMMAND_LINES) == {name.split()[0] for name in COMMANDS} - {"demo"}, "which is about no archive"


@pytest.mark.parametrize(("name", "words"), [(name, words) for name, lines in COMMAND_LINES.items() for words in lines])
def test_every_command_refuses_and_says_what_to_do(run: Run, archive: Path, name: str, words: list[str]) -> None:
    write_files(archive, {"dangan.yaml": "format: 2\n", "customers/x/profile.yaml": "id: x\n", **FILES})
    before = snapshot(archive)
    ended = run(archive, name, *words)
    assert (ended.code, ended.out) == (3, "")
    assert len(ended.err.splitlines()) == 1
    assert "of format 2" in ended.err
    assert "pip install --upgrade dangan" in ended.err
    assert snapshot(archive) == before


@pytest.mark.parametrize("written", ["2", "2.0", "1.1", "'2'", "0x2"])
def test_however_it_is_written(run: Run, archive: Path, written: str) -> None:
    (archive / "dangan.yaml").write_text(f"format: {written}\n")
    assert run(archive, "check").code == 3
    assert "请安装新版" in run(archive, "--lang", "zh", "check").err


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("format: 0\n", "dangan.yaml:1:9: error: Format must be at least 1"),
        ("format: yes\n", "dangan.yaml:1:9: error: Format must be a whole number"),
        ("title: {zh: 档案}\n", "dangan.yaml:1:1: error: Format is missing: add `format:`"),
    ],
)
def test_an_older_or_missing_format_is_named_and_worked_with(run: Run, archive: Path, settings: str, says: str) -> None:
    (archive / "dangan.yaml").write_text(settings)
    ended = run(archive, "check")
    assert ended.code == 1
    assert says in ended.out
    assert run(archive, "new", "customer", "good-one", "--name", "Good One Ltd").code == 0
    assert run(archive, "show", "good-one").code == 0
