"""What a build remembers of the site that it left, so that the next one draws only what has become another.

It is believed only while the site in its place is the very one that was left (neither its list of files nor any of
them was touched since it was put there), and while all is the same that every page may hang on: code, schemas,
templates, settings, frames, day.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from dangan.memory import Memory, packed, unpacked
from dangan.model.index import Key
from dangan.site.briefs import Marks
from dangan.site.kept_look import Looking, look_at
from dangan.site.publish_manifest import stamp_of
from dangan.site.tracked import Shown

_SITE = "site"
_CUSTOMER, _CHANGE, _UNIT = "customer/", "change/", "unit/"
_DRAWERS = 64
"""Rows of a kind lie together, which is quicker to take up than each by itself; one of another content is written anew
with its drawer alone.
"""


class Drawn(NamedTuple):
    """What was drawn of one customer, or of one change, and what it was made of.

    `asked` is what its pages asked of the rest of the archive (`dangan.site.tracked.Traces.packed`). Of a customer what
    is large is only named (`dangan.site.parts`): `things`, how much of it others may tell; its `digest` for the
    reports; what it brings to the `search`, and its `brief` for the other pages about many.
    """

    made_of: str
    asked: bytes
    addresses: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    known_by: str = ""
    customer: str = ""
    things: str = ""
    digest: str = ""
    search: str = ""
    brief: str = ""
    custodian: str = ""
    marks: Marks = ()
    """Of the parts of its brief."""


class Left(NamedTuple):
    """All that one build left behind. `loose` has marks of the archive's own files by kind, `own` their things, `parts`
    the marks of what is known as a whole (`dangan.site.tracked.PARTS`), `seal` stands for all files
    (`dangan.site.publish_manifest.seal_of`).
    """

    seal: int
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
        """`parts` is for what is only named in the rows of customers, which is nearly all."""
        self._memory, self.parts, self._place, self._mark = memory, parts, place, mark

    def left(self, looking: Looking) -> Left | None:
        """What the last build left; None where nothing it left can be believed. `looking` is at the site's place, since
        whenever it began: of another list of files than stands there now it says nothing.
        """
        raw = self._memory.find(_SITE)
        if raw is None:
            return None
        mark, stamp, seal, *rest = unpacked(raw)
        if mark != self._mark or stamp != stamp_of(self._place):
            return None
        look = looking()
        if (look if look.stamp == stamp else look_at(self._place)).seal != seal:
            return None
        rows = self._memory.find_all(self._memory.names() - {_SITE})
        return Left(seal, _rows(rows, _CUSTOMER), _rows(rows, _CHANGE), _rows(rows, _UNIT), *rest)

    def keep(self, left: Left, before: Left | None, stamp: str) -> None:
        """All of it in one step, of which only what is not as it was `before` is written; `stamp` is of its list."""
        now = {
            **_named(left.customers, before.customers if before else {}, _CUSTOMER),
            **_named(left.changes, before.changes if before else {}, _CHANGE),
            **_named(left.units, before.units if before else {}, _UNIT),
        }
        said = (self._mark, stamp, left.seal, left.parts, left.loose, left.own, left.doubled)
        gone = {name for name, rows in now.items() if not rows} if before else self._memory.names() - now.keys()
        written = {name: packed(rows) for name, rows in now.items() if rows}
        self._memory.keep_all({**written, _SITE: packed(said)}, gone)


def mark_of(*parts: object) -> str:
    """What stands for all that every page may hang on."""
    return hashlib.sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()


def name_of(place: Path, *parts: object) -> str:
    """The folder of a memory for one site."""
    return f"site-{mark_of(str(place), *parts)[:16]}"


def parts_named(rows: Iterable[Drawn]) -> set[str]:
    """The names of all that is only named in rows of customers."""
    return {name for row in rows for name in (row.things, row.digest, row.search, row.brief) if name}


def _rows(drawers: Mapping[str, bytes], kind: str) -> dict[str, Drawn]:
    found = (unpacked(data) for name, data in drawers.items() if name.startswith(kind))
    return {name: Drawn(*row) for rows in found for name, row in rows}


def _named(rows: Mapping[str, Drawn], before: Mapping[str, Drawn], kind: str) -> dict[str, list[tuple[str, Any]]]:
    """By drawer all rows of those drawers in which any is not as it was."""
    moved = {_drawer(name) for name, row in rows.items() if before.get(name) is not row}
    moved |= {_drawer(name) for name in before.keys() - rows.keys()}
    found: dict[int, list[tuple[str, Any]]] = {drawer: [] for drawer in moved}
    for name, row in rows.items():
        if (drawer := _drawer(name)) in moved:
            found[drawer].append((name, tuple(row)))
    return {f"{kind}{drawer}": some for drawer, some in found.items()}


def _drawer(name: str) -> int:
    return crc32(name.encode(errors="surrogateescape")) % _DRAWERS
