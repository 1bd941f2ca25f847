"""When during the working days colleagues write and approve."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dangan.exchange.demo.days import FIRST, LAST, is_working
from dangan.exchange.demo.plan import Change

_MORNING, _AFTERNOON = (time(8, 50), 185), (time(13, 20), 255)
"""From when, and how many minutes."""
_MINUTES = _MORNING[1] + _AFTERNOON[1]
_LAST_MINUTES = 150
PART = 34
"""So many minutes lie between the commits of a branch."""
_WAITS = (25, 70, 185, 45, 410, 115, 15, 260, 95, 33)
"""After how many working minutes changes are looked at."""


@dataclass(frozen=True, slots=True)
class Slot:
    """`written` and `approved` in working minutes since the first day; the branch begins on top of change `fork`."""

    written: int
    approved: int
    fork: int


class Clock:
    """Working minutes counted through, and their place in the calendar."""

    def __init__(self, zone: ZoneInfo) -> None:
        span = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))
        self.days = [day for day in span if is_working(day) or day == LAST]
        self.zone = zone
        self._place = {day: place for place, day in enumerate(self.days)}

    def begin(self, day: date) -> int:
        return self._place[day] * _MINUTES

    @property
    def end(self) -> int:
        return self.begin(LAST) + _LAST_MINUTES

    def moment(self, minute: int) -> datetime:
        """Seconds differ from commit to commit as they do."""
        day, rest = divmod(minute, _MINUTES)
        start, more = (_MORNING[0], rest) if rest < _MORNING[1] else (_AFTERNOON[0], rest - _MORNING[1])
        begun = datetime.combine(self.days[day], start, self.zone)
        return begun + timedelta(minutes=more, seconds=minute * 37 % 60)


def slots_of(changes: Sequence[Change], clock: Clock) -> list[Slot]:
    """In order of approval. Changes of a day are spread over it, and some of them wait for the next."""
    found: list[Slot] = []
    of_day: dict[date, int] = {}
    for change in changes:
        of_day[change.day] = of_day.get(change.day, 0) + 1
    told: dict[date, int] = {}
    touched: dict[str, int] = {}
    for number, change in enumerate(changes):
        told[change.day] = told.get(change.day, 0) + 1
        share = told[change.day] * _MINUTES // (of_day[change.day] + 1)
        begun = clock.begin(change.day) + min(share, _LAST_MINUTES if change.day == LAST else _MINUTES)
        least = max((*change.needs, *(touched.get(path, 0) for path in change.files), change.before), default=0)
        found.append(_slot(number, change, found, begun, least, clock.end - 3 * (len(changes) - number)))
        touched |= dict.fromkeys(change.files, number)
    return found


def _slot(number: int, change: Change, before: Sequence[Slot], begun: int, least: int, latest: int) -> Slot:
    """`least` is the youngest change that the branch has to begin after."""
    if not before:
        return Slot(begun, begun, 0)
    ready = before[least].approved + 4
    written = min(max(begun, ready), max(latest - PART, ready))
    fork = next((n for n in range(number - 1, least, -1) if before[n].approved < written), least)
    wait = 0 if change.way == "push" else _WAITS[number % len(_WAITS)]
    approved = max(before[-1].approved + 2, min(written + PART * bool(change.first) + wait, latest))
    return Slot(approved if change.way == "push" else written, approved, number - 1 if change.way == "push" else fork)
