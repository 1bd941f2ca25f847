"""A look at a site in its place: whether all of it is as it was left. Of a large one by another process, for that takes
as long as a check of the archive.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dangan.meanwhile import meanwhile
from dangan.site.publish_manifest import MANIFEST, seal_as_it_stands, stamp_of

_LARGE = 1 << 18
"""Bytes of a list of files, some thousands of which are looked at while another process begins."""


class Look(NamedTuple):
    """`stamp` is that of the list that was gone by, `seal` of all that it names (None where that cannot be told)."""

    stamp: str | None
    seal: int | None


Looking = Callable[[], Look]


def look_at(site: Path) -> Look:
    return Look(stamp_of(site), seal_as_it_stands(site))


@contextmanager
def looking_at(site: Path) -> Iterator[Looking]:
    """Gives what waits for the look."""
    look = partial(look_at, site)
    if not _is_large(site):
        yield look
        return
    with meanwhile(look) as answer:
        yield answer


def _is_large(site: Path) -> bool:
    try:
        return (site / MANIFEST).lstat().st_size > _LARGE
    except OSError:
        return False
