"""What the makers of views of values share: the types that go between them."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Protocol

from dangan.analysis.shape import text
from dangan.schema.field import Field
from dangan.site.format_words import Words
from dangan.site.views.scope import Scope
from dangan.site.views.values import GroupView, ValueView

Show = Callable[[Any, Scope], ValueView]
"""Makes a view of a value that is there."""


class Fact(NamedTuple):
    """One fact of an object that the audience may know of."""

    name: str
    field: Field
    label: str
    show: Show
    leaf: bool
    essential: bool


class Compiler(Protocol):
    """As much of `Fields` as a maker needs."""

    words: Words

    @property
    def lang(self) -> str: ...
    def label(self, field: Field) -> str: ...
    def show(self, field: Field) -> Show: ...
    def plan(self, field: Field) -> tuple[Fact, ...]: ...
    def alike(self, field: Field) -> tuple[Fact, ...]: ...
    def raw(self, value: Any, scope: Scope) -> ValueView: ...
    def group(
        self, field: Field, data: Mapping[str, Any], scope: Scope, skip: frozenset[str] = frozenset()
    ) -> GroupView: ...


Maker = Callable[[Compiler, Field], Show]
"""Compiles a field."""


def thing_here(scope: Scope) -> str:
    """The fragment of the thing that is being drawn; "" where it is none."""
    return scope.place.thing if scope.place else ""


def filing_of(data: Mapping[str, Any], scope: Scope) -> str:
    """The filing class that a thing names for itself."""
    filing = text(data, "filing")
    return filing if filing in scope.context.catalogue.filings else ""


def is_leaf(field: Field) -> bool:
    """Whether nothing below a value of the field can have a fragment."""
    return field.type not in ("object", "array", "")
