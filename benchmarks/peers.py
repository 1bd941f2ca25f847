"""The same check for another tool."""

import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Run, run
from dangan.model.folders import Folders
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from dangan.source.work_tree import WorkTree

Work = Callable[[Path], Run]

BATCH = 5_000
"""Files a call: a command line has a limit."""


def check_jsonschema_work(root: Path, twin: Path, binaries: Path) -> Work:
    """check-jsonschema over every YAML file, kind by kind; the front matter of Markdown as files of its own."""
    catalogue, _ = Catalogue.load(MemoryTree({}))
    folders = Folders.of(WorkTree(root).paths(), catalogue)
    per_kind: dict[str, list[Path]] = {}
    for number, file in enumerate(f for fs in (folders.loose, *folders.customers.values()) for f in fs):
        path = root / file.path
        if file.kind.markdown:
            path = _front_matter(path, twin / f"{number}.yaml")
        per_kind.setdefault(file.kind.name, []).append(path)
    script = [str(twin / "work.sh")]
    lines = []
    for name, paths in sorted(per_kind.items()):
        schema = twin / f"{name}.schema.json"
        schema.write_text(json.dumps(_without_body(dict(catalogue.flattened(name))), default=str), encoding="utf-8")
        for start in range(0, len(paths), BATCH):
            listed = " ".join(f"'{path}'" for path in paths[start : start + BATCH])
            lines.append(f"'{binaries / 'check-jsonschema'}' -o text --schemafile '{schema}' {listed} >/dev/null")
    Path(script[0]).write_text("\n".join(["#!/bin/sh", *lines, "exit 0", ""]), encoding="utf-8")
    return lambda log: run(["sh", *script], root, log)


def _without_body(schema: dict[str, object]) -> dict[str, object]:
    required = schema.get("required")
    return schema | {"required": [k for k in required if k != "body"] if isinstance(required, list) else []}


def _front_matter(path: Path, to: Path) -> Path:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(path.read_text(encoding="utf-8").split("---\n")[1], encoding="utf-8")
    return to
