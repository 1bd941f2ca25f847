"""How well we know a competitor, and what is still to be found out for the next level."""

from collections.abc import Mapping
from typing import Any

from dangan.analysis.completeness import is_empty
from dangan.analysis.shape import at

LEVELS = 5
NEEDS: Mapping[int, tuple[str, ...]] = {
    1: ("names", "products"),
    2: ("background", "people", "strengths", "weaknesses"),
    3: ("owned_by", "strategy", "product_strategy", "sales_strategy", "channel_strategy"),
    4: ("rivalry", "factors", "known_from"),
}
"""What has to be recorded before a level can be claimed; that its behaviour is steered no record can show."""


def level_of(data: Any, name: str = "known_level") -> int:
    """0 where it is not said."""
    level = at(data, name)
    return level if isinstance(level, int) and not isinstance(level, bool) and 0 <= level <= LEVELS else 0


def missing_for(data: Any, level: int) -> tuple[str, ...]:
    """The fields that this level and those below it rest on, and that are empty."""
    names = (name for one in sorted(NEEDS) if one <= level for name in NEEDS[one])
    return tuple(name for name in names if is_empty(at(data, name)))
