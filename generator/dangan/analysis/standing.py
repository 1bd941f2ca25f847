"""Where we stand at a customer: our share of what it buys and how that moves, and how content it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dangan.analysis.shape import amount, items, text


@dataclass(frozen=True, slots=True)
class Share:
    """The share of the latest period, and that of the one before it where there is one."""

    period: str
    percent: Decimal
    before: str = ""
    was: Decimal | None = None

    @property
    def change(self) -> Decimal:
        return self.percent - (self.percent if self.was is None else self.was)


def our_share(position: Any) -> Share | None:
    """In the order in which the periods are written, which is that of time."""
    known = [(text(item, "period"), share) for item in items(position, "shares") if (share := _share(item)) is not None]
    if not known:
        return None
    period, percent = known[-1]
    return Share(period, percent, *known[-2]) if len(known) > 1 else Share(period, percent)


def _share(item: Any) -> Decimal | None:
    return amount(item, "share_percent")


def last_satisfaction(position: Any) -> Mapping[str, Any] | None:
    """The latest thing that was said of it."""
    said = [item for item in items(position, "satisfaction") if text(item, "satisfaction")]
    return max(said, key=lambda item: text(item, "on"), default=None)
