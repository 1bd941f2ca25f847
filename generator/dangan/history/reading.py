"""Reads the changes of one customer's files from the repository; sent to each worker process once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dangan.git.blobs import BlobReader
from dangan.history.audience import Audience
from dangan.history.change import Identity
from dangan.history.file_reader import FileReader
from dangan.history.graph import Graph
from dangan.history.memory import Rows, rows_of
from dangan.history.schemas_then import SchemasThen
from dangan.history.walk import changes, tip
from dangan.memory import packed, unpacked


class Task(NamedTuple):
    """A customer by all that a process has to know of it: it would come to hold the graph of all files, were it to
    look into that.

    `known` are the commits before those of the `graph` that the log has, `before` what was remembered of the customer
    before something came to it.
    """

    files: Mapping[Identity, str]
    """With their digests."""
    graph: Graph
    known: Collection[str]
    states: Mapping[str, str]
    """By commit of the graph the state of the schemas then, where that matters (`SchemasThen.state`)."""
    before: bytes | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Unless `whole`, nothing is told that came or went with its file."""

    audience: Audience
    blobs: BlobReader
    schemas: SchemasThen
    whole: bool

    def __call__(self, raw: bytes) -> bytes:
        """Of a packed task the changes of all files; of one that nobody touched since they are taken from before."""
        task: Task = unpacked(raw)
        before = {digest: rows for digest, _, rows in unpacked(task.before)} if task.before is not None else {}
        new = [file for file, digest in task.files.items() if file.kind and digest not in before]
        self.blobs.ahead(oid for file in new for oid in _states(file, task.graph))
        return packed(
            [(digest, _plain(file), self._rows(file, task, before.get(digest))) for file, digest in task.files.items()]
        )

    def _rows(self, file: Identity, task: Task, known: Rows | None) -> Rows:
        if known is not None:
            return known
        then = self.schemas.by(task.states)
        reader = FileReader(file, self.audience, self.blobs, then, lambda: tip(file, task.graph))
        return rows_of(changes(file, task.graph, reader, task.known, whole=self.whole))


def _states(file: Identity, graph: Graph) -> list[str]:
    touches = (touch for number in graph.by_file[file] for touch in graph.nodes[number].touched[0])
    return [touch.new for touch in touches if touch.new]


def _plain(file: Identity) -> tuple[str, str | None, str]:
    return file.customer, file.kind, file.id
