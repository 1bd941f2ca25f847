"""On which days people of the demo work, and how a recorded fact tells the day on which it became known."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

FIRST, LAST = date(2024, 11, 25), date(2026, 11, 21)
"""The archive is begun, and is as it is now."""
_HOLIDAYS = (  # both ends are free
    (date(2024, 12, 31), date(2025, 1, 1)),
    (date(2025, 1, 27), date(2025, 2, 4)),
    (date(2025, 5, 1), date(2025, 5, 5)),
    (date(2025, 10, 1), date(2025, 10, 8)),
    (date(2026, 1, 1), date(2026, 1, 2)),
    (date(2026, 2, 16), date(2026, 2, 23)),
    (date(2026, 5, 1), date(2026, 5, 5)),
    (date(2026, 10, 1), date(2026, 10, 7)),
)
_FRIDAY = 4
_ONE = timedelta(days=1)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_PERIOD = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|([0-9]{2})))?")

STAMPS = (
    *("noticed", "noted_on", "ordered", "signed", "observed", "date", "on", "opened", "made_on", "told_on"),
    *("stated_on", "reviewed_on", "as_of", "since", "from"),
)
"""Keys whose day is that on which the mapping could be written, the surest first."""
LATER: Mapping[str, tuple[str, ...]] = {
    "customer_since": (),
    "lapsed_since": ("lapsed_because",),
    "proof_seen": (),
    "asked": (),
    "done": (),
    "delivered": (),
    "arrived": (),
    "returned": (),
    "answered": (),
    "cancelled": (),
    "last_contact": ("introduced_by",),
    "settled": ("settlement", "compensation"),
    "ended": ("ended_why",),
    "closed": ("outcome",),
    "approved_on": ("approved_by",),
    "handled_on": ("handled_by", "reason", "credited"),
    "happened": ("action",),
}
"""Keys whose day is one on which something was added to the mapping, with what was added along with it."""
AT_LAST = frozenset({"notes", "results", "counts", "sample", "outcome", "lessons"})
"""Keys at the top of a file that are filled in when all else is known."""


def is_working(day: date) -> bool:
    return day.weekday() <= _FRIDAY and not any(start <= day <= end for start, end in _HOLIDAYS)


def working(day: date) -> date:
    """The day itself or the next on which people work; the last day counts as one."""
    while day < LAST and not is_working(day):
        day += _ONE
    return min(day, LAST)


def at_the_desk(day: date, weekday: int) -> date:
    """When what was learnt about a customer by a day is written down: on one of its two days of the week."""
    days = {weekday, (weekday + 3) % (_FRIDAY + 1)}
    found = day
    while found < LAST and not (is_working(found) and found.weekday() in days):
        found += _ONE
    return found if found < LAST else working(day)


def booking(day: date) -> date:
    """When what came by a day is entered in the books: early in the next month, the last of them shortly before now."""
    if day == working(date(day.year, day.month, 4)):
        return day
    first = date(day.year + day.month // 12, day.month % 12 + 1, 4)
    return working(first) if first < LAST else max(working(day), date(LAST.year, LAST.month, LAST.day - 4))


def day_of(value: object, *, months: bool = False) -> date | None:
    """The day that a text names, if it is over by now; of a month, where that will do, a day near its end."""
    if months and isinstance(value, str) and _MONTH.fullmatch(value):
        value = f"{value}-27"
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    found = date.fromisoformat(value)
    return found if found <= LAST else None


def stamp(data: Mapping[str, Any]) -> date | None:
    """The day on which a mapping could be written, as far as it says so itself."""
    joined = next((day_of(m.get("date")) for m in _mappings(data.get("moves")) if m.get("change") == "joined"), None)
    own = (day_of(data.get(key)) for key in STAMPS)
    period = data.get("period")
    begun = day_of(period.get("from")) if isinstance(period, dict) else over(period)
    return joined or next(filter(None, own), None) or begun


def over(period: object) -> date | None:
    """Some days after the end of a period, when its figures are there; None while it lasts."""
    found = _PERIOD.fullmatch(period) if isinstance(period, str) else None
    if not found:
        return None
    year, half, quarter, month = (int(part) if part else 0 for part in found.groups())
    last = half * 6 or quarter * 3 or month or 12
    day = date(year, last, monthrange(year, last)[1]) + 5 * _ONE
    return day if day <= LAST else None


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
