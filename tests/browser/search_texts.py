"""What the archive says, document by document, read without the search: the texts that its answers are held against."""

import json
import random
import re
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from opencc import OpenCC

from dangan.project import Project
from dangan.source.reader import parse_document

SIMPLE = OpenCC("t2s")
EDGE = re.compile(r"(?<![a-z0-9])[a-z0-9]{1,2}(?![a-z0-9])")
"""A run so short that it must stand alone; no term begins or ends with one here."""
OTHERS = ("competitors/", "products/", "surveys/", "campaigns/", "team.yaml")
ASKABLE = re.compile(r"[\u4e00-\u9fff]{2}|[a-z0-9]{3}")
"""What a term is looked up by; without it only names are searched."""


def texts(project: Project) -> Mapping[str, tuple[str, ...]]:
    """Folded lines by document: `customer/fengxing`."""
    scan = project.scan()
    fields = set().union(*map(_properties, (project.layout.root / "schemas").glob("*.schema.json")))
    found: dict[str, list[str]] = {}
    for entry in scan.index.entries.values():
        key = entry.key
        if key.kind == "customer":
            folder = project.layout.root / Path(entry.path).parent
            parts = [value for path in sorted(folder.rglob("*")) for value in _data(path)]
        elif not key.customer and entry.path.startswith(
            ("competitors/", "products/", "surveys/", "campaigns/", "team.")
        ):
            parts = [_at(value, entry.pointer) for value in _data(project.layout.root / entry.path)]
        else:
            continue
        names = [key.id, *entry.names.values()]
        lines = [*names, *(line for part in parts for line in _lines(part, fields))]
        found[f"{key.kind}/{key.id}"] = [fold(line) for line in lines]
    return {name: tuple(lines) for name, lines in found.items()}


def draw(said: Mapping[str, tuple[str, ...]], count: int, seed: int) -> list[str]:
    """Terms as a reader would type them: a part of a line, of two to eight characters or of three to twelve letters."""
    chance = random.Random(seed)  # noqa: S311 - drawn again and again alike
    lines = sorted({line for some in said.values() for line in some})
    terms: dict[str, None] = {}
    while len(terms) < count:
        line = chance.choice(lines)
        size = chance.randint(2, 8) if any(c >= "\u4e00" for c in line) else chance.randint(3, 12)
        start = chance.randint(0, max(0, len(line) - size))
        term = line[start : start + size]
        if term == term.strip() and _is_plain(term):
            terms[term] = None
    return list(terms)


def grep(said: Mapping[str, tuple[str, ...]], terms: list[str], folder: Path) -> list[set[str]]:
    """For each term the documents in whose lines grep finds it."""
    for place, lines in enumerate(said.values()):
        (folder / str(place)).write_text("\n".join(lines), encoding="utf-8")
    names = list(said)
    return [{names[int(place)] for place in _grep(term, folder)} for term in terms]


def _grep(term: str, folder: Path) -> list[str]:
    command = ["grep", "-rlF", "-e", term, "."]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert run.returncode in (0, 1), run.stderr
    return [line.removeprefix("./") for line in run.stdout.splitlines()]


def _is_plain(term: str) -> bool:
    """Without quotes, which mean something in a query, and without a short run at its edge."""
    edges = {place for run in EDGE.finditer(term) for place in run.span()}
    return bool(ASKABLE.search(term)) and not set(term) & set('"“”„') and not edges & {0, len(term)}


def _properties(path: Path) -> set[str]:
    def below(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield from value.get("properties", {}) if isinstance(value.get("properties"), dict) else ()
            for inner in value.values():
                yield from below(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from below(inner)

    return set(below(json.loads(path.read_text(encoding="utf-8"))))


def _data(path: Path) -> list[Any]:
    if path.suffix not in {".yaml", ".md"}:
        return []
    document, _ = parse_document(path.name, path.read_bytes())
    return [document.data] if document else []


def _at(value: Any, pointer: tuple[str | int, ...]) -> Any:
    for part in pointer:
        value = value[part]
    return value


def _lines(value: Any, fields: set[str]) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in fields:
                yield key
            yield from _lines(inner, fields)
    elif isinstance(value, list):
        for inner in value:
            yield from _lines(inner, fields)
    elif isinstance(value, str):
        yield from value.splitlines()
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def fold(text: str) -> str:
    return "".join(SIMPLE.convert(c) for c in unicodedata.normalize("NFKC", text).lower()).strip()
