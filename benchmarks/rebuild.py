"""What a second run costs: `python -m benchmarks.rebuild --customers 2000 --commits 4000`.

A check and a build of a generated archive with its history, with nothing remembered; then with nothing changed, with
one value of one customer changed, and with a contact added; and the start-up beside an empty click program.
Prints a table and keeps it in `benchmarks/results/rebuild.md`.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.archive import write_archive
from benchmarks.edits import Edits
from benchmarks.history import write_history
from benchmarks.measure import Run, medians, run

BIN = Path(sys.executable).parent
DAY = "2026-11-22"
EMPTY = "import click\n@click.command()\ndef main(): pass\nmain(['--help'])\n"
RESULT = Path(__file__).parent / "results" / "rebuild.md"


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        root = Path(scratch) / "archive"
        root.mkdir()
        files = write_archive(root, options.customers, 1)
        if options.commits:
            write_history(root, options.commits, 1)
        rows = list(Rebuild(root, Path(scratch) / "log", options.repeat).rows())
    about = f"{files:,} files of {options.customers:,} customers, {options.commits:,} commits, both languages"
    text = table(rows, about, options.repeat)
    sys.stdout.write(text)
    RESULT.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rebuild", description=__doc__)
    parser.add_argument("--customers", type=int, default=2_000)
    parser.add_argument("--commits", type=int, default=4_000)
    parser.add_argument("--repeat", type=int, default=3, help="counted warm runs; the median is shown")
    parser.add_argument("--scratch", type=Path, help="folder for the generated archive (default: the system's)")
    return parser.parse_args()


class Rebuild:
    """Runs the commands on one archive."""

    def __init__(self, root: Path, log: Path, repeat: int) -> None:
        self.root, self.log, self.repeat = root, log, repeat
        self.edits = Edits(root)

    def rows(self) -> Iterator[tuple[str, Run, str]]:
        """What was run, what it cost, and how that stands to the first run of its kind."""
        for name in ("check", "build"):
            shutil.rmtree(self.root / ".dangan", ignore_errors=True)
            cold = self._dangan(name)
            yield f"dangan {name}, nothing remembered", cold, ""
            yield self._warm(name, "nothing changed", lambda: None, cold)
            yield self._warm(name, "one value changed", self.edits.value, cold)
            yield self._warm(name, "a contact added", self.edits.contact, cold)
        empty = self._median(lambda: self._run([sys.executable, "-c", EMPTY]))
        yield "an empty click program, --help", empty, ""
        ours = self._median(lambda: self._run([str(BIN / "dangan"), "--help"]))
        yield "dangan --help", ours, f"{ours.processor / empty.processor:.1f} x that (aim: 2)"

    def _warm(self, name: str, what: str, edit: Callable[[], object], cold: Run) -> tuple[str, Run, str]:
        def once() -> Run:
            edit()
            return self._dangan(name)

        found = self._median(once)
        return f"dangan {name}, {what}", found, f"1/{cold.processor / found.processor:.0f} of cold (by processors)"

    def _median(self, job: Callable[[], Run]) -> Run:
        job()
        return medians([job() for _ in range(self.repeat)])

    def _dangan(self, name: str) -> Run:
        return self._run([str(BIN / "dangan"), "-C", str(self.root), name, "--date", DAY])

    def _run(self, command: list[str]) -> Run:
        return run(command, self.root, self.log)


def table(rows: list[tuple[str, Run, str]], about: str, repeat: int) -> str:
    lines = ["| command | seconds | of processors | peak MB | ratio |", "| --- | --- | --- | --- | --- |"]
    for what, measured, ratio in rows:
        failed = f" (exit {measured.code})" if measured.code else ""
        seconds = f"{measured.seconds:.2f} | {measured.processor:.2f} | {measured.memory:.0f}"
        lines.append(f"| {what}{failed} | {seconds} | {ratio} |")
    machine = f"- {os.cpu_count()} processors, Python {sys.version.split()[0]}; cold once, warm the median of {repeat}"
    return "\n".join(["# Rebuild", "", *lines, "", f"- {about}; start-up included", machine, ""])


if __name__ == "__main__":
    main()
