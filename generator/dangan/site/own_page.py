"""Pages of a kind that may have hundreds of things at one customer: where they are, and what stands on which.

The page `customers/<id>/<kind>/index.html` has a fragment for every thing, so the address of a thing hangs on its kind
and id alone. Where all do not fit, the older ones are a line each there, which leads to the page of their year.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from dangan.site.chronicle import Item

MOST = 150
"""Things that one page holds whole."""
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Part:
    """The things of one year, or of one month of a year that has too many; `period` is "" where no day is known."""

    period: str
    items: tuple[Item, ...]
    whole: bool
    """Whether they stand on the first page; else they have a page of their own."""

    @property
    def folder(self) -> str:
        return self.period or UNDATED


def parts_of(items: Sequence[Item]) -> tuple[Part, ...]:
    """By year, the newest first; the first page holds as many whole ones as it can, at least one."""
    found: list[Part] = []
    room = MOST
    for period, inside in _periods(items):
        whole = not found or (found[-1].whole and len(inside) <= room)
        found.append(Part(period, inside, whole))
        room -= len(inside)
    return tuple(found)


def _periods(items: Sequence[Item]) -> Iterable[tuple[str, tuple[Item, ...]]]:
    for year, inside in _grouped(items, lambda item: item.day[:4]):
        if len(inside) <= MOST:
            yield year, inside
        else:
            yield from _grouped(inside, lambda item: item.day[:7])


def _grouped(items: Sequence[Item], key: Callable[[Item], str]) -> list[tuple[str, tuple[Item, ...]]]:
    return [(period, tuple(inside)) for period, inside in groupby(items, key)]
