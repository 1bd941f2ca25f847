"""A report: one question, answered from every customer's records by a map and a reduce.

A report is one module of `dangan.analysis.reports` that holds a constant `REPORT`; nothing else has to be told of it.
The map sees one redacted customer at a time, in whichever process reads that customer, and returns what can be pickled;
the reduce sees what the map returned and the archive's own settings. Neither knows of pages, languages or terminals.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from dangan.analysis.shape import mapping
from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.model.index import Key
from dangan.model.records import Customer
from dangan.schema.kind import Kind

Sort = Literal["text", "thing", "number", "money", "percent", "date"]


class Money(NamedTuple):
    """An exact amount in one currency (ISO 4217)."""

    amount: Decimal
    currency: str


class Flag(NamedTuple):
    """A word of ours that says how things stand."""

    text: Text
    tone: Literal["bad", "warn", "good"]


class Counted(NamedTuple):
    """A number of customers, and the filter of the customer index that lists them."""

    number: int
    by: str
    value: str


Cell = str | Text | Key | Money | Flag | Counted | Decimal | int | date | None
"""What a table may hold: recorded text, our own words, a thing to link to, figures, a day; None is not known."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all customers share: the date of computing, the rules, the kinds of file with their labels."""

    today: date
    audience: Level
    currency: str
    rules: Mapping[str, Any]
    kinds: Mapping[str, Kind]

    def label(self, kind: str, *path: str) -> Text:
        """What a field is called."""
        found = self.kinds[kind].field.at(path)
        return found.label if found else Text(path[-1])

    def word(self, kind: str, path: tuple[str, ...], value: str) -> Text:
        """What a value of an enum is called; the value itself where no schema says."""
        found = self.kinds[kind].field.at(path)
        choices = found.items.enum if found and found.items else found.enum if found else {}
        return choices.get(value, Text(value))

    def choices(self, kind: str, *path: str) -> tuple[str, ...]:
        """The values of an enum in their order."""
        found = self.kinds[kind].field.at(path)
        return tuple((found.items.enum if found.items else found.enum) if found else ())


@dataclass(frozen=True, slots=True)
class Subject:
    """One customer for the map: redacted records, and what all share."""

    customer: Customer
    setting: Setting

    @property
    def key(self) -> Key:
        return Key("customer", "", self.customer.id)

    def data(self, kind: str) -> Mapping[str, Any]:
        """What the customer's only file of a kind says; empty where there is none."""
        record = self.customer.one(kind)
        return mapping(record.data) if record else {}

    def each(self, kind: str) -> Iterable[tuple[str, Mapping[str, Any]]]:
        """Id and data of every file of a kind."""
        return ((record.id, mapping(record.data)) for record in self.customer.many(kind))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `bar` draws each figure as a bar too, the longest for the greatest of the column."""

    name: str
    label: Text
    sort: Sort = "text"
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows in the order in which they answer the question. `name` is part of addresses and file names."""

    name: str
    label: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()
    """Below the rows; empty where a sum would mean nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a whole in a picture: what it is, how much (any one unit for all), and how that is said."""

    label: Text | Key | str
    size: Decimal
    said: Cell
    tone: Literal["", "bad", "warn", "good"] = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Parts as bars from the left, with their share of the whole and, if `running`, the shares summed up (Pareto)."""

    label: Text
    parts: tuple[Part, ...]
    running: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a report found: a sentence computed from the data, pictures, tables; what was left out and why."""

    sentence: Text
    tables: tuple[Table, ...]
    pictures: tuple[Picture, ...] = ()
    notes: tuple[Text, ...] = ()
    changes_on: date | None = None
    """The next day on which it reads differently though no file has changed."""

    @property
    def main(self) -> Table:
        """The table that downloads and commands give when none is named."""
        return self.tables[0]

    def table(self, name: str) -> Table | None:
        return next((table for table in self.tables if table.name == name), None)


@dataclass(frozen=True, slots=True)
class Report:
    """What a report declares of itself, and its two functions."""

    name: str
    title: Text
    question: Text
    method: tuple[Text, ...]
    """Paragraphs: what is counted, from which fields, what is left out."""
    meets: tuple[str, ...]
    of_customer: Callable[[Subject], Any]
    """None where a customer has nothing to do with the question."""
    reduce: Callable[[Mapping[str, Any], Setting], Answer]
    """Of what the map returned, by customer id in their order; every None is left out."""
    order: int = field(default=100)
