"""A memory in the archive's cache folder, believed only as this user's own runs left it."""

import hmac
import os
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from dangan.memory import Forgetful, Memory, code_mark
from dangan.site.cache import trusted_key
from dangan.site.publish_places import exists, is_file
from dangan.site.shell_cache import private_within

_FILE = "memory.sqlite3"
_NOW = "now"
_FEW = 500
"""Beyond so many names all entries are read in one go."""
_LARGEST = 1 << 32
"""Bytes; a file that has grown beyond is begun anew, by whoever comes to it first in a run."""
_HELD = "locked"
"""As SQLite says that somebody else holds the file."""
_TICK = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system (FAT)."""
_WAIT = 5.0
"""Seconds for which another run may hold it."""


def memory_in(folder: Path, of: str = "history") -> Memory:
    """What is remembered `of` something in a cache folder; nothing where the folder cannot be trusted."""
    return memories_in(folder, of)[0]


def memories_in(folder: Path, *of: str) -> tuple[Memory, ...]:
    """Several, of a folder that is looked at once."""
    key = trusted_key(folder)
    if key is None:
        return tuple(Forgetful() for _ in of)
    sealed = hmac.digest(key, code_mark().encode(), "sha256")
    return tuple(KeptMemory(folder / each, sealed) for each in of)


class KeptMemory:
    """One SQLite file, each entry sealed with a key that lies outside of every archive; what another key sealed goes.

    Whatever goes wrong with it (another program's file, a full disk, a lock that stays) makes it forgetful, no more.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key
        self._open: sqlite3.Connection | None = None
        self._owner = (0, 0)
        self._others: list[sqlite3.Connection | None] = []
        """Of the process that this one was forked from: neither used nor closed here."""
        self._lost = False
        """Whether somebody holds it for longer than we wait: nobody waits twice."""

    def __reduce__(self) -> tuple[Any, ...]:
        return KeptMemory, (self._folder, self._key)

    def find(self, name: str) -> bytes | None:
        """As `dangan.memory.Memory`."""
        try:
            row = self._connection().execute("SELECT seal, data FROM kept WHERE name = ?", (name,)).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._forget(error)
            return None
        return row[1] if row is not None and self._is_ours(name, *row) else None

    def keep(self, name: str, data: bytes) -> None:
        """As `dangan.memory.Memory`."""
        try:
            with self._connection() as connection:
                connection.execute("REPLACE INTO kept VALUES (?, ?, ?)", (name, self._seal(name, data), data))
        except (sqlite3.Error, OSError) as error:
            self._forget(error)

    def find_all(self, names: Iterable[str]) -> dict[str, bytes]:
        """As `dangan.memory.Memory`."""
        wanted = set(names)
        try:
            rows = self._rows(wanted)
            return {n: data for n, seal, data in rows if n in wanted and self._is_ours(n, seal, data)}
        except (sqlite3.Error, OSError) as error:
            self._forget(error)
            return {}

    def _rows(self, wanted: Collection[str]) -> Iterator[tuple[Any, Any, Any]]:
        connection = self._connection()
        if len(wanted) > _FEW:
            yield from connection.execute("SELECT name, seal, data FROM kept")
        else:
            asked = "SELECT name, seal, data FROM kept WHERE name = ?"
            yield from (row for name in wanted for row in connection.execute(asked, (name,)))

    def keep_all(self, found: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """As `dangan.memory.Memory`."""
        rows = ((name, self._seal(name, data), data) for name, data in found.items())
        try:
            with self._connection() as connection:
                connection.executemany("DELETE FROM kept WHERE name = ?", ((name,) for name in gone))
                connection.executemany("REPLACE INTO kept VALUES (?, ?, ?)", rows)
        except (sqlite3.Error, OSError) as error:
            self._forget(error)

    def names(self) -> set[str]:
        """As `dangan.memory.Memory`."""
        try:
            return {name for (name,) in self._connection().execute("SELECT name FROM kept")}
        except (sqlite3.Error, OSError) as error:
            self._forget(error)
            return set()

    def horizon(self) -> int:
        """As `dangan.memory.Memory`."""
        place = self._folder / _NOW
        try:
            private_within(self._folder.parent, self._folder.name)
            place.unlink(missing_ok=True)  # whatever it is: nothing is written through a link
            with place.open("xb"):
                pass
            now = place.lstat().st_mtime_ns
            return now if self._folder.lstat().st_mtime_ns >= now - _TICK else 0
        except OSError:
            return 0

    def _is_ours(self, name: str, seal: Any, data: Any) -> bool:
        return isinstance(seal, bytes) and isinstance(data, bytes) and hmac.compare_digest(seal, self._seal(name, data))

    def close(self) -> None:
        if self._open:
            self._open.close()
        self._open = None

    @property
    def _whose(self) -> int:
        """Tells keys apart; no secret, and nothing is believed for it."""
        return int.from_bytes(hmac.digest(self._key, b"whose", "sha256")[:3])

    def _seal(self, name: str, data: bytes) -> bytes:
        return hmac.digest(self._key, name.encode() + b"\0" + data, "sha256")

    def _connection(self) -> sqlite3.Connection:
        me = (os.getpid(), threading.get_ident())
        if self._open is None or self._owner != me:
            if self._lost:
                raise sqlite3.OperationalError(_HELD)
            self._others.append(self._open)
            self._open = None
            private_within(self._folder.parent, self._folder.name)
            self._open, self._owner = self._opened(self._folder / _FILE), me
        return self._open

    def _opened(self, place: Path) -> sqlite3.Connection:
        """A file that is too large, or is none, gives way."""
        is_first = self._owner == (0, 0)
        if exists(place) and (not is_file(place) or (is_first and place.stat().st_size > _LARGEST)):
            place.unlink()
        connection = sqlite3.connect(place, timeout=_WAIT)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, seal BLOB, data BLOB)")
        if connection.execute("PRAGMA user_version").fetchone()[0] != self._whose:
            with connection:
                connection.execute("DELETE FROM kept")
                connection.execute(f"PRAGMA user_version = {self._whose}")
        return connection

    def _forget(self, error: Exception) -> None:
        """A file that is no memory is in the way of the next run; a lock or a full disk may be gone by then."""
        self.close()
        self._lost = self._lost or _HELD in str(error)
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                (self._folder / _FILE).unlink(missing_ok=True)
