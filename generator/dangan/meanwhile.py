"""One job in another process while this one goes on with its own."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import TypeVar

from dangan.parallel import can_fork

R = TypeVar("R")


@contextmanager
def meanwhile(job: Callable[[], R]) -> Iterator[Callable[[], R]]:
    """Gives what waits for the answer of `job()`, which may be asked once. Where the other process fails, or was made
    an end of, the job is done here and raises what it raises; when the block ends it is not waited for.

    With one processor it is done when it is asked for.
    """
    if (os.cpu_count() or 1) == 1:
        yield job
        return
    begun = multiprocessing.get_context("fork").Process if can_fork() else multiprocessing.get_context("spawn").Process
    here, there = multiprocessing.Pipe(duplex=False)
    process = begun(target=_tell, args=(there, job), daemon=True)
    process.start()
    there.close()
    try:
        yield lambda: _answer(here, job)
    finally:
        here.close()
        process.kill()
        process.join()


def _tell(there: Connection, job: Callable[[], R]) -> None:
    with suppress(Exception):  # whoever asks does it again and meets the same
        there.send(job())


def _answer(here: Connection, job: Callable[[], R]) -> R:
    try:
        found: R = here.recv()
    except (EOFError, OSError):
        return job()
    return found
