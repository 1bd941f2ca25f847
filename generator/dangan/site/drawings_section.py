"""Drawings in a dossier: of a whole section, or a chart above the facts of one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from dangan.model.records import Customer
from dangan.site.drawings import of_sort
from dangan.site.views.scope import Scope


@dataclass(frozen=True, slots=True)
class Section:
    """Draws the whole section of a kind; what it does not show itself it has to draw by a `Rest` (ADR 6)."""

    kind: str
    template: str
    """Is given the view as `section.body`."""
    draw: Callable[[Customer, Scope], Any]
    """Of redacted records. Of the things of the kind only those that this page shows are there."""
    meets: tuple[str, ...] = ()
    each: Callable[[Any, Callable[[Any], Any]], Any] | None = None
    """The view with every thing of it put through a function, where all that a thing folds away is its `more`, and its
    `anchor` the fragment that it has.
    """


@dataclass(frozen=True, slots=True)
class Chart:
    """Stands above a section of the dossier; of several the lower `order` comes first."""

    kind: str
    template: str
    """Is given the view as `chart.body`, and the `section`."""
    draw: Callable[[Customer, Scope], Any]
    """Of redacted records, all of them; None where there is nothing to draw."""
    meets: tuple[str, ...] = ()
    order: int = 50


@cache
def section_of(kind: str) -> Section | None:
    return next((drawing for drawing in of_sort(Section) if drawing.kind == kind), None)


@cache
def charts_of(kind: str) -> tuple[Chart, ...]:
    return tuple(sorted((c for c in of_sort(Chart) if c.kind == kind), key=lambda chart: chart.order))
