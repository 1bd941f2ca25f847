"""Next steps as a page lists them."""

from dataclasses import dataclass

from dangan.analysis.steps import Step, soon
from dangan.model.index import Key
from dangan.site import format as fmt
from dangan.site.links import CUSTOMERS, page_address
from dangan.site.views.scope import Link, Scope

STEP = frozenset({"action", "due", "who"})
"""What a list of steps shows of one."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with its date, who does it, and how late it is in words ("" where it is not)."""

    action: str
    href: str
    iso: str
    day: str
    who: Link | None
    late: str
    soon: bool
    customer: Link | None = None


def step_view(step: Step, scope: Scope, customer: str, *, named: Link | None = None) -> StepView:
    context = scope.context
    words = context.words
    return StepView(
        action=step.action,
        href=_place(step, customer, scope),
        iso=step.due.isoformat() if step.due else "",
        day=day_in_list(step, scope),
        who=scope.colleague(step.who) if step.who else None,
        late=words.count("days_late", step.days_late(context.today)) if step.late(context.today) else "",
        soon=soon(step, context.today, context.one("rules")),
        customer=named,
    )


def _place(step: Step, customer: str, scope: Scope) -> str:
    """Where it was written: the thing, else the section of the dossier."""
    if step.source:
        return scope.to_key(Key(step.kind, customer, step.source))
    return scope.to(f"{page_address(CUSTOMERS, customer)}#{step.kind}")


def day_in_list(step: Step, scope: Scope) -> str:
    """Without the year where it is this year's."""
    if step.due is None:
        return ""
    same = step.due.year == scope.context.today.year
    return fmt.short_date(step.due, scope.lang) if same else fmt.list_date(step.due, scope.lang)
