"""What stands at a place itself: a link is a link, wherever it leads."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path


def exists(place: Path) -> bool:
    return os.path.lexists(place)


def is_file(place: Path) -> bool:
    return stat.S_ISREG(_mode(place))


def is_folder(place: Path) -> bool:
    return stat.S_ISDIR(_mode(place))


def is_empty(folder: Path) -> bool:
    return is_folder(folder) and next(folder.iterdir(), None) is None


def below(folder: Path) -> Iterator[str]:
    """Paths of all that is no folder, without entering links."""
    for place, folders, files in os.walk(folder):
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        for name in (*files, *links):
            yield (here / name).relative_to(folder).as_posix()
        folders[:] = sorted(folders)


def _mode(place: Path) -> int:
    try:
        return place.lstat().st_mode
    except (OSError, ValueError):
        return 0
