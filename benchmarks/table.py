"""What was measured, as rows; held against the goals, and printed with the machine that it was measured on."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.goals import GOALS, Goal
from benchmarks.measure import Run

PEERS = ("mkdocs", "mkdocs-material", "mkdocs-git-revision-date-localized-plugin", "mkdocs-git-authors-plugin")
OTHERS = ("hugo", "check-jsonschema", "click")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was run or counted. `value` is held against the goal `key`.

    `steady` is the same by the seconds of the processors, which what else runs on the machine changes least.
    """

    what: str
    run: Run | None = None
    said: str = ""
    key: str = ""
    value: float | None = None
    steady: float | None = None

    @property
    def goal(self) -> Goal | None:
        return GOALS.get(self.key)

    @property
    def is_kept(self) -> bool:
        """Whether the steady figure is within the bound of the quick run; one that has none is."""
        return self.goal is None or self.steady is None or self.goal.is_kept(self.steady)

    @property
    def judged(self) -> str:
        """The goal in words, and whether it is met."""
        if self.goal is None or self.value is None:
            return ""
        shown = self.goal.shown(self.value)
        return f"{self.goal.words}: {shown}, {'met' if self.goal.is_met(self.value) else '**not met**'}"

    @property
    def cells(self) -> tuple[str, ...]:
        run = self.run
        numbers = (f"{run.seconds:,.2f}", f"{run.processor:,.2f}", f"{run.memory:,.0f}") if run else ("", "", "")
        failed = f" (exit {run.code})" if run and run.code else ""
        return (self.what + failed, *numbers, self.said, self.judged)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one part, or what another program says of it."""

    name: str
    title: str
    rows: tuple[Row, ...]
    told: str = ""

    def text(self) -> str:
        if not self.rows:
            return f"## {self.title}\n\n{self.told}"
        head = ("what", "seconds", "of processors", "peak MB", "ratio or figure", "goal")
        lines = [head, ("---",) * len(head), *(row.cells for row in self.rows)]
        table = [f"| {' | '.join(cells)} |" for cells in lines]
        return "\n".join([f"## {self.title}", "", *table, ""])


def page(title: str, parts: Sequence[Part], day: date, notes: Iterable[str] = ()) -> str:
    """A file of `benchmarks/results/`."""
    said = [f"- {note}" for note in (f"{day.isoformat()}; {machine()}", versions(), *notes)]
    return "\n".join([f"# {title}", "", *said, "", *(part.text() for part in parts)])


def machine() -> str:
    """Processors, memory, kernel and Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} processors ({_processor()}), {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )


def versions() -> str:
    """Of the peers, as they are installed."""
    return ", ".join(f"{name} {found}" for name in (*OTHERS, *PEERS) if (found := _version(name)))


def line_through(first: tuple[float, float], second: tuple[float, float], size: float) -> float:
    """What a straight line through two measured (size, value) says of a third size; never less than the larger value.

    For a peer whose cost grows faster than its input that is too kind to it.
    """
    (size_a, value_a), (size_b, value_b) = sorted((first, second))
    if size_a == size_b:
        raise ValueError("two sizes are needed")
    slope = max(0.0, (value_b - value_a) / (size_b - size_a))
    return value_b + slope * (size - size_b)


def growing_share(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Of two measured (size, value) which part of the second grows with the size: 0 if equal, 1 if in proportion."""
    (size_a, value_a), (size_b, value_b) = first, second
    slope = (value_b - value_a) / (size_b - size_a)
    return min(1.0, max(0.0, slope * size_b / value_b)) if value_b > 0 else 0.0


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
