"""Where in a text the parts of a value stand that the value itself does not tell: colons, dashes, line ends."""

import re
from dataclasses import dataclass

from dangan.source.document import Document
from dangan.source.lines import next_line
from dangan.source.node import Node, Pointer
from dangan.source.reader import parse_text

_COLON = re.compile(r"\s*:")
_BLANKS = " \t\r\n"


class EditError(ValueError):
    """The pointer leads nowhere, or the edit cannot be written so that it reads back as meant."""


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of a mapping or list as written. `part` counts empty items too; `node` has value None where empty."""

    text: str
    parent: Node
    part: str | int
    in_flow: bool

    @property
    def node(self) -> Node:
        found = self.parent.child(self.part)
        if found is None:
            raise EditError(f"nothing is written at {self.part}")
        return found

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is written as the value."""
        return self.node.start == self.node.end

    @property
    def begin(self) -> int:
        """Where the entry begins: its key, or its dash; in brackets the value itself."""
        if isinstance(self.part, str):
            return self.parent.keys[self.part].start
        return self.node.start if self.in_flow else dash(self.text, self.parent, self.part)

    @property
    def after(self) -> int:
        """Right behind the colon or the dash; in brackets where the value begins."""
        if isinstance(self.part, int):
            return self.node.start if self.in_flow else self.begin + 1
        match = _COLON.match(self.text, self.parent.keys[self.part].end)
        if not match:
            raise EditError(f"{self.part} has no colon")
        return match.end()

    @property
    def stop(self) -> int:
        """Where what is written of the value ends, or the key or dash where nothing is."""
        if self.is_blank and isinstance(self.part, str):
            return max(self.parent.keys[self.part].end, self.node.end)
        return written_end(self.text, self.node)

    @property
    def indent(self) -> str:
        """The spaces before the entry's key or dash."""
        return " " * (self.parent.column - 1)


def raw_root(document: Document) -> Node:
    """The tree with empty values in it; of a text that holds nothing, an empty mapping at its end."""
    again, _ = parse_text(document.path, document.text, keep_empty=True)
    if again is not None:
        return again.root
    if document.root.children or document.path.endswith(".md"):
        raise EditError(f"{document.path} cannot be read, so it cannot be edited")
    end = len(document.text)
    return Node({}, 1, 1, end, end, "", {}, {})


def find(document: Document, pointer: Pointer) -> Place:
    """The entry that a pointer into the document's data leads to; its value may be empty, its key is written."""
    if not pointer:
        raise EditError("the whole file is not a value that can be edited")
    parent, in_flow = collection(document, pointer[:-1])
    part = _raw_part(document, pointer)
    if parent.child(part) is None:
        raise EditError(f"there is nothing at {'/'.join(map(str, pointer))}")
    return Place(document.text, parent, part, in_flow)


def collection(document: Document, pointer: Pointer) -> tuple[Node, bool]:
    """The node as written that a pointer leads to, and whether it is or stands within brackets."""
    node, in_flow = raw_root(document), False
    in_flow = bool(node.style in {"{", "["})
    for depth in range(len(pointer)):
        below = node.child(_raw_part(document, pointer[: depth + 1]))
        if below is None:
            raise EditError(f"there is nothing at {'/'.join(map(str, pointer[: depth + 1]))}")
        node = below
        in_flow = in_flow or node.style in {"{", "["}
    return node, in_flow


def _raw_part(document: Document, pointer: Pointer) -> str | int:
    """The last step of a pointer among the entries as written."""
    part = pointer[-1]
    if isinstance(part, str):
        return part
    parent = document.root.at(pointer[:-1])
    if parent is None or not 0 <= part < len(parent.raw_index):
        raise EditError(f"there is no item {part}")
    return parent.raw_index[part]


def written_end(text: str, node: Node) -> int:
    """Where a value's last visible character ends; libyaml counts blank lines behind a block scalar to it."""
    if node.style and node.style not in {"|", ">"}:
        return node.end
    return node.start + len(text[node.start : node.end].rstrip(_BLANKS))


def dash(text: str, parent: Node, index: int) -> int:
    """Where the dash of a block list's item stands: the first is the list's own beginning."""
    if index == 0 or not isinstance(parent.children, list):
        return parent.start
    previous = parent.children[index - 1]
    at = written_end(text, previous)
    pattern = re.compile(rf"[ ]{{{parent.column - 1}}}-(?=[\s]|\Z)")
    while (at := next_line(text, at)) < len(text):
        if match := pattern.match(text, at):
            return match.end() - 1
    raise EditError(f"item {index} has no dash of its own")
