"""Reads the changes of one customer's files from the repository; sent to each worker process once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dangan.git.blobs import BlobReader
from dangan.history.audience import Audience
from dangan.history.change import FieldChange, Identity
from dangan.history.file_reader import FileReader
from dangan.history.graph import Graph
from dangan.history.schemas_then import SchemasThen
from dangan.history.walk import changes, tip


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
    known: Collection[str]
    whole: bool

    def __call__(self, customer: str) -> list[FieldChange]:
        """Newest first, file by file."""
        files = self.files.get(customer, ())
        self.blobs.ahead(oid for file in files if file.kind for oid in self._states(file))
        return [change for file in files for change in self._of_file(file)]

    def _of_file(self, file: Identity) -> list[FieldChange]:
        reader = FileReader(file, self.audience, self.blobs, self.schemas, lambda: tip(file, self.graph))
        return changes(file, self.graph, reader, self.known, whole=self.whole)

    def _states(self, file: Identity) -> list[str]:
        touches = (touch for number in self.graph.by_file[file] for touch in self.graph.nodes[number].touched[0])
        return [touch.new for touch in touches if touch.new]
