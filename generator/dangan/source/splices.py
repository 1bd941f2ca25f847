"""The ways in which an edit can be written, best first; whoever uses them takes the first that reads back as meant."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from dangan.source import emit
from dangan.source.lines import line_start, line_stop, next_line
from dangan.source.node import Node
from dangan.source.places import Place, written_end

_STEP = "  "


class Splice(NamedTuple):
    """Replaces one stretch of a text; line ends in `new` are LF until it is applied."""

    start: int
    end: int
    new: str


def of_set(place: Place, value: Any) -> Iterator[Splice]:
    """A value in the place of another, or where nothing was written."""
    if _is_empty(value):
        yield from _emptied(place)
    elif place.in_flow:
        yield from _in_brackets(place, value)
    elif isinstance(value, Mapping | list | tuple) and value:
        yield from _collection(place, value)
    else:
        yield from _scalar(place, value)


def _is_empty(value: Any) -> bool:
    return value is None or value == ""


def _emptied(place: Place) -> Iterator[Splice]:
    if not place.in_flow and not place.text[place.after : place.node.start].strip():
        yield Splice(place.after, max(place.stop, place.after), "")
    yield Splice(place.node.start, place.stop, "''")
    if isinstance(place.part, str):
        yield Splice(place.node.start, place.stop, "")


def _in_brackets(place: Place, value: Any) -> Iterator[Splice]:
    text = emit.flow(value)
    if place.is_blank:
        key = isinstance(place.part, str) and ":" not in place.text[place.stop - 1 : place.node.end]
        yield Splice(place.node.start, place.node.start, f" {text}")
        if key:
            yield Splice(place.stop, place.stop, f": {text}")
        return
    if isinstance(value, str) and place.node.style in {"'", '"'}:
        yield Splice(place.node.start, place.stop, emit.quoted(value, place.node.style))
    yield Splice(place.node.start, place.stop, text)
    yield Splice(place.node.start, place.stop, f" {text}")


def _collection(place: Place, value: Any) -> Iterator[Splice]:
    flow = emit.flow(value)
    if place.node.style in {"{", "["} and place.node.children:
        yield Splice(place.node.start, place.stop, flow)
    gap = place.text[place.after : place.node.start]
    if place.is_blank or not gap.strip():
        yield Splice(place.after, max(place.stop, place.after), _block_behind(place, value))
    else:
        indent = " " * (place.node.column - 1)
        yield Splice(place.node.start, place.stop, emit.block(value, indent).strip())
    if place.is_blank:
        yield Splice(place.after, place.after, f" {flow}")
    else:
        yield Splice(place.node.start, place.stop, flow)


def _block_behind(place: Place, value: Any) -> str:
    """The lines of a collection behind a colon; beside a dash a mapping begins in the dash's own line."""
    if isinstance(place.part, int):
        return emit.item(value, place.indent)[len(place.indent) + 1 :].removesuffix("\n")
    return emit.after_indicator(value, place.indent).removesuffix("\n")


def _scalar(place: Place, value: Any) -> Iterator[Splice]:
    gap = place.text[place.after : place.node.start]
    start, lead = (place.after, " ") if place.is_blank or _joins(place, gap) else (place.node.start, "")
    end = max(place.stop, start)
    for text in _texts(place, value):
        yield Splice(start, end, lead + text)
        if end == len(place.text):
            yield Splice(start, end, f"{lead}{text}\n")


def _joins(place: Place, gap: str) -> bool:
    """Whether a value that stood below its key comes up beside it."""
    return place.node.children is not None and not place.node.style and not gap.strip()


def _texts(place: Place, value: Any) -> Iterator[str]:
    """The ways to write a scalar: as the old one was quoted, as a block, plain, in quotes."""
    if isinstance(value, str):
        if place.node.style in {"'", '"'} and not place.is_blank and "\n" not in value:
            yield emit.quoted(value, place.node.style)
        yield emit.scalar(value, place.indent)
        yield emit.text_of(value)
        yield emit.quoted(value)
    else:
        yield emit.flow(value)


