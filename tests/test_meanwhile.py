"""A job in another process answers as it would here, and leaves nothing behind."""

import os
import signal
import threading
import time
from functools import partial

import pytest

from dangan.meanwhile import meanwhile


def add(first: int, second: int) -> tuple[int, int]:
    return first + second, os.getpid()


def die(here: int) -> str:
    """Where the work is sent to; not at home."""
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return "at home"


def refuse() -> None:
    raise ValueError("no")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


def test_another_process_answers() -> None:
    with meanwhile(partial(add, 2, 3)) as answer:
        found, where = answer()
    assert (found, where == os.getpid()) == (5, False)


def test_beside_other_threads_as_well() -> None:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with meanwhile(partial(add, 2, 3)) as answer:
            found, where = answer()
    finally:
        stop.set()
        thread.join()
    assert (found, where == os.getpid()) == (5, False)


def test_with_one_processor_it_is_done_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    with meanwhile(partial(add, 2, 3)) as answer:
        assert answer() == (5, os.getpid())


def test_what_became_of_no_answer_is_done_here() -> None:
    with meanwhile(partial(die, os.getpid())) as answer:
        assert answer() == "at home"


def test_what_the_job_raises_is_raised_here() -> None:
    with meanwhile(refuse) as answer, pytest.raises(ValueError, match="no"):
        answer()


def test_a_job_that_nobody_asks_for_is_not_waited_for() -> None:
    with meanwhile(partial(time.sleep, 3600)):
        pass
