"""Nobody imports upwards, and each foreign library stays in its one room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dangan

ROOT = Path(dangan.__file__).parent
LAYERS: list[set[str]] = [
    {"levels", "diagnostics", "errors", "layout", "config", "parallel", "meanwhile", "commands", "memory"},
    {"git"},
    {"source"},
    {"schema"},
    {"model"},
    {"history"},
    {"analysis"},
    {"review"},
    {"site", "exchange"},
    {"project"},
    {"cli", "mkdocs_plugin"},
]
ROOMS = {
    "yaml": {"source"},
    "git": {"git"},
    "jinja2": {"site", "mkdocs_plugin"},
    "markupsafe": {"site", "mkdocs_plugin"},
    "mkdocs": {"site", "mkdocs_plugin"},
    "material": {"site", "mkdocs_plugin"},
    "click": {"cli"},
    "opencc": {"site"},
    "cryptography": {"review"},
    "jsonschema": {"schema"},
    "jsonschema_rs": {"schema"},
    "subprocess": {"git"},
    "multiprocessing": {"parallel", "meanwhile"},
    "concurrent": {"parallel"},
    "random": set(),
    "uuid": set(),
    "secrets": {"site"},
}
CLOCKS = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
    "os": {"urandom", "getrandom"},
}
"""Calls that give another answer each time; where a name is taken from `time` itself, the import counts."""


def imports() -> Iterator[tuple[str, str, str]]:
    """Every import: the file, the part of Dangan it stands in, and the module it names."""
    for path in sorted(ROOT.rglob("*.py")):
        part = path.relative_to(ROOT).parts[0].removesuffix(".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path.name, part, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                names = [f"dangan.{a.name}" for a in node.names] if node.module == "dangan" else [node.module or ""]
                yield from ((path.name, part, name) for name in names)


def rank(part: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if part in layer)


def readings(tree: ast.AST) -> Iterator[str]:
    """What asks the clock or for randomness: `datetime.now`, however the module or the class was imported."""
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("time", "os"):
            yield from (f"{node.module}.{a.name}" for a in node.names if a.name in CLOCKS[node.module])
        if isinstance(node, ast.Attribute):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if node.attr in CLOCKS.get(names.get(owner, owner), ()):
                yield f"{owner}.{node.attr}"


@pytest.mark.parametrize(
    "text",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime as moment\nmoment.now(UTC)",
        "from datetime import date\nmaker = date.today",
        "import time\ntime.time()",
        "from time import time",
        "import os\nos.urandom(8)",
    ],
)
def test_a_reading_of_the_clock_is_seen(text: str) -> None:
    assert len(list(readings(ast.parse(text)))) == 1


def test_the_only_secret_is_the_key_of_the_cache() -> None:
    assert {f"{part}/{file}" for file, part, name in imports() if name == "secrets"} <= {"site/cache.py"}


def test_only_one_module_reads_the_clock() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): calls
        for path in sorted(ROOT.rglob("*.py"))
        if (calls := list(readings(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert found == {"project/clock.py": ["datetime.now"]}


def test_nobody_imports_upwards() -> None:
    inside = [(f, part, name.split(".")[1]) for f, part, name in imports() if name.startswith("dangan.")]
    assert len(inside) > 100
    wrong = [
        f"{part}/{f} imports {other}"
        for f, part, other in inside
        if part != "__init__" and not other.startswith("__") and (rank(other) > rank(part))
    ]
    assert wrong == []


def test_site_and_exchange_do_not_know_each_other() -> None:
    pairs = {(part, name.split(".")[1]) for _, part, name in imports() if name.startswith("dangan.")}
    assert not pairs & {("site", "exchange"), ("exchange", "site")}


def test_foreign_libraries_stay_in_their_room() -> None:
    wrong = [
        f"{part}/{f} imports {name}" for f, part, name in imports() if part not in ROOMS.get(name.split(".")[0], {part})
    ]
    assert wrong == []
