"""Which files are an archive's: what Git tracks or would add, of what lies on the disk; without Git every file.

What came out is remembered under all that it was made of: the names in Git's index as Git prints them, the names on the
disk, and what Git says of each that is there and not in the index. So nothing is believed for its age.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dangan.diagnostics import Diagnostic, Span
from dangan.git.process import installed, split
from dangan.git.repository import Repository
from dangan.memory import Memory
from dangan.source import codes
from dangan.source.disk import Disk
from dangan.source.kept_listing import Files, Folders, Kept, Wanted, keep, recall
from dangan.source.listing import OUTPUTS, Listing, folders_above, note, sort_out
from dangan.source.unreadable import unreadable

SETTINGS = "dangan.yaml"


class Asked(NamedTuple):
    """Git, of an archive in a folder of its repository. `only` are the names at its top that are asked for."""

    repository: Repository
    folder: str
    only: tuple[str, ...]

    def held(self) -> bytes:
        return self.repository.held(self.folder, self.only or (".",))

    def others(self, names: Sequence[str], *, ignored: bool = False) -> list[str]:
        return self.repository.others(self.folder, names, ignored=ignored) if names else []

    def is_asked(self, path: str) -> bool:
        return not self.only or path.partition("/")[0] in self.only


@dataclass(frozen=True, slots=True)
class Survey:
    """`name` stands for the listing and all that it was made of. Of what is not in Git's index, `added` would be added,
    and `aside` is no part of the archive, or what is in it is only in part.
    """

    listing: Listing
    name: str
    disk: Disk
    added: tuple[str, ...]
    aside: tuple[str, ...]
    git: Asked | None

    def left_out(self, patterns: Sequence[str]) -> list[str]:
        """What fits a glob pattern and is no part of the archive by an ignore rule."""
        if self.git is None or not self.aside or not patterns:
            return []
        fits = re.compile("|".join(map(_regular, patterns)), re.DOTALL)
        return [path for path in self.git.others(self.aside, ignored=True) if fits.fullmatch(path)]


def survey(root: Path, only: tuple[str, ...], memory: Memory, within: Repository | None = None) -> Survey:
    """Asks Git and looks at the disk; what was remembered of both is kept anew where it is another now."""
    git = _git(root, only, within or Repository.discover(root))
    horizon, kept = memory.horizon(), recall(memory)
    held = git.held() if git else b""
    wanted, kept_wanted = _wanted(git, held, kept.folders)
    disk = Disk(str(root), kept.folders.held, horizon)
    disk.enter("", wanted)
    first = _mark(held, disk.names())
    strays = kept.files.strays if kept.files.first == first else _strays(git, held, disk)
    more = git.others(strays) if git else []
    _enter_more(disk, strays, more)
    without = () if git else (note(codes.NO_HISTORY if installed() else codes.NO_GIT, SETTINGS),)
    name = _mark(first, "\0".join(more), disk.names(), *(each.code for each in without))
    files = kept.files
    if files.name != name:
        listing = _sorted_out(disk, (set(split(held)), more) if git else None, without)
        files = Files(first, strays, name, listing)
    if horizon:
        keep(memory, kept, Kept(Folders(kept_wanted, disk.held), files))
    added = set(more)
    return Survey(files.listing, name, disk, tuple(more), tuple(path for path in strays if path not in added), git)


def _git(root: Path, only: tuple[str, ...], repository: Repository | None) -> Asked | None:
    """None for an archive that is in no repository: one that ignores its folder is none of its."""
    if repository is None:
        return None
    folder = root.relative_to(repository.root.resolve()).as_posix().removeprefix(".")
    return None if repository.ignores(folder) else Asked(repository, folder, only)


def _wanted(git: Asked | None, held: bytes, kept: Folders) -> tuple[AbstractSet[str] | None, Wanted]:
    """The folders above all that the index holds."""
    if git is None:
        return None, ("", ())
    mark = _mark(held)
    if kept.wanted[0] == mark:
        return frozenset(kept.wanted[1]), kept.wanted
    found = folders_above(split(held))
    return found, (mark, tuple(found))


def _strays(git: Asked | None, held: bytes, disk: Disk) -> tuple[str, ...]:
    """What lies there and is not in the index; of a folder that is not above anything in it, the folder."""
    if git is None:
        return ()
    tracked = set(split(held))
    names = (path for path in chain(disk.files, disk.links) if path not in tracked)
    return tuple(sorted(path for path in chain(names, disk.closed) if git.is_asked(path)))


def _enter_more(disk: Disk, strays: Iterable[str], more: Iterable[str]) -> None:
    """The folders of what would be added."""
    above = folders_above(path for path in more if not path.endswith("/"))
    for path in strays:
        if path in above:
            disk.enter(path, above)


def _sorted_out(disk: Disk, git: tuple[set[str], list[str]] | None, without: Iterable[Diagnostic]) -> Listing:
    """`git` has what the index holds and what would be added."""
    found = [*without, *(unreadable(folder or ".").diagnostic for folder in disk.unreadable)]
    if git is None:
        return sort_out(disk.files, disk.links, found)
    tracked, more = git
    inner = {path.rstrip("/") for path in more if path.endswith("/")}
    found += (note(codes.SUBMODULE, path) for path in disk.closed if path in tracked or path in inner)
    tops = {path.partition("/")[0] for path in tracked}
    found += (Diagnostic.of(codes.TRACKED_OUTPUT, Span(top), name=top) for top in OUTPUTS if top in tops)
    listed = tracked.union(more)
    links = {path: text for path, text in disk.links.items() if path in listed}
    return sort_out((path for path in disk.files if path in listed), links, found)


def _mark(*parts: str | bytes) -> str:
    digest = blake2b(digest_size=20)
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode(errors="surrogateescape")
        digest.update(b"%d " % len(data) + data)
    return digest.hexdigest()


def _regular(pattern: str) -> str:
    """A glob pattern as Git reads it: two stars are any folders or none, and a plain name is also all below it."""
    plain = re.escape(pattern).replace(r"\*\*/", "(?:.*/)?").replace(r"\*", "[^/]*")
    return plain if "*" in pattern else f"{plain}(?:/.*)?"
