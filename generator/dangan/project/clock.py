"""The one place that asks what day it is; everything else is given the date."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def today_in(zone: ZoneInfo) -> date:
    return datetime.now(UTC).astimezone(zone).date()
