"""The history of a real repository of Markdown files, held against an independent, slow reading of it.

    python -m benchmarks.real_history CLONE [--draw 200] [--seed 1]

Files of one stem are one thing, wherever they lie. The slow reading walks every field alone: at each commit it asks
Git for the file in each parent and goes to the first that has the value; it shares no code with `dangan.history`.
"""

import argparse
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

from dangan.git.blobs import BlobReader
from dangan.git.repository import Repository
from dangan.history.change import ChangeKind, FieldChange, Identity
from dangan.history.graph import build
from dangan.history.leaves import Leaves, leaves
from dangan.history.walk import changes, tip
from dangan.source.reader import parse_document

FOLDERS = ("company-profiles/", "src/companies/")


def identify(path: str) -> Identity | None:
    folder, _, name = path.rpartition("/")
    known = f"{folder}/" in FOLDERS and name.endswith(".md")
    return Identity("", None, name.removesuffix(".md")) if known else None


class Markdown:
    """Front matter where there is any, and the prose as one value."""

    def __init__(self, blobs: BlobReader) -> None:
        self.blobs = blobs
        self.known: dict[str, Leaves | None] = {}

    def read(self, oid: str, path: str, _commit: str) -> Leaves | None:
        if oid not in self.known:
            raw = self.blobs.read(oid)
            document, _ = parse_document(path, raw)
            data = document.data if document else _prose(raw)
            self.known[oid] = None if data is None else leaves(None, data)
        return self.known[oid]

    def is_readable(self, oid: str, path: str) -> bool:
        """As `dangan.history.telling.Reader`."""
        return self.read(oid, path, "") is not None

    def says_the_same(self, one: str, other: str, path: str) -> bool:
        return self.read(one, path, "") == self.read(other, path, "")


def _prose(raw: bytes) -> dict[str, Any] | None:
    """What has no front matter is prose; what has one that cannot be read says nothing."""
    text = raw.decode("utf-8", "replace")
    return None if text.startswith("---\n") else {"body": text.replace("\r\n", "\n").replace("\r", "\n")}


class Slow:
    """The other reading: PyYAML, one commit after the other, `git cat-file` by path."""

    def __init__(self, root: Path, parents: dict[str, tuple[str, ...]]) -> None:
        self.blobs = BlobReader(root)
        self.parents = parents
        self.states: dict[tuple[str, str], dict[str, Any] | None] = {}

    def state(self, commit: str, stem: str) -> dict[str, Any] | None:
        """The newer folder before the older one."""
        key = (commit, stem)
        if key not in self.states:
            raws = (self.blob(f"{commit}:{folder}{stem}.md") for folder in reversed(FOLDERS))
            raw = next((raw for raw in raws if raw is not None), None)
            self.states[key] = None if raw is None else _parsed(raw)
        return self.states[key]

    def blob(self, name: str) -> bytes | None:
        try:
            return self.blobs.read(name)
        except Exception:  # noqa: BLE001 - Git says "missing" of most
            return None

    def who_set(self, commit: str, stem: str, field: str) -> str:
        """By definition: to the first parent that has the value, as long as there is one."""
        value = (self.state(commit, stem) or {}).get(field)
        while True:
            same = [p for p in self.parents[commit] if (self.state(p, stem) or {}).get(field) == value]
            if not same:
                return commit
            commit = same[0]


def _parsed(raw: bytes) -> dict[str, Any]:
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    if not text.startswith("---\n"):
        return {"body": text}
    front, _, body = text[4:].partition("\n---\n")
    try:
        data = yaml.load(front, yaml.BaseLoader) or {}  # noqa: S506 - it makes text of everything, nothing else
    except yaml.YAMLError:
        data = {}
    return {**data, "body": body.lstrip("\n")}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("clone", type=Path)
    parser.add_argument("--draw", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    repository = Repository(options.clone)
    steps = list(repository.steps())
    graph = build(steps, identify)
    reader = Markdown(BlobReader(options.clone))
    known = {step.commit.id for step in steps}
    alive = [file for file in graph.by_file if tip(file, graph)]
    told = {file: changes(file, graph, reader, known) for file in alive}
    _zapier(told[Identity("", None, "zapier")])
    fields = sorted(
        {(file.id, change.steps[0]) for file in alive for change in told[file] if change.steps and change.taken}
    )
    slow = Slow(options.clone, {step.commit.id: step.commit.parents for step in steps})
    head = steps[0].commit.id
    drawn = [pair for pair in random.Random(options.seed).sample(fields, len(fields)) if _is_there(slow, head, *pair)]
    counts: Counter[str] = Counter()
    for stem, field in drawn[: options.draw]:
        counts[_compared(told[Identity("", None, stem)], slow, head, stem, field)] += 1
    print(dict(counts))
    return 1 if set(counts) - {"agree"} else 0


def _is_there(slow: Slow, head: str, stem: str, field: str) -> bool:
    return isinstance((slow.state(head, stem) or {}).get(field), str)


def _compared(told: list[FieldChange], slow: Slow, head: str, stem: str, field: str) -> str:
    mine = next(c for c in told if c.taken and c.steps == (field,) and c.kind.is_fact)
    theirs = slow.who_set(head, stem, field)
    if mine.commit.id == theirs:
        return "agree"
    print(f"{stem} {field}: {mine.commit.id[:10]} here, {theirs[:10]} there")
    return "differ"


def _zapier(told: list[FieldChange]) -> None:
    taken = [change for change in told if change.taken]
    print(f"zapier: {len(taken)} changes, from {taken[-1].commit.date.date()} to {taken[0].commit.date.date()}")
    for change in taken:
        if change.kind in (ChangeKind.FILE_ADDED, ChangeKind.FILE_RENAMED, ChangeKind.FILE_REMOVED):
            print(f"  {change.commit.date.date()} {change.kind} {change.before or ''} {change.path}")


if __name__ == "__main__":
    sys.exit(main())