def of_add(text: str, node: Node, part: str | int, value: Any, *, in_flow: bool) -> Iterator[Splice]:
    """A new entry at the end of a mapping or list."""
    if not in_flow:
        yield from _append(text, node, _entry_lines(node, part, value))
    elif node.children:
        yield from _append_in_brackets(text, node, part, value)
    else:
        yield Splice(node.start + 1, node.end - 1, _flow_entry(part, value))


def _entry_lines(node: Node, part: str | int, value: Any) -> list[str]:
    """The ways to write an entry, without its last line end."""
    indent = " " * (node.column - 1)
    if isinstance(part, int):
        lines = [emit.item(value, indent), f"{indent}- {emit.flow(value) or chr(39) * 2}\n"]
    else:
        lines = [emit.entry(part, value, indent), f"{indent}{emit.flow_text(part)}: {emit.flow(value)}".rstrip() + "\n"]
    return [line.removesuffix("\n") for line in lines]


def _append(text: str, node: Node, ways: list[str]) -> Iterator[Splice]:
    if node.start == node.end:
        lead = "" if line_start(text, node.start) == node.start else "\n"
        yield from (Splice(node.start, node.start, f"{lead}{way}\n") for way in ways)
        return
    at = line_stop(text, written_end(text, node))
    for way in ways:
        yield Splice(at, at, f"\n{way}")
        if at == len(text):
            yield Splice(at, at, f"\n{way}\n")
    if line_start(text, node.end) == node.end:
        yield from (Splice(node.end, node.end, f"{way}\n") for way in ways)
    if isinstance(node.children, dict):
        indent = " " * (node.column - 1)
        yield from (Splice(node.start, node.start, f"{way.lstrip(' ')}\n{indent}") for way in ways)


def _append_in_brackets(text: str, node: Node, part: str | int, value: Any) -> Iterator[Splice]:
    new = _flow_entry(part, value)
    if not node.style:
        yield Splice(node.start, node.end, "{" + f"{text[node.start : node.end]}, {new}" + "}")
        return
    last = Place(text, node, list(node.children)[-1] if isinstance(node.children, dict) else _last(node), in_flow=True)
    yield Splice(last.stop, last.stop, f", {new}")


def _last(node: Node) -> int:
    return len(node.children or ()) - 1


def _flow_entry(part: str | int, value: Any) -> str:
    text = emit.flow(value)
    return text or "''" if isinstance(part, int) else f"{emit.flow_text(part)}: {text}"


def of_remove(place: Place) -> Iterator[Splice]:
    """An entry that is not the only one of its collection."""
    parts: list[str | int] = (
        list(place.parent.children) if isinstance(place.parent.children, dict) else [*range(_last(place.parent) + 1)]
    )
    number = parts.index(place.part)
    following = Place(place.text, place.parent, parts[number + 1], place.in_flow) if number < len(parts) - 1 else None
    before = Place(place.text, place.parent, parts[number - 1], place.in_flow) if number else None
    if place.in_flow:
        yield from _out_of_brackets(place, before, following)
        return
    start = line_start(place.text, place.begin)
    if not place.text[start : place.begin].strip():
        yield from _whole_lines(place, start)
    if following:
        yield Splice(place.begin, following.begin, "")


def _whole_lines(place: Place, start: int) -> Iterator[Splice]:
    end = next_line(place.text, place.stop)
    yield Splice(start, end, "")
    yield Splice(start, max(end, place.node.end), "")


def _out_of_brackets(place: Place, before: Place | None, following: Place | None) -> Iterator[Splice]:
    if following:
        yield Splice(place.begin, following.begin, "")
    elif before:
        if "#" not in place.text[before.stop : place.begin]:
            yield Splice(before.stop, place.stop, "")
        yield Splice(place.begin, place.stop, "")


def of_last_line(place: Place) -> Iterator[Splice]:
    """The only entry of a front matter, which may then be empty."""
    yield from _whole_lines(place, line_start(place.text, place.begin))
