"""Scales of a small chart: round values at the left, whole stretches of time at the bottom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from dangan.site.svg_labels import width_of

_STRETCHES = (3, 12, 60, 120, 600, 1200)
"""In months: a quarter, a year, then years by the five, ten, fifty, hundred."""
_QUARTER, _YEAR = 3, 12
_ROUND = (1, 2, 2.5, 5, 10)
_FLAT = 1e-6
"""What differs by less is one value."""
_MOST = 4
"""Distances between the values at the left."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to pixels; `low` and `high` are the pixels of the least and the greatest value."""

    least: float
    greatest: float
    low: float
    high: float

    def __call__(self, value: float) -> float:
        part = (value - self.least) / (self.greatest - self.least)
        return round(self.low + part * (self.high - self.low), 1)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of an axis: `at` its middle, `begins` where its stretch does, None where that is not on the chart."""

    at: float
    label: str
    begins: float | None = None


def heights(least: float, greatest: float, *, zero: bool, ceiling: float | None = None) -> tuple[float, ...]:
    """Round values with even distances, from one below the least to one above the greatest."""
    low = min(0.0, least) if zero else least
    if greatest - low <= max(abs(greatest) * _FLAT, _FLAT):
        low, greatest = low - (0 if zero else abs(low) / 10), low + max(abs(low) / 10, 1)
    step = _step((greatest - low) / _MOST)
    first, last = floor(low / step), ceil(greatest / step)
    marks = tuple(round(n * step, 10) for n in range(first, last + 1))
    within = tuple(mark for mark in marks if ceiling is None or mark <= ceiling)
    return within if len(within) > 1 and within[-1] >= greatest else marks


def _step(rough: float) -> float:
    ten = 10.0 ** floor(log10(rough))
    return next((ten * one for one in _ROUND if ten * one >= rough * 0.999), ten * 10)


def along(over: Scale, size: float) -> tuple[Mark, ...]:
    """The stretches of the shortest sort whose words have room beside each other."""
    for months in _STRETCHES:
        whole = months * 30.4 * (over.high - over.low) / (over.greatest - over.least)
        if whole >= width_of(_called(date(2000, 1, 1), months), size) + 6:
            return tuple(_marks(over, months, size))
    return ()


def _marks(over: Scale, months: int, size: float) -> Iterator[Mark]:
    """A stretch that is cut off by an end of the chart keeps its word if that still fits."""
    start: date | None = _start(date.fromordinal(round(over.least)), months)
    last = round(over.greatest)
    while start and start.toordinal() <= last:
        following = _after(start, months)
        end = min(following.toordinal() if following else last, last)
        left, right = over(max(start.toordinal(), over.least)), over(end)
        begins = left if start.toordinal() > over.least else None
        fits = right - left >= width_of(_called(start, months), size)
        yield Mark(round((left + right) / 2, 1), _called(start, months) if fits else "", begins)
        start = following


def _start(day: date, months: int) -> date:
    """The first day of the stretch that a day is in; years are counted from the round ones."""
    if months < _YEAR:
        return date(day.year, (day.month - 1) // months * months + 1, 1)
    years = months // _YEAR
    return date(max(day.year // years * years, 1), 1, 1)


def _after(start: date, months: int) -> date | None:
    year, month = divmod(start.year * _YEAR + start.month - 1 + months, _YEAR)
    return date(year, month + 1, 1) if year <= date.max.year else None


def _called(start: date, months: int) -> str:
    if months == _QUARTER:
        return f"{start.year}-Q{(start.month - 1) // _QUARTER + 1}"
    return str(start.year) if months == _YEAR else f"{start.year}\N{EN DASH}{start.year + months // _YEAR - 1}"
