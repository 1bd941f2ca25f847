"""Figures of data by paths of names: exact numbers, money and quantities alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from dangan.schema.field import RESERVED, Field

EXACT = Context(prec=2500)
"""Wide enough for the longest numbers that are read: nothing is rounded on the way."""
EVERY = "*"
"""In a path: each item of a list, each entry of a map."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is written; `of` is its currency or unit, "" where it has none."""

    number: Decimal
    of: str = ""
    is_money: bool = False

    @property
    def last_digit(self) -> Decimal:
        """What one more in the last digit would add."""
        exponent = self.number.as_tuple().exponent
        return Decimal((0, (1,), min(exponent, 0) if isinstance(exponent, int) else 0))

    def __str__(self) -> str:
        return f"{self.number:f} {self.of}".rstrip()


def figure(value: Any) -> Figure | None:
    """The figure that a value is; None of all that is none."""
    if isinstance(value, dict):
        money = "currency" in value
        number, of = (value.get("amount"), value["currency"]) if money else (value.get("value"), value.get("unit"))
        inner = None if isinstance(number, dict) else figure(number)
        return Figure(inner.number, of, money) if inner and isinstance(of, str) else None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Figure(Decimal(value))


def figures(data: Any, path: str) -> tuple[Figure, ...] | None:
    """Every figure that a path leads to; None where it leads to none, or one of them is missing or no figure."""
    found = [figure(value) for value in _at(data, path.split("/"))]
    whole = tuple(one for one in found if one)
    return whole if whole and len(whole) == len(found) else None


def added(numbers: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return total


def is_there(data: Any, path: str) -> bool:
    """Whether anything is recorded where a path begins."""
    return isinstance(data, dict) and path.partition("/")[0] in data


def fields(field: Field | None, path: str) -> tuple[Field, ...]:
    """The fields along a path, as far as the schema knows it."""
    found: list[Field] = []
    here = field
    for step in path.split("/"):
        here = ((here.items or here.values) if step == EVERY else here.child(step)) if here else None
        found += [here] if here else []
    return tuple(found)


def _at(data: Any, steps: list[str]) -> Iterator[Any]:
    """What the steps lead to; None wherever the way ends before."""
    if not steps:
        yield data
    elif steps[0] != EVERY:
        yield from _at(data.get(steps[0]) if isinstance(data, dict) else None, steps[1:])
    else:
        for item in _each(data):
            yield from _at(item, steps[1:])


def _each(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [value for key, value in data.items() if key not in RESERVED]
    return data if isinstance(data, list) else [None]
