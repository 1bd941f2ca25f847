"""The first screen of a dossier: who decides, where we stand, what is next, what to beware of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangan.analysis.steps import Step
from dangan.model.records import Customer
from dangan.site.views.cautions import CautionView, caution_views
from dangan.site.views.figures import Figure, figures_of
from dangan.site.views.people import PersonView
from dangan.site.views.scope import Scope
from dangan.site.views.steps import StepView, step_view

CARDS = 4
STEPS = 5


@dataclass(frozen=True, slots=True)
class BriefingView:
    people: tuple[PersonView, ...]
    more_people: int
    figures: tuple[Figure, ...]
    steps: tuple[StepView, ...]
    more_steps: int
    beware: tuple[CautionView, ...]
    turns: tuple[date | None, ...]
    """Days on which the figures would read differently though no file has changed."""


def briefing(customer: Customer, people: Sequence[PersonView], steps: Sequence[Step], scope: Scope) -> BriefingView:
    """Of redacted records; `people` in order of their weight."""
    figures, turns = figures_of(customer, scope)
    return BriefingView(
        people=tuple(people[:CARDS]),
        more_people=max(0, len(people) - CARDS),
        figures=figures,
        steps=tuple(step_view(step, scope, customer.id) for step in steps[:STEPS]),
        more_steps=max(0, len(steps) - STEPS),
        beware=caution_views(customer, scope),
        turns=turns,
    )
