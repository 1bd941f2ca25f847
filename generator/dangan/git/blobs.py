"""The contents of many objects by one process."""

import os
import subprocess
import weakref
from pathlib import Path
from types import TracebackType
from typing import Self

from dangan.errors import GitError
from dangan.git.process import FAILED, NOT_INSTALLED, command, environment

_EARLY = "it ended early"


class BlobReader:
    """One `git cat-file --batch` for a run, started at the first read; each process that holds one starts its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._finalizer: weakref.finalize[[subprocess.Popen[bytes]], BlobReader] | None = None

    def read(self, oid: str) -> bytes:
        """The bytes of an object. Raises GitError where there is none."""
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise _failed("no pipe")
        try:
            process.stdin.write(oid.encode() + b"\n")
            process.stdin.flush()
            header = process.stdout.readline().split()
        except BrokenPipeError as error:
            raise _failed(_EARLY) from error
        if len(header) != 3:  # noqa: PLR2004 -- id, type, size
            raise _failed(b" ".join(header).decode(errors="replace") or _EARLY)
        size = int(header[2])
        data = process.stdout.read(size + 1)
        if len(data) != size + 1:
            raise _failed(_EARLY)
        return data[:-1]

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._owner != os.getpid():
            self.close()
            self._owner = os.getpid()
            self._process = _start(self._root)
            self._finalizer = weakref.finalize(self, _end, self._process)
        return self._process

    def close(self) -> None:
        if self._finalizer:
            self._finalizer()
        self._process = self._finalizer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __reduce__(self) -> tuple[type["BlobReader"], tuple[Path]]:
        return BlobReader, (self._root,)


def _failed(words: str) -> GitError:
    return GitError(FAILED.fill(command="cat-file", words=words))


def _start(root: Path) -> "subprocess.Popen[bytes]":
    try:
        return subprocess.Popen(
            command(root, ["cat-file", "--batch"]),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
    except FileNotFoundError as error:
        raise GitError(NOT_INSTALLED) from error


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Closing its input ends it; in a forked child this only lets go of the parent's process."""
    for pipe in (process.stdin, process.stdout):
        if pipe:
            pipe.close()
    process.wait()
