"""The influence map: who decides, who sways whom, and whom nobody of ours talks to (PPL-12)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from dangan.analysis.coverage import DECIDING, Reach
from dangan.analysis.declaration import Declaration
from dangan.analysis.shape import items, mapping, text, texts
from dangan.diagnostics import Text

MEETS = Declaration(
    "analysis", "influence", Text("Influence map", "影响力图"), ("PPL-12/who-decides", "PPL-12/paths", "PPL-12/contact")
)

ROWS = ("decides", "sways", "informs")
COLUMNS = ("unknown", "against", "neutral", "for")
_SWAYS = ("influencer", "gatekeeper")


@dataclass(frozen=True, slots=True)
class Figure:
    """One person on the map: their weight, their stance to us, whether anybody of ours talks to them."""

    person: str
    row: str
    column: str
    reached: bool
    outside: bool


class Tie(NamedTuple):
    """What holds between two people: `kind` is a relation of the schema; `influences` has a direction."""

    kind: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Influence:
    figures: tuple[Figure, ...]
    ties: tuple[Tie, ...]

    @property
    def deciders(self) -> tuple[Figure, ...]:
        return tuple(f for f in self.figures if f.row == "decides")

    @property
    def paths(self) -> frozenset[str]:
        """Whoever reaches a decider along ties of influence, however many steps away."""
        found = {f.person for f in self.deciders}
        while more := {t.source for t in self.ties if t.kind == "influences" and t.target in found} - found:
            found |= more
        return frozenset(found)

    @property
    def missing(self) -> tuple[Figure, ...]:
        """Those on a path to a decision, or deciding, to whom nobody of ours talks."""
        on_path = self.paths
        return tuple(f for f in self.figures if not f.reached and (f.person in on_path or f.row != "informs"))


def influence(reaches: Iterable[Reach], others: Mapping[str, Mapping[str, Any]]) -> Influence:
    """Of everybody at a customer; `others` are people elsewhere that are named here, by the name that is used."""
    here = {r.person: _figure(r.person, r.data, reached=r.reached) for r in reaches}
    ties = tuple(dict.fromkeys(_ties(reaches)))
    named = {end for tie in ties for end in (tie.source, tie.target)}
    there = {name: _figure(name, others[name], reached=True) for name in sorted(named - here.keys()) if name in others}
    known = here | there
    return Influence(tuple(known.values()), tuple(t for t in ties if t.source in known and t.target in known))


def named_elsewhere(reaches: Iterable[Reach]) -> tuple[str, ...]:
    """People of other customers that somebody here is related to."""
    return tuple(dict.fromkeys(tie.target for tie in _ties(reaches) if "/" in tie.target))


def _figure(person: str, data: Mapping[str, Any], *, reached: bool) -> Figure:
    roles = texts(data, "roles")
    row = ROWS[0] if DECIDING[0] in roles else ROWS[1] if any(r in roles for r in _SWAYS) else ROWS[2]
    stance = text(data, "attitude", "to_us")
    return Figure(person, row, stance if stance in COLUMNS else COLUMNS[0], reached, bool(mapping(data, "outside")))


def _ties(reaches: Iterable[Reach]) -> Iterable[Tie]:
    for r in reaches:
        for relation in items(r.data, "relations"):
            kind, target = text(relation, "kind"), text(relation, "person")
            if kind and target and target != r.person:
                yield _tie(kind, r.person, target)
        through = text(r.data, "outside", "through")
        if through and through != r.person:
            yield Tie("influences", r.person, through)


def _tie(kind: str, source: str, target: str) -> Tie:
    """What holds both ways is kept once."""
    if kind in ("allied", "at-odds") and target < source:
        return Tie(kind, target, source)
    return Tie(kind, source, target)
