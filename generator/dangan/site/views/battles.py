"""How we have won and lost against a competitor, project by project."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.analysis.battles import ELSEWHERE, LOST, OPEN, WON, Battle, battles
from dangan.model.index import Entry, Key
from dangan.site import format as fmt
from dangan.site.views.backlinks import leading_to
from dangan.site.views.labels import labels
from dangan.site.views.presence import here_form
from dangan.site.views.projects import Progress, progress
from dangan.site.views.scope import Link, Scope
from dangan.site.views.values import ValueView

_TONES = {OPEN: "even", WON: "good", LOST: "bad", ELSEWHERE: "unknown"}
_HEADS = ("step", "value", "outcome")


@dataclass(frozen=True, slots=True)
class BattleView:
    customer: Link
    project: Link
    how: str
    tone: str
    step: Progress
    theirs: Progress | None
    value: str
    day: ValueView | None
    outcome: str


ROWS = 60
"""Projects that the page of a competitor has."""


@dataclass(frozen=True, slots=True)
class BattlesView:
    finding: str
    rows: tuple[BattleView, ...]
    more: int
    """Beyond those that the page has; each stands in its customer's dossier."""
    heads: dict[str, str]


def battles_view(entry: Entry, scope: Scope) -> BattlesView:
    found = battles(entry.key, leading_to(entry.key, scope), scope.context.index)
    kind = scope.context.catalogue.kinds.get("project")
    heads = labels(kind.field if kind else None, _HEADS, scope.lang)
    rows = tuple(_battle(one, scope) for one in found[:ROWS])
    return BattlesView(_finding(found, scope), rows, len(found) - len(rows), heads)


def _battle(battle: Battle, scope: Scope) -> BattleView:
    index, kind, here = scope.context.index, scope.context.catalogue.kinds.get("project"), here_form(scope)
    owner = index.entries.get(Key("customer", "", battle.project.key.customer))
    day, theirs = fmt.as_date(battle.day), battle.their_step
    field = here.child("entry_step") if here else None
    return BattleView(
        customer=scope.link(owner) if owner else Link(battle.project.key.customer),
        project=scope.link(battle.project),
        how=scope.context.words(f"battle_{battle.how}"),
        tone=_TONES[battle.how],
        step=progress(kind.field.child("step") if kind else None, battle.step, scope.lang),
        theirs=progress(field, theirs, scope.lang) if theirs else None,
        value=fmt.money(battle.value, battle.currency) if battle.value is not None else "",
        day=ValueView("date", fmt.list_date(day, scope.lang), iso=battle.day) if day else None,
        outcome=battle.outcome,
    )


def _finding(found: Sequence[Battle], scope: Scope) -> str:
    """How many of each, those that have ended first."""
    words, ends = scope.context.words, [battle.how for battle in found]
    told = [words(f"battles_{how}", n=ends.count(how)) for how in (WON, LOST, ELSEWHERE, OPEN) if how in ends]
    return words("comma").join(told) + words("stop") if told else ""
