"""A value of a document together with where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Pointer = tuple[str | int, ...]
"""A path into a document's data: keys of mappings and indices of lists."""


@dataclass(slots=True)
class Node:
    """One value with its place; a tree parallel to the plain data.

    `value` is the plain data: str, int, Decimal, bool, dict or list (never None: what is empty is "not recorded" and
    has no node in its parent's `children`, though its key stays in `keys`). `line` and `column` count from 1;
    `start` and `end` are code-point offsets of the value's own text (quotes and brackets included).
    """

    value: Any
    line: int
    column: int
    start: int
    end: int
    style: str = ""
    """'' block collection or plain scalar; "'" or '"' quoted, '|' or '>' block scalar, '{' or '[' flow collection."""
    keys: "dict[str, Node]" = field(default_factory=dict)
    """For a mapping: the node of every key that is written, also of empty values."""
    children: "dict[str, Node] | list[Node] | None" = None
    raw_index: tuple[int, ...] = ()
    """For a list: where each item of `children` stands among the items as written (empty ones are skipped)."""

    def child(self, part: str | int) -> "Node | None":
        if isinstance(self.children, dict):
            return self.children.get(part) if isinstance(part, str) else None
        if isinstance(self.children, list) and isinstance(part, int) and 0 <= part < len(self.children):
            return self.children[part]
        return None

    def at(self, pointer: Sequence[str | int]) -> "Node | None":
        """The node that `pointer` leads to, or None."""
        node: Node | None = self
        for part in pointer:
            node = node.child(part) if node else None
        return node

    def walk(self, pointer: Pointer = ()) -> Iterator[tuple[Pointer, "Node"]]:
        """This node and all below it, with their pointers, in the order they are written."""
        stack: list[tuple[Pointer, Node]] = [(pointer, self)]
        while stack:
            here, node = stack.pop()
            yield here, node
            below: list[tuple[str | int, Node]] = []
            if isinstance(node.children, dict):
                below = list(node.children.items())
            elif isinstance(node.children, list):
                below = list(enumerate(node.children))
            stack.extend(((*here, part), child) for part, child in reversed(below))
