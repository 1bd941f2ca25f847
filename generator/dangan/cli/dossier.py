"""A dossier as lines of text: order, labels, units and names from the schemas, like the page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dangan.cli.columns import pad, width
from dangan.diagnostics.report import printable
from dangan.model.index import Index
from dangan.model.records import Customer, Record
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import RESERVED, Field

Style = Callable[[str, str], str]
"""Colours a text by name: title, section, label, dim."""

_STEP = "  "


@dataclass(frozen=True, slots=True)
class Dossier:
    """Draws one customer's records, which have been redacted before."""

    customer: Customer
    catalogue: Catalogue
    index: Index
    lang: str
    style: Style

    def lines(self) -> Iterator[str]:
        """Title, then every kind of file that there is, in the order of the page; of contacts the latest first."""
        yield self.style(printable(self._title()), "title") + self.style(f"  {self.customer.id}", "dim")
        for kind in sorted(self.catalogue.kinds.values(), key=lambda k: (k.order, k.name)):
            records = self.customer.many(kind.name)
            if records:
                yield ""
                yield self.style(kind.label.to(self.lang), "section")
            for record in reversed(records) if kind.markdown else records:
                yield from self._record(record)

    def _title(self) -> str:
        entry = self.index.find("customer", self.customer.id)
        return entry.name(self.lang) if entry else self.customer.id

    def _record(self, record: Record) -> Iterator[str]:
        if record.kind.many:
            yield self.style(f"{_STEP}{record.id}", "label")
        yield from self._mapping(record.data, record.kind.field, _STEP * (2 if record.kind.many else 1))

    def _mapping(self, data: Any, field: Field, indent: str) -> Iterator[str]:
        """Named fields in the order of the schema, then the things of a map by their ids."""
        if not isinstance(data, dict):
            return
        named = [(name, child) for name, child in field.properties.items() if name in data and name not in RESERVED]
        widest = max((width(child.label.to(self.lang)) for _, child in named), default=0)
        for name, child in named:
            yield from self._field(child.label.to(self.lang), data[name], child, indent, widest)
        for key in (key for key in data if key not in field.properties):
            below = field.child(key)
            if below:
                label = self._reference(field.key_ref, key) if field.key_ref else self._own_name(data[key], key)
                yield from self._field(printable(label), data[key], below, indent)

    def _own_name(self, value: Any, key: str) -> str:
        """A thing of a map is headed by what it is called."""
        names = value.get("names") if isinstance(value, dict) else None
        chosen = (names.get(self.lang) or next(iter(names.values()), None)) if isinstance(names, dict) else None
        return f"{chosen} ({key})" if isinstance(chosen, str) else key

    def _field(self, label: str, value: Any, field: Field, indent: str, widest: int = 0) -> Iterator[str]:
        """On the line of its label what fits there, else below it."""
        short = self._short(value, field)
        if short is not None and "\n" not in short.strip("\n"):
            yield f"{indent}{self.style(pad(label, widest), 'label')}  {printable(short.strip())}".rstrip()
            return
        yield f"{indent}{self.style(label, 'label')}"
        if short is not None:
            yield from (f"{indent}{_STEP}{printable(line)}".rstrip() for line in short.strip("\n").split("\n"))
        elif isinstance(value, list):
            yield from self._items(value, field, indent + _STEP)
        else:
            yield from self._mapping(value, field, indent + _STEP)

    def _items(self, values: list[Any], field: Field, indent: str) -> Iterator[str]:
        for value in values:
            if field.items is None:
                continue
            short = self._short(value, field.items)
            if short is not None:
                yield f"{indent}- {printable(short)}"
                continue
            lines = list(self._mapping(value, field.items, indent + _STEP))
            if lines:
                yield f"{indent}- {lines[0].removeprefix(indent + _STEP)}"
                yield from lines[1:]

    def _short(self, value: Any, field: Field) -> str | None:
        """A value in one piece of text; None for what needs lines of its own."""
        if isinstance(value, dict):
            return self._pair(value, field)
        if isinstance(value, list):
            items = [self._short(item, field.items) if field.items else None for item in value]
            kept = [item for item in items if item is not None]
            plain = len(kept) == len(items) and all("\n" not in item for item in kept)
            return ("、" if self.lang == "zh" else ", ").join(kept) if plain and not _of_mappings(value) else None
        if field.enum and str(value) in field.enum:
            return field.enum[str(value)].to(self.lang)
        if field.ref:
            return self._reference(field.ref, str(value))
        return f"{plain_number(value)} {field.unit}" if field.unit else plain_number(value)

    def _pair(self, value: dict[str, Any], field: Field) -> str | None:
        """Amount with currency, number with unit."""
        for number, unit in (("amount", "currency"), ("value", "unit")):
            if set(value) == {number, unit} and set(field.properties) >= {number, unit}:
                return f"{plain_number(value[number])} {value[unit]}"
        return None

    def _reference(self, space: str, target: str) -> str:
        entry = self.index.find(space, target, self.customer.id)
        name = entry.name(self.lang) if entry else target
        return f"{name} ({target})" if name != target else target


def plain_number(value: Any) -> str:
    """Figures with thousands apart; text as it is."""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, int) and abs(value) >= 10_000:  # noqa: PLR2004 - a year is no amount
        return f"{value:,}"
    return f"{value:,f}" if isinstance(value, Decimal) else str(value)


def _of_mappings(values: list[Any]) -> bool:
    return any(isinstance(value, dict) for value in values)
