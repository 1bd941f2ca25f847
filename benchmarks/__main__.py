"""Dangan beside named peers on the same work, in one run: `make bench`, or `python -m benchmarks --help`.

Every part can be run alone (`--only rendering,check`). What was measured goes into `benchmarks/results/`: a page for
each part and, after a whole run, `latest.md` with all of them. Ratios count, and seconds of the processors before those
of the clock: machines are shared. `--quick` takes a small archive and fails where a ratio is beyond its bound.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.parts_build import build, mkdocs, pages, rendering
from benchmarks.parts_change import change, serve
from benchmarks.parts_commands import check, check_peer, pull_request, start
from benchmarks.parts_others import history, told_by
from benchmarks.setting import Setting
from benchmarks.table import Part, Row, page

RESULTS = Path(__file__).parent / "results"
Work = Callable[[Setting], Iterator[Row]]

PROGRAMS = ("reading", "search")
"""Those that keep their own results; a whole run takes up what they say."""

PARTS: dict[str, tuple[str, Work]] = {
    "start": ("Start-up", start),
    "check": ("Reading and checking", check),
    "check-peer": ("Checking, beside check-jsonschema", check_peer),
    "reading": ("Reading, by its parts", lambda _: iter(())),
    "history": ("History", history),
    "build": ("A whole cold build, one language", build),
    "rendering": ("Rendering, beside Hugo", rendering),
    "mkdocs": ("A whole cold build, beside MkDocs", mkdocs),
    "pages": ("Sizes of pages", pages),
    "search": ("Search", lambda _: iter(())),
    "change": ("One customer changed, rebuilt", change),
    "pull-request": ("A check of a pull request", pull_request),
    "serve": ("Served while it is edited", serve),
}
"""In the order in which they are run: those that forget what is remembered come first."""

QUICK = ("start", "check", "build", "rendering", "pages", "change")


def main() -> int:
    options = _options()
    wanted = [name for name in PARTS if name in options.only]
    with tempfile.TemporaryDirectory(dir=options.scratch) as scratch:
        setting = _setting(Path(scratch), options)
        day = datetime.now(UTC).date()
        found = [_kept(_measured(name, setting), day, setting, quick=options.quick) for name in wanted]
        notes = (_sizes(setting), f"medians of {setting.repeat} runs of ours where a second run differs, else one run")
        log = setting.log.read_text("utf-8", "replace") if setting.log.exists() else ""
    sys.stdout.write(page("Benchmarks", found, day, notes))
    if options.quick:
        return _beyond(found, log)
    _keep(found, day, notes, whole=set(wanted) == PARTS.keys())
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--customers", type=int, help="of the large archive (default 10,000; quick: 300)")
    parser.add_argument("--commits", type=int, help="of its history (default: twice as many)")
    parser.add_argument("--small", type=int, help="customers of the small archive (default 250; quick: 60)")
    parser.add_argument("--archive", type=Path, help="one that was generated before; a copy of it is measured")
    parser.add_argument("--only", default=None, help=f"parts, with commas between: {', '.join(PARTS)}")
    parser.add_argument("--repeat", type=int, help="counted runs of what is run more than once (default 3; quick: 1)")
    parser.add_argument("--scratch", type=Path, help="folder for the archives (default: the system's)")
    parser.add_argument("--quick", action="store_true", help="a small archive; exit 1 where a bound is passed")
    options = parser.parse_args()
    options.only = options.only.split(",") if options.only else QUICK if options.quick else tuple(PARTS)
    unknown = set(options.only) - PARTS.keys()
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


def _setting(scratch: Path, options: argparse.Namespace) -> Setting:
    customers = options.customers or (300 if options.quick else 10_000)
    commits = 2 * customers if options.commits is None else options.commits
    small = options.small or (60 if options.quick else 250)
    repeat = options.repeat or (1 if options.quick else 3)
    return Setting(scratch, customers, commits, small=small, repeat=repeat, source=options.archive)


def _measured(name: str, setting: Setting) -> Part:
    """Says on standard error what is being measured, and how long it took."""
    title, work = PARTS[name]
    start = time.perf_counter()
    sys.stderr.write(f"{name} … ")
    sys.stderr.flush()
    rows, told = tuple(work(setting)), told_by(name, setting) if name in PROGRAMS else ""
    sys.stderr.write(f"{time.perf_counter() - start:.0f} s\n")
    return Part(name, title, rows, told)


def _sizes(setting: Setting) -> str:
    return "; ".join(f"{name}: {archive.sizes}" for name, archive in setting.used())


def _kept(found: Part, day: date, setting: Setting, *, quick: bool) -> Part:
    """At once: a whole run takes half an hour, and may be stopped."""
    if found.rows and not quick:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{found.name}.md").write_text(page(found.title, [found], day, (_sizes(setting),)), "utf-8")
    return found


def _keep(found: list[Part], day: date, notes: tuple[str, ...], *, whole: bool) -> None:
    RESULTS.mkdir(exist_ok=True)
    for part in (part for part in found if part.rows):
        (RESULTS / f"{part.name}.md").write_text(page(part.title, [part], day, notes), "utf-8")
    if whole:
        (RESULTS / "latest.md").write_text(page("Benchmarks", found, day, notes), "utf-8")


def _beyond(found: list[Part], log: str) -> int:
    """1 where a figure is beyond its bound or a run failed, which is said."""
    beyond = [row for part in found for row in part.rows if not row.is_kept]
    failed = [row for part in found for row in part.rows if row.run and row.run.code]
    for row in beyond:
        assert row.goal
        assert row.steady is not None
        bound = row.goal.shown(row.goal.bound or 0)
        sys.stdout.write(f"beyond its bound ({bound}): {row.what}, {row.goal.shown(row.steady)}\n")
    for row in failed:
        sys.stdout.write(f"failed: {row.what}\n{log[-2000:]}\n")
    return 1 if beyond or failed else 0


if __name__ == "__main__":
    sys.exit(main())
