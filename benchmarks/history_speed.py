"""All history of a generated repository, beside what asking Git for each file costs.

    python -m benchmarks.history_speed [--customers 10000] [--commits 20000] [--sample 40]

The peers are the commands that MkDocs' git-revision-date-localized and git-authors plugins run for every page
(`git log -1 --format=%at -- FILE` and `git blame --porcelain FILE`), and `git log -- FILE`, which the question "who set
this when" would need. They are run for a sample of the files, drawn by seed, and multiplied: it is said so. Prints a
table and keeps it in `benchmarks/results/`.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.archive import write_archive
from benchmarks.history import write_history
from benchmarks.measure import Run, medians, run

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
NEW = 50
PEERS = {
    "git log per file": ("log", "--format=%H"),
    "revision-date plugin's command per page": ("log", "-1", "--format=%at"),
    "authors plugin's command per page": ("blame", "--porcelain", "HEAD"),
}


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        root = options.archive or Path(scratch) / "archive"
        if not options.archive:
            root.mkdir()
            write_archive(root, options.customers)
            write_history(root, options.commits)
        text = "".join(f"{line}\n" for line in _text(root, Path(scratch) / "log", options))
    sys.stdout.write(text)
    (HERE / "results").mkdir(exist_ok=True)
    (HERE / "results" / "history.md").write_text(text, encoding="utf-8")


def _text(root: Path, log: Path, options: argparse.Namespace) -> Iterator[str]:
    files = _git(root, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    customers = sum(path.startswith("customers/") and path.endswith("/profile.yaml") for path in files)
    commits = int(_git(root, "rev-list", "--count", "main"))
    yield from (
        "# History",
        "",
        "| what | seconds | of processors | peak MB | ratio |",
        "| --- | --- | --- | --- | --- |",
    )
    yield from (_row(*row) for row in measured(root, log, options))
    yield from ("", f"- {len(files):,} files of {customers:,} customers, {commits:,} commits; start-up included")
    yield f"- the peers are extrapolated from {options.sample} files drawn by seed"
    yield f"- {os.cpu_count()} processors, Python {sys.version.split()[0]}; median of {options.repeat} runs of ours"


def measured(root: Path, log: Path, options: argparse.Namespace) -> Iterator[tuple[str, Run, str]]:
    """What was run, what it cost, and how that stands to ours. `options` has `repeat` and `sample`."""
    files = _git(root, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    cold, warm = _ours(root, log, options.repeat)
    yield "dangan history, all of it, nothing remembered", cold, ""
    shares = cold.processor / warm.processor, cold.seconds / warm.seconds
    share = f"1/{shares[0]:.0f} of that by processors, 1/{shares[1]:.0f} by the clock (aim: 1/20)"
    yield f"dangan history, all of it, {NEW} new commits", warm, share
    for name, words in PEERS.items():
        one = _peer(root, words, files, options.sample)
        whole = Run(one.seconds * len(files), one.memory, one.code, one.processor * len(files))
        times = whole.processor / cold.processor, whole.seconds / cold.seconds
        said = f"{times[0]:.0f} x ours by processors, {times[1]:.0f} x by the clock (aim: 50)"
        yield f"{name}, {len(files):,} files from {options.sample}", whole, said


def _row(what: str, found: Run, ratio: str) -> str:
    failed = f" (exit {found.code})" if found.code else ""
    return f"| {what}{failed} | {found.seconds:,.1f} | {found.processor:,.1f} | {found.memory:.0f} | {ratio} |"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history_speed", description=__doc__)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=20_000)
    parser.add_argument("--sample", type=int, default=40, help="files that Git is asked for one by one")
    parser.add_argument("--repeat", type=int, default=3, help="counted runs of each; the median is shown")
    parser.add_argument("--archive", type=Path, help="an archive that was generated before, with its history")
    parser.add_argument("--scratch", type=Path, help="folder for the generated repository (default: the system's)")
    return parser.parse_args()


def _ours(root: Path, log: Path, repeat: int) -> tuple[Run, Run]:
    """Cold: nothing remembered. Warm: all but the newest commits remembered."""
    head = _git(root, "rev-parse", "main")
    before = _git(root, "rev-list", "--first-parent", f"--skip={NEW}", "-1", "main")
    cold, warm = list[Run](), list[Run]()
    for _ in range(repeat):
        shutil.rmtree(root / ".dangan", ignore_errors=True)
        cold.append(_history(root, log))
        shutil.rmtree(root / ".dangan", ignore_errors=True)
        _git(root, "update-ref", "refs/heads/main", before)
        _history(root, log)
        _git(root, "update-ref", "refs/heads/main", head)
        warm.append(_history(root, log))
    return medians(cold), medians(warm)


def _history(root: Path, log: Path) -> Run:
    log.unlink(missing_ok=True)
    return run([str(BIN / "dangan"), "-C", str(root), "history"], root, log)


def _peer(root: Path, words: tuple[str, ...], files: list[str], sample: int) -> Run:
    """For one file, on average."""
    drawn = random.Random(1).sample(files, min(sample, len(files)))
    runs = [run(["git", *words, "--", path], root, root.parent / "peer") for path in drawn]
    seconds, processor = (sum(part) / len(runs) for part in zip(*((r.seconds, r.processor) for r in runs), strict=True))
    return Run(seconds, max(r.memory for r in runs), max(r.code for r in runs), processor)


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
