"""Reads the changes of one customer's files from the repository; sent to each worker process once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dangan.git.blobs import BlobReader
from dangan.history.audience import Audience
from dangan.history.change import FieldChange, Identity
from dangan.history.file_reader import FileReader
from dangan.history.graph import Graph
from dangan.history.memory import Rows, rows_of
from dangan.history.schemas_then import SchemasThen
from dangan.history.walk import changes, tip
from dangan.memory import packed, unpacked

Task = tuple[str, bytes | None]
"""A customer, and what was remembered of it before something came to it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`files` are those of each customer, `known` the ids of all commits that the log has.

    Unless `whole`, nothing is told that came or went with its file.
    """

    audience: Audience
    graph: Graph
    blobs: BlobReader
    schemas: SchemasThen
    files: Mapping[str, Sequence[Identity]]
    digests: Mapping[Identity, str]
    known: Collection[str]
    whole: bool

    def __call__(self, task: Task) -> bytes:
        """The changes of all files of a customer; those of a file that nobody touched since are taken from before."""
        customer, raw = task
        files = self.files.get(customer, ())
        before = {digest: rows for digest, _, rows in unpacked(raw)} if raw is not None else {}
        new = [file for file in files if file.kind and self.digests[file] not in before]
        self.blobs.ahead(oid for file in new for oid in self._states(file))
        return packed([(self.digests[file], _plain(file), self._rows(file, before)) for file in files])

    def _rows(self, file: Identity, before: Mapping[str, Rows]) -> Rows:
        rows = before.get(self.digests[file])
        return rows_of(self._of_file(file)) if rows is None else rows

    def _of_file(self, file: Identity) -> list[FieldChange]:
        reader = FileReader(file, self.audience, self.blobs, self.schemas, lambda: tip(file, self.graph))
        return changes(file, self.graph, reader, self.known, whole=self.whole)

    def _states(self, file: Identity) -> list[str]:
        touches = (touch for number in self.graph.by_file[file] for touch in self.graph.nodes[number].touched[0])
        return [touch.new for touch in touches if touch.new]


def _plain(file: Identity) -> tuple[str, str | None, str]:
    return file.customer, file.kind, file.id
