"""When somebody of ours last spoke with a customer, and how long a silence the rules allow."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangan.analysis.shape import DAY, day, later, newest, text
from dangan.schema.durations import duration


def last_contact(log: Iterable[Mapping[str, Any]], today: date) -> date | None:
    """The newest date of the log that is not after today."""
    return newest(d for entry in log if (d := day(entry, "date")) and d <= today)


def contact_due(last: date | None, stage: str, rules: Mapping[str, Any]) -> date | None:
    """The first day on which the silence is too long for a customer of this stage; None where no rule says."""
    allowed = duration(text(rules, "contact_every", stage))
    return later(last, allowed, DAY) if last and allowed else None


@dataclass(frozen=True, slots=True)
class Silence:
    """Whether a customer has been left alone for too long; `turns` is the day on which that changes by itself."""

    last: date | None
    too_long: bool
    turns: date | None


def silence(last: date | None, stage: str, rules: Mapping[str, Any], today: date) -> Silence:
    due = contact_due(last, stage, rules)
    late = due is not None and due <= today
    return Silence(last, late, None if late else due)
