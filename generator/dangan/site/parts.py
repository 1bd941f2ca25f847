"""What customers bring to the pages about many, to the search and to the next build: on the disk until it is asked for,
since all of it together is large.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.memory import Memory
from dangan.source.unreadable import reason_of

_TOGETHER = 500
"""So many are written to the memory at once."""


class Parts:
    """Packed, by names that say what is in them: those that were made in this run, and those remembered of others."""

    def __init__(self, memory: Memory, place: Path) -> None:
        """`place` is a folder on the disk that the site is built on."""
        self._memory, self._place = memory, place
        self._spool: IO[bytes] | None = None
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, data: bytes) -> str:
        """The name of a part; "" of none. Raises EnvironmentProblem where there is no room for it."""
        if not data:
            return ""
        name = hashlib.blake2b(data, digest_size=20).hexdigest()
        if name not in self._places:
            try:
                spool = self._spool = self._spool or _spool_in(self._place)
                start = spool.seek(0, 2)
                rest = memoryview(data)
                while rest:  # of a disk that is nearly full it takes a part, and complains of the next
                    rest = rest[spool.write(rest) :]
            except OSError as problem:
                raise EnvironmentProblem(_NO_ROOM.fill(place=self._place, reason=reason_of(problem))) from problem
            self._places[name] = start, len(data)
        return name

    def find(self, name: str) -> bytes | None:
        """None where it is not remembered."""
        if name not in self._places or self._spool is None:
            return self._memory.find(name)
        start, size = self._places[name]
        self._spool.seek(start)
        return self._spool.read(size)

    def keep(self, names: AbstractSet[str], known: AbstractSet[str] | None) -> None:
        """Those that are to be found by `names`, and no others; `known` are the names of all that are remembered, where
        that can be told.
        """
        rows = ((name, data) for name in self._places if name in names and (data := self.find(name)))
        self._memory.keep_all({}, (self._memory.names() if known is None else known) - names)
        while some := dict(islice(rows, _TOGETHER)):
            self._memory.keep_all(some)

    def close(self) -> None:
        if self._spool:
            self._spool.close()


@dataclass(frozen=True, slots=True)
class PartsOf(Mapping[str, bytes]):
    """One part of each customer, by its id, found when it is asked for; `again` makes what the memory lost."""

    names: Mapping[str, str]
    parts: Parts
    again: Callable[[str], bytes]

    def __getitem__(self, customer: str) -> bytes:
        return self.parts.find(self.names[customer]) or self.again(customer)

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def _spool_in(place: Path) -> IO[bytes]:
    """Without a buffer, so that a full disk says so at once; it is gone when it is closed, however that comes. Where it
    has a name until then, it is one that nobody takes for an edit (`dangan.site.serve`).
    """
    return tempfile.TemporaryFile(buffering=0, dir=place, prefix="#")


_NO_ROOM = Text(
    "no room in {place} for what is needed until the site is built: {reason}",
    "{place} 没有空间存放生成网站时的临时数据：{reason}",
)
