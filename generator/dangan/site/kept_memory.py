"""A memory in the archive's cache folder, believed only as this user's own runs left it."""

import hashlib
import hmac
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

from dangan.history.memory import Forgetful, Memory
from dangan.site.cache import trusted_key
from dangan.site.publish_places import exists, is_file
from dangan.site.shell_cache import private

_FOLDER, _FILE = "history", "memory.sqlite3"
_LARGEST = 1 << 30
"""Bytes; a file that has grown beyond is begun anew."""
_WAIT = 5.0
"""Seconds for which another run may hold it."""


def memory_in(folder: Path) -> Memory:
    """What is remembered in a cache folder; nothing where the folder cannot be trusted."""
    key = trusted_key(folder)
    return KeptMemory(folder / _FOLDER, key) if key else Forgetful()


class KeptMemory:
    """One SQLite file, each entry sealed with a key that lies outside of every archive.

    Whatever goes wrong with it (another program's file, a full disk, a lock that stays) makes it forgetful, no more.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key = folder, key
        self._open: sqlite3.Connection | None = None
        self._owner = 0

    def find(self, name: str) -> bytes | None:
        """As `dangan.history.memory.Memory`."""
        try:
            row = self._connection().execute("SELECT seal, data FROM kept WHERE name = ?", (name,)).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._forget(error)
            return None
        if row is None or not all(isinstance(part, bytes) for part in row):
            return None
        return row[1] if hmac.compare_digest(row[0], self._seal(name, row[1])) else None

    def keep(self, name: str, data: bytes) -> None:
        """As `dangan.history.memory.Memory`."""
        try:
            with self._connection() as connection:
                connection.execute("REPLACE INTO kept VALUES (?, ?, ?)", (name, self._seal(name, data), data))
        except (sqlite3.Error, OSError) as error:
            self._forget(error)

    def close(self) -> None:
        if self._open:
            self._open.close()
        self._open = None

    def _seal(self, name: str, data: bytes) -> bytes:
        return hmac.new(self._key, name.encode() + b"\0" + data, hashlib.sha256).digest()

    def _connection(self) -> sqlite3.Connection:
        if self._open is None or self._owner != threading.get_ident():
            private(self._folder.parent)
            private(self._folder)
            self._open, self._owner = self._opened(self._folder / _FILE), threading.get_ident()
        return self._open

    def _opened(self, place: Path) -> sqlite3.Connection:
        """A file that is too large, or is none, gives way."""
        if exists(place) and (not is_file(place) or place.stat().st_size > _LARGEST):
            place.unlink()
        connection = sqlite3.connect(place, timeout=_WAIT)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, seal BLOB, data BLOB)")
        return connection

    def _forget(self, error: Exception) -> None:
        """A file that is no memory is in the way of the next run; a lock or a full disk may be gone by then."""
        self.close()
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                (self._folder / _FILE).unlink(missing_ok=True)
