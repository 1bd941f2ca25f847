"""The map over items is the same on every executor, and takes items only as it needs them."""

import ctypes
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from dangan.parallel import apart, map_items, map_on
from tests.elsewhere import Elsewhere

ITEMS = list(range(50))


def add(first: int, second: int) -> int:
    return first + second


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


def where(_item: int) -> tuple[int, str]:
    return os.getpid(), str(Path.cwd())


@pytest.fixture(scope="module", params=["threads", "processes", "elsewhere"])
def executor(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Executor]:
    folder = tmp_path_factory.mktemp("elsewhere")
    kinds: dict[str, Callable[[], Executor]] = {
        "threads": lambda: ThreadPoolExecutor(2),
        "processes": lambda: ProcessPoolExecutor(2, mp_context=get_context("spawn")),
        "elsewhere": lambda: Elsewhere(folder, folder / "nothing"),
    }
    with kinds[request.param]() as found:
        yield found


def test_results_are_in_order_and_complete(executor: Executor) -> None:
    assert list(map_items(partial(add, 100), ITEMS, executor=executor)) == [100 + item for item in ITEMS]
    assert list(map_on(executor, partial(add, 5), iter(ITEMS), chunk=3, ahead=2)) == [5 + item for item in ITEMS]
    assert list(map_on(executor, partial(add, 5), [])) == []


def test_what_a_job_raises_is_raised_here(executor: Executor) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(map_on(executor, refuse_seven, ITEMS, chunk=4))


def test_the_executor_is_really_asked(tmp_path: Path) -> None:
    with Elsewhere(tmp_path, tmp_path / "nothing") as elsewhere:
        [(process, folder)] = map_on(elsewhere, where, [1])
    assert process != os.getpid()
    assert folder == str(tmp_path.resolve())


class Forgetting(Executor):
    """Runs at once, as a new process would each time: it holds no job of before."""

    def __init__(self) -> None:
        self.chunks: list[tuple[bool, int]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        from dangan import parallel  # noqa: PLC0415

        parallel._held = None
        sent, batch = args
        self.chunks.append((sent.data is not None, len(batch)))
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def test_a_process_that_does_not_hold_the_job_is_sent_it_again() -> None:
    executor = Forgetting()
    assert list(map_on(executor, partial(add, 1), ITEMS[:6], chunk=2, ahead=1)) == [1, 2, 3, 4, 5, 6]
    assert executor.chunks == [(True, 2), (False, 2), (True, 2), (False, 2), (True, 2)]


def test_the_job_travels_once_to_a_process_that_keeps_it(tmp_path: Path) -> None:
    burden = "x" * 100_000
    with Elsewhere(tmp_path, tmp_path / "nothing") as elsewhere:
        found = list(map_on(elsewhere, partial(_length_of_both, burden), ITEMS, chunk=5, ahead=1))
    assert found == [100_000 + item for item in ITEMS]
    assert sum(len(sent) > 100_000 for sent in elsewhere.sent) == 1


def _length_of_both(burden: str, item: int) -> int:
    return len(burden) + item


def test_items_are_taken_as_they_are_needed_and_what_waits_is_cancelled() -> None:
    taken: list[int] = []
    futures: list[Future[Any]] = []

    class Slow(ThreadPoolExecutor):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
            futures.append(super().submit(fn, *args, **kwargs))
            return futures[-1]

    def items() -> Iterator[int]:
        for item in ITEMS:
            taken.append(item)
            yield item

    with Slow(1) as slow:
        found = map_on(slow, partial(add, 0), items(), chunk=2, ahead=3)
        assert next(found) == 0
        assert len(taken) == 6
        found.close()  # type: ignore[attr-defined]
    assert all(future.done() for future in futures)
    assert len(futures) == 3


def alone(program: str) -> str:
    """What it prints, run by a process without other threads."""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.strip()


def test_what_is_done_apart_is_done_by_another_process() -> None:
    said = alone("""
import os
from dangan.parallel import apart
seen = []
def job():
    seen.append(os.getpid())
    return len(seen), os.getpid()
print(apart(job) == (1, os.getpid()), apart(job)[0], seen)
""")
    assert said == "False 1 []"


def test_what_is_done_apart_may_ask_processes_itself() -> None:
    """Forked ones: what they are handed could not be sent."""
    said = alone("""
from dangan.parallel import apart, map_items
def job():
    return sum(map_items(lambda item: item + 1, range(200), workers=2))
print(apart(job))
""")
    assert said == str(sum(range(201)))


def test_after_so_many_items_others_begin_and_the_results_are_the_same() -> None:
    """None does more than its share of a round, whatever is still to be done; and none is left behind."""
    said = alone("""
import os
from collections import Counter
from dangan.parallel import map_items
from multiprocessing import active_children
job = lambda item: (item, os.getpid())
items = iter(range(500))
found = list(map_items(job, items, total=500, workers=2, anew=100))
done = Counter(process for _, process in found if process != os.getpid())
print([item for item, _ in found] == list(range(500)), len(done) >= 5, max(done.values()) <= 100, active_children())
once = {process for _, process in map_items(job, range(500), workers=2)} - {os.getpid()}
print(len(once) <= 2)
""")
    assert said.split("\n") == ["True True True []", "True"]


def test_what_a_job_raises_among_others_that_begin_is_raised_here() -> None:
    said = alone("""
from multiprocessing import active_children
from dangan.parallel import map_items
def job(item):
    if item == 150:
        raise ValueError("seven")
    return item
taken = []
try:
    for item in map_items(job, iter(range(400)), total=400, workers=2, anew=60):
        taken.append(item)
except ValueError as error:
    print(error, taken == list(range(len(taken))), len(taken) <= 150, active_children())
""")
    assert said == "seven True True []"


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the library gives back by itself, or never")
def test_what_is_free_is_given_back() -> None:
    """What lives above it on the heap would keep it all."""
    said = alone("""
from pathlib import Path
from dangan.parallel import give_back
def held():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
pile = [bytes(5000) for _ in range(10_000)]
last = pile.pop()
before = held()
pile.clear()
kept = held()
give_back()
print(before - kept < 10_000_000, before - held() > 40_000_000, len(last))
""")
    assert said == "True True 5000"


def test_what_is_done_apart_raises_here_what_it_raises() -> None:
    said = alone("""
from dangan.diagnostics import Text
from dangan.errors import UsageError
from dangan.parallel import apart
def refuse():
    raise UsageError(Text("not seven", "bu ke wei qi"))
try:
    apart(refuse)
except UsageError as error:
    print(error.message.en)
""")
    assert said == "not seven"


def test_beside_other_threads_it_is_done_here() -> None:
    goes_on = threading.Event()
    other = threading.Thread(target=goes_on.wait)
    other.start()
    try:
        assert apart(os.getpid) == os.getpid()
    finally:
        goes_on.set()
        other.join()


def test_what_is_done_apart_ends_with_the_one_that_asked(tmp_path: Path) -> None:
    """However that comes: it may write where the next one does."""
    program = f"""
import os, time, pathlib
from dangan.parallel import apart
def job():
    place = pathlib.Path({str(tmp_path / "new")!r})
    place.write_text(str(os.getpid()))
    place.rename({str(tmp_path / "child")!r})
    time.sleep(60)
apart(job)
"""
    with subprocess.Popen([sys.executable, "-c", program]) as parent:
        while not (tmp_path / "child").exists():
            time.sleep(0.01)
        parent.kill()
    child = int((tmp_path / "child").read_text())
    until = time.monotonic() + 20
    while _lives(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _lives(child)


def _lives(process: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2]
    except OSError:
        return False
