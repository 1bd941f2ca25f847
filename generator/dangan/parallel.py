"""Work over many items in a few processes, or on anybody's executor, in the order of the items; or a job apart."""

import ctypes
import gc
import hashlib
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any, TypeVar, cast

__all__ = ["Executor", "apart", "map_items", "map_on", "no_collecting", "seldom_collecting"]

T = TypeVar("T")
R = TypeVar("R")

SINGLE = 64
"""Up to so many items one process is quicker than starting others."""

_LYING = 100_000
"""Objects that may lie about; some ten megabytes."""

_MANY = 64
"""After so many items a process gathers up."""

CHUNK = 20
"""Items that go to a process or an executor at once."""

AHEAD = 8
"""So many chunks are under way (to each process of ours), so not all items are ever in memory."""

_LOOK = 0.5
"""Seconds after which a process looks whether the one that asked for its work is still there."""

_job: Callable[..., Any] | None = None
_done = 0
_held: tuple[str, Callable[[Any], Any]] | None = None


def map_items(
    job: Callable[[T], R],
    items: Iterable[T],
    *,
    total: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    anew: int | None = None,
) -> Iterator[R]:
    """`job(item)` for every item in order. `job` is sent to each process once, so it may carry what all items share.

    Items that are made one by one are taken as they are needed, so not all are ever in memory; `total` says how many
    there are. An exception of a job is raised here. With few items or one processor nothing is started. An `executor`
    gets all of them (`map_on`).

    After every `anew` items the processes end and others begin: whoever looks at more and more of what it shares comes
    to hold it once more.
    """
    if executor is not None:
        yield from map_on(executor, job, items)
        return
    items = items if isinstance(items, Sequence) or total is not None else list(items)
    number = len(items) if isinstance(items, Sequence) else total or 0
    count = workers or min(os.cpu_count() or 1, 8)
    if count <= 1 or number <= SINGLE:
        yield from map(job, items)
        return
    chunk = max(1, min(CHUNK, number // (count * 4)))
    source = iter(items)
    yield from map(job, islice(source, 1))  # what the first one loads, the processes that are forked after it share
    batches = iter(lambda: list(islice(source, chunk)), [])
    at_once = (anew // chunk or 1) if anew and can_fork() else None  # others would begin with nothing
    for first in batches:
        yield from _by_processes(job, chain([first], islice(batches, at_once and at_once - 1)), count)


def _by_processes(job: Callable[[T], R], batches: Iterable[list[T]], count: int) -> Iterator[R]:
    with _sharing(), ProcessPoolExecutor(count, mp_context=_context(), initializer=_begin, initargs=(job,)) as pool:
        waiting: deque[Future[list[R]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(_run_all, batch))
                if len(waiting) >= count * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def apart(job: Callable[[], R]) -> R:
    """`job()` in a process of its own, which takes with it what it piled up. An exception of it is raised here.

    It ends with this one, however this one ends. Where no process can be forked it is done here.
    """
    if not can_fork():
        return job()
    begin = (job, os.getpid())
    with _sharing(), ProcessPoolExecutor(1, mp_context=_context(), initializer=_hold, initargs=begin) as pool:
        found: R = pool.submit(_do_held).result()
        return found


def map_on(
    executor: Executor, job: Callable[[T], R], items: Iterable[T], *, chunk: int = CHUNK, ahead: int = AHEAD
) -> Iterator[R]:
    """`job(item)` for every item in order, in whatever the executor works in: threads, processes, other machines.

    Job and items travel as what `pickle` makes of them, the job once to each process: later chunks only name it, and
    come again with it from where it is not held. Items that carry all that the job needs (`dangan.model.scan_tasks`)
    ask nothing of the place they get to but this package. When nobody takes results any more, what waits is cancelled.
    """
    sent = _Sent.of(job)
    waiting: deque[tuple[list[T], Future[list[R] | None]]] = deque()
    source = iter(items)
    try:
        for number, batch in enumerate(iter(lambda: list(islice(source, chunk)), [])):
            travelling = sent if number < ahead else replace(sent, data=None)
            waiting.append((batch, executor.submit(_run_chunk, travelling, batch)))
            if len(waiting) >= ahead:
                yield from _result(executor, sent, *waiting.popleft())
        while waiting:
            yield from _result(executor, sent, *waiting.popleft())
    finally:
        for _, future in waiting:
            future.cancel()


@dataclass(frozen=True, slots=True)
class _Sent:
    """A job on its way: its name, and itself where it may not be known yet."""

    name: str
    data: bytes | None

    @classmethod
    def of(cls, job: Callable[[Any], Any]) -> "_Sent":
        data = pickle.dumps(job, pickle.HIGHEST_PROTOCOL)
        return cls(hashlib.sha256(data).hexdigest(), data)


def _result(executor: Executor, sent: _Sent, batch: list[T], future: "Future[list[R] | None]") -> list[R]:
    found = future.result()
    if found is None:
        found = executor.submit(_run_chunk, sent, batch).result()
    assert found is not None, "a job that came with its chunk is held"  # noqa: S101 - told to the type checker
    return found


def _run_chunk(sent: _Sent, items: list[Any]) -> list[Any] | None:
    """None where the job is not held here. Threads may run this at once, so the job is taken from the variable once."""
    global _held  # noqa: PLW0603 (a process holds the last job it was sent)
    held = _held
    if held is None or held[0] != sent.name:
        if sent.data is None:
            return None
        held = _held = sent.name, pickle.loads(sent.data)  # noqa: S301 - from the process that hands out the work
    return [held[1](item) for item in items]


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


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Lets cycles lie for longer: whoever makes millions of objects that have none, and a few that have, would have
    all of them gone through again and again.
    """
    before = gc.get_threshold()
    gc.set_threshold(_LYING, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _sharing() -> Iterator[None]:
    """Before processes are forked: what there is now is left alone by the collector, which would write to all of it, so
    that each of them came to hold it once more. What is free is given back, before and after.
    """
    give_back()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        give_back()


def give_back() -> None:
    """Memory that is free goes back to the system, where its library keeps it and lets itself be told: some tens of
    megabytes after thousands of results that came and went.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if os.name == "posix" else None
    if trim is not None:
        trim(0)


def _context() -> multiprocessing.context.BaseContext:
    return multiprocessing.get_context("fork" if can_fork() else "spawn")


def can_fork() -> bool:
    """Forking is quickest, but unsafe once other threads run."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _hold(job: Callable[[], Any], parent: int) -> None:
    """Whose work it is looked up now and then; by a signal, for beside a thread nothing could be forked any more."""
    global _job  # noqa: PLW0603 (as `_begin`)
    _job = job
    signal.signal(signal.SIGALRM, lambda _signal, _frame: None if os.getppid() == parent else os._exit(1))
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)


def _do_held() -> Any:
    return cast("Callable[[], Any]", _job)()


def _begin(job: Callable[[Any], Any]) -> None:
    global _job  # noqa: PLW0603 (a worker process has one job, handed over when it starts)
    _job = job
    gc.freeze()
    gc.disable()  # a document is a tree without cycles: collecting in the middle of one frees nothing


def _run_all(items: list[Any]) -> list[Any]:
    return [_run(item) for item in items]


def _run(item: Any) -> Any:
    global _done  # noqa: PLW0603 (as the job: one count for each process)
    if _job is None:
        raise RuntimeError("a worker was started without its job")
    found = _job(item)
    _done += 1
    if _done % _MANY == 0:  # but pages that were drawn leave cycles behind
        gc.collect()
    return found
