"""What is recorded, line by line, in the order of files: each with its field, its place and whether it is a name."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from dangan.diagnostics import Text
from dangan.model.collect import places
from dangan.model.index import Index, Key
from dangan.model.records import Record
from dangan.schema.field import Field
from dangan.schema.kind import ThingKind
from dangan.site.search.readings import reading
from dangan.source.node import Pointer

NAMES = "names"
_CALLED = frozenset({NAMES, "title", "name", "id"})


class Line(NamedTuple):
    """One recorded value, or one line of prose. `place` is the thing it belongs to, None of a file as a whole."""

    place: Key | None
    kind: str
    label: Text
    text: str
    is_name: bool = False
    reading: str = ""
    own: bool = False
    """Whether it is a name of the document itself."""


class Reader:
    """Reads the records of one document. Of two things with one key only the one in the index is a place."""

    def __init__(self, index: Index, things: Mapping[str, tuple[ThingKind, ...]], customer: str = "") -> None:
        self._index = index
        self._things = things
        self._customer = customer

    def lines(self, record: Record, pointer: Pointer = ()) -> list[Line]:
        """Of the whole file, or of the part of it that `pointer` leads to."""
        data, field = record.data, record.kind.field
        for part in pointer:
            data, below = data[part], field.child(part)
            if below is None:
                return []
            field = below
        walk = _Walk(record.kind.name, self._places(record))
        walk.visit(data, field, pointer, None)
        return walk.lines

    def _places(self, record: Record) -> Mapping[Pointer, Key]:
        found: dict[Pointer, Key] = {}
        for thing in self._things.get(record.kind.name, ()):
            for pointer, own_id, _, _ in places(thing, record):
                key = Key(thing.name, self._customer if thing.scope == "customer" else "", own_id)
                entry = self._index.entries.get(key)
                if entry and entry.path == record.path:
                    found[pointer] = key
        return found


class _Walk:
    """Goes through one file once."""

    def __init__(self, kind: str, placed: Mapping[Pointer, Key]) -> None:
        self._kind = kind
        self._placed = placed
        self.lines: list[Line] = []

    def visit(self, value: Any, field: Field, pointer: Pointer, place: Key | None) -> None:
        here = self._placed.get(pointer)
        place = here or place
        if isinstance(value, dict):
            self._mapping(value, field, pointer, place, here)
        elif isinstance(value, list):
            below = field.child(0)
            for number, item in enumerate(value if below else ()):
                self.visit(item, below or field, (*pointer, number), place)
        else:
            self._say(value, field, place)

    def _say(self, value: Any, field: Field, place: Key | None) -> None:
        for text in texts(value):
            self.lines.append(Line(place, self._kind, field.label, text))

    def _mapping(
        self, value: dict[str, Any], field: Field, pointer: Pointer, place: Key | None, here: Key | None
    ) -> None:
        for key, inner in value.items():
            below = field.properties.get(key)
            if below is None:
                below = field.child(key)
                if below is None:
                    continue
                if not any(key in branch.properties for branch in field.alternatives):
                    self._key(key, field, (*pointer, key), place)
            if here and key in _CALLED:
                self.lines += named_lines(Line(place, self._kind, below.label, "", is_name=True), key, inner, below)
            elif isinstance(inner, dict | list):
                self.visit(inner, below, (*pointer, key), place)
            else:
                self._say(inner, below, place)

    def _key(self, key: str, field: Field, pointer: Pointer, place: Key | None) -> None:
        """A key that the team has chosen is recorded like a value; that of a thing is its id."""
        thing = self._placed.get(pointer)
        self.lines.append(Line(thing or place, self._kind, field.label, key, is_name=thing is not None))


def named_lines(line: Line, key: str, value: Any, field: Field) -> Iterator[Line]:
    """The names of a thing; what it is called in a few words is no name that anybody sounds out."""
    if key == NAMES and isinstance(value, dict):
        for part, inner in value.items():
            below = field.child(part)
            for text in flat(inner) if below else ():
                yield line._replace(label=(below or field).label, text=text, reading=reading(text))
    else:
        yield from (line._replace(text=text) for text in texts(value))


def flat(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from flat(inner)
    else:
        yield from texts(value)


def texts(value: Any) -> Sequence[str]:
    """The lines of a value, as it is written in the file; what is only true or not is no text."""
    if isinstance(value, str):
        if value.isalnum():  # as ids and codes are: one line without a blank at its end
            return (value,)
        return [line for raw in value.splitlines() if (line := raw.strip())]
    if value is None or isinstance(value, bool):
        return ()
    return (format(value, "f") if isinstance(value, Decimal) else str(value),)
