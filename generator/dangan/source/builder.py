"""YAML into nodes: libyaml's events, an explicit stack, and every refusal of an archive with its place."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from dangan.diagnostics import Code, Diagnostic, Span
from dangan.source import codes
from dangan.source.limits import MAX_DEPTH, MAX_FAULTS, MAX_VALUES
from dangan.source.node import Node, Pointer
from dangan.source.scalars import Odd, resolve
from dangan.source.syntax import explain

_NO_KEYS: dict[str, Node] = {}
_EVENTS_A_VALUE = 4
"""A value costs at most a key, itself, and the start and end of a collection."""


class Built(NamedTuple):
    """The root, None where the text holds nothing or nothing could be made of it, and what was refused."""

    root: Node | None
    faults: list[Diagnostic]


class _Stop(Exception):
    """Nothing after this place is worth reading."""


class _Frame:
    """A collection that is still open."""

    __slots__ = ("end", "index", "indices", "key", "node", "skip")

    def __init__(self, node: Node) -> None:
        self.node = node
        self.key: Node | None = None
        self.skip = False
        """Whether the value to come belongs to a refused key."""
        self.index = 0
        self.indices: list[int] = []
        self.end = node.start


def build(path: str, text: str, *, keep_empty: bool = False) -> Built:
    """The tree of a text that is already free of forbidden characters; `keep_empty` keeps nodes of value None."""
    return _Builder(path, text, keep_empty=keep_empty).run()


class _Builder:
    __slots__ = ("documents", "faults", "frames", "keep_empty", "path", "root", "text")

    def __init__(self, path: str, text: str, *, keep_empty: bool) -> None:
        self.path = path
        self.text = text
        self.keep_empty = keep_empty
        self.frames: list[_Frame] = []
        self.faults: list[Diagnostic] = []
        self.root: Node | None = None
        self.documents = 0

    def run(self) -> Built:
        try:
            self._read()
        except _Stop:
            self.root = None
        except YAMLError as error:
            self.root = None
            self._explain(error)
        return Built(self.root, self.faults)

    def _explain(self, error: YAMLError) -> None:
        """What libyaml stumbled over, unless the place has been complained of already."""
        fault = explain(self.path, self.text, error)
        if all(other.span.start != fault.span.start for other in self.faults):
            self.faults.append(fault)

    def _read(self) -> None:
        get = CParser(self.text).get_event
        scalar, budget = self._scalar, MAX_VALUES * _EVENTS_A_VALUE
        while (kind := type(event := get())) is not StreamEndEvent:
            if kind is ScalarEvent:
                scalar(event)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                self._open(event, mapping=kind is MappingStartEvent)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                self._close(event)
            else:
                self._other(event)
            budget -= 1
            if budget < 0:
                raise self._stop(codes.TOO_MANY_VALUES, event)

    def _scalar(self, event: Any) -> None:
        start, end, style = event.start_mark, event.end_mark, event.style
        value = event.value
        if not style:
            value = resolve(value)
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        elif value.__class__ is Odd:
            self._fault(_ODD[value], event, value=event.value)
            value = None
        node = Node(value, start.line + 1, start.column + 1, start.index, end.index, style, _NO_KEYS)
        self._put(node, empty=value is None or value == "")

    def _put(self, node: Node, *, empty: bool) -> None:
        """Hands a finished value to the collection that is open; in a mapping keys and values take turns."""
        if not self.frames:
            self.root = node
            return
        frame = self.frames[-1]
        frame.end = node.end
        parent = frame.node
        if parent.children.__class__ is list:
            if not empty or self.keep_empty:
                parent.children.append(node)
                parent.value.append(node.value)
                frame.indices.append(frame.index)
            frame.index += 1
        elif frame.key is None:
            self._key(frame, node)
        else:
            if not frame.skip and (not empty or self.keep_empty):
                parent.children[frame.key.value] = node  # type: ignore[index]  # a frame with a key is a mapping
                parent.value[frame.key.value] = node.value
            frame.key, frame.skip = None, False

    def _key(self, frame: _Frame, node: Node) -> None:
        frame.key = node
        name = node.value
        if name.__class__ is not str:
            frame.skip = True
            self._bad_key(node)
        elif name in frame.node.keys:
            frame.skip = True
            self._refuse(codes.DUPLICATE_KEY, node, key=name, line=frame.node.keys[name].line)
        elif name == "<<" and not node.style:
            frame.skip = True
            self._refuse(codes.MERGE_KEY, node)
        else:
            frame.node.keys[name] = node

    def _bad_key(self, node: Node) -> None:
        if node.children is not None:
            self._refuse(codes.COMPLEX_KEY, node)
        else:
            self._refuse(codes.NON_TEXT_KEY, node, key=self.text[node.start : node.end])

    def _open(self, event: Any, *, mapping: bool) -> None:
        start = event.start_mark
        if event.anchor is not None or event.tag is not None:
            self._properties(event)
        if len(self.frames) == MAX_DEPTH:
            raise self._stop(codes.TOO_DEEP, event)
        style = self.text[start.index] if event.flow_style else ""
        style = style if style in {"{", "["} else ""
        place = (start.line + 1, start.column + 1, start.index, start.index)
        node = Node({}, *place, style, {}, {}) if mapping else Node([], *place, style, _NO_KEYS, [])
        self.frames.append(_Frame(node))

    def _expects_key(self) -> bool:
        return bool(self.frames) and self.frames[-1].key is None and self.frames[-1].node.children.__class__ is dict

    def _close(self, event: Any) -> None:
        frame = self.frames.pop()
        node = frame.node
        node.end = event.end_mark.index if node.style else frame.end
        if node.children.__class__ is list:
            node.raw_index = tuple(frame.indices)
        self._put(node, empty=False)

    def _other(self, event: Any) -> None:
        """Aliases, and the beginnings of documents."""
        if type(event) is AliasEvent:
            self._alias(event)
        elif type(event) is DocumentStartEvent:
            self.documents += 1
            if event.version or event.tags:
                self._fault(codes.DIRECTIVE, event)
            if self.documents > 1:
                raise self._stop(codes.SECOND_DOCUMENT, event)

    def _alias(self, event: Any) -> None:
        """Refused; as a key it counts as its own text, as a value as nothing."""
        name = f"*{event.anchor}"
        self._fault(codes.ALIAS, event, name=name)
        start, end = event.start_mark, event.end_mark
        value = name if self._expects_key() else None
        self._put(Node(value, start.line + 1, start.column + 1, start.index, end.index, "", _NO_KEYS), empty=True)

    def _properties(self, event: Any) -> None:
        """An anchor or a tag: refused, the value behind it is read on."""
        if event.anchor is not None:
            self._fault(codes.ANCHOR, event, name=f"&{event.anchor}")
        if event.tag is not None:
            self._fault(codes.TAG, event, tag=event.tag)

    def _fault(self, code: Code, event: Any, **values: Any) -> None:
        start, end = event.start_mark, event.end_mark
        self._report(code, Span(self.path, start.line + 1, start.column + 1, start.index, end.index), **values)

    def _refuse(self, code: Code, node: Node, **values: Any) -> None:
        self._report(code, Span(self.path, node.line, node.column, node.start, node.end), **values)

    def _report(self, code: Code, span: Span, **values: Any) -> None:
        if self.faults and self.faults[-1].span.start == span.start and span.end > span.start:
            return
        if len(self.faults) >= MAX_FAULTS:
            self.faults.append(Diagnostic.of(codes.MORE_FAULTS, span))
            raise _Stop
        self.faults.append(Diagnostic.of(code, span, pointer=self._pointer(), **values))

    def _stop(self, code: Code, event: Any) -> _Stop:
        self._fault(code, event)
        return _Stop()

    def _pointer(self) -> Pointer:
        return tuple(self._steps())

    def _steps(self) -> Iterator[str | int]:
        for frame in self.frames:
            if frame.node.children.__class__ is list:
                yield frame.index
            elif frame.key is not None:
                yield str(frame.key.value)


_ODD = {Odd.NOT_FINITE: codes.NOT_FINITE, Odd.TOO_LONG: codes.NUMBER_TOO_LONG}
