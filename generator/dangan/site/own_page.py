"""Pages of a kind that may have hundreds of things at one customer: where they are, and what stands on which.

The page `customers/<id>/<kind>/index.html` has a fragment for every thing, so the address of a thing hangs on its kind
and id alone. Where all do not fit, the older ones are a line each there, which leads to the page of their year.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Generic, Protocol, TypeVar

MOST = 150
"""Things that one page holds whole."""
UNDATED = "undated"


class Dated(Protocol):
    @property
    def day(self) -> str:
        """As 2026-11-21, "" where none is known."""


T = TypeVar("T", bound=Dated)


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """The things of one year, or of one month of a year that has too many; `period` is "" where no day is known."""

    period: str
    items: tuple[T, ...]
    whole: bool
    """Whether they stand on the first page; else they have a page of their own."""
    piece: int = 0
    """From 1, where one page has not room even for a month."""

    @property
    def folder(self) -> str:
        return f"{self.period or UNDATED}-{self.piece}" if self.piece else self.period or UNDATED


def parts_of(items: Sequence[T], most: int = MOST, size: Callable[[T], int] = lambda _item: 1) -> tuple[Part[T], ...]:
    """By year, the newest first; the first page holds as many whole ones as it can, at least one."""
    found: list[Part[T]] = []
    room = most
    for period, inside in _periods(items, most, size):
        needed = sum(map(size, inside))
        whole = not found or (found[-1].whole and needed <= room)
        found.append(Part(period, inside, whole))
        room -= needed
    return tuple(found)


def pieces(parts: Sequence[Part[T]], most: int = MOST) -> tuple[Part[T], ...]:
    """The parts, those of them with more than `most` things cut: of a whole one the first piece stays on the first
    page.
    """
    return tuple(piece for part in parts for piece in _cut(part, most))


def _cut(part: Part[T], most: int) -> list[Part[T]]:
    if len(part.items) <= most:
        return [part]
    return [
        replace(part, items=part.items[start : start + most], whole=part.whole and not start, piece=number)
        for number, start in enumerate(range(0, len(part.items), most), start=1)
    ]


def _periods(items: Sequence[T], most: int, size: Callable[[T], int]) -> list[tuple[str, tuple[T, ...]]]:
    found: list[tuple[str, tuple[T, ...]]] = []
    for year, inside in _grouped(items, 4):
        found += [(year, inside)] if sum(map(size, inside)) <= most else _grouped(inside, 7)
    return found


def _grouped(items: Sequence[T], length: int) -> list[tuple[str, tuple[T, ...]]]:
    """By the first characters of the day: four are the year, seven the month."""
    return [(period, tuple(inside)) for period, inside in groupby(items, lambda item: item.day[:length])]
