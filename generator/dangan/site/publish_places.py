"""What stands at a place itself: a link is a link, wherever it leads."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path


def exists(place: Path) -> bool:
    return os.path.lexists(place)


def is_file(place: Path | str) -> bool:
    return stat.S_ISREG(_mode(place))


def is_folder(place: Path | str) -> bool:
    return stat.S_ISDIR(_mode(place))


def is_empty(folder: Path) -> bool:
    return is_folder(folder) and next(folder.iterdir(), None) is None


def below(folder: Path) -> Iterator[str]:
    """Paths of all that is no folder, without entering links."""
    start = len(os.path.join(folder, ""))  # noqa: PTH118 -- a site has 200,000 files: a `Path` for each takes seconds
    for place, folders, files in os.walk(folder):
        inside = place[start:].replace(os.sep, "/")
        above = f"{inside}/" if inside else ""
        links = [name for name in folders if os.path.islink(f"{place}{os.sep}{name}")]  # noqa: PTH114 -- as above
        for name in (*files, *links):
            yield f"{above}{name}"
        folders[:] = sorted(folders)


def _mode(place: Path | str) -> int:
    try:
        return os.lstat(place).st_mode
    except (OSError, ValueError):
        return 0
