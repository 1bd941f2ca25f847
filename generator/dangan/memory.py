"""What is remembered from one run to the next: bytes by name, given back only to the very code that they came from."""

import hashlib
import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from dangan import __version__
from dangan.parallel import no_collecting

_LARGE = 1 << 20
"""Bytes; with less it costs more to hold the collector back and to let it go again."""
_INSTALLED = frozenset({".dist-info", ".egg-info"})


class Memory(Protocol):
    """Bytes by name. What it gives back is what was kept under that name by this user and this code, or nothing: so
    what another version of Dangan remembered, in whatever form, is not met.
    """

    def find(self, name: str) -> bytes | None:
        """None where nothing is kept, or where it is not as it was kept."""

    def keep(self, name: str, data: bytes) -> None:
        """A memory that cannot keep it forgets it, and says nothing."""

    def find_all(self, names: Iterable[str]) -> dict[str, bytes]:
        """Of many names those of which something is kept."""

    def keep_all(self, found: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        """Many at once, all or none; and forgets those that are `gone`."""

    def names(self) -> set[str]:
        """Under which anything is kept."""

    def horizon(self) -> int:
        """Nanoseconds of the file system's own clock: what was written there later may bear the same time as this.

        0 where it has none, or does not tell by it that something came into a folder.
        """


class Forgetful:
    """Remembers nothing."""

    def find(self, _name: str) -> bytes | None:
        return None

    def keep(self, _name: str, _data: bytes) -> None:
        return None

    def find_all(self, _names: Iterable[str]) -> dict[str, bytes]:
        return {}

    def keep_all(self, _found: Mapping[str, bytes], _gone: Iterable[str] = ()) -> None:
        return None

    def names(self) -> set[str]:
        return set()

    def horizon(self) -> int:
        return 0


class Passing:
    """Remembers until the run ends."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def find(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def keep(self, name: str, data: bytes) -> None:
        self.kept[name] = data

    def find_all(self, names: Iterable[str]) -> dict[str, bytes]:
        return {name: self.kept[name] for name in names if name in self.kept}

    def keep_all(self, found: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        for name in gone:
            self.kept.pop(name, None)
        self.kept.update(found)

    def names(self) -> set[str]:
        return set(self.kept)

    def horizon(self) -> int:
        return 0


class Beside(Passing):
    """Finds what another memory has, and keeps what is new to itself until the run ends: for a look at another state,
    which is not to take the place of the one that is remembered.
    """

    def __init__(self, other: Memory) -> None:
        super().__init__()
        self._other = other
        self._gone: set[str] = set()

    def find(self, name: str) -> bytes | None:
        return super().find(name) or (None if name in self._gone else self._other.find(name))

    def find_all(self, names: Iterable[str]) -> dict[str, bytes]:
        wanted = set(names)
        return self._other.find_all(wanted - self.kept.keys() - self._gone) | super().find_all(wanted)

    def keep_all(self, found: Mapping[str, bytes], gone: Iterable[str] = ()) -> None:
        self._gone.update(gone)
        super().keep_all(found, gone)

    def names(self) -> set[str]:
        return super().names() | self._other.names() - self._gone


def packed(value: object) -> bytes:
    """Ready to be kept."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def unpacked(data: bytes) -> Any:
    """What a memory gave back, or a worker process of ours; never what lies in an archive."""
    with no_collecting() if len(data) > _LARGE else nullcontext():
        return pickle.loads(data)  # noqa: S301 - sealed by this user's own runs of this very code, or never stored


@cache
def code_mark() -> str:
    """A hash of the version, all code of Dangan, the Python it runs on and the libraries that are installed."""
    digest = hashlib.sha256(f"{__version__} {sys.version}".encode())
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    digest.update("\n".join(_installed()).encode(errors="surrogateescape"))
    return digest.hexdigest()


def _installed() -> Iterator[str]:
    """The libraries there are, by the names of their folders, which say the version (PEP 376): to read what each says
    of itself takes longer than a check of a hundred customers.
    """
    for place in sys.path:
        with suppress(OSError):
            yield from sorted(each.name for each in Path(place).iterdir() if each.suffix in _INSTALLED)
