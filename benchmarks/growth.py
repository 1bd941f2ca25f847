"""What grows with the number of customers: `python -m benchmarks.growth --sizes 1000,5000,10000 --scratch DIR`.

For each size an archive is generated (and kept in the scratch folder, where a second run finds it), with twice as many
commits as customers. Parts: check, history, build, git, clones, folders, tasks. Writes `benchmarks/results/growth.md`,
in which the sizes of earlier runs in that folder stay: one that takes an hour is measured by itself.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.growth_git import clones, folders, git
from benchmarks.growth_tasks import tasks
from benchmarks.measure import Run
from benchmarks.setting import Archive
from benchmarks.table import machine

RESULT = Path(__file__).parent / "results" / "growth.md"
Figures = Iterator[tuple[str, Run | float]]
"""What was measured: a run, or a number of the unit that its name states."""


def check(archive: Archive) -> Figures:
    archive.forget()
    yield "check, nothing remembered", archive.dangan("check")
    yield "check, nothing changed", archive.dangan("check")


def history(archive: Archive) -> Figures:
    archive.forget()
    yield "history, nothing remembered", archive.history()
    yield "history, nothing new", archive.history()


def build(archive: Archive) -> Figures:
    yield "build, nothing remembered", archive.cold.whole
    yield "build, nothing changed", archive.dangan("build")


PARTS: dict[str, Callable[[Archive], Figures]] = {
    "check": check,
    "history": history,
    "build": build,
    "git": git,
    "clones": clones,
    "folders": folders,
    "tasks": tasks,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--sizes", default="1000,5000,10000", help="customers, with commas between")
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between")
    parser.add_argument("--scratch", type=Path, required=True, help="folder for the archives, which stay there")
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    kept = options.scratch / "growth.json"
    found: dict[str, dict[str, str]] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    for size in map(int, options.sizes.split(",")):
        archive = _archive(options.scratch, size)
        for part in options.only.split(","):
            for what, measured in PARTS[part](archive):
                found.setdefault(what, {})[str(size)] = said(measured)
                sys.stderr.write(f"{size:,}: {what}: {said(measured)}\n")
                kept.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    text = table(found)
    sys.stdout.write(text)
    RESULT.write_text(text, "utf-8")


def said(measured: Run | float) -> str:
    """Seconds on the clock, of the processors, and the peak of memory; or the number."""
    if not isinstance(measured, Run):
        return f"{measured:,.2f}" if measured < 100 else f"{measured:,.0f}"
    failed = f", exit {measured.code}" if measured.code else ""
    return f"{measured.seconds:,.2f} s ({measured.processor:,.2f} s, {measured.memory:,.0f} MB{failed})"


def table(found: dict[str, dict[str, str]]) -> str:
    """A row for each thing, a column for each size."""
    sizes = sorted({size for row in found.values() for size in row}, key=int)
    head = ["what", *(f"{int(size):,}" for size in sizes)]
    rows = [head, ["---"] * len(head), *([what, *(row.get(size, "") for size in sizes)] for what, row in found.items())]
    lines = [f"| {' | '.join(cells)} |" for cells in rows]
    notes = (
        f"- {datetime.now(UTC).date().isoformat()}; {machine()}",
        "- columns: customers, with eight files each and two commits; seconds on the clock (of processors, peak MB)",
        "- nothing remembered: without `.dangan`; the page cache is warm",
    )
    return "\n".join(["# Growth", "", *notes, "", *lines, ""])


def _archive(scratch: Path, size: int) -> Archive:
    root, log = scratch / str(size), scratch / "log"
    return Archive(root, log) if root.exists() else Archive.made(root, log, size, 2 * size)


if __name__ == "__main__":
    main()
