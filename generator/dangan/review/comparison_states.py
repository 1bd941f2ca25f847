"""The files of two states of an archive side by side, as an audience may know them."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from dangan.history.audience import ALL_OPEN, Audience, Open, without
from dangan.history.change import Identity
from dangan.history.leaves import NOTHING, leaves, opaque
from dangan.history.places import Places, Profiles, is_profile
from dangan.history.telling import State
from dangan.levels import Level
from dangan.model.scan import Scan
from dangan.schema.catalogue import Catalogue
from dangan.source.reader import parse_document
from dangan.source.tree import Tree, Unreadable


@dataclass(frozen=True, slots=True)
class Side:
    """One state of an archive, scanned."""

    tree: Tree
    catalogue: Catalogue
    scan: Scan


class _Read(NamedTuple):
    """The bytes of a file by their digest, and the data in them; None where it cannot be read or is not."""

    digest: str
    data: Any


class States:
    """The states of files on both sides, redacted by the schemas of both."""

    def __init__(self, old: Side, new: Side, level: Level) -> None:
        self._old, self._new = old, new
        self._audience = Audience(level, new.catalogue)
        self._data: dict[str, Any] = {}
        self._places = Places.of(new.catalogue, self._profiles(), self._profile)

    def pairs(self, paths: set[str]) -> Iterator[tuple[Identity, State, State]]:
        """Every file that changed, with what it was before and what it is after."""
        files = {file for path in paths if (file := self._places.identify(path)) and self._audience.may_know(file)}
        before, after = (self._paths(side, paths) for side in (self._old, self._new))
        for file in sorted(files, key=lambda file: (file.customer, file.kind or "~", file.id)):
            data = [
                self._read(side, path) for side, path in ((self._old, before.get(file)), (self._new, after.get(file)))
            ]
            one = self._state(file, before.get(file), data[0], open_=self._open(file, data[1]))
            yield file, one, self._state(file, after.get(file), data[1], one)

    def says_the_same(self, one: str, other: str, path: str) -> bool:
        """As `dangan.history.telling.Reader`; states are known by the digests of their bytes."""
        file = self._places.identify(path)
        kind = self._new.catalogue.kinds.get(file.kind or "") if file else None
        if kind is None:
            return one == other
        return leaves(kind.field, self._data[one]).values == leaves(kind.field, self._data[other]).values

    def _paths(self, side: Side, paths: set[str]) -> dict[Identity, str]:
        """Where each file lies on a side; where it lies twice, the path that did not change stands."""
        held = [path for path in side.tree.paths() if path in paths]
        return {file: path for path in held if (file := self._places.identify(path))}

    def _read(self, side: Side, path: str | None) -> "_Read":
        """The digest of the bytes and the data in them; a file that cannot be read says nothing."""
        try:
            raw = side.tree.read(path) if path else b""
        except Unreadable:
            raw = b""
        document = parse_document(path, raw)[0] if path and self._is_read(path) else None
        digest = sha256(raw).hexdigest()
        self._data[digest] = document.data if document else None
        return _Read(digest, self._data[digest])

    def _is_read(self, path: str) -> bool:
        file = self._places.identify(path)
        return file is not None and file.kind is not None

    def _open(self, file: Identity, read: "_Read") -> Open:
        """What the new state keeps from the audience, the old one does not tell."""
        kind = self._new.catalogue.kinds.get(file.kind or "")
        if kind is None or not kind.field.guarded or self._audience.level is Level.RESTRICTED:
            return ALL_OPEN
        if read.data is None:
            return Open.of(kind.field, NOTHING, NOTHING)
        return Open.of(kind.field, leaves(kind.field, read.data), self._audience.leaves(file, read.data, None))

    def _state(
        self,
        file: Identity,
        path: str | None,
        read: "_Read",
        before: State | None = None,
        open_: Open = ALL_OPEN,
    ) -> State:
        if path is None:
            return State()
        if file.kind is None:
            return State(path, read.digest, opaque(read.digest))
        if read.data is None:
            return State(path, read.digest, before.leaves if before else NOTHING, broken=True)
        told = self._audience.leaves(file, read.data, self._old.catalogue)
        return State(path, read.digest, without(told, open_))

    def _profiles(self) -> tuple[Profiles, ...]:
        """Of the newer state first."""
        sides = (("new", self._new), ("old", self._old))
        return tuple(
            [(path, f"{name}:{path}") for path in side.tree.paths() if is_profile(path)] for name, side in sides
        )

    def _profile(self, place: str) -> bytes:
        name, _, path = place.partition(":")
        try:
            return (self._new if name == "new" else self._old).tree.read(path)
        except Unreadable:
            return b""
