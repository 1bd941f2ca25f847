"""Histories of every kind, replayed: what each commit is said to have done.

A case is a folder of tests/histories/ with `commits.yaml` (each commit: its parents, by default the one before; what
it does to the files of the first) and `expected.txt`, which `--update` writes anew, to be read before it is kept.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dangan.history.archive_history import ArchiveHistory
from dangan.history.change import ChangeKind, FieldChange
from dangan.history.leaves import leaves
from dangan.history.sentences import sentence
from dangan.schema.catalogue import Catalogue
from dangan.source.reader import parse_document
from tests.history.replay import Made, replay

CASES = Path(__file__).parent.parent / "histories"
NAMES = sorted(path.name for path in CASES.iterdir())


def made(name: str) -> list[Made]:
    path = CASES / name / "commits.yaml"
    document, found = parse_document(str(path), path.read_bytes(), keep_empty=True)
    assert document, found
    commits: list[Made] = []
    for number, each in enumerate(document.data):
        parents = [int(n) for n in each["parents"] or ()] if "parents" in each else [number - 1] if number else []
        commits.append(_commit(each, parents, commits))
    return commits


def _commit(each: Mapping[str, Any], parents: list[int], commits: list[Made]) -> Made:
    before = commits[parents[0]] if parents else Made({})
    files = {**before.files, **(each["files"] or {})}
    modes = {**before.modes, **each.get("modes", {})}
    return Made(
        {path: text for path, text in files.items() if text is not None},
        parents,
        each.get("message", "a change"),
        each.get("author", Made.author),
        seconds=int(each["seconds"]) if "seconds" in each else None,
        modes={path: mode for path, mode in modes.items() if mode != "160000" or files.get(path) is None},
    )


def told(history: ArchiveHistory, ids: list[str]) -> Iterator[str]:
    for change in reversed(history.of_customers(["", *history.customers])):
        number = ids.index(change.commit.id)
        mark = "" if change.taken else "  (not taken)"
        yield f"{number}  {change.kind:13} {change.path}  {sentence(change, history.kind(change)).en}{mark}"


@pytest.mark.parametrize("name", NAMES)
def test_what_each_commit_did(name: str, tmp_path: Path, catalogue: Catalogue, *, update: bool) -> None:
    repository, ids = replay(tmp_path, made(name))
    history = ArchiveHistory.of(repository, catalogue)
    said = "".join(f"{line}\n" for line in told(history, ids))
    history.close()
    expected = CASES / name / "expected.txt"
    if update:
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_the_last_entry_of_each_field_is_the_value_in_the_file(name: str, tmp_path: Path, catalogue: Catalogue) -> None:
    commits = made(name)
    repository, _ = replay(tmp_path, commits)
    history = ArchiveHistory.of(repository, catalogue)
    for customer in history.customers:
        for file in history.files(customer):
            changes = [change for change in history.of_file(file) if change.taken and change.kind.is_fact]
            kind = history.catalogue.kinds.get(file.kind or "")
            path = next((path for path in (c.path for c in changes) if path in commits[-1].files), None)
            document = path and kind and parse_document(path, _bytes(commits[-1].files[path]))[0]
            if document and kind:
                now = leaves(kind.field, document.data).values
                assert {steps: _last(changes, steps) for steps in now} == dict(now)
    history.close()


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def _last(changes: list[FieldChange], steps: tuple[str, ...]) -> Any:
    """What the newest change about a fact, or about an item that holds it, says that it is."""
    gone = (ChangeKind.REMOVED, ChangeKind.ITEM_REMOVED)
    about = (c for c in changes if c.steps and c.steps == steps[: len(c.steps)])
    change = next(c for c in about if c.steps == steps or c.kind not in gone)
    value = change.new
    for step in steps[len(change.steps) :]:
        value = value.get(step) if isinstance(value, dict) else None
    return value
