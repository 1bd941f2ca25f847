"""All history of a generated repository, beside what asking Git for each file costs.

    python -m benchmarks.history_speed [--customers 10000] [--commits 20000] [--sample 40]

The peers are the commands that MkDocs' git-revision-date-localized and git-authors plugins run for every page
(`git log -1 --format=%at -- FILE` and `git blame --porcelain FILE`), and `git log -- FILE`, which the question "who set
this when" would need. They are run for a sample of the files, drawn by seed, and multiplied: it is said so.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.archive import write_archive
from benchmarks.history import write_history
from benchmarks.measure import Run, medians, run

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
        root = Path(scratch) / "archive"
        root.mkdir()
        files = write_archive(root, options.customers)
        write_history(root, options.commits)
        print(f"{files:,} files of {options.customers:,} customers, {options.commits:,} commits")
        cold, warm = _ours(root, Path(scratch) / "log", options.repeat)
        print(f"dangan history, all of it, cold: {cold.seconds:.1f} s, {cold.memory:.0f} MB")
        print(f"{NEW} new commits on a warm cache: {warm.seconds:.1f} s, 1/{cold.seconds / warm.seconds:.1f} of cold")
        for name, words in PEERS.items():
            seconds = _peer(root, words, options.sample)
            said = f"{seconds * files:,.0f} s for {files:,} files (extrapolated from {options.sample})"
            print(f"{name}: {said}, {seconds * files / cold.seconds:.0f} x ours")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.history_speed", description=__doc__)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=20_000)
    parser.add_argument("--sample", type=int, default=40, help="files that Git is asked for one by one")
    parser.add_argument("--repeat", type=int, default=3, help="counted runs of each; the median is shown")
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


def _peer(root: Path, words: tuple[str, ...], sample: int) -> float:
    """Seconds for one file."""
    paths = sorted(_git(root, "ls-tree", "-r", "--name-only", "HEAD").splitlines())
    drawn = random.Random(1).sample(paths, min(sample, len(paths)))
    log = root.parent / "peer"
    return sum(run(["git", *words, "--", path], root, log).seconds for path in drawn) / len(drawn)


def _git(root: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
