"""Reporting periods on a line of time: a year, half-year, quarter, month or day has a first day and a middle."""

import re
from calendar import monthrange
from datetime import date

_PERIOD = re.compile(r"([0-9]{4})(?:-(?:H([12])|Q([1-4])|([0-9]{2})))?\Z")
_HALF, _QUARTER = 6, 3


def middle(period: str) -> date | None:
    """The day in the middle of "2024", "2024-H2", "2026-Q3", "2026-08"; of a day itself; None of anything else."""
    try:
        return _middle(period)
    except ValueError:
        return None


def _middle(period: str) -> date | None:
    found = _PERIOD.match(period)
    if found is None:
        return date.fromisoformat(period)
    first, months = _months(found.group(2), found.group(3), found.group(4))
    year, last = int(found.group(1)), first + months - 1
    start, end = date(year, first, 1), date(year, last, monthrange(year, last)[1])
    return start + (end - start) // 2


def _months(half: str | None, quarter: str | None, month: str | None) -> tuple[int, int]:
    """The first month, and how many there are."""
    if half:
        return _HALF * int(half) - _HALF + 1, _HALF
    if quarter:
        return _QUARTER * int(quarter) - _QUARTER + 1, _QUARTER
    return (int(month), 1) if month else (1, 12)
