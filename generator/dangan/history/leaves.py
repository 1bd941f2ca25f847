"""What a file says, as single facts under keyed paths: the form in which two states of it are held together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dangan.schema.field import Field
from dangan.schema.listkeys import encode, item_keys, key_names, list_field

Steps = tuple[str, ...]
CONTENT: Steps = ()
"""The one leaf of a file that is not read: the id of its bytes."""


@dataclass(frozen=True, slots=True)
class Leaves:
    """The facts of one state of a file.

    `values` holds every plain value by its path; a list without keys that may not be sorted is one value (a tuple).
    `items` are the paths that come and go as a whole (values of a map by id, items of a list), each with the number of
    facts in it; `orders` the keys of each list in the order in which they stand; `data` the whole.
    """

    values: Mapping[Steps, Any] = field(default_factory=dict)
    items: Mapping[Steps, int] = field(default_factory=dict)
    orders: Mapping[Steps, Steps] = field(default_factory=dict)

    def item(self, steps: Steps, facts: Iterable[Steps]) -> Any:
        """The plain data at a path, made of its facts; None where there are none."""
        found = {path[len(steps) :]: self.values[path] for path in facts if path in self.values}
        return _plain(found) if found else None


NOTHING = Leaves()


def leaves(field_: Field | None, data: Any) -> Leaves:
    """The facts of a document. A state of long ago need not fit today's schema: what it does not know is read by name.

    Without a schema the values of a mapping are properties; lists of mappings are told apart by their place.
    """
    found = _Finder()
    found.take((), field_, data, is_item=False)
    return Leaves(found.values, found.items, found.orders)


def opaque(oid: str) -> Leaves:
    """A file that is not read."""
    return Leaves({CONTENT: oid})


class _Finder:
    """Collects while it goes down once."""

    def __init__(self) -> None:
        self.values: dict[Steps, Any] = {}
        self.items: dict[Steps, int] = {}
        self.orders: dict[Steps, Steps] = {}

    def take(self, path: Steps, spec: Field | None, data: Any, *, is_item: bool) -> None:
        before = len(self.values)
        if isinstance(data, dict):
            self._mapping(path, spec, data)
        elif isinstance(data, list):
            self._list(path, spec, data)
        else:
            self.values[path] = data
        if is_item:
            self.items[path] = len(self.values) - before

    def _mapping(self, path: Steps, spec: Field | None, data: Mapping[str, Any]) -> None:
        for key, value in data.items():
            named = spec is None or any(key in branch.properties for branch in (spec, *spec.alternatives))
            child = spec.child(key) if spec else None
            self.take((*path, encode(key)), child, value, is_item=not named and child is not None)

    def _list(self, path: Steps, spec: Field | None, data: Sequence[Any]) -> None:
        listed = list_field(spec)
        if not data:
            return
        if (
            not key_names(listed)
            and any(isinstance(item, dict | list) for item in data) is False
            and _is_ordered(listed)
        ):
            self.values[path] = tuple(data)
            return
        keys = item_keys(spec, data)
        self.orders[path] = keys
        for key, item in zip(keys, data, strict=True):
            self.take((*path, key), listed.items if listed else None, item, is_item=True)


def _is_ordered(listed: Field | None) -> bool:
    return listed is not None and listed.ordered


def _plain(found: Mapping[Steps, Any]) -> Any:
    """Mappings again, of lists by their keys; a single value as it is."""
    if () in found:
        return found[()]
    below: dict[str, dict[Steps, Any]] = {}
    for path, value in found.items():
        below.setdefault(path[0], {})[path[1:]] = value
    return {step: _plain(inner) for step, inner in below.items()}


def prefixes(path: Steps) -> Iterator[Steps]:
    """The paths above one, the shortest first, and the path itself."""
    return (path[:depth] for depth in range(1, len(path) + 1))
