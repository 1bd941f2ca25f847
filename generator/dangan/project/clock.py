"""The one place that asks what day it is; everything else is given the date."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_of(name: str) -> ZoneInfo:
    """The time zone of that IANA name; UTC for one that is not known (the check of dangan.yaml says so)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def today_in(zone: ZoneInfo) -> date:
    return datetime.now(UTC).astimezone(zone).date()
