"""A line without words, beside a figure whose words say the same."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.site.svg import Point
from dangan.site.svg_axes import Scale

WIDTH, HEIGHT, EDGE = 64, 18, 3


@dataclass(frozen=True, slots=True)
class Spark:
    """`x`, `y` the last point, which is marked."""

    path: str
    x: float
    y: float
    width: int = WIDTH
    height: int = HEIGHT


def spark(points: Sequence[Point], top: float) -> Spark | None:
    """From 0 to `top`, so that two of them can be compared; None of fewer than two points or no time between them."""
    if len(points) < 2 or points[0].at == points[-1].at:  # noqa: PLR2004 -- two make a line
        return None
    over = Scale(points[0].at.toordinal(), points[-1].at.toordinal(), EDGE, WIDTH - EDGE)
    up = Scale(0, top, HEIGHT - EDGE, EDGE)
    places = [(over(point.at.toordinal()), up(min(max(point.value, 0), top))) for point in points]
    path = "M" + "L".join(f"{x} {y}" for x, y in places)
    return Spark(path, *places[-1])
