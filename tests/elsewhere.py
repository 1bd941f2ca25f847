"""An executor whose tasks run in another process, in another folder, where an archive cannot be opened."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

ROOT = Path(__file__).parents[1]
P = ParamSpec("P")
R = TypeVar("R")
_WORKER = """
import os, pickle, sys
refused = sys.argv[1]
def hook(event, args):
    if event in ("open", "os.listdir", "os.scandir") and str(args[0]).startswith(refused):
        raise PermissionError(f"{event} {args[0]}")
sys.addaudithook(hook)
out = os.fdopen(os.dup(1), "wb")
while True:
    try:
        work, args, kwargs = pickle.load(sys.stdin.buffer)
    except EOFError:
        break
    try:
        found = True, work(*args, **kwargs)
    except Exception as problem:
        found = False, problem
    pickle.dump(found, out)
    out.flush()
"""


class Elsewhere(Executor):
    """One process; everything goes in and out as what `pickle` makes of it, and `sent` keeps what went in."""

    def __init__(self, cwd: Path, refused: Path) -> None:
        self.sent: list[bytes] = []
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WORKER, str(refused)],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'generator'}"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def submit(self, fn: Callable[P, R], /, *args: P.args, **kwargs: P.kwargs) -> "Future[R]":
        future: Future[R] = Future()
        self.sent.append(pickle.dumps((fn, args, kwargs)))
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(self.sent[-1])
        self._process.stdin.flush()
        good, found = pickle.load(self._process.stdout)  # noqa: S301 - our own worker
        if good:
            future.set_result(found)
        else:
            future.set_exception(found)
        return future

    def shutdown(self, wait: bool = True, **_options: Any) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()
        if wait:
            self._process.wait(timeout=10)
