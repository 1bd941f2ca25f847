"""A command of Dangan with a clock at each stage: `python -m benchmarks.stages OUT.json build --date 2026-11-22`.

Nothing in Dangan knows of it: the functions that begin a stage are wrapped by name. Stages within stages are taken out
of those around them, so that their sum is the whole. What each worker process spends on drawing is added up in memory
that all of them share; that needs workers that are forked.
"""

import functools
import importlib
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measure import Run, run

STAGES = (
    ("list and schemas", "dangan.project.project", "Project.open"),
    ("read and check", "dangan.project.project", "scan"),
    ("history and audit", "dangan.site.build_history", "History.of"),
    ("frames", "dangan.site.build", "frame_for"),
    ("what to draw", "dangan.site.build_plan", "State.of"),
    ("what to draw", "dangan.site.build_plan", "Plan.of"),
    ("pages of customers", "dangan.site.build", "_Site.add_customers"),
    ("pages of changes", "dangan.site.build", "_Site.add_changes"),
    ("search", "dangan.site.build", "_Site.add_search"),
    ("pages about many", "dangan.site.build", "_Site.add_pages_about_many"),
    ("reports", "dangan.site.pages_units", "answered"),
    ("other files", "dangan.site.build", "_Site.add_files"),
    ("remembering", "dangan.site.kept_site", "KeptSite.keep"),
    ("remembering", "dangan.site.kept_site", "KeptSite.left"),
    ("swap", "dangan.site.publish", "Staging.close"),
    ("swap", "dangan.site.publish", "complete"),
)
"""Where a stage begins and ends: its name, the module in which the name is looked up when it is called, the name."""

INSIDE = (
    ("customers: all", "dangan.site.build_customers", "CustomerWriter.__call__"),
    ("customers: reading", "dangan.site.build_customers", "read_customer"),
    ("customers: views, templates, writing", "dangan.site.build_customers", "CustomerWriter._write"),
    ("search: all", "dangan.site.build_search", "SearchWriter.write"),
    ("changes: all", "dangan.site.build_changes", "ChangeWriter.__call__"),
    ("many: views, templates, writing", "dangan.site.pages_units", "UnitWriter.write"),
)
"""What is added up over all processes, in seconds of the processors."""

DRAWING_STAGES = ("pages of customers", "pages of changes", "pages about many", "reports")
DRAWING = ("customers: views, templates, writing", "changes: all", "many: views, templates, writing")
_PROJECT = Path(__file__).parents[1]
"""Where this package is found."""
REST = "start-up and all else"


@dataclass(frozen=True, slots=True)
class Staged:
    """A command, run once: by stage the seconds on the clock and of the processors, and what is inside of them."""

    whole: Run
    stages: dict[str, tuple[float, float]]
    inside: dict[str, float]

    @property
    def drawing(self) -> float:
        """Seconds of the processors for views, templates and writing."""
        return sum(self.inside[name] for name in DRAWING)


def staged(words: Sequence[str], log: Path, out: Path) -> Staged:
    """Runs `dangan` with the clocks; what belongs to no stage is the rest."""
    whole = run([sys.executable, "-m", "benchmarks.stages", str(out), *words], _PROJECT, log)
    found = json.loads(out.read_text("utf-8"))
    stages = {name: (seconds, processor) for name, seconds, processor in found["stages"]}
    seconds, processor = (sum(part) for part in zip(*stages.values(), strict=True))
    stages[REST] = whole.seconds - seconds, whole.processor - processor
    return Staged(whole, stages, found["inside"])


def owner_of(module: str, name: str) -> tuple[Any, str]:
    """The module or class that holds what is to be wrapped. Raises AttributeError where it is not there any more."""
    owner: Any = importlib.import_module(module)
    *above, last = name.split(".")
    for part in above:
        owner = getattr(owner, part)
    getattr(owner, last)
    return owner, last


@dataclass
class Clock:
    """Which stage runs, and what each has cost; a stage that calls another waits."""

    spent: dict[str, list[float]] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)
    last: tuple[float, float] = (0.0, 0.0)

    def _lap(self) -> None:
        now = time.perf_counter(), _processor()
        if self.running:
            row = self.spent.setdefault(self.running[-1], [0.0, 0.0])
            row[0] += now[0] - self.last[0]
            row[1] += now[1] - self.last[1]
        self.last = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        self._lap()
        self.running.append(name)
        try:
            yield
        finally:
            self._lap()
            self.running.pop()


def _processor() -> float:
    """Of this process and of all workers that have ended."""
    return sum(
        part
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        for part in (resource.getrusage(who).ru_utime, resource.getrusage(who).ru_stime)
    )


def _wrap(owner: Any, name: str, around: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    held = vars(owner).get(name, getattr(owner, name))
    if isinstance(held, (classmethod, staticmethod)):
        setattr(owner, name, type(held)(around(held.__func__)))
    else:
        setattr(owner, name, around(held))


def _timed(clock: Clock, stage: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def around(work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def timed(*args: Any, **kwargs: Any) -> Any:
            with clock.stage(stage):
                return work(*args, **kwargs)

        return timed

    return around


def _counted(cells: Any, place: int) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Adds up in memory that forked processes share."""

    def around(work: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(work)
        def counted(*args: Any, **kwargs: Any) -> Any:
            start = time.process_time()
            try:
                return work(*args, **kwargs)
            finally:
                spent = time.process_time() - start
                with cells.get_lock():
                    cells[place] += spent

        return counted

    return around


def main() -> int:
    out = Path(sys.argv.pop(1))
    clock, cells = Clock(), multiprocessing.Array("d", len(INSIDE))
    for place, (_, module, name) in enumerate(INSIDE):
        _wrap(*owner_of(module, name), _counted(cells, place))
    for stage, module, name in STAGES:
        _wrap(*owner_of(module, name), _timed(clock, stage))
    from dangan.cli.main import main as dangan  # noqa: PLC0415 - after the clocks are in place

    code = dangan()
    found = {
        "stages": [(name, *spent) for name, spent in clock.spent.items()],
        "inside": {name: cells[place] for place, (name, _, _) in enumerate(INSIDE)},
    }
    out.write_text(json.dumps(found), "utf-8")
    return code


if __name__ == "__main__":
    os._exit(main())  # as the command itself ends, which gives nothing back piece by piece
