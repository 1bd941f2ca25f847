"""Work over many items in a few processes, results in the order of the items."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SINGLE = 64
"""Up to so many items one process is quicker than starting others."""

_MANY = 64
"""After so many items a process gathers up."""

_job: Callable[[Any], Any] | None = None
_done = 0


def map_items(job: Callable[[T], R], items: Sequence[T], *, workers: int | None = None) -> Iterator[R]:
    """`job(item)` for every item in order. `job` is sent to each process once, so it may carry what all items share.

    An exception of a job is raised here. With few items or one processor nothing is started.
    """
    count = workers or min(os.cpu_count() or 1, 8)
    if count <= 1 or len(items) <= SINGLE:
        yield from map(job, items)
        return
    chunk = max(1, min(200, len(items) // (count * 4)))
    with ProcessPoolExecutor(count, mp_context=_context(), initializer=_begin, initargs=(job,)) as pool:
        yield from pool.map(_run, items, chunksize=chunk)


@contextmanager
def no_collecting() -> Iterator[None]:
    """Holds back the collector of cycles while what has none is piled up: going through the pile again and again
    costs half the time of receiving it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _context() -> multiprocessing.context.BaseContext:
    """Forking is quickest, but unsafe once other threads run."""
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    return multiprocessing.get_context("fork" if can_fork else "spawn")


def _begin(job: Callable[[Any], Any]) -> None:
    global _job  # noqa: PLW0603 (a worker process has one job, handed over when it starts)
    _job = job
    gc.freeze()
    gc.disable()  # a document is a tree without cycles: collecting in the middle of one frees nothing


def _run(item: Any) -> Any:
    global _done  # noqa: PLW0603 (as the job: one count for each process)
    if _job is None:
        raise RuntimeError("a worker was started without its job")
    found = _job(item)
    _done += 1
    if _done % _MANY == 0:  # but pages that were drawn leave cycles behind
        gc.collect()
    return found
