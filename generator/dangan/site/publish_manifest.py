"""The list of what we wrote into a folder: only that may ever be deleted there, and nobody's word is taken for it."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dangan.site.publish_places import is_file, is_folder

try:
    import fcntl
except ImportError:  # pragma: no cover -- Windows, where a building is never taken for alive
    fcntl = None  # type: ignore[assignment]

MANIFEST = ".dangan-site.json"
_SEAL = 16
SEALS = 1 << 8 * _SEAL
"""How many seals there are: they are added up as on a clock."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Addresses of files, each inside the site."""

    files: frozenset[str]

    @classmethod
    def read(cls, site: Path) -> "Manifest | None":
        """None where we never wrote anything; a list that we cannot have written says nothing either."""
        stamp = stamp_of(site)
        return _read(site, stamp) if stamp and is_folder(site) and is_file(site / MANIFEST) else None

    def write(self, site: Path) -> None:
        text = json.dumps({"files": sorted(self.files)}, ensure_ascii=False, separators=(",\n", ": "))
        (site / MANIFEST).write_text(text + "\n", "utf-8")

    def has(self, site: Path, address: str) -> bool:
        """Whether it is a file that we wrote, and one still, with no link on the way."""
        folder = address.rpartition("/")[0]
        return address in self.files and _is_reachable(site, folder, {}) and is_file(f"{site}{os.sep}{address}")

    def delete_from(self, site: Path) -> None:
        """Plain files in plain folders only: whoever put a link or a folder at an address of ours keeps it."""
        known: dict[str, bool] = {}
        for address in sorted(self.files):
            if _is_reachable(site, address.rpartition("/")[0], known) and is_file(f"{site}{os.sep}{address}"):
                (site / address).unlink()


@lru_cache(maxsize=2)
def _read(site: Path, _stamp: str) -> Manifest | None:
    """Once for each list: it is asked for again and again in one build, and of a large site it is long."""
    try:
        data = json.loads((site / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    files = data.get("files") if isinstance(data, dict) else None
    return Manifest(frozenset(files)) if isinstance(files, list) and _are_addresses(files) else None


def stamp_of(site: Path) -> str | None:
    """What tells one list that we wrote from every other, wherever its folder is moved; None where there is none."""
    try:
        found = (site / MANIFEST).lstat()
    except OSError:
        return None
    return f"{found.st_ino} {found.st_size} {found.st_mtime_ns}"


def seal_as_it_stands(site: Path) -> int | None:
    """The seal of all that the list names; None where there is no list, or a folder on the way is none."""
    manifest = Manifest.read(site)
    known: dict[str, bool] = {}
    if manifest is None or not all(_is_reachable(site, folder, known) for folder in _folders(manifest.files)):
        return None
    return seal_of(site, manifest.files)


def seal_of(site: Path, addresses: Iterable[str]) -> int:
    """What stands for the files at these addresses, each as it is and as it was last touched: of two sets of files that
    share none the sum of theirs, so that it is kept up when a few become others.

    A file that Git ignores is overwritten by a checkout that brings one of its name, and nobody is told.
    """
    start = f"{site}{os.sep}"
    return sum(_seal(start, address) for address in addresses) % SEALS


def _folders(addresses: Iterable[str]) -> set[str]:
    return {address.rpartition("/")[0] for address in addresses}


def _seal(start: str, address: str) -> int:
    """Asked of every file of a site, for which a `Path` each would cost more than the look itself."""
    try:
        found = os.lstat(start + address)
    except (OSError, ValueError):
        return 0
    said = f"{found.st_ino} {found.st_mode} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns} {address}"
    return int.from_bytes(hashlib.blake2b(said.encode(errors="surrogateescape"), digest_size=_SEAL).digest(), "big")


_ODD = ("\\", "\0", "//", "/./", "/../")
"""What no address holds that stands between slashes: a step that is empty, "." or "..", and what other systems take for
the end of one.
"""


def is_address(value: Any) -> bool:
    """Whether a text names a file below a folder, on every system: no way up, out, or round."""
    return _are_addresses([value])


def _are_addresses(values: Sequence[Any]) -> bool:
    """All of them, which are looked at as one text: of a large site they are hundreds of thousands."""
    if not all(isinstance(value, str) for value in values):
        return False
    said = f"/{'/0/'.join(('0', *values))}/"
    return not any(odd in said for odd in (*_ODD, *((":",) if os.name == "nt" else ())))


def _is_reachable(site: Path, folder: str, known: dict[str, bool]) -> bool:
    """Whether a folder below `site` and all above it are folders and no links."""
    if not folder:
        return True
    if folder not in known:
        above = folder.rpartition("/")[0]
        known[folder] = _is_reachable(site, above, known) and is_folder(f"{site}{os.sep}{folder}")
    return known[folder]


@contextmanager
def at_work(building: Path) -> Iterator[None]:
    """Tells other builds that this one is alive; the system forgets it with the process, however that ends."""
    with (building / MANIFEST).open("rb") as handle:
        if fcntl:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def is_at_work(building: Path) -> bool:
    if not fcntl:
        return False
    try:
        with (building / MANIFEST).open("rb") as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
