"""The text of a file when some of it was not there yet, or said something else: the rest is as it is now."""

from collections.abc import Callable, Mapping
from typing import Any

from dangan.source.document import Document
from dangan.source.edit import EditError, remove_value, same, set_value
from dangan.source.lines import line_start
from dangan.source.node import Node, Pointer
from dangan.source.places import Place as Entry
from dangan.source.reader import parse_text
from dangan.source.splices import Splice, of_remove

Missing = frozenset[Pointer]


def text_without(document: Document, missing: Missing, earlier: Mapping[Pointer, Any]) -> str | None:
    """The file without the parts at `missing` and with earlier values; None where nothing of it is there."""
    gone = _gone(document.root, missing)
    if () in gone:
        return None
    text = _cut(document, gone, {pointer[:1] for pointer in (*gone, *earlier)} - set(gone))
    for pointer, value in earlier.items():
        if not any(pointer[: len(part)] == part for part in gone):
            document_now, _ = parse_text(document.path, text)
            assert document_now is not None  # noqa: S101 -- it was read back when it was cut
            text = set_value(document_now, _moved(pointer, gone), value)
    return text


def _gone(root: Node, missing: Missing) -> list[Pointer]:
    """The topmost parts that are not there, in order: a collection of which all is missing is missing itself."""
    found: list[Pointer] = []

    def visit(node: Node, pointer: Pointer) -> bool:
        if pointer in missing:
            return True
        parts = _parts(node)
        inside: list[Pointer] = []
        left = not parts
        for key, child in parts:
            if visit(child, (*pointer, key)):
                inside.append((*pointer, key))
            else:
                left = True
        if left:
            found.extend(inside)
        return not left

    return [()] if visit(root, ()) else sorted(found, key=lambda p: _start(root, p))


def _parts(node: Node) -> list[tuple[str | int, Node]]:
    if isinstance(node.children, dict):
        return list(node.children.items())
    return list(enumerate(node.children or ()))


def _start(root: Node, pointer: Pointer) -> int:
    node = root.at(pointer)
    return node.start if node else 0


def _cut(document: Document, gone: list[Pointer], begun: set[Pointer]) -> str:
    """All at once where every part has lines of its own, else one after the other.

    `begun` are entries of the file of which something is still to come: the remark above one speaks of all of it.
    """
    splices = [_splice(document, pointer) for pointer in gone]
    splices += [_remarks(document, document.root.keys[str(key)].start) for (key,) in begun]
    text = document.text
    for splice in sorted(splices, reverse=True):
        text = text[: splice.start] + splice.new + text[splice.end :]
    again, _ = parse_text(document.path, text)
    if again and same(again.data, _data(document.data, (), set(gone))):
        return text
    return _one_by_one(document, gone)


def _splice(document: Document, pointer: Pointer) -> Splice:
    """The lines of an entry, with the remarks right above it."""
    parent = document.root.at(pointer[:-1])
    if parent is None:
        raise EditError(f"{document.path}: nothing holds {pointer}")
    found = next(of_remove(Entry(document.text, parent, pointer[-1], bool(parent.style))))
    return Splice(_remarks(document, found.start).start, found.end, found.new)


def _remarks(document: Document, end: int) -> Splice:
    """The lines right above a place that hold nothing but remarks."""
    start = end
    while start and _is_remark(document.text[(above := line_start(document.text, start - 1)) : start]):
        start = above
    return Splice(start, end, "")


def _is_remark(line: str) -> bool:
    return line.lstrip().startswith("#")


def _one_by_one(document: Document, gone: list[Pointer]) -> str:
    text = document.text
    for pointer in reversed(gone):
        now, _ = parse_text(document.path, text)
        if now is None:
            raise EditError(f"{document.path}: cannot be read without {pointer}")
        text = remove_value(now, pointer)
    return text


def _data(value: Any, pointer: Pointer, gone: set[Pointer]) -> Any:
    """What is left of the data."""
    keep: Callable[[str | int], bool] = lambda key: (*pointer, key) not in gone  # noqa: E731
    if isinstance(value, dict):
        return {k: _data(part, (*pointer, k), gone) for k, part in value.items() if keep(k)}
    if isinstance(value, list):
        return [_data(part, (*pointer, n), gone) for n, part in enumerate(value) if keep(n)]
    return value


def _moved(pointer: Pointer, gone: list[Pointer]) -> Pointer:
    """Where a part stands once others of its lists are gone."""
    now: list[str | int] = []
    for depth, part in enumerate(pointer):
        above = pointer[:depth]
        less = [p for p in gone if len(p) == depth + 1 and p[:depth] == above and isinstance(p[-1], int)]
        now.append(part - sum(int(p[-1]) < part for p in less) if isinstance(part, int) else part)
    return tuple(now)
