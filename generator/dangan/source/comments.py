"""The comments of a file, each with the entry that it belongs to: nothing but its place says so."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dangan.source.lines import line_start, line_stop
from dangan.source.node import Node, Pointer
from dangan.source.places import written_end

_COMMENT = re.compile("#[^\n]*")
_COLON = re.compile("(?:[ \t\n]|#[^\n]*\n)*:")
"""A comment goes to the end of its line: were it matched in parts, a few dozen marks in a row would take for ever."""
_DASH = re.compile(r"^[ ]*[-?](?=\s)", re.MULTILINE)
_BRACKETS = frozenset("{[")
_BLOCKS = frozenset("|>")


class Comment(NamedTuple):
    """Its text with the mark, and where it begins."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Comments:
    """Lines of comments by the entry they belong to, "" for an empty line between those of the outermost entries.

    Pointers count empty items too. `above`: before the key or the dash; `beside`: behind the value, or behind the key
    of a collection; `end`: after the last entry of a collection.
    """

    above: dict[Pointer, list[str]] = field(default_factory=dict)
    beside: dict[Pointer, list[str]] = field(default_factory=dict)
    end: dict[Pointer, list[str]] = field(default_factory=dict)


def comments_of(text: str, root: Node, start: int = 0, stop: int | None = None) -> Comments:
    """The comments of a text with LF as its only line end, read with its empty values; of front matter its stretch."""
    stop = len(text) if stop is None else stop
    found = Comments()
    finder = _Finder(text, root)
    for comment in comments_in(text, root, start, stop):
        where, pointer = finder.place(comment.start)
        lines = getattr(found, where).setdefault(pointer, [])
        outermost = (where == "above" and len(pointer) == 1) or (where == "end" and not pointer)
        if outermost and after_blank(text, comment.start):
            lines.append("")
        lines.append(comment.text)
    return found


def after_blank(text: str, offset: int) -> bool:
    """Whether the line before the one that holds `offset` is empty."""
    start = line_start(text, offset)
    return start > 0 and not text[line_start(text, start - 1) : start].strip()


def comments_in(text: str, root: Node, start: int, stop: int) -> Iterator[Comment]:
    """What stands behind a # anywhere between the keys and values."""
    if "#" not in text[start:stop]:
        return
    for begin, end in _gaps(text, root, start, stop):
        for match in _COMMENT.finditer(text, begin, end):
            yield Comment(match.group().rstrip(" \t"), match.start())


def _gaps(text: str, root: Node, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The stretches in which nothing is a value: there a # begins a comment."""
    at = start
    for begin, end in _written(text, root):
        yield at, begin
        at = end
    yield at, stop


def _written(text: str, node: Node) -> Iterator[tuple[int, int]]:
    """Where keys and plain values stand, in order; the head of a block scalar is no part of it."""
    if isinstance(node.children, dict):
        for key, child in node.children.items():
            yield node.keys[key].start, node.keys[key].end
            yield from _written(text, child)
    elif isinstance(node.children, list):
        for child in node.children:
            yield from _written(text, child)
    elif node.style in _BLOCKS:
        yield line_stop(text, node.start), node.end
    else:
        yield node.start, node.end


class _Entries(NamedTuple):
    """The parts of a collection as written, and where each begins: its key, or the value behind its dash."""

    parts: list[str | int]
    begins: list[int]

    def before(self, at: int) -> int:
        """The number of the last entry that begins before; -1 where none does."""
        return bisect_right(self.begins, at) - 1


class _Finder:
    """Goes down from the outermost entries to the one that a comment belongs to."""

    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self.root = root
        self._known: dict[int, _Entries] = {}

    def place(self, at: int) -> tuple[str, Pointer]:
        """`above`, `beside` or `end`, and of which entry or collection."""
        node, flow = self.root, False
        pointer: Pointer = ()
        while node.children:
            flow = flow or node.style in _BRACKETS
            number = self._entries(node).before(at)
            if number < 0:
                beside = flow and bool(pointer) and node.start < at and self._same_line(node.start, at)
                return ("beside", pointer) if beside else ("above", (*pointer, self._entries(node).parts[0]))
            part = self._entries(node).parts[number]
            child = node.child(part)
            if child is None or not self._enters(node, part, child, at, flow=flow):
                return self._around(node, pointer, number, at)
            node, pointer = child, (*pointer, part)
        return "end", pointer

    def _around(self, node: Node, pointer: Pointer, number: int, at: int) -> tuple[str, Pointer]:
        """Of a comment in no other collection: beside its entry, above the value, above the next entry, or last."""
        parts = self._entries(node).parts
        here: Pointer = (*pointer, parts[number])
        child = node.child(parts[number])
        if self._is_beside(node, parts[number], at):
            return "beside", here
        if child is not None and at < child.start:
            return "above", here
        return ("above", (*pointer, parts[number + 1])) if number + 1 < len(parts) else ("end", pointer)

    def _entries(self, node: Node) -> _Entries:
        known = self._known.get(id(node))
        if known is None:
            if isinstance(node.children, dict):
                known = _Entries(list(node.children), [node.keys[key].start for key in node.children])
            else:
                known = _Entries([*range(len(node.children or ()))], [child.start for child in node.children or ()])
            self._known[id(node)] = known
        return known

    def _enters(self, parent: Node, part: str | int, child: Node, at: int, *, flow: bool) -> bool:
        """Whether the comment belongs to something in `child`."""
        if not child.children:
            return False
        end = written_end(self.text, child)
        if child.style in _BRACKETS:
            return child.start < at < end
        if at < child.start:
            return isinstance(part, str) and not self._beside_key(parent.keys[part], at)
        if at < end or self._same_line(end, at):
            return True
        return not flow and self._is_in_block(parent, child, end, at)

    def _is_in_block(self, parent: Node, child: Node, end: int, at: int) -> bool:
        """A comment behind the last entry of a block belongs to the block where it is set in as far."""
        column = at - line_start(self.text, at) + 1
        return column > parent.column and column >= child.column and not _DASH.search(self.text[end:at])

    def _is_beside(self, node: Node, part: str | int, at: int) -> bool:
        if isinstance(part, str) and self._beside_key(node.keys[part], at):
            return True
        child = node.child(part)
        if child is None or child.start > at:
            return False
        end = child.start if child.style in _BLOCKS else written_end(self.text, child)
        return at < child.end or self._same_line(end, at)

    def _beside_key(self, key: Node, at: int) -> bool:
        """Whether the comment stands in the line of the key or, where that is another one, of its colon."""
        colon = _COLON.match(self.text, key.end)
        return self._same_line(key.end, at) or bool(colon and self._same_line(colon.end(), at))

    def _same_line(self, end: int, at: int) -> bool:
        return end <= at and "\n" not in self.text[end:at]
