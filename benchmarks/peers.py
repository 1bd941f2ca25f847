"""The same work for other tools."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Run, run
from benchmarks.visible import letters_of, markdown_of
from dangan.model.folders import Folders
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from dangan.source.work_tree import WorkTree

Work = Callable[[Path], Run]

BATCH = 5_000
"""Files a call: a command line has a limit."""

CONFIG = """\
site_name: Peer
theme: {name: material, font: false}
plugins: [%s]
nav: [{Home: index.md}]
validation: {nav: {omitted_files: ignore}}
"""
"""With no page in the navigation, as ours: with all of them in it a page would weigh ten times as much."""


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


class Peer(NamedTuple):
    """MkDocs as it comes (with its search) and without search; how many pages; by which part the text differs."""

    usual: Work
    bare: Work
    pages: int
    spread: float


def mkdocs_work(site: Path, folder: Path, binaries: Path, log: Path) -> Peer:
    """MkDocs with Material over Markdown of every dossier; asserts that the visible text differs by 5 % at most."""
    dossiers = sorted(site.glob("*/customers/*/index.html"))
    for page in dossiers:
        to = folder / "docs" / page.parts[-4] / f"{page.parts[-2]}.md"
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(markdown_of(page), encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Peer\n", encoding="utf-8")
    for name, plugins in (("mkdocs.yml", "search"), ("without-search.yml", "")):
        (folder / name).write_text(CONFIG % plugins, encoding="utf-8")
    command = [str(binaries / "mkdocs"), "build", "--quiet", "--site-dir", str(folder / "site")]
    bare = [*command, "--config-file", str(folder / "without-search.yml")]
    with log.open("ab") as sink:
        subprocess.run(command, cwd=folder, check=True, stdout=sink, stderr=sink)
    theirs = sum(map(letters_of, (folder / "site").glob("*/*/index.html")))
    ours = sum(map(letters_of, dossiers))
    spread = abs(theirs - ours) / ours
    assert spread <= 0.05, f"visible text differs by {spread:.1%}: {theirs:,} and {ours:,} characters"
    return Peer(lambda log: run(command, folder, log), lambda log: run(bare, folder, log), len(dossiers), spread)
