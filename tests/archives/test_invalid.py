"""Everything that can be wrong is met: said exactly, with all else still checked, and nothing written or lost.

The site of such an archive is still built, with nothing live in it; a strict build refuses and touches nothing.
"""

import json
import re
import shutil
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from dangan.cli.main import main
from tests.archives.harness import BASE, INVALID, cases, lay_beside, lay_out, own_customers
from tests.conftest import DAY, run_git, snapshot
from tests.project.test_hostile import Looker, looked_at

SENTINEL = "customers/sentinel/profile.yaml:4:8:"
"""A fault that stands in every case: whatever else is broken, it is still found."""
KEYS = ["code", "severity", "path", "line", "column", "pointer", "message", "hint"]
NAMES = {"code", "severity", "path", "message"}
"""Of those, what is never empty."""

Check = Callable[[str], list[dict[str, Any]]]


def dangan(root: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code and what was printed on both channels."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["-C", str(root), *arguments])
    return code, out.getvalue(), err.getvalue()


def output_of(root: Path, lang: str) -> str:
    code, out, err = dangan(root, "--lang", lang, "check", "--date", DAY)
    assert err == ""
    return f"$ dangan --lang {lang} check\n{out}[exit {code}]\n"


@pytest.mark.parametrize("case", cases())
def test_said_exactly(case: str, tmp_path: Path, update: bool) -> None:
    root = lay_out(case, tmp_path / "archive")
    before = snapshot(root)
    shown = output_of(root, "en") + output_of(root, "zh")
    expected = INVALID / case / "expected.txt"
    if update:
        expected.write_text(shown, encoding="utf-8")
    assert shown == expected.read_text(encoding="utf-8")
    assert SENTINEL in shown
    assert str(tmp_path) not in shown
    assert snapshot(root) == before


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """What `check --format json` says of a case; asked once for each."""
    known: dict[str, list[dict[str, Any]]] = {}
    folder = tmp_path_factory.mktemp("json")

    def check(case: str) -> list[dict[str, Any]]:
        if case not in known:
            code, out, err = dangan(lay_out(case, folder / case), "check", "--date", DAY, "--format", "json")
            assert (code, err) == (1, "")
            known[case] = json.loads(out)
            for row in known[case]:
                row["file"] = folder / case / row["path"]
        return known[case]

    return check


@pytest.mark.parametrize("case", cases())
def test_said_to_programs(case: str, found: Check) -> None:
    """One array of objects of one form, each with a place that is inside the file."""
    text = (INVALID / case / "expected.txt").read_text(encoding="utf-8")
    for row in found(case):
        assert [key for key in row if key != "file"] == KEYS
        assert all(row[key] and isinstance(row[key], str) for key in NAMES)
        assert row["severity"] in ("error", "warning", "info")
        assert f"[{row['code']}]" in text
        assert_inside(row["file"], row["line"], row["column"])


def assert_inside(path: Path, line: int, column: int) -> None:
    """The end of a file and of a line are places too; of what is no file that can be read, only the beginning is."""
    assert line >= 1
    assert column >= 1
    if (line, column) == (1, 1):
        return
    lines = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert line <= len(lines)
    assert column <= len(lines[line - 1]) + 1


def test_at_least_forty_codes(found: Check) -> None:
    said = {row["code"] for case in cases() for row in found(case)}
    assert len(said) >= 40, sorted(said)


@dataclass(frozen=True)
class Usual:
    """The base archive's site, the frames that it was put into, and the scripts that those have."""

    cache: Path
    site: dict[str, bytes]
    scripts: frozenset[str]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Usual:
    root = tmp_path_factory.mktemp("usual")
    shutil.copytree(BASE, root / "archive")
    code, _, err = build(root / "archive", root / "site")
    assert (code, err) == (0, "1 error in the archive, said on their pages: dangan check lists them\n")
    scripts = {script for page in (root / "site").rglob("*.html") for script in scripts_of(looked_at(page))}
    return Usual(root / "archive/.dangan", snapshot(root / "site"), frozenset(scripts))


def scripts_of(looker: Looker) -> set[str]:
    """Inline scripts, without the list of languages that the two pages at the top have in theirs."""
    return {re.sub(r'([(\[])"?(?:en|zh)"?(?:(?:\||, )"?(?:en|zh)"?)?([)\]])', r"\1\2", s) for s in looker.scripts}


def build(root: Path, out: Path, *options: str) -> tuple[int, str, str]:
    return dangan(root, "build", "--date", DAY, "--audience", "internal", "--out", str(out), *options)


TOGETHER = own_customers()


@pytest.mark.parametrize("case", sorted({*cases()} - {*TOGETHER}))
def test_still_published(case: str, tmp_path: Path, usual: Usual) -> None:
    root = lay_out(case, tmp_path / "archive")
    if not (root / ".dangan").exists():
        shutil.copytree(usual.cache, root / ".dangan")
    assert_published(root, usual)


def assert_published(root: Path, usual: Usual) -> None:
    """Not strictly, and with nothing written before that; else with nothing live, and the archive is as it was."""
    tmp_path = root.parent
    before = snapshot(root)
    code, _, err = build(root, tmp_path / "strict", "--strict")
    assert code == 1
    assert "Traceback" not in err
    assert not (tmp_path / "strict").exists()
    assert snapshot(root) == before
    code, _, err = build(root, tmp_path / "site")
    assert (code, "Traceback" in err) == (0, False), err
    assert without_cache(snapshot(root)) == without_cache(before)
    assert {path.name for path in tmp_path.iterdir()} == {"archive", "site"}
    assert (tmp_path / "site/en/customers/sentinel/index.html").is_file()
    assert_nothing_live(tmp_path / "site", usual)


@dataclass(frozen=True)
class Crowd:
    """Every case that one customer has room for, as a customer of one archive: what its check says, and its site."""

    rows: frozenset[tuple[str, str, str, int]]
    site: Path


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, usual: Usual) -> Crowd:
    root = tmp_path_factory.mktemp("crowd") / "archive"
    shutil.copytree(BASE, root)
    for case in TOGETHER:
        lay_beside(case, root)
    run_git(root, "init", "-q", "-b", "main")
    code, out, err = dangan(root, "check", "--date", DAY, "--format", "json")
    assert (code, err) == (1, "")
    assert_published(root, usual)
    rows = ((row["code"], row["severity"], row["path"], row["line"]) for row in json.loads(out))
    return Crowd(frozenset(rows), root.parent / "site")


@pytest.mark.parametrize("case", TOGETHER)
def test_still_published_beside_others(case: str, crowd: Crowd, found: Check) -> None:
    """None of them hides another: all that is said of a case alone is said here, and its customer has its pages."""
    for row in found(case):
        path = row["path"].replace("customers/good/", f"customers/{case}/")
        assert (row["code"], row["severity"], path, row["line"]) in crowd.rows
    for lang in ("en", "zh"):
        assert (crowd.site / lang / "customers" / case / "index.html").is_file()


def without_cache(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if not name.startswith(".dangan/")}


def assert_nothing_live(site: Path, usual: Usual) -> None:
    """On the pages that are not those of the base archive: no script but the frame's, nothing that runs or fetches."""
    for page in sorted(site.rglob("*.html")):
        if usual.site.get(page.relative_to(site).as_posix()) != page.read_bytes():
            looker = looked_at(page)
            assert looker.live == [], page
            assert scripts_of(looker) <= usual.scripts, page
