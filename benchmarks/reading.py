"""Reading alone, beside PyYAML's own loader on the same texts, in one process: what a file costs at each step.

    python -m benchmarks.reading [--customers 400] [--archive DIR]

The peer is `yaml.load` with `CSafeLoader`, the quickest that PyYAML has; it gives no places and checks nothing. Each
figure is the best of several rounds by the seconds of the processor: in one process that is what the work takes at
least, whatever else the machine does. Prints a table and keeps it in `benchmarks/results/`.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from benchmarks.archive import write_archive
from benchmarks.table import machine
from dangan.model.collect import Collector
from dangan.model.folders import Folders
from dangan.model.records import Customer, read_customer
from dangan.model.within import within_file
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind
from dangan.schema.validate import validate
from dangan.source.builder import build
from dangan.source.document import Document
from dangan.source.markdown import split
from dangan.source.reader import parse_document
from dangan.source.standing import Standing
from dangan.source.work_tree import WorkTree

HERE = Path(__file__).parent


class File(NamedTuple):
    """A file as bytes; its facts as text, of Markdown what stands between the dashes."""

    path: str
    raw: bytes
    facts: str


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        root = options.archive or Path(scratch)
        if not options.archive:
            write_archive(root, options.customers)
        text = "".join(f"{line}\n" for line in _text(root, options.rounds, options.customers))
    sys.stdout.write(text)
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "reading.md").write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--customers", type=int, default=400, help="so many, made or taken evenly (default 400)")
    parser.add_argument("--archive", type=Path, help="an archive that is there already")
    parser.add_argument("--rounds", type=int, default=7, help="rounds, of which the best counts")
    parser.add_argument("--scratch", type=Path, help="folder for the generated archive (default: the system's)")
    return parser.parse_args()


def _text(root: Path, rounds: int, most: int) -> Iterator[str]:
    """`most` is how many customers are taken, evenly, of an archive that has more."""
    tree = WorkTree(root)
    catalogue, _ = Catalogue.load(tree)
    folders = Folders.of(tree.paths(), catalogue)
    every = list(folders.customers)
    taken = every[:: max(1, len(every) // most)]
    listed = [file for folder in taken for file in folders.customers[folder]]
    files = [_file(file.path, tree.read(file.path)) for file in listed]
    documents = [(file.kind, parse_document(file.path, tree.read(file.path))[0]) for file in listed]
    right = [(kind, document) for kind, document in documents if document]
    customers = [read_customer(tree, folder, folders)[0] for folder in taken]
    costs = _costs(_works(files, right, customers, catalogue), rounds)
    peer = costs[_PEER] / len(files)
    yield from ("# Reading", "", "| what | microseconds a file | to the peer |", "| --- | --- | --- |")
    for what, seconds in costs.items():
        yield f"| {what} | {seconds / len(files) * 1e6:.0f} | {seconds / len(files) / peer:.2f} |"
    quick = sum(isinstance(document.source, Standing) for _, document in right)
    rows = sum(file.facts.count("\n") for file in files)
    yield from (
        "",
        f"- {len(files):,} files of {len(customers):,} customers, {rows / len(files):.0f} lines of facts each",
    )
    yield f"- {quick / len(files):.1%} of the files are read quickly, the rest by libyaml"
    yield f"- seconds of the processor in one process, best of {rounds} rounds"
    yield f"- {machine()}; PyYAML {yaml.__version__}"


_PEER = "PyYAML, CSafeLoader: data without places"


def _works(
    files: list[File], right: list[tuple[Kind, Document]], customers: list[Customer], catalogue: Catalogue
) -> dict[str, Callable[[], None]]:
    records = [record for customer in customers for record in customer.all()]
    collector = Collector(catalogue)
    return {
        _PEER: lambda: _each(yaml.load(file.facts, yaml.CSafeLoader) for file in files),
        "libyaml's events into nodes": lambda: _each(build(file.path, file.facts) for file in files),
        "a document as it is read": lambda: _each(parse_document(file.path, file.raw) for file in files),
        "held against its schema": lambda: _each(validate(kind, document) for kind, document in right),
        "its parts held together": lambda: _each(list(within_file(record)) for record in records),
        "entries of the index and references": lambda: _each(collector.of_customer(customer) for customer in customers),
    }


def _each(results: Iterable[object]) -> None:
    for _ in results:
        pass


def _costs(works: dict[str, Callable[[], None]], rounds: int) -> dict[str, float]:
    """Round by round, so that what slows the machine down slows all of them."""
    best = dict.fromkeys(works, float("inf"))
    gc.collect()
    gc.freeze()
    gc.disable()
    for _ in range(rounds):
        for what, work in works.items():
            began = time.process_time()
            work()
            best[what] = min(best[what], time.process_time() - began)
    gc.enable()
    return best


def _file(path: str, raw: bytes) -> File:
    text = raw.decode()
    parts = split(text) if path.endswith(".md") else None
    return File(path, raw, parts.front if parts else text)


if __name__ == "__main__":
    main()
