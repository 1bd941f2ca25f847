"""What each customer brings to the search, on the disk until all of it is put together: all of it is large."""

import hashlib
import tempfile
from collections.abc import Iterator
from itertools import islice
from typing import IO

from dangan.memory import Memory

_TOGETHER = 500
"""So many are written to the memory at once."""


class SearchParts:
    """Packed, by names that say what is in them: those that were made in this run, and those remembered of others."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._spool: IO[bytes] | None = None
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, data: bytes) -> str:
        """The name of a part; "" of none. Raises OSError where there is no room for it."""
        if not data:
            return ""
        name = f"search/{hashlib.blake2b(data, digest_size=20).hexdigest()}"
        if name not in self._places:
            self._spool = self._spool or tempfile.TemporaryFile(prefix="dangan-")  # noqa: SIM115 - until `close`
            self._places[name] = self._spool.seek(0, 2), len(data)
            self._spool.write(data)
        return name

    def find(self, name: str) -> bytes | None:
        """None where it is not remembered."""
        if name not in self._places or self._spool is None:
            return self._memory.find(name)
        start, size = self._places[name]
        self._spool.seek(start)
        return self._spool.read(size)

    def keep(self) -> None:
        """Those of this run; whoever remembers their names lets go of the others."""
        rows = self._rows()
        while some := dict(islice(rows, _TOGETHER)):
            self._memory.keep_all(some)

    def _rows(self) -> Iterator[tuple[str, bytes]]:
        return ((name, data) for name in self._places if (data := self.find(name)))

    def close(self) -> None:
        if self._spool:
            self._spool.close()
