"""The frames kept on this machine, believed only as this user's own builds left them.

Whatever lies in an archive may have come with a pull request: so nothing is kept where Git tracks it, nothing behind
a link, and what is kept is sealed with a key that lies outside of every archive.
"""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dangan.diagnostics import Text
from dangan.git.repository import Repository
from dangan.site.publish_places import exists, is_file, is_folder

_SIZE = 32
_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder for frames, and the key that seals them."""

    folder: Path
    key: bytes


@contextmanager
def open_cache(folder: Path) -> Iterator[tuple[Cache, tuple[Text, ...]]]:
    """The cache in `folder`, else one that ends with the build; and what there is to say about that."""
    said = _distrust(folder)
    key = None if said else _key()
    if key:
        yield Cache(folder, key), ()
        return
    with tempfile.TemporaryDirectory(prefix="dangan-") as scratch:
        yield Cache(Path(scratch), secrets.token_bytes(_SIZE)), said


def trusted_key(folder: Path) -> bytes | None:
    """The key that seals what is kept in a folder; None where nothing in it can be believed."""
    return None if _distrust(folder) else _key()


def _distrust(folder: Path) -> tuple[Text, ...]:
    for place in (folder, folder / "shell"):
        if exists(place) and not is_folder(place):
            return (_NO_FOLDER.fill(place=f"{place.relative_to(folder.parent).as_posix()}"),)
    return (_TRACKED.fill(place=folder.name),) if exists(folder) and _is_tracked(folder) else ()


@lru_cache(maxsize=8)
def _is_tracked(folder: Path) -> bool:
    """Asked of Git once for all that is kept there: of a large archive Git takes longer than a look at what is kept."""
    repository = Repository.discover(folder.parent)
    return bool(repository and repository.tracked(_within(repository, folder.parent), [folder.name]))


def ask_anew() -> None:
    """Git may have been told something else since: for whoever opens an archive, perhaps once more."""
    _is_tracked.cache_clear()


def _within(repository: Repository, root: Path) -> str:
    return root.resolve().relative_to(repository.root.resolve()).as_posix().removeprefix(".")


def _key() -> bytes | None:
    """This user's key, made when first asked for; None where there is no home to keep it in."""
    try:
        place = _home() / "dangan" / "key"
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not exists(place):
            _make(place)
        return place.read_bytes() if _is_private(place) else None
    except (OSError, RuntimeError):
        return None


def _home() -> Path:
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".cache"


def _make(place: Path) -> None:
    try:
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_SIZE))


def _is_private(place: Path) -> bool:
    found = place.lstat()
    own = os.name != "posix" or (found.st_uid == os.getuid() and not found.st_mode & _OTHERS)
    return is_file(place) and found.st_size == _SIZE and own


_NO_FOLDER = Text(
    "{place} is no plain folder, so frames are drawn anew each time: delete it",
    "{place} 不是普通文件夹，因此每次都要重新生成页面框架：请删除它",
)
_TRACKED = Text(
    "Git tracks files in {place}, so nothing there is used and frames are drawn anew each time: take them out of Git",
    "Git 中保存了 {place} 里的文件，因此不使用其中任何内容，每次都重新生成页面框架：请将其移出 Git",
)
