"""Whether data holds nothing that `dangan.model.within` could find wrong, in a fifth of the time of its closer look."""

from collections.abc import Iterator
from typing import Any

from dangan.schema.field import CONTESTED, EVIDENCE, Field
from dangan.schema.listkeys import key_names, list_field, said

_OTHER = "\0"
"""A name that no schema knows."""


class _Plan:
    """What is known of the lists at a field and below it; made once for each place of a schema that data has."""

    __slots__ = ("below", "field", "is_listed", "items", "names")

    def __init__(self, field: Field | None) -> None:
        listed = list_field(field)
        self.field = field
        self.names = key_names(field)
        self.is_listed = listed is not None and not listed.ordered
        """Whether a plain value is its own key."""
        self.below: dict[str, _Plan] = {}
        """By the names that the schema knows, and under `_OTHER` for any other; empty until somebody asks."""
        self.items: _Plan | None = None

    def of_item(self) -> "_Plan":
        if self.items is None:
            self.items = _Plan(self.field and self.field.child(0))
        return self.items

    def opened(self) -> dict[str, "_Plan"]:
        names = {_OTHER, *_names(self.field)}
        self.below = {name: _Plan(self.field and self.field.child(name)) for name in names}
        return self.below


_plans: dict[int, tuple[Field, _Plan]] = {}
"""By the identity of root fields, which are kept alive with them."""
_MANY = 500


def is_plain(data: Any, field: Field) -> bool:
    """Whether nothing says anything beside a fact, and no two items of a list can be taken for one."""
    known = _plans.get(id(field))
    if known is None:
        if len(_plans) > _MANY:
            _plans.clear()
        known = _plans[id(field)] = (field, _Plan(field))
    return _plain(data, known[1])


def _plain(data: Any, plan: _Plan) -> bool:
    if data.__class__ is dict:
        if EVIDENCE in data or CONTESTED in data:
            return False
        below = plan.below or plan.opened()
        for name, value in data.items():
            held = value.__class__
            if (held is dict or held is list) and not _plain(value, below.get(name) or below[_OTHER]):
                return False
    elif data.__class__ is list:
        if len(data) > 1 and not _differ(data, plan):
            return False
        for item in data:
            if (item.__class__ is dict or item.__class__ is list) and not _plain(item, plan.items or plan.of_item()):
                return False
    return True


def _differ(items: list[Any], plan: _Plan) -> bool:
    """Whether no two have one key; also False where it takes a closer look."""
    kinds = {item.__class__ for item in items}
    if kinds == {dict}:
        keys = [[_word(item.get(name, "")) for name in plan.names] for item in items] if plan.names else []
        told = [tuple(key) for key in keys if any(key)]
        return len(set(told)) == len(told)
    if dict in kinds or list in kinds:
        return False
    return not plan.is_listed or len(set(map(_word, items))) == len(items)


def _word(value: Any) -> str:
    return value if value.__class__ is str else said(value)


def _names(field: Field | None) -> Iterator[str]:
    """The properties that the schema knows by name, in any alternative."""
    if field is not None:
        yield from field.properties
        for branch in field.alternatives:
            yield from _names(branch)
