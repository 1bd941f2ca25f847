"""Whether data holds nothing that `dangan.model.within` could find wrong, in a fifth of the time of its closer look."""

from typing import Any

from dangan.schema.field import CONTESTED, EVIDENCE, Field
from dangan.schema.listkeys import key_names, list_field, said


class _Plan:
    """What is known of the lists at a field and below it; made once for each place of a schema that data has."""

    __slots__ = ("below", "field", "is_listed", "items", "names", "others")

    def __init__(self, field: Field | None) -> None:
        listed = list_field(field)
        self.field = field
        self.names = key_names(field)
        self.is_listed = listed is not None and not listed.ordered
        """Whether a plain value is its own key."""
        self.below: dict[str, _Plan] = {}
        """By the names that the schema knows."""
        self.others: _Plan | None = None
        self.items: _Plan | None = None

    def of_item(self) -> "_Plan":
        if self.items is None:
            self.items = _Plan(self.field and self.field.child(0))
        return self.items

    def of(self, name: str) -> "_Plan":
        plan = self.below.get(name)
        if plan is None and _is_named(self.field, name):
            plan = self.below[name] = _Plan(self.field and self.field.child(name))
        if plan is None:
            plan = self.others = self.others or _Plan(self.field and self.field.child(name))
        return plan


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
        for name, value in data.items():
            held = value.__class__
            if (held is dict or held is list) and not _plain(value, plan.below.get(name) or plan.of(name)):
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
        keys = [tuple([_word(item.get(name, "")) for name in plan.names]) for item in items] if plan.names else []
        told = [key for key in keys if any(key)]
        return len(set(told)) == len(told)
    if dict in kinds or list in kinds:
        return False
    return not plan.is_listed or len({_word(item) for item in items}) == len(items)


def _word(value: Any) -> str:
    return value if value.__class__ is str else said(value)


def _is_named(field: Field | None, name: str) -> bool:
    """Whether the schema knows a property by its name, in any alternative."""
    return field is not None and (name in field.properties or any(_is_named(a, name) for a in field.alternatives))
