"""A small chart of lines over time, worked out to the tenth of a pixel: templates only print what stands here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dangan.site.svg_axes import Mark, Scale, along, heights
from dangan.site.svg_labels import fitted, spread, width_of

WIDTH, HEIGHT = 420, 210
"""At its own size it fits a telephone, so the words are never drawn much smaller than those around it."""
TOP, BOTTOM, GAP = 10, 24, 17
SIZE = 13
"""Of the words, in pixels."""
_VAST = 1e12
_WORDS = 0.42
"""The part of the width that the labels at the right may take at most."""
TONES = 6
"""As many series are told apart by colour and dashes, the first of them ours; then the others begin anew."""


@dataclass(frozen=True, slots=True)
class Point:
    at: date
    value: float
    said: str


@dataclass(frozen=True, slots=True)
class Series:
    """`value` is said behind the label at the end of the line; of `steps` each value holds until the next."""

    label: str
    value: str
    points: tuple[Point, ...]
    steps: bool = False
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    said: str


@dataclass(frozen=True, slots=True)
class Line:
    """`leader` leads from the last dot to the label where that had to move, or the line ends early."""

    tone: int
    path: str
    dots: tuple[Dot, ...]
    label: str
    x: float
    y: float
    leader: str


@dataclass(frozen=True, slots=True)
class Plot:
    width: int
    height: int
    left: float
    right: float
    bottom: float
    lines: tuple[Line, ...]
    across: tuple[Mark, ...]
    """Values at the left, each with its height."""
    along: tuple[Mark, ...]
    """Stretches of time at the bottom: the label's middle, and where the stretch begins."""


def plot(series: Sequence[Series], *, unit: str = "", ceiling: float | None = None, zero: bool = True) -> Plot | None:
    """None of no points. The values begin at 0 or, without `zero`, somewhat below the least."""
    drawn = [one for one in map(_sane, series) if one.points]
    if not drawn:
        return None
    labels = [fitted(one.label, one.value, SIZE, WIDTH * _WORDS) for one in drawn]
    height = max(HEIGHT, TOP + BOTTOM + GAP * len(drawn))
    values = [point.value for one in drawn for point in one.points]
    marks = heights(min(values), max(values), zero=zero, ceiling=ceiling)
    says = [f"{mark:,.10g}{unit}" for mark in marks]
    left = 8 + max(width_of(said, SIZE) for said in says)
    right = WIDTH - 12 - max(width_of(label, SIZE) for label in labels)
    up = Scale(marks[0], marks[-1], height - BOTTOM, TOP)
    over = _times(drawn, left + 6, right)
    return Plot(
        width=WIDTH,
        height=height,
        left=left,
        right=round(right, 1),
        bottom=height - BOTTOM,
        lines=_lines(drawn, labels, over, up),
        across=tuple(Mark(up(mark), said) for mark, said in zip(marks, says, strict=True)),
        along=along(over, SIZE),
    )


def _sane(one: Series) -> Series:
    """A number beyond all measure would press everything else flat."""
    return replace(one, points=tuple(point for point in one.points if abs(point.value) < _VAST))


def _times(series: Sequence[Series], left: float, right: float) -> Scale:
    """From the first day to the last; of a single day half a year around it."""
    days = [point.at.toordinal() for one in series for point in one.points]
    first, last = min(days), max(days)
    room = 0 if last - first > 60 else 180  # noqa: PLR2004 -- two months
    return Scale(max(first - room, 1), min(last + room, date.max.toordinal()), left, right)


def _lines(series: Sequence[Series], labels: Sequence[str], over: Scale, up: Scale) -> tuple[Line, ...]:
    ends = [up(one.points[-1].value) for one in series]
    places, tones = spread(ends, GAP, TOP, up.low), _tones(series)
    return tuple(_line(tones[n], one, labels[n], places[n], over, up) for n, one in enumerate(series))


def _tones(series: Sequence[Series]) -> tuple[int, ...]:
    theirs = [n for n, one in enumerate(series) if not one.ours]
    return tuple(0 if one.ours else 1 + theirs.index(n) % (TONES - 1) for n, one in enumerate(series))


def _line(tone: int, one: Series, label: str, place: float, over: Scale, up: Scale) -> Line:
    dots = tuple(Dot(over(point.at.toordinal()), up(point.value), point.said) for point in one.points)
    end, edge = dots[-1], over.high
    start = edge if one.steps else end.x
    near = abs(place - end.y) < 1 and edge - start < 1
    return Line(
        tone=tone,
        path=_path(dots, steps=one.steps, edge=edge),
        dots=dots,
        label=label,
        x=round(edge + 10, 1),
        y=place,
        leader="" if near else f"M{round(start + 4, 1)} {end.y}L{round(edge + 8, 1)} {place}",
    )


def _path(dots: Sequence[Dot], *, steps: bool, edge: float) -> str:
    parts = [f"M{dots[0].x} {dots[0].y}"]
    parts += [f"H{dot.x}V{dot.y}" if steps else f"L{dot.x} {dot.y}" for dot in dots[1:]]
    return "".join([*parts, f"H{round(edge, 1)}"] if steps else parts)
