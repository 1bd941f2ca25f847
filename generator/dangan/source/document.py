"""A file of the archive, read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dangan.diagnostics import Span
from dangan.source.node import Node
from dangan.source.standing import Standing


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML or Markdown file whose every value knows its line and column.

    `text` is the decoded text without a byte order mark; offsets count in it. A Markdown document is its front
    matter plus the key `body`.
    """

    path: str
    text: str
    source: Node | Standing
    """All nodes, or what stands for them until somebody needs them."""
    bom: bool = False
    """Whether the file begins with a byte order mark, which an edit keeps."""

    @property
    def root(self) -> Node:
        return self.source if isinstance(self.source, Node) else self.source.root

    @property
    def data(self) -> Any:
        """The plain data: text, int, Decimal, bool, dict and list; nothing that is "not recorded"."""
        return self.source.value if isinstance(self.source, Node) else self.source.data

    def span(self, pointer: Sequence[str | int] = (), *, key: bool = False) -> Span:
        """Where the value at `pointer` stands, or its key if `key`; the nearest parent that exists, else 1:1."""
        mark = None if isinstance(self.source, Node) else self.source.mark(pointer, key=key)
        if mark:
            return Span(self.path, *mark)
        parts = tuple(pointer)
        while parts:
            parent = self.root.at(parts[:-1])
            node = parent and (parent.child(parts[-1]) if not key else parent.keys.get(str(parts[-1])))
            if parent and not node:
                node = parent.keys.get(str(parts[-1])) or parent.child(parts[-1])
            if node:
                return self.span_of(node)
            parts, key = parts[:-1], False
        return self.span_of(self.root)

    def span_of(self, node: Node) -> Span:
        return Span(self.path, node.line, node.column, node.start, node.end)

    def source_text(self, node: Node) -> str:
        """The value as it is written in the file, quotes and all."""
        return self.text[node.start : node.end]
