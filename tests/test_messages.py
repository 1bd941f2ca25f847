"""Whatever stops a command is said in both languages of the trade."""

import ast
from collections.abc import Iterator
from pathlib import Path

import dangan
from dangan import errors

ROOT = Path(dangan.__file__).parent
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.DanganError)}


def raised() -> Iterator[tuple[str, ast.expr]]:
    """The message of every failure that the package makes."""
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS:
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                assert len(node.args) == 1, place
                yield place, node.args[0]


def texts() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
                call, target = node.value, node.targets[0]
                if isinstance(call.func, ast.Name) and call.func.id == "Text" and isinstance(target, ast.Name):
                    yield f"{path.relative_to(ROOT)}:{node.lineno} {target.id}", call


def test_no_failure_is_a_plain_string() -> None:
    found = list(raised())
    assert len(found) > 50
    assert [place for place, message in found if isinstance(message, (ast.Constant, ast.JoinedStr))] == []


def test_every_named_wording_has_chinese() -> None:
    found = list(texts())
    assert len(found) > 50
    without = [place for place, call in found if len(call.args) < 2]
    assert without == []
