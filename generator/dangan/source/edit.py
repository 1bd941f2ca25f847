"""Edits of a file as splices of its text: one stretch changes, every other character stays as it was.

Each function gives the whole new text of the file, byte order mark and line ends as they were, and raises EditError
rather than returning a text that does not read back as the edited data.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dangan.source import emit, splices
from dangan.source.document import Document
from dangan.source.lines import line_end_of, normal
from dangan.source.node import Node, Pointer
from dangan.source.places import EditError, Place, collection, find
from dangan.source.reader import BODY, parse_text
from dangan.source.scan import FORBIDDEN
from dangan.source.splices import Splice

__all__ = ["EditError", "add_value", "remove_value", "rename_key", "set_value"]


def set_value(document: Document, pointer: Sequence[str | int], value: Any) -> str:
    """The value at `pointer`, which must be written already, if only as an empty `key:`."""
    where = tuple(pointer)
    if _is_body(document, where):
        return _set_body(document, value)
    return _first_that_holds(document, splices.of_set(find(document, where), value), _put(document, where, value))


def add_value(document: Document, pointer: Sequence[str | int], value: Any) -> str:
    """A new key, or a new last item ("-" or the list's length); an empty `key:` or `[]` above it is filled."""
    where = tuple(pointer)
    if _is_body(document, where):
        return _set_body(document, value)
    if not where:
        raise EditError("an addition needs a place")
    node, in_flow = collection(document, where[:-1])
    part = _new_part(document, where)
    if isinstance(part, str) and part in node.keys:
        if part in (node.children or {}) and not _blank(node.child(part)):
            raise EditError(f"{part} is there already")
        return set_value(document, where, value)
    expected = _put(document, (*where[:-1], part), value, new=True)
    return _first_that_holds(document, _additions(document, where[:-1], node, part, value, in_flow=in_flow), expected)


def remove_value(document: Document, pointer: Sequence[str | int]) -> str:
    """The entry at `pointer` with its key; a collection that loses its last one stays as `{}` or `[]`."""
    where = tuple(pointer)
    if _is_body(document, where):
        return _set_body(document, "")
    place = find(document, where)
    return _first_that_holds(document, _removals(document, where, place), _put(document, where, None))


def rename_key(document: Document, pointer: Sequence[str | int], new_key: str) -> str:
    """The key at `pointer` under another name, quoted as it was."""
    where = tuple(pointer)
    place = find(document, where)
    if not isinstance(place.part, str) or _is_body(document, where):
        raise EditError("only a key can be renamed")
    if new_key in place.parent.keys:
        raise EditError(f"{new_key} is there already")
    key = place.parent.keys[place.part]
    texts = [emit.flow_text(new_key), emit.quoted(new_key)]
    if key.style in {"'", '"'}:
        texts.insert(0, emit.quoted(new_key, key.style))
    ways = [Splice(key.start, key.end, text) for text in texts]
    return _first_that_holds(document, ways, _renamed(document, where, new_key))


def _additions(
    document: Document, pointer: Pointer, node: Node, part: str | int, value: Any, *, in_flow: bool
) -> Iterable[Splice]:
    """An empty collection is written anew in the style of its surroundings; others grow at their end."""
    whole = [value] if isinstance(part, int) else {part: value}
    if pointer and (node.value is None or (not node.children and node.style)):
        yield from splices.of_set(find(document, pointer), whole)
    elif not node.children and node.style:
        yield Splice(node.start, node.end, emit.block(whole, " " * (node.column - 1)).strip())
    if node.value is not None:
        yield from splices.of_add(document.text, node, part, value, in_flow=in_flow)


def _removals(document: Document, pointer: Pointer, place: Place) -> Iterable[Splice]:
    if len(place.parent.children or ()) > 1:
        yield from splices.of_remove(place)
        return
    if len(pointer) == 1 and document.path.endswith(".md"):
        yield from splices.of_last_line(place)
    empty: Any = [] if isinstance(place.part, int) else {}
    if len(pointer) > 1:
        yield from splices.of_set(find(document, pointer[:-1]), empty)
    yield Splice(place.parent.start, place.stop if not place.parent.style else place.parent.end, str(empty))


def _is_body(document: Document, pointer: Pointer) -> bool:
    return pointer == (BODY,) and document.path.endswith(".md")


def _set_body(document: Document, value: Any) -> str:
    """The prose, exactly; blank prose is not recorded and is not told apart from none."""
    if value is not None and not isinstance(value, str):
        raise EditError("the prose of a file is text")
    text, start = document.text, document.root.keys[BODY].start
    lead = "" if not value or text[:start].endswith(("\n", "\r")) else "\n"
    prose = value if value and value.strip() else None
    ways = [Splice(start, len(text), lead + normal(value or ""))]
    return _first_that_holds(document, ways, _put(document, (BODY,), prose and normal(prose), new=True))


def _blank(node: Node | None) -> bool:
    return node is None or node.value is None or node.value == ""


def _new_part(document: Document, pointer: Pointer) -> str | int:
    """The key, or the index behind the last item."""
    above = document.root.at(pointer[:-1])
    part = pointer[-1]
    if above is None:
        return 0 if part in {"-", 0} else part
    if isinstance(above.children, dict) and isinstance(part, str):
        return part
    if isinstance(above.children, list) and part in {"-", len(above.children)}:
        return len(above.children)
    raise EditError(f"nothing can be added at {'/'.join(map(str, pointer))}")


def _first_that_holds(document: Document, ways: Iterable[Splice], expected: Any) -> str:
    """The new text of the first way that reads back as `expected`."""
    eol = line_end_of(document.text)
    for way in ways:
        text = document.text[: way.start] + way.new.replace("\n", eol) + document.text[way.end :]
        if _reads_as(document.path, text, expected):
            return f"\ufeff{text}" if document.bom else text
    raise EditError(f"{document.path}: this cannot be written without touching anything else")


def _reads_as(path: str, text: str, expected: Any) -> bool:
    if FORBIDDEN.search(text):
        return False
    again, _ = parse_text(path, text)
    return again is not None and same(again.data, expected)


def same(one: Any, other: Any) -> bool:
    """Equal in type too: 1, True and Decimal(1) are three things."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def recorded(value: Any) -> Any:
    """Data as a file gives it back: without what is empty; None where nothing is left to record."""
    if isinstance(value, Mapping):
        return {key: part for key, raw in value.items() if (part := recorded(raw)) is not None}
    if isinstance(value, list | tuple):
        return [part for raw in value if (part := recorded(raw)) is not None]
    return None if value == "" else value


def _put(document: Document, pointer: Pointer, value: Any, *, new: bool = False) -> Any:
    """The data after an edit; a value that is empty takes its entry away."""
    return _rebuilt(document.data, pointer, recorded(value), new=new)


def _rebuilt(data: Any, pointer: Pointer, value: Any, *, new: bool) -> Any:
    """Copies along the way to the changed place; above it an empty `key:` counts as an empty collection."""
    part, rest = pointer[0], pointer[1:]
    if data is None:
        data = [] if isinstance(part, int) else {}
    if isinstance(part, int):
        items = list(data)
        old = items[part] if part < len(items) else None
        now = _rebuilt(old, rest, value, new=new) if rest else value
        items[part : part + 1] = [] if now is None else [now]
        return items
    now = _rebuilt(data.get(part), rest, value, new=new) if rest else value
    if now is None:
        return {k: v for k, v in data.items() if k != part}
    return {**data, part: now}


def _renamed(document: Document, pointer: Pointer, new_key: str) -> Any:
    above = document.root.at(pointer[:-1])
    data = {new_key if key == pointer[-1] else key: part for key, part in (above.value if above else {}).items()}
    return _rebuilt(document.data, pointer[:-1], data, new=False) if pointer[:-1] else data
