"""The sample archive is in its one form, and would be however else it had been written."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import dangan
from dangan.model.folders import DataFile, Folders
from dangan.project import Project
from dangan.schema.field import Field
from dangan.schema.formatting import bare, formatted
from dangan.schema.validate import validate
from dangan.source.edit import same
from dangan.source.emit import dump, flow, front_matter
from dangan.source.reader import BODY, parse_document

ROOT = Path(dangan.__file__).resolve().parents[2]


@cache
def opened() -> Project:
    return Project.open(ROOT, today=date(2026, 11, 21))


def files() -> list[DataFile]:
    folders = Folders.of(opened().tree.paths(), opened().catalogue)
    return [*folders.loose, *(file for files in folders.customers.values() for file in files)]


FILES = files()
by_path = pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)


def data_of(path: str, raw: bytes) -> Any:
    document, faults = parse_document(path, raw)
    assert document is not None, faults
    return document.data


def test_the_sample_is_in_form() -> None:
    result = opened().format(write=False)
    assert [outcome.path for outcome in result.changed] == []
    assert result.diagnostics == ()
    assert result.files == len(FILES)


@by_path
def test_however_it_is_written_the_form_is_the_same(file: DataFile) -> None:
    data = data_of(file.path, opened().tree.read(file.path))
    plain, _ = formatted(file.path, written(file.path, data, dump).encode(), file.kind.field)
    other = written(file.path, turned(data, file.kind.field), lambda facts: f"{flow(facts)}\n")
    again, faults = formatted(file.path, other.encode(), file.kind.field)
    assert faults == []
    assert again == plain
    assert again is not None
    assert same(bare(data_of(file.path, again.encode())), bare(data))


@by_path
def test_what_is_clean_stays_clean(file: DataFile) -> None:
    """With every list and group that is not recorded written as an empty one."""
    data = with_empties(data_of(file.path, opened().tree.read(file.path)), file.kind.field)
    raw = written(file.path, data, dump).encode()
    text, faults = formatted(file.path, raw, file.kind.field)
    assert text is not None, faults
    before, after = (parse_document(file.path, one)[0] for one in (raw, text.encode()))
    assert before is not None
    assert after is not None
    wrong = {d.pointer for d in validate(file.kind, before)}
    assert {d.pointer for d in validate(file.kind, after)} <= wrong


def written(path: str, data: Any, facts: Any) -> str:
    if not path.endswith(".md"):
        return str(facts(data))
    front = {key: value for key, value in data.items() if key != BODY}
    return front_matter({}, str(data.get(BODY, ""))).replace("---\n", f"---\n{facts(front)}", 1)


def turned(data: Any, field: Field | None) -> Any:
    """The same with the last key first, where the order says nothing."""
    if isinstance(data, list):
        return [turned(item, field.items if field else None) for item in data]
    if not isinstance(data, dict):
        return data
    known = [key for key in data if field and key in field.properties]
    keys = [*(key for key in data if key not in known), *reversed(known)]
    return {key: turned(data[key], field.child(key) if field else None) for key in keys}


def with_empties(data: Any, field: Field | None) -> Any:
    if field is None or not isinstance(data, dict):
        return [with_empties(item, field.items) for item in data] if field and isinstance(data, list) else data
    empties = dict(_empties(field)) if field.properties else {}
    return {key: with_empties(value, field.child(key)) for key, value in (empties | data).items()}


def _empties(field: Field) -> Iterator[tuple[str, Any]]:
    for name, child in field.properties.items():
        if child.type in {"array", "object"}:
            yield name, [] if child.type == "array" else {}
