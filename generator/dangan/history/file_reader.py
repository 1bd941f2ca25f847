"""The states of one file, read and redacted."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from dangan.git.blobs import BlobReader
from dangan.history.audience import ALL_OPEN, Audience, Open, without
from dangan.history.change import Identity
from dangan.history.leaves import NOTHING, Leaves, leaves, opaque
from dangan.history.schemas_then import Then
from dangan.levels import Level
from dangan.source.reader import parse_document


class FileReader:
    """Each state is read once for each of the schemas under which it lay in the archive.

    `then` gives the schemas of a commit's time, `tip` the id of the bytes of today's state, and its path; None where
    the file is gone.
    """

    def __init__(
        self,
        file: Identity,
        audience: Audience,
        blobs: BlobReader,
        then: Then,
        tip: Callable[[], tuple[str, str] | None],
    ) -> None:
        self._file, self._audience, self._blobs, self._then, self._tip = file, audience, blobs, then, tip
        self._kind = audience.catalogue.kinds.get(file.kind or "")
        self._known: dict[tuple[str, int], Leaves | None] = {}

    @cached_property
    def _open(self) -> Open:
        """What is hidden today is hidden in every state, where the file itself says what is."""
        if self._kind is None or self._sees_all or not self._kind.field.guarded:
            return ALL_OPEN
        tip = self._tip()
        data = self._data(*tip) if tip else None
        whole = leaves(self._kind.field, data) if data is not None else NOTHING
        told = self._audience.leaves(self._file, data, None) if data is not None else NOTHING
        return Open.of(self._kind.field, whole, told)

    def is_readable(self, oid: str, path: str) -> bool:
        """As `dangan.history.telling.Reader`."""
        return self._kind is None or self._data(oid, path) is not None

    def read(self, oid: str, path: str, commit: str) -> Leaves | None:
        """As `dangan.history.telling.Reader`."""
        if self._kind is None:
            return opaque(oid)
        then = None if self._sees_all else self._then(commit)
        key = (oid, id(then))
        if key not in self._known:
            data = self._data(oid, path)
            said = None if data is None else self._audience.leaves(self._file, data, then)
            self._known[key] = said and without(said, self._open)
        return self._known[key]

    def says_the_same(self, one: str, other: str, path: str) -> bool:
        """As `dangan.history.telling.Reader`."""
        if self._kind is None:
            return one == other
        both = [leaves(self._kind.field, self._data(oid, path)) for oid in (one, other)]
        return both[0].values == both[1].values

    @property
    def _sees_all(self) -> bool:
        return self._audience.level is Level.RESTRICTED

    def _data(self, oid: str, path: str) -> Any:
        document, _ = parse_document(path, self._blobs.read(oid))
        return document.data if document else None
