"""An archive to measure with, and its history: `python -m benchmarks.generate DIR --customers 2000 --commits 4000`."""

import argparse
from pathlib import Path

from benchmarks.archive import write_archive
from benchmarks.history import write_history


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--commits", type=int, default=0, help="of the Git history; 0 (default) makes no repository")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    files = write_archive(options.folder, options.customers, options.seed)
    if options.commits:
        write_history(options.folder, options.commits, options.seed)
    print(f"{files:,} files of {options.customers:,} customers, {options.commits:,} commits")


if __name__ == "__main__":
    main()
