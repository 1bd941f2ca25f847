"""Who commits what and when: the sample's team on its working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from benchmarks.sample import parse

FIRST_DAY = date(2024, 11, 18)
"""A Monday, two years before the sample's day."""
WORKING_DAYS = 520
ZONE = timezone(timedelta(hours=8))
OPENS, SECONDS = 8.5, 10 * 3600


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the team, with the roles and their days."""

    id: str
    name: str
    mail: str
    roles: tuple[tuple[str, date, date], ...]

    def has(self, role: str, day: date) -> bool:
        return any(name == role and start <= day <= end for name, start, end in self.roles)

    @property
    def ident(self) -> str:
        return f"{self.name} <{self.mail}>"


def read_team(raw: bytes) -> Mapping[str, Colleague]:
    team = parse("team.yaml", raw).data
    return {
        key: Colleague(key, who["names"]["en"], who["emails"][0], _roles(who["roles"])) for key, who in team.items()
    }


def _roles(roles: list[Mapping[str, Any]]) -> tuple[tuple[str, date, date], ...]:
    return tuple(
        (role["role"], date.fromisoformat(role["from"]), date.fromisoformat(role.get("until", "9999-12-31")))
        for role in roles
    )


def moment(place: int, total: int) -> datetime:
    """When the commit at `place` of `total` was made: later than the one before, on a working day."""
    day, part = divmod(place * WORKING_DAYS / total, 1)
    week, weekday = divmod(int(day), 5)
    start = datetime.combine(FIRST_DAY + timedelta(weeks=week, days=weekday), datetime.min.time(), ZONE)
    return start + timedelta(hours=OPENS, seconds=int(part * SECONDS))
