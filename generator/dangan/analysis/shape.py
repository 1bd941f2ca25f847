"""Small readers of data whose shape nobody has promised: what is missing or of another type is simply not there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

DAY = timedelta(days=1)


def unfold(summary: Mapping[str, Any]) -> dict[str, Any]:
    """A summary by path (`next/due`) as nested mappings, so that it reads like the record it was taken from."""
    nested: dict[str, Any] = {}
    for path, value in summary.items():
        *parents, last = path.split("/")
        here = nested
        for part in parents:
            below = here.setdefault(part, {})
            here = below if isinstance(below, dict) else {}
        here[last] = value
    return nested


def text(data: Any, *path: str) -> str:
    """The text at a path of keys; "" where there is none."""
    value = at(data, *path)
    return value if isinstance(value, str) else ""


def at(data: Any, *path: str) -> Any:
    for part in path:
        # A dict is known for a mapping at once, which anything else takes five times as long for.
        data = data.get(part) if isinstance(data, dict | Mapping) else None
    return data


def mapping(data: Any, *path: str) -> Mapping[str, Any]:
    value = at(data, *path)
    return value if isinstance(value, Mapping) else {}


def items(data: Any, *path: str) -> Sequence[Any]:
    value = at(data, *path)
    return value if isinstance(value, list | tuple) else ()


def texts(data: Any, *path: str) -> tuple[str, ...]:
    return tuple(x for x in items(data, *path) if isinstance(x, str))


def members(data: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The things of a map from ids to things; provenance keys and what is no mapping are passed over."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if isinstance(value, Mapping) and key != "evidence":
                yield key, value


def later(start: date, *by: timedelta | relativedelta) -> date:
    """A day so much later; the last of the calendar where there is none."""
    try:
        for each in by:
            start += each
    except (OverflowError, ValueError):
        return date.max
    return start


def day(data: Any, *path: str) -> date | None:
    try:
        return date.fromisoformat(text(data, *path))
    except ValueError:
        return None


def amount(data: Any, *path: str) -> Decimal | None:
    """An exact number, which was written as a number."""
    value = at(data, *path)
    return Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else None


def newest(days: Iterable[date | None]) -> date | None:
    return max((d for d in days if d), default=None)
