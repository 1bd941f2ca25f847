"""The list of an archive's files, as it is remembered: what was in its folders, and what came of it."""

from collections.abc import Mapping
from typing import NamedTuple

from dangan.memory import Memory, packed, unpacked
from dangan.source.disk import Held
from dangan.source.listing import Listing

FOLDERS, FILES = "list of folders", "list of files"
"""The rows that have them."""
LISTS = frozenset({FOLDERS, FILES})

Wanted = tuple[str, tuple[str, ...]]
"""The folders above all that Git's index holds, behind what stands for that."""


class Folders(NamedTuple):
    wanted: Wanted = ("", ())
    held: Mapping[str, Held] = {}


class Files(NamedTuple):
    """`first` stands for Git's index and the names on the disk, of which `strays` are those that are not in the index;
    `name` also for what Git says of them, so for all that decides about the listing.
    """

    first: str = ""
    strays: tuple[str, ...] = ()
    name: str = ""
    listing: Listing = Listing((), {}, {}, ())


class Kept(NamedTuple):
    folders: Folders
    files: Files


def recall(memory: Memory) -> Kept:
    """What was kept; nothing was listed where nothing was."""
    folders, files = memory.find(FOLDERS), memory.find(FILES)
    return Kept(Folders(*unpacked(folders)) if folders else Folders(), _unpacked(files) if files else Files())


def keep(memory: Memory, before: Kept, now: Kept) -> None:
    """Only what is another now."""
    rows = {FOLDERS: packed(tuple(now.folders))} if now.folders != before.folders else {}
    if now.files is not before.files:
        rows[FILES] = _packed(now.files)
    if rows:
        memory.keep_all(rows)


def _packed(files: Files) -> bytes:
    """The paths in one, which is taken up sooner than many; none has a NUL in it."""
    listing = files.listing
    rest = (listing.links, listing.refused, listing.problems)
    return packed((files.first, files.strays, files.name, "\0".join(listing.paths), *rest))


def _unpacked(data: bytes) -> Files:
    first, strays, name, paths, *rest = unpacked(data)
    return Files(first, strays, name, Listing(tuple(paths.split("\0")) if paths else (), *rest))
