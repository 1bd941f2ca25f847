"""Drawings of the archive's own things: the page of each thing of a kind, and the page that lists them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dangan.diagnostics import Text
from dangan.model.index import Entry
from dangan.model.records import Record
from dangan.schema.kind import Kind, ThingKind
from dangan.site.drawings import of_sort
from dangan.site.pages_book import Book
from dangan.site.views.scope import Scope


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page is about; the page that lists all things has no `entry`."""

    kind: Kind
    thing: ThingKind
    records: tuple[Record, ...]
    """Of the kind, redacted."""
    shared: Callable[[], Book]
    entry: Entry | None = None

    @property
    def book(self) -> Book:
        """All customers; whoever asks for it is drawn again when one of them becomes another."""
        return self.shared()

    @property
    def record(self) -> Record | None:
        """The file that the thing stands in."""
        return next((r for r in self.records if self.entry and r.path == self.entry.path), None)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the template is given by name, and the next day on which that would differ though no file has changed."""

    values: Mapping[str, Any] = field(default_factory=dict)
    changes_on: date | None = None
    told: frozenset[Text] = frozenset()
    """The labels of the links back that it tells, which are not listed again."""


@dataclass(frozen=True, slots=True)
class ThingPage:
    """Draws the page of each thing; the template has the page from the schema too, as `page`."""

    thing: str
    template: str
    draw: Callable[[Subject, Entry, Scope], Drawn]
    meets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexPage:
    """Draws the page that lists the things; the template has the plain list too, as `things`."""

    thing: str
    template: str
    draw: Callable[[Subject, Scope], Drawn]
    meets: tuple[str, ...] = ()


def thing_page_of(thing: str) -> ThingPage | None:
    return next((drawing for drawing in of_sort(ThingPage) if drawing.thing == thing), None)


def index_page_of(thing: str) -> IndexPage | None:
    return next((drawing for drawing in of_sort(IndexPage) if drawing.thing == thing), None)
