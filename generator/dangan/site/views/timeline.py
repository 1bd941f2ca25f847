"""The timeline of a dossier: a strip of lanes by month, and the same as a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.analysis.timeline import LANES, Happening, Timeline, timeline
from dangan.model.index import Key
from dangan.model.records import Customer
from dangan.site import format as fmt
from dangan.site.drawings_section import Chart
from dangan.site.views.scope import Link, Scope

LEFT, MONTH, LANE, TOP = 72, 30, 30, 22
"""Pixels: room for the names of the lanes, a month's width, a lane's height, the years."""
_KINDS = {"log": "log", "person": "people", "competitor": "competitors"}
"""The kind of file whose schema words the value of a happening, by the thing that it leads to."""
_LISTED = ("contacts", "orders")
SAID = 6
"""Happenings that a dot names; the list has them all."""


@dataclass(frozen=True, slots=True)
class DotView:
    """Everything of one lane and month."""

    x: int
    y: int
    r: int
    count: str
    href: str
    said: str


@dataclass(frozen=True, slots=True)
class LineView:
    iso: str
    day: str
    lane: str
    link: Link
    word: str


@dataclass(frozen=True, slots=True)
class TimelineView:
    width: int
    height: int
    lanes: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    """What stands over the first month of each year, and where its line is."""
    dots: tuple[tuple[str, tuple[DotView, ...]], ...]
    """By lane."""
    lines: tuple[LineView, ...]
    """But for what has a list of its own."""
    earlier: int


def timeline_view(customer: Customer, scope: Scope) -> TimelineView | None:
    """None where less than three things have a day: a strip of dots says nothing then."""
    found = timeline(customer, scope.context.today)
    if sum(map(len, found.cells.values())) < 3:  # noqa: PLR2004 -- the least that makes a line
        return None
    words = scope.context.words
    return TimelineView(
        width=LEFT + MONTH * len(found.months),
        height=TOP + LANE * len(LANES) + 4,
        lanes=tuple((words(f"lane_{lane}"), _y(lane)) for lane in LANES),
        years=_years(found),
        dots=tuple((lane, tuple(_dots(found, lane, scope))) for lane in sorted({lane for lane, _ in found.cells})),
        lines=tuple(_lines(found, scope)),
        earlier=found.earlier,
    )


def _y(lane: str) -> int:
    return TOP + LANE * LANES.index(lane) + LANE // 2


def _years(found: Timeline) -> tuple[tuple[str, int], ...]:
    return tuple(
        (f"{year:04}", LEFT + MONTH * place)
        for place, (year, month) in enumerate(found.months)
        if month == 1 or place == 0
    )


def _dots(found: Timeline, lane: str, scope: Scope) -> list[DotView]:
    return [_dot(lane, month, each, scope) for (of, month), each in sorted(found.cells.items()) if of == lane]


def _dot(lane: str, month: int, found: Sequence[Happening], scope: Scope) -> DotView:
    shown = [f"{fmt.short_date(h.on, scope.lang)} {_said(h, scope)}" for h in found[:SAID]]
    more = [f"+{len(found) - SAID}"] if len(found) > SAID else []
    return DotView(
        x=LEFT + MONTH * month + MONTH // 2,
        y=_y(lane),
        r=min(4 + 2 * (len(found) - 1), 11),
        count=str(len(found)) if len(found) > 1 else "",
        href=_link(found[-1], scope).href,
        said="\n".join([*shown, *more]),
    )


def _said(happening: Happening, scope: Scope) -> str:
    """What it is and what it is called: "Visit · Product sample", "Left · 颜可"."""
    name = happening.words or _link(happening, scope).text
    return " · ".join(filter(None, (_word(happening, scope), name)))


def _word(happening: Happening, scope: Scope) -> str:
    kind = _KINDS.get(happening.thing)
    path = tuple(0 if part == "-" else part for part in _path(happening.field))
    return scope.said(kind, path, happening.value) if kind and happening.value else ""


def _path(field: tuple[str, ...]) -> tuple[str, ...]:
    """A step into the items of a list before the last name, where there are three."""
    return (*field[:-1], "-", field[-1]) if len(field) > 2 else field  # noqa: PLR2004 -- map, list, field


def _link(happening: Happening, scope: Scope) -> Link:
    """To where it is recorded; words alone where that has no place of its own."""
    if not happening.thing:
        return Link(happening.words)
    customer = "" if happening.thing == "competitor" else scope.customer
    entry = scope.context.index.entries.get(Key(happening.thing, customer, happening.id))
    link = scope.link(entry) if entry else Link(happening.id)
    return Link(happening.words or link.text, link.href)


def _lines(found: Timeline, scope: Scope) -> list[LineView]:
    listed = sorted(
        (h for each in found.cells.values() for h in each if h.lane not in _LISTED), key=lambda h: h.on, reverse=True
    )
    return [
        LineView(
            iso=h.on.isoformat(),
            day=fmt.list_date(h.on, scope.lang),
            lane=scope.context.words(f"lane_{h.lane}"),
            link=_link(h, scope),
            word=_word(h, scope),
        )
        for h in listed
    ]


DRAWINGS = (Chart("log", "charts/timeline.html.j2", timeline_view, order=10),)
