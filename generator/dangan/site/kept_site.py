"""What a build remembers of the site that it left, so that the next one draws only what has become another.

It is believed only while the site in its place is the very one that was left (neither its list of files nor any of
them was touched), and while all is the same that every page may hang on: code, schemas, templates, settings, frames,
day.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from dangan.memory import Memory, packed, unpacked
from dangan.model.index import Key
from dangan.site.briefs import Told
from dangan.site.kept_look import Looking, look_at
from dangan.site.publish_manifest import stamp_of
from dangan.site.tracked import Shown

_SITE = "site"
_CUSTOMER, _CHANGE, _UNIT = "customer/", "change/", "unit/"


class Drawn(NamedTuple):
    """What was drawn of one customer, or of one change, and what it was made of.

    `asked` is what its pages asked of the rest of the archive (`dangan.site.tracked.Traces.packed`), `things` how much
    of it others may tell, packed.
    """

    made_of: str
    asked: bytes
    addresses: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    things: bytes = b""
    known_by: str = ""
    customer: str = ""
    digest: bytes = b""
    """What it brings to the reports, packed."""
    search: str = ""
    """The name of what it brings to the search (`dangan.site.search_parts`)."""
    told: Told = Told()
    """What it brings to the other pages about many."""


class Left(NamedTuple):
    """All that one build left behind. `loose` has marks of the archive's own files by kind, `own` their things, `parts`
    the marks of what is known as a whole (`dangan.site.tracked.PARTS`).
    """

    customers: Mapping[str, Drawn]
    changes: Mapping[str, Drawn]
    units: Mapping[str, Drawn]
    """The pages about many."""
    parts: Mapping[str, str]
    loose: Mapping[str, str]
    own: Mapping[Key, Shown]
    doubled: bool
    """Whether two things had one name, so that what leads where hung on their order."""


class KeptSite:
    """The memory of one site: one place, one audience, some languages."""

    def __init__(self, memory: Memory, parts: Memory, place: Path, mark: str) -> None:
        """`parts` is for what customers bring to the search, which is as much as all else by far."""
        self._memory, self.parts, self._place, self._mark = memory, parts, place, mark

    def left(self, looking: Looking) -> Left | None:
        """What the last build left; None where nothing it left can be believed. `looking` is at the site's place, since
        whenever it began: of another list of files than stands there now it says nothing.
        """
        raw = self._memory.find(_SITE)
        if raw is None:
            return None
        mark, stamp, *rest = unpacked(raw)
        if mark != self._mark or stamp != stamp_of(self._place):
            return None
        look = looking()
        if not (look if look.stamp == stamp else look_at(self._place)).is_as_left:
            return None
        rows = self._memory.find_all(self._memory.names() - {_SITE})
        return Left(_rows(rows, _CUSTOMER), _rows(rows, _CHANGE), _rows(rows, _UNIT), *rest)

    def keep(self, left: Left, before: Left | None, stamp: str) -> None:
        """All of it in one step, of which only what is not as it was `before` is written; `stamp` is of its site."""
        now = {
            **_named(left.customers, before.customers if before else {}, _CUSTOMER),
            **_named(left.changes, before.changes if before else {}, _CHANGE),
            **_named(left.units, before.units if before else {}, _UNIT),
        }
        said = (self._mark, stamp, left.parts, left.loose, left.own, left.doubled)
        now[_SITE] = packed(said)
        names = (_names(left.customers, _CUSTOMER), _names(left.changes, _CHANGE), _names(left.units, _UNIT))
        stays = {_SITE, *(name for some in names for name in some)}
        self._memory.keep_all(now, self._memory.names() - stays)


def mark_of(*parts: object) -> str:
    """What stands for all that every page may hang on."""
    return hashlib.sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()


def name_of(place: Path, *parts: object) -> str:
    """The folder of a memory for one site."""
    return f"site-{mark_of(str(place), *parts)[:16]}"


def _rows(rows: Mapping[str, bytes], kind: str) -> dict[str, Drawn]:
    return {name[len(kind) :]: Drawn(*unpacked(data)) for name, data in rows.items() if name.startswith(kind)}


def _named(rows: Mapping[str, Drawn], before: Mapping[str, Drawn], kind: str) -> dict[str, bytes]:
    return {f"{kind}{name}": packed(tuple(row)) for name, row in rows.items() if before.get(name) is not row}


def _names(rows: Iterable[str], kind: str) -> Iterable[str]:
    return (f"{kind}{name}" for name in rows)
