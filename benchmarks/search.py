"""What the search fetches and costs: `python -m benchmarks.search --customers 2000 10000`.

The index alone of generated archives, as a build makes it: bytes of the files that the first ten results take, for 300
terms and 100 pairs of terms drawn from what is recorded; seconds of the processors to make it and to take up one edit.
Prints a table and keeps it in `benchmarks/results/search.md`.
"""

import argparse
import json
import pickle
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.archive import write_archive
from benchmarks.search_fetched import drawn, fetched
from dangan.levels import Level
from dangan.parallel import map_items
from dangan.project import Project
from dangan.project.searching import Mapper, contexts_of, places_of
from dangan.site.search.document import Document
from dangan.site.search.rewrite import changes_of, rewritten
from dangan.site.search.write import Contexts, write_search

if TYPE_CHECKING:
    from dangan.site.search.part import SearchPart

DAY = date(2026, 11, 22)
RESULT = Path(__file__).parent / "results" / "search.md"
TERMS, PAIRS, EDITS = 300, 100, 9
GOAL = 100
"""KB that the first ten results of a query may fetch."""
WORDS = " 下个季度改用磷酸铁锂 pack test 2026-12-24"


@dataclass(frozen=True, slots=True)
class Mapped:
    """What one customer brings, packed as a worker of a build packs it."""

    part: bytes
    seconds: float
    texts: int
    """Bytes of its lines in one JSON file, as an index of pages holds them."""


class Job:
    """The map over customers, which writes the blocks."""

    def __init__(self, mapper: Mapper, out: Path) -> None:
        self._mapper = mapper
        self._out = out

    def __call__(self, folder: str) -> Mapped:
        document = self._mapper.document(folder)
        start = time.process_time()
        found = self._mapper.search.of(document)
        for asset in found.files:
            write(self._out, asset.address, asset.data)
        packed = pickle.dumps(found.part)
        return Mapped(packed, time.process_time() - start, _texts(document))


def main() -> None:
    options = _options()
    rows: list[Sequence[str]] = []
    for customers in options.customers:
        with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
            root = options.archive or Path(scratch) / "archive"
            if not options.archive:
                root.mkdir()
                write_archive(root, customers, 1)
            rows += measured(root, Path(scratch) / "index", customers)
    text = table(rows)
    sys.stdout.write(text)
    RESULT.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--customers", type=int, nargs="+", default=[2_000])
    parser.add_argument("--archive", type=Path, help="an archive that lies ready, of so many customers")
    parser.add_argument("--scratch", type=Path, help="folder for the archive and its index (default: the system's)")
    return parser.parse_args()


def measured(root: Path, out: Path, customers: int) -> Iterator[tuple[str, str, str]]:
    """What was measured of how many customers, and what it was."""
    project = Project.open(root, today=DAY)
    scanned = project.scan()
    contexts = contexts_of(project, scanned, Level.INTERNAL)
    mapper = Mapper(project.tree, scanned.folders, contexts)
    folders = list(places_of(contexts[0]).values())
    mapped = list(map_items(Job(mapper, out), folders))
    parts: list[SearchPart] = [pickle.loads(each.part) for each in mapped]  # noqa: S301 - of our own workers
    parts.sort(key=lambda part: part.number)
    start = time.process_time()
    write_search(parts, contexts, lambda address, data: write(out, address, data))
    reduced = time.process_time() - start
    name = f"{customers:,}"
    yield name, "seconds of processors, map", f"{sum(each.seconds for each in mapped):.1f}"
    yield name, "seconds of processors, reduce", f"{reduced:.1f}"
    for label, queries in queries_of(out).items():
        sizes = [size / 1000 for size in fetched(out, queries)]
        yield name, f"KB for ten results, {label}", spread(sizes)
        yield name, f"of these over {GOAL} KB", str(sum(size > GOAL for size in sizes))
    documents = [mapper.document(folder) for folder in folders[:: max(1, len(folders) // EDITS)][:EDITS]]
    edits = [edited(document, mapper, contexts, out) for document in documents]
    yield name, "seconds of processors to take up one edit", spread([seconds for seconds, _ in edits], 2)
    yield name, "files written for one edit", spread([float(files) for _, files in edits])
    yield name, "MB of the index, all files", f"{sum(map(_size, out.rglob('*.js'))) / 1e6:.1f}"
    yield (
        name,
        "MB of shards and stripes",
        f"{sum(_size(x) for s in 'sm' for x in out.glob(f'search/{s}/*')) / 1e6:.1f}",
    )
    yield (
        name,
        "MB of all texts in one file, as Material for MkDocs has a page load",
        f"{sum(m.texts for m in mapped) / 1e6:.1f}",
    )


def queries_of(out: Path) -> Mapping[str, list[str]]:
    pairs = zip(drawn(out, 2, PAIRS), drawn(out, 3, PAIRS), strict=True)
    return {f"{TERMS} terms": drawn(out, 1, TERMS), f"{PAIRS} pairs": [f"{one} {other}" for one, other in pairs]}


def edited(document: Document, mapper: Mapper, contexts: Contexts, out: Path) -> tuple[float, int]:
    """Words added to one line: what it costs to rewrite what that touches, and how many files that are."""
    place = len(document.lines) // 3
    line = document.lines[place]
    lines = (*document.lines[:place], line._replace(text=line.text + WORDS), *document.lines[place + 1 :])
    before, now = mapper.search.of(document), mapper.search.of(replace(document, lines=lines))

    def standing(address: str) -> bytes | None:
        path = out / address
        return path.read_bytes() if path.exists() else None

    start = time.process_time()
    files = rewritten(changes_of([before.part], [now.part]), contexts, standing)
    seconds = time.process_time() - start
    if files is None:
        message = "the index was to be made anew"
        raise RuntimeError(message)
    return seconds, sum(standing(address) != data for address, data in files.items())


def spread(values: Sequence[float], places: int = 0) -> str:
    ordered = sorted(values)
    chosen = (ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100], ordered[-1])
    return " / ".join(f"{value:.{places}f}" for value in chosen)


def table(rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {customers} | {what} | {value} |" for customers, what, value in rows]
    return "\n".join((*HEAD, *lines, *NOTES, ""))


HEAD = ("# Search", "", "| customers | what | median / 95 % / most, or all |", "| --- | --- | --- |")
NOTES = (
    "",
    "- bytes of files as they lie on the disk, each once a query: head, folding, lists, blocks of text; without",
    "  the scripts of the search (about 40 KB, once) and what a host or a browser saves by compressing",
    "- `python -m benchmarks.search`; terms are drawn from the text of the archive: parts of two to six Chinese",
    "  characters, words, codes, beginnings and parts of words",
)


def write(out: Path, address: str, data: bytes) -> None:
    path = out / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _texts(document: Document) -> int:
    entry = {"location": document.address, "title": document.id, "text": " ".join(x.text for x in document.lines)}
    return len(json.dumps(entry, ensure_ascii=False).encode("utf-8", "replace"))


def _size(path: Path) -> int:
    return path.stat().st_size


if __name__ == "__main__":
    main()
