"""The states of one file, read and redacted."""

from typing import Any

from dangan.git.blobs import BlobReader
from dangan.history.audience import ALL_OPEN, Audience, Open, without
from dangan.history.change import Identity
from dangan.history.leaves import NOTHING, Leaves, leaves, opaque
from dangan.history.schemas_then import SchemasThen
from dangan.levels import Level
from dangan.source.reader import parse_document


class FileReader:
    """Each state is read once for each of the schemas under which it lay in the archive."""

    def __init__(self, file: Identity, audience: Audience, blobs: BlobReader, schemas: SchemasThen) -> None:
        self._file, self._audience, self._blobs, self._schemas = file, audience, blobs, schemas
        self._kind = audience.catalogue.kinds.get(file.kind or "")
        self._known: dict[tuple[str, int], Leaves | None] = {}
        self._open = ALL_OPEN

    @property
    def is_guarded(self) -> bool:
        """Whether what it says itself decides what the audience may know of it."""
        return self._kind is not None and self._kind.field.guarded and not self._sees_all

    def hide_what_is_hidden_today(self, tip: tuple[str, str] | None) -> None:
        """`tip` is the id of the bytes of today's state, and its path; None where the file is gone."""
        if self._kind is None:
            return
        data = self._data(*tip) if tip else None
        whole = leaves(self._kind.field, data) if data is not None else NOTHING
        told = self._audience.leaves(self._file, data, None) if data is not None else NOTHING
        self._open = Open.of(self._kind.field, whole, told)

    def read(self, oid: str, path: str, commit: str) -> Leaves | None:
        """As `dangan.history.telling.Reader`."""
        if self._kind is None:
            return opaque(oid)
        then = None if self._sees_all else self._schemas.at(commit)
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
