"""Parts that run one command: start-up, a check, a check of a pull request."""

import sys
from collections.abc import Iterator

from benchmarks.edits import Edits
from benchmarks.measure import Run, medians
from benchmarks.peers import check_jsonschema_work
from benchmarks.setting import BIN, Archive, Setting
from benchmarks.table import Row, line_through

EMPTY = "import click\n@click.command()\ndef main(): pass\nmain(['--help'])\n"
FLOOR = (
    "import sys\n"
    "paths = open(sys.argv[1],encoding='utf-8').read().splitlines()\n"
    "for path in paths * int(sys.argv[2]):\n"
    "    with open(path,'rb') as f: f.read()\n"
)
READ = 80_000
"""So many files are read at least, a small archive's several times: else starting Python is all that is measured."""
STARTS = 15


def start(setting: Setting) -> Iterator[Row]:
    empty = setting.median(lambda: setting.run([sys.executable, "-c", EMPTY]), STARTS)
    ours = setting.median(lambda: setting.run([str(BIN / "dangan"), "--help"]), STARTS)
    yield Row("an empty click program, --help", empty)
    said, value, steady = ratio(ours, empty)
    yield Row("dangan --help", ours, said, "start", value, steady)


def check(setting: Setting) -> Iterator[Row]:
    """Cold is: nothing remembered; the page cache is warm for all of them."""
    archive = setting.large
    floor = setting.median(lambda: _floor(setting, archive))
    yield Row("floor: one process reads all bytes", floor)

    def cold() -> Run:
        archive.forget()
        return archive.dangan("check")

    ours = setting.median(cold)
    said, value, steady = ratio(ours, floor)
    yield Row("dangan check, nothing remembered", ours, f"{said} of the floor", "floor", value, steady)
    warm = setting.median(lambda: archive.dangan("check"))
    yield Row("dangan check, nothing changed", warm, f"1/{ours.processor / warm.processor:.0f} of cold by processors")


def check_peer(setting: Setting) -> Iterator[Row]:
    """check-jsonschema on two small archives, drawn out in a straight line."""
    archive = setting.large
    archive.forget()
    ours = archive.dangan("check")
    yield Row("dangan check, nothing remembered", ours)
    runs = []
    for small in (setting.half, setting.small):
        work = check_jsonschema_work(small.root, setting.scratch / f"twin-{small.root.name}", BIN)
        runs.append((len(small.files), work(setting.log)))
        yield Row(f"check-jsonschema, {len(small.files):,} files of {small.customers:,} customers", runs[-1][1])
    whole = drawn_out(runs[0], runs[1], len(archive.files))
    times = f"{whole.seconds / ours.seconds:.1f} x ours, {whole.processor / ours.processor:.1f} x by processors"
    yield Row(f"the same, drawn out to {len(archive.files):,} files", whole, times)


def pull_request(setting: Setting) -> Iterator[Row]:
    """One commit beside the main branch that edits one customer; the main branch was checked before."""
    archive = setting.large
    branch = archive.git("symbolic-ref", "--short", "HEAD")
    archive.dangan("check")
    archive.git("checkout", "--quiet", "-b", "bench-pull-request")
    edits, runs = Edits(archive.root), []
    try:
        for _ in range(setting.repeat + 1):
            edits.value()
            archive.commit("profile: seen again")
            runs.append(archive.dangan("check", "--changed-since", branch))
    finally:
        archive.git("checkout", "--quiet", "--force", branch)
        archive.git("branch", "--quiet", "-D", "bench-pull-request")
    found = medians(runs[1:])
    said = f"{found.processor:.2f} s of processors"
    yield Row(
        "dangan check --changed-since main, one edit", found, said, "pull-request", found.seconds, found.processor
    )


def _floor(setting: Setting, archive: Archive) -> Run:
    listed = setting.scratch / f"files-{archive.root.name}"
    if not listed.exists():
        listed.write_text("".join(f"{path}\n" for path in archive.files), "utf-8")
    times = max(1, READ // len(archive.files))
    found = setting.run([sys.executable, "-c", FLOOR, str(listed), str(times)])
    return Run(found.seconds / times, found.memory, found.code, found.processor / times)


def ratio(ours: Run, theirs: Run) -> tuple[str, float, float]:
    """In words, by the clock, and by the processors."""
    value, steady = ours.seconds / theirs.seconds, ours.processor / max(0.001, theirs.processor)
    return f"{value:.2f} x by the clock, {steady:.2f} x by processors", value, steady


def drawn_out(first: tuple[int, Run], second: tuple[int, Run], size: int) -> Run:
    """Two runs of a peer in a straight line to a size; its memory as the larger needed."""
    (size_a, run_a), (size_b, run_b) = first, second
    seconds = line_through((size_a, run_a.seconds), (size_b, run_b.seconds), size)
    processor = line_through((size_a, run_a.processor), (size_b, run_b.processor), size)
    return Run(seconds, run_b.memory, max(run_a.code, run_b.code), processor)
