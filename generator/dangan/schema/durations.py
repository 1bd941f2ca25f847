"""ISO 8601 durations as steps in the calendar."""

from dateutil.relativedelta import relativedelta

from dangan.schema.formats import duration_parts


def duration(words: str) -> relativedelta | None:
    """What the format `duration` allows; None where the text is none."""
    parts = duration_parts(words)
    if parts is None:
        return None
    years, months, weeks, days = parts
    return relativedelta(years=years, months=months, weeks=weeks, days=days)
