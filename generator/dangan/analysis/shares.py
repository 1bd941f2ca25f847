"""Shares of what a customer buys, over time: ours and each competitor's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dangan.analysis.periods import middle
from dangan.analysis.shape import amount, items, members, text

US = ""


@dataclass(frozen=True, slots=True)
class SharePoint:
    """`at` is the middle of the period."""

    period: str
    at: date
    percent: Decimal


@dataclass(frozen=True, slots=True)
class ShareLine:
    """The shares of one supplier in the order of time; `now` is what is told without a period."""

    who: str
    """The competitor's id; `US` for ourselves."""
    points: tuple[SharePoint, ...]
    now: Decimal | None = None

    @property
    def latest(self) -> Decimal | None:
        return self.points[-1].percent if self.points else self.now

    @property
    def trend(self) -> int:
        """1 rising, -1 falling, 0 level; 0 too where there is but one point."""
        if len(self.points) < 2:  # noqa: PLR2004 -- two make a trend
            return 0
        before, last = self.points[-2].percent, self.points[-1].percent
        return (last > before) - (last < before)


def share_line(who: str, facts: Any) -> ShareLine:
    """From a mapping with `shares` by period; a share of now counts as a point where it says as of when."""
    points = [*_points(items(facts, "shares"))]
    now, dated = amount(facts, "share_percent"), text(facts, "as_of")
    day = middle(dated)
    if now is not None and day and all(point.at < day for point in points):
        points.append(SharePoint(dated, day, now))
    return ShareLine(who, tuple(sorted(points, key=lambda point: (point.at, point.period))), now)


def _points(found: Iterable[Any]) -> Iterable[SharePoint]:
    for item in found:
        period, percent = text(item, "period"), amount(item, "share_percent")
        day = middle(period)
        if day and percent is not None:
            yield SharePoint(period, day, percent)


def share_lines(position: Any, competitors: Mapping[str, Any]) -> tuple[ShareLine, ...]:
    """Ours first, then those of which anything is known, the largest before the others."""
    ours = share_line(US, {"shares": items(position, "shares")})
    rivals = [share_line(who, facts) for who, facts in members(competitors)]
    known = [line for line in rivals if line.latest is not None]
    return ours, *sorted(known, key=lambda line: (-(line.latest or 0), line.who))
