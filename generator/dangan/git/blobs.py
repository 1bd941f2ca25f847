"""The contents of many objects by one process."""

import os
import subprocess
import weakref
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from dangan.errors import GitError
from dangan.git.process import FAILED, NOT_INSTALLED, command, environment

_EARLY = "it ended early"
_SETTINGS = (
    *("-c", "core.deltaBaseCacheLimit=8m"),
    *("-c", "core.packedGitWindowSize=1m", "-c", "core.packedGitLimit=16m"),
)
"""For what other objects are made of: with Git's own 96 MB each process that reads holds twice as much, and is a tenth
quicker. And of a pack no more is mapped at a time, or each comes to hold all of it: with that, looking for objects all
over a pack of 110 MB costs some microseconds more for each.
"""
_AHEAD = 400
"""How many objects are asked for at once: their names fit into a pipe, so that neither side waits for the other."""


class BlobReader:
    """One `git cat-file --batch` for a run, started at the first read; each process that holds one starts its own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._finalizer: weakref.finalize[[subprocess.Popen[bytes]], BlobReader] | None = None
        self._asked: deque[str] = deque()
        self._held: dict[str, bytes | GitError] = {}
        """What was asked for ahead and has come, until something else is asked for ahead."""

    def ahead(self, oids: Iterable[str]) -> None:
        """Says what will be read soon, so that Git looks for it meanwhile."""
        process = self._running()
        while self._asked:
            self._take(process)
        self._held.clear()
        wanted = list(dict.fromkeys(oids))[:_AHEAD]
        if wanted:
            self._ask(process, wanted)

    def read_all(self, oids: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Many objects, each once. Raises GitError at one that is not there."""
        wanted = list(dict.fromkeys(oids))
        for start in range(0, len(wanted), _AHEAD):
            self.ahead(wanted[start : start + _AHEAD])
            yield from ((oid, self.read(oid)) for oid in wanted[start : start + _AHEAD])

    def read(self, oid: str) -> bytes:
        """The bytes of an object. Raises GitError where there is none."""
        process = self._running()
        alone = oid not in self._held and oid not in self._asked
        if alone:
            self._ask(process, [oid])
        while oid not in self._held:
            self._take(process)
        found = self._held.pop(oid) if alone else self._held[oid]
        if isinstance(found, GitError):
            raise found
        return found

    def _ask(self, process: "subprocess.Popen[bytes]", oids: list[str]) -> None:
        if process.stdin is None:
            raise _failed("no pipe")
        try:
            process.stdin.write("".join(f"{oid}\n" for oid in oids).encode())
            process.stdin.flush()
        except BrokenPipeError as error:
            raise _failed(_EARLY) from error
        self._asked.extend(oids)

    def _take(self, process: "subprocess.Popen[bytes]") -> None:
        """The next object that Git was asked for."""
        if process.stdout is None:
            raise _failed("no pipe")
        header = process.stdout.readline().split()
        oid = self._asked.popleft()
        if len(header) != 3:  # noqa: PLR2004 -- id, type, size
            said = b" ".join(header).decode(errors="replace")
            self._held[oid] = _failed(said or _EARLY)
            return
        size = int(header[2])
        data = process.stdout.read(size + 1)
        if len(data) != size + 1:
            raise _failed(_EARLY)
        self._held[oid] = data[:-1]

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._owner != os.getpid():
            self.close()
            self._owner = os.getpid()
            self._asked.clear()
            self._held.clear()
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
            command(root, [*_SETTINGS, "cat-file", "--batch"]),
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
