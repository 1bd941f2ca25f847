"""The influence map, drawn on a grid that means something: columns are attitudes, rows are weights in the decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangan.analysis.coverage import reach
from dangan.analysis.influence import COLUMNS, ROWS, Figure, Influence, Tie, influence, named_elsewhere
from dangan.analysis.shape import members, unfold
from dangan.model.records import Customer
from dangan.site.drawings_section import Chart
from dangan.site.views.people import PersonView, people_of
from dangan.site.views.scope import Link, Scope

LEFT, CELL, LINE, TOP = 96, 226, 76, 30
"""Pixels of the drawing: room for the words of the rows, a cell's width, the height of a line of people, the heads."""
RADIUS, GAP = 17, 24
NAME, RIM = 23, 5
"""Room for the name under a circle, and between a circle and a line."""
PER_LINE = 3
"""People beside each other in one cell; more of them make a second line."""
_TONES = {"unknown": "unknown", "against": "bad", "neutral": "even", "for": "good"}
_DRAWN = ("influences", "allied", "at-odds")
"""Who reports to whom is the organisation chart's."""


@dataclass(frozen=True, slots=True)
class NodeView:
    """One person: `x`, `y` the middle of the circle."""

    x: int
    y: int
    name: str
    short: str
    initial: str
    href: str
    tone: str
    reached: bool
    outside: bool
    said: str


@dataclass(frozen=True, slots=True)
class EdgeView:
    """A line between two people: `path` is that of SVG, `x`, `y` its middle."""

    kind: str
    path: str
    x: int
    y: int
    said: str


@dataclass(frozen=True, slots=True)
class HeadView:
    label: str
    at: int
    tone: str = ""


@dataclass(frozen=True, slots=True)
class LineView:
    """One person in the table that says the same."""

    person: Link
    row: str
    column: str
    tone: str
    reached: bool
    ties: tuple[tuple[str, Link], ...]


@dataclass(frozen=True, slots=True)
class InfluenceView:
    finding: str
    width: int
    height: int
    columns: tuple[HeadView, ...]
    rows: tuple[HeadView, ...]
    rules: tuple[int, ...]
    """Heights of the lines between rows."""
    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    """What the map says of somebody, here or at another customer."""

    name: str
    href: str
    initial: str


def influence_view(customer: Customer, scope: Scope) -> InfluenceView | None:
    """None where there are fewer than two people, or nobody has a role: a map of nothing says nothing."""
    record = customer.one("people")
    if record is None:
        return None
    reaches = reach(dict(members(record.data)), [contact.data for contact in customer.many("log")])
    found = influence(reaches, _others(named_elsewhere(reaches), scope))
    if len(found.figures) < 2 or not any(f.row != ROWS[2] for f in found.figures):  # noqa: PLR2004 -- a pair
        return None
    views = {view.id: view for view in people_of(customer, scope)}
    people = {f.person: _person(f.person, views.get(f.person), scope) for f in found.figures}
    return _drawn(found, people, scope)


def _others(names: Sequence[str], scope: Scope) -> Mapping[str, Mapping[str, Any]]:
    """What the index tells of people of other customers."""
    entries = {name: scope.context.index.find("person", name, scope.customer) for name in names}
    return {name: unfold(entry.summary) for name, entry in entries.items() if entry}


def _person(own_id: str, view: PersonView | None, scope: Scope) -> _Person:
    if view:
        return _Person(view.name, f"#{view.anchor}", view.initial)
    link = scope.find("person", own_id)
    return _Person(link.text, link.href, link.text[:1].upper())


