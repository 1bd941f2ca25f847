"""What to beware of before the next meeting, as the first screen says it."""

from dataclasses import dataclass

from dangan.analysis.cautions import Caution, cautions
from dangan.model.index import Key
from dangan.model.records import Customer
from dangan.site import format as fmt
from dangan.site.links_place import path_anchor
from dangan.site.views.scope import Link, Scope

SHOWN = 5


@dataclass(frozen=True, slots=True)
class CautionView:
    """One thing to beware of: what it is about, what is said of it, who says so and since when."""

    about: Link | None
    text: str
    by: Link | None
    iso: str
    day: str


def caution_views(customer: Customer, scope: Scope) -> tuple[CautionView, ...]:
    return tuple(_view(caution, scope) for caution in cautions(customer)[:SHOWN])


def _view(caution: Caution, scope: Scope) -> CautionView:
    on = fmt.as_date(caution.on)
    return CautionView(
        about=_about(caution, scope),
        text=caution.text,
        by=scope.colleague(caution.by) if caution.by else None,
        iso=on.isoformat() if on else "",
        day=fmt.long_date(on, scope.lang) if on else "",
    )


def _about(caution: Caution, scope: Scope) -> Link | None:
    words = scope.context.words
    if caution.sort == "problem":
        return Link(words("caution_problem"), "#position")
    if caution.sort == "leaving":
        return Link(words("caution_leaving"), "#position")
    if caution.sort == "lost":
        entry = scope.context.index.entries.get(Key("project", scope.customer, caution.about))
        name = entry.name(scope.lang) if entry else caution.about
        return Link(words("caution_lost", title=name), scope.to_key(Key("project", scope.customer, caution.about)))
    if caution.sort == "rival":
        name = scope.find("competitor", caution.about).text
        step = scope.said("competitors", (caution.about, "entry_step"), caution.step)
        return Link(words("caution_rival", name=name, step=step), f"#{path_anchor('competitors', caution.about)}")
    return None
