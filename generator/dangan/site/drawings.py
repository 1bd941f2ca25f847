"""What is drawn better than from the schema alone: declared once, beside its view, and found by listing the views.

A module of `dangan.site.views` that has a tuple `DRAWINGS` is asked; nothing else has to be told of a new one.
"""

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, TypeVar

_VIEWS = "dangan.site.views"


class Drawing(Protocol):
    """As much as all sorts of drawing have."""

    @property
    def template(self) -> str: ...
    @property
    def meets(self) -> tuple[str, ...]:
        """Parts of requirements that are met by being drawn: `ORG-01/chart`."""
        ...


Sort = TypeVar("Sort")


@cache
def drawings() -> tuple[Drawing, ...]:
    """Every drawing there is, by the names of their modules."""
    names = sorted(found.name for found in pkgutil.iter_modules(import_module(_VIEWS).__path__, f"{_VIEWS}."))
    return tuple(drawing for name in names for drawing in getattr(import_module(name), "DRAWINGS", ()))


def of_sort(sort: type[Sort]) -> tuple[Sort, ...]:
    return tuple(drawing for drawing in drawings() if isinstance(drawing, sort))
