"""Where in the files of a kind each field stands, and where in data the values of such fields are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dangan.schema.field import RESERVED, Field
from dangan.schema.kind import Kind
from dangan.schema.paths import head
from dangan.source.node import Pointer

ENTRY, ITEM = "*", "-"
"""In a path: any entry of a map, any item of a list."""
PROVENANCE = "provenance"

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field at its path in a kind of file; `above` are the fields on the way to it, the file's own first.

    `shape` is the shared shape that it belongs to, with the path inside it: what many kinds record in one way.
    """

    kind: Kind
    path: Path
    field: Field
    above: tuple[Field, ...]
    shape: Path = ()

    @property
    def at(self) -> Path:
        """The path with the kind before it; no two places have the same, but for alternatives."""
        return (self.kind.name, *self.path)

    @property
    def identity(self) -> Path:
        """What is the same wherever a shape is used; of a field outside of shapes its place."""
        return self.shape or self.at

    @property
    def inside(self) -> Path:
        """The nearest shared group of fields that it stands in, then the path in it; () where it stands in none."""
        for depth in range(len(self.path) - 1, -1, -1):
            group = self.above[depth]
            if self.path[depth] in RESERVED:
                return (PROVENANCE, *self.path[depth:])
            if group.shape and group.has_facts:
                return (group.shape, *self.path[depth:])
        return ()

    @property
    def keyed(self) -> str:
        """The path as messages and provenance write it, what stands for a key in braces: `people/{id}/roles`."""
        steps = zip(self.path, self.above, strict=True)
        return "/".join((*head(self.kind), *(_keyed(part, above) for part, above in steps)))


def places(kind: Kind) -> Iterator[FieldPlace]:
    """Every field below the kind's own, in the order of its schema; what several alternatives hold comes again."""
    yield from _below(FieldPlace(kind, (), kind.field, ()))


def on_the_way(kind: Kind, pointer: Sequence[str]) -> Iterator[FieldPlace]:
    """The places that a pointer into data of the kind leads by, as far as the schema knows it; items by number."""
    here = FieldPlace(kind, (), kind.field, ())
    for key in pointer:
        step = next(_children(here.field, int(key) if key.isdigit() and here.field.items else key), None)
        if step is None:
            return
        part, child = step
        here = FieldPlace(kind, (*here.path, part), child, (*here.above, here.field), _shape(here, part, child))
        yield here


def values(kind: Kind, data: Any, wanted: Callable[[Field], bool]) -> Iterator[tuple[Path, Pointer, Any]]:
    """The values that data of the kind has for the fields asked for: their field's path, and where they stand."""
    return _values(kind.field, data, (), (), wanted)


def _below(place: FieldPlace) -> Iterator[FieldPlace]:
    for part, child in _steps(place.field):
        above, shape = (*place.above, place.field), _shape(place, part, child)
        here = FieldPlace(place.kind, (*place.path, part), child, above, shape)
        yield here
        yield from _below(here)


def _shape(above: FieldPlace, part: str, child: Field) -> Path:
    if part in RESERVED:
        return (PROVENANCE, part)
    if child.shape:
        return (child.shape,)
    return (*above.shape, part) if above.shape else ()


def _steps(field: Field) -> Iterator[tuple[str, Field]]:
    yield from field.properties.items()
    if field.values:
        yield ENTRY, field.values
    if field.items:
        yield ITEM, field.items
    for branch in field.alternatives:
        yield from _steps(branch)


def _keyed(part: str, above: Field) -> str:
    if part == ENTRY:
        return "{id}"
    if part != ITEM:
        return part
    key = above.key or "n"
    return f"{{{key if isinstance(key, str) else ','.join(key)}}}"


def _values(
    field: Field, data: Any, path: Path, pointer: Pointer, wanted: Callable[[Field], bool]
) -> Iterator[tuple[Path, Pointer, Any]]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        for part, child in _children(field, key):
            here, at = (*path, part), (*pointer, key)
            if wanted(child):
                yield here, at, value
            yield from _values(child, value, here, at, wanted)


def _children(field: Field, key: str | int) -> Iterator[tuple[str, Field]]:
    """What may stand at a key: of alternatives each that knows it."""
    if isinstance(key, int):
        if field.items:
            yield ITEM, field.items
    elif key in field.properties:
        yield key, field.properties[key]
    elif field.values:
        yield ENTRY, field.values
    for branch in field.alternatives:
        yield from _children(branch, key)