def _drawn(found: Influence, people: Mapping[str, _Person], scope: Scope) -> InfluenceView:
    words = scope.context.words
    heights = [_height(found, row) for row in ROWS]
    tops = [TOP + sum(heights[:n]) for n in range(len(ROWS))]
    places = _places(found, tops)
    return InfluenceView(
        finding=_finding(found, people, scope),
        width=LEFT + CELL * len(COLUMNS),
        height=TOP + sum(heights),
        columns=tuple(
            HeadView(words(f"stance_{c}"), LEFT + CELL * n + CELL // 2, _TONES[c]) for n, c in enumerate(COLUMNS)
        ),
        rows=tuple(HeadView(words(f"weight_{r}"), tops[n] + heights[n] // 2) for n, r in enumerate(ROWS)),
        rules=tuple(tops),
        nodes=tuple(_node(f, people[f.person], places[f.person], scope) for f in found.figures),
        edges=tuple(_edge(tie, places, people, scope) for tie in found.ties if tie.kind in _DRAWN),
        lines=tuple(_line(f, found, people, scope) for f in found.figures),
    )


def _cell(found: Influence, row: str, column: str) -> list[Figure]:
    return [f for f in found.figures if f.row == row and f.column == column]


def _height(found: Influence, row: str) -> int:
    most = max(len(_cell(found, row, column)) for column in COLUMNS)
    return GAP + LINE * max(1, -(-most // PER_LINE))


def _places(found: Influence, tops: Sequence[int]) -> Mapping[str, tuple[int, int]]:
    """The middle of each circle: people of one cell share its width evenly, line by line."""
    places = {}
    for top, row in zip(tops, ROWS, strict=True):
        for number, column in enumerate(COLUMNS):
            figures = _cell(found, row, column)
            for at in range(0, len(figures), PER_LINE):
                line = figures[at : at + PER_LINE]
                for n, figure in enumerate(line):
                    x = LEFT + CELL * number + CELL * (2 * n + 1) // (2 * len(line))
                    places[figure.person] = (x, top + GAP // 2 + RADIUS + 4 + LINE * (at // PER_LINE))
    return places


def _node(figure: Figure, person: _Person, place: tuple[int, int], scope: Scope) -> NodeView:
    words = scope.context.words
    said = [person.name, words(f"weight_{figure.row}"), words(f"stance_{figure.column}")]
    said += [] if figure.reached else [words("nobody_talks")]
    room = 7 if figure.outside else 8
    return NodeView(
        *place,
        name=person.name,
        short=person.name if len(person.name) <= room * 2 else f"{person.name[: room * 2 - 1]}…",
        initial=person.initial,
        href=person.href,
        tone=_TONES[figure.column],
        reached=figure.reached,
        outside=figure.outside,
        said=words("comma").join(said),
    )


def _edge(tie: Tie, places: Mapping[str, tuple[int, int]], people: Mapping[str, _Person], scope: Scope) -> EdgeView:
    """A curve that leaves and ends at the rims of the circles, bent to one side so that two ways do not cover it."""
    (x1, y1), (x2, y2) = places[tie.source], places[tie.target]
    dx, dy = x2 - x1, y2 - y1
    long = max((dx * dx + dy * dy) ** 0.5, 1.0)
    ux, uy = dx / long, dy / long
    bend = min(46.0, long * 0.22)
    cx, cy = (x1 + x2) / 2 - uy * bend, (y1 + y2) / 2 + ux * bend
    sx, sy = _rim((x1, y1), (cx, cy), y2)
    ex, ey = _rim((x2, y2), (cx, cy), y1)
    mx, my = (sx + 2 * cx + ex) / 4, (sy + 2 * cy + ey) / 4
    kind = scope.said("people", ("*", "relations", 0, "kind"), tie.kind)
    said = f"{people[tie.source].name} {kind} {people[tie.target].name}"
    path = f"M{sx:.0f} {sy:.0f}Q{cx:.0f} {cy:.0f} {ex:.0f} {ey:.0f}"
    return EdgeView(tie.kind, path, round(mx), round(my), said)


def _rim(middle: tuple[int, int], towards: tuple[float, float], other: int) -> tuple[float, float]:
    """Where a line leaves a circle; below it stands the name, so a line from below ends under that."""
    x, y = middle
    if other - y > LINE // 2:
        return x, y + RADIUS + NAME
    long = max(((towards[0] - x) ** 2 + (towards[1] - y) ** 2) ** 0.5, 1.0)
    by = (RADIUS + RIM) / long
    return x + (towards[0] - x) * by, y + (towards[1] - y) * by


def _line(figure: Figure, found: Influence, people: Mapping[str, _Person], scope: Scope) -> LineView:
    words = scope.context.words
    ties = tuple(
        (scope.said("people", ("*", "relations", 0, "kind"), tie.kind), _link(people[tie.target]))
        for tie in found.ties
        if tie.source == figure.person and tie.kind in _DRAWN
    )
    return LineView(
        person=_link(people[figure.person]),
        row=words(f"weight_{figure.row}"),
        column=words(f"stance_{figure.column}"),
        tone=_TONES[figure.column],
        reached=figure.reached,
        ties=ties,
    )


def _link(person: _Person) -> Link:
    return Link(person.name, person.href)


def _finding(found: Influence, people: Mapping[str, _Person], scope: Scope) -> str:
    """Who decides, and whom of those that matter nobody of ours talks to."""
    words, comma = scope.context.words, scope.context.words("comma")
    names = comma.join(people[f.person].name for f in found.deciders)
    first = words("deciding").format(names=names) if names else words("nobody_decides")
    missing = comma.join(people[f.person].name for f in found.missing)
    second = words("not_talked_to").format(names=missing) if missing else words("all_talked_to")
    return f"{first} {second}" if scope.lang == "en" else f"{first}{second}"


DRAWINGS = (Chart("people", "charts/influence.html.j2", influence_view, meets=("PPL-15/on-map", "PPL-12"), order=10),)
