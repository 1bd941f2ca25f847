"""Projects in which a competitor stood against us: won, lost to it, lost to another, still open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dangan.analysis.shape import amount, items, text, unfold
from dangan.model.index import Entry, Index, Key, Reference

OPEN, WON, LOST, ELSEWHERE = "open", "won", "lost", "elsewhere"
ENDS = (OPEN, LOST, WON, ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Battle:
    """`day` is that of the end, of an open one that of the decision; `their_step` how far the competitor had got."""

    project: Entry
    how: str
    step: str
    their_step: str
    day: str
    value: Decimal | None
    currency: str
    outcome: str


def battles(competitor: Key, incoming: Iterable[Reference], index: Index) -> tuple[Battle, ...]:
    """By the references to it: open ones first, the soonest before others; then those that ended, the latest first."""
    found = list(_battles(competitor, incoming, index))
    by_day = sorted(found, key=lambda b: (b.day, b.project.key), reverse=True)
    pursued = sorted((b for b in found if b.how == OPEN), key=lambda b: (b.day or "9999", b.project.key))
    return (*pursued, *(b for how in ENDS[1:] for b in by_day if b.how == how))


def _battles(competitor: Key, incoming: Iterable[Reference], index: Index) -> Iterator[Battle]:
    ways: dict[Key, set[str]] = {}
    for reference in incoming:
        if reference.source.kind == "project":
            ways.setdefault(reference.source, set()).add(str(reference.pointer[0]))
    for key, heads in ways.items():
        if heads & {"competitors", "lost_to"}:
            yield _battle(index.entries[key], competitor, lost_to="lost_to" in heads)


def _battle(project: Entry, competitor: Key, *, lost_to: bool) -> Battle:
    facts = unfold(project.summary)
    step = text(facts, "step")
    how = {"won": WON, "lost": LOST if lost_to else ELSEWHERE}.get(step, OPEN)
    return Battle(
        project=project,
        how=how,
        step=step,
        their_step=_their_step(facts, competitor),
        day=text(facts, "decision_by" if how == OPEN else "closed"),
        value=amount(facts, "value", "amount"),
        currency=text(facts, "value", "currency"),
        outcome=text(facts, "outcome"),
    )


def _their_step(facts: Any, competitor: Key) -> str:
    here = (item for item in items(facts, "competitors") if text(item, "competitor") == competitor.id)
    return next((text(item, "step") for item in here), "")
