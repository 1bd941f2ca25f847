"""A command as a whole process tree: seconds on the wall and of the processors, peak memory of all its processes."""

import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

EVERY = 0.05
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `memory` is the peak of the proportional set size (PSS) summed over the process tree, in MB.

    `processor` are the seconds that it and all that it started and waited for were computing: what else the machine
    does changes them least.
    """

    seconds: float
    memory: float
    code: int
    processor: float = 0.0


def run(command: Sequence[str], cwd: Path, log: Path) -> Run:
    """Runs to the end, output into `log`. The clock is the monotonic one."""
    with log.open("ab") as sink:
        start, before = time.perf_counter(), _processor()
        process = subprocess.Popen(list(command), cwd=cwd, stdout=sink, stderr=sink)
        watch = _Watch(process.pid)
        watch.start()
        code = process.wait()
        seconds = time.perf_counter() - start
        watch.ended.set()
        watch.join()
    return Run(seconds, watch.peak / 1024, code, _processor() - before)


def medians(runs: Sequence[Run]) -> Run:
    return Run(
        median(r.seconds for r in runs),
        median(r.memory for r in runs),
        max(r.code for r in runs),
        median(r.processor for r in runs),
    )


def _processor() -> float:
    """Of all that this process started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Watch(threading.Thread):
    """Looks at a process and all below it until it ends; a process that goes away meanwhile counts nothing."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.peak = 0.0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(EVERY):
            self.peak = max(self.peak, sum(map(_pss, _tree(self.pid))))


def _tree(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [pid, *(p for child in text.split() for p in _tree(int(child)))]


def _pss(pid: int) -> float:
    """Kilobytes. https://docs.kernel.org/filesystems/proc.html (smaps_rollup)"""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith("Pss:")), 0.0)
