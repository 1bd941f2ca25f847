"""Dangan beside named peers on the same work, in one run: `make bench`, or `python -m benchmarks --help`.

Reading and checking against check-jsonschema on the same files and against the floor (one process that reads all bytes,
page cache warm); building against MkDocs with Material on pages of the same visible text. Prints a table and keeps it
in `benchmarks/results/`. Ratios of medians are what counts: the machines are shared.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.archive import write_archive
from benchmarks.measure import Run, medians, run
from benchmarks.peers import check_jsonschema_work, mkdocs_work

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
DAY = "2026-11-21"
FLOOR = (
    "import sys,pathlib\n"
    "for line in open(sys.argv[1],encoding='utf-8'):\n"
    "    with open(line.rstrip('\\n'),'rb') as f: f.read()\n"
)


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        bench = Bench(Path(scratch), options.repeat)
        bench.checking(options.customers, peer_repeat=options.peer_repeat)
        bench.building(options.pages, peer_repeat=options.peer_repeat)
    table = bench.table()
    sys.stdout.write(table)
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "latest.md").write_text(table, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--customers", type=int, default=10_000, help="customers that are checked (default 10,000)")
    parser.add_argument("--pages", type=int, default=1_000, help="customers whose dossiers are built (default 1,000)")
    parser.add_argument("--repeat", type=int, default=3, help="counted runs of each command; the median is shown")
    parser.add_argument("--peer-repeat", type=int, default=1, help="counted runs of the slow peers")
    parser.add_argument("--scratch", type=Path, help="folder for the generated archives (default: the system's)")
    return parser.parse_args()


class Bench:
    """Runs the pairs and keeps the rows."""

    def __init__(self, scratch: Path, repeat: int) -> None:
        self.scratch = scratch
        self.repeat = repeat
        self.log = scratch / "log"
        self.rows: list[tuple[str, ...]] = []
        self.notes: list[str] = []

    def checking(self, customers: int, peer_repeat: int) -> None:
        root = self.scratch / "check"
        root.mkdir()
        files = write_archive(root, customers)
        self.notes.append(f"checking: {files:,} files of {customers:,} customers")
        ours = self._median(lambda: run([str(BIN / "dangan"), "-C", str(root), "check", "--date", DAY], root, self.log))
        listed = self.scratch / "files"
        listed.write_text("\n".join(map(str, sorted(p for p in root.rglob("*") if p.is_file()))) + "\n", "utf-8")
        floor = self._median(lambda: run([sys.executable, "-c", FLOOR, str(listed)], root, self.log))
        work = check_jsonschema_work(root, self.scratch / "twin", BIN)
        peer = medians([work(self.log) for _ in range(peer_repeat)])
        self._row("dangan check", ours)
        self._row("check-jsonschema, same files", peer, f"{peer.seconds / ours.seconds:.1f} x ours (aim: 20 or more)")
        self._row(
            "floor: read all bytes", floor, f"ours is {ours.seconds / floor.seconds:.1f} x the floor (aim: 20 or less)"
        )
        shutil.rmtree(root)

    def building(self, customers: int, peer_repeat: int) -> None:
        root = self.scratch / "build"
        root.mkdir()
        write_archive(root, customers)
        shutil.rmtree(root / ".dangan", ignore_errors=True)

        def cold() -> Run:
            shutil.rmtree(root / ".dangan", ignore_errors=True)
            return run([str(BIN / "dangan"), "-C", str(root), "build", "--date", DAY], root, self.log)

        ours = self._median(cold)
        work = mkdocs_work(root / "site", self.scratch / "mkdocs", BIN, self.log)
        usual = medians([work.usual(self.log) for _ in range(peer_repeat)])
        bare = medians([work.bare(self.log) for _ in range(peer_repeat)])
        self.notes.append(
            f"building: {work.pages:,} dossiers ({customers:,} customers in two languages), no cache; "
            f"visible text of the peer's pages differs by {work.spread:.1%} (at most 5 % allowed)"
        )
        self._row("dangan build, cold", ours)
        ratio = f"{usual.seconds / ours.seconds:.1f} x ours (aim: 10 or more)"
        self._row("mkdocs build, Material, same text", usual, ratio)
        self._row("the same without its search", bare, f"{bare.seconds / ours.seconds:.1f} x ours")

    def _median(self, job: Callable[[], Run]) -> Run:
        """One run to warm the page cache, then the counted ones."""
        job()
        return medians([job() for _ in range(self.repeat)])

    def _row(self, what: str, measured: Run, ratio: str = "") -> None:
        failed = f" (exit {measured.code})" if measured.code else ""
        self.rows.append((what + failed, f"{measured.seconds:.2f}", f"{measured.memory:.0f}", ratio))

    def table(self) -> str:
        head = ("command", "seconds", "peak MB", "ratio")
        lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(row) for row in self.rows)]
        notes = [f"- {note}" for note in self.notes]
        machine = (
            f"- {os.cpu_count()} processors, Python {sys.version.split()[0]}; median of {self.repeat} runs of ours"
        )
        return "\n".join(["# Benchmarks", "", *(f"| {line} |" for line in lines), "", *notes, machine, ""])


if __name__ == "__main__":
    main()
