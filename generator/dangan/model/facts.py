"""Where in recorded data a keyed path leads."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from dangan.levels import Level
from dangan.model.records import Record
from dangan.schema.audience import level_at
from dangan.schema.catalogue import Catalogue
from dangan.schema.listkeys import decode, key_names
from dangan.schema.paths import Lost, head, join, split, to_pointer, to_steps
from dangan.schema.suggest import suggest
from dangan.source.node import Pointer

PATH = "path"
"""The format of texts that name a source or a place in recorded data."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A place in a record."""

    record: Record
    pointer: Pointer


@dataclass(frozen=True, slots=True)
class Miss:
    """A path that leads nowhere: which one was probably meant ("" where none is near), and who may know of that one."""

    near: str = ""
    level: Level = Level.PUBLIC


class Facts:
    """The records of one customer, or those of the archive, by the steps with which their paths begin."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_head: dict[tuple[str, ...], Record] = {}
        for record in records:
            self._by_head.setdefault(head(record.kind, record.id), record)
        self._depths = sorted({len(steps) for steps in self._by_head})

    def find(self, path: str) -> Fact | Miss:
        """The place that the path leads to. Of two files with one beginning the first counts."""
        steps = split(path)
        for depth in self._depths:
            record = self._by_head.get(steps[:depth])
            if record:
                found = to_pointer(record.kind.field, record.data, steps[depth:])
                return _miss(record, steps[:depth], found) if isinstance(found, Lost) else Fact(record, found)
        near = suggest(join(steps[:1]), sorted({steps[0] for steps in self._by_head})) if steps else None
        return Miss(join((near, *steps[1:]))) if near and near != steps[0] else Miss()


def path_to(record: Record, pointer: Pointer) -> str | Lost:
    """The keyed path of a place in a record, within its customer or the archive."""
    steps = to_steps(record.kind.field, record.data, pointer)
    return steps if isinstance(steps, Lost) else join((*head(record.kind, record.id), *steps))


def heads(catalogue: Catalogue) -> Mapping[str, frozenset[str]]:
    """The first steps of all paths, with the kinds of file that begin so."""
    found: dict[str, set[str]] = {}
    for kind in catalogue.kinds.values():
        found.setdefault(head(kind)[0], set()).add(kind.name)
    return {step: frozenset(names) for step, names in found.items()}


def is_path(text: str, first: Container[str]) -> bool:
    """Whether what may be the id of a source is a path: it begins, perhaps after a customer, with a first step."""
    steps = split(text)
    long = len(steps) > 2  # noqa: PLR2004 - a customer and an id are two steps
    return all(steps) and (long or any(step in first for step in steps))


def _miss(record: Record, begun: tuple[str, ...], lost: Lost) -> Miss:
    near = suggest(lost.step, lost.known)
    if near is None:
        return Miss()
    right = to_pointer(record.kind.field, record.data, lost.right)
    at = right if not isinstance(right, Lost) else ()
    return Miss(join((*begun, *lost.right, near)), _level(record, at, near))


def _level(record: Record, above: Pointer, step: str) -> Level:
    """Who may know of a step: of an item those who may know what its key is made of."""
    field = record.kind.field
    here = field.at(above)
    listed = here is not None and bool(here.items)
    at = (*above, 0) if listed else (*above, decode(step))
    return max((level_at(field, (*at, name)) for name in key_names(here)), default=level_at(field, at))
