"""A table of a report as plain rows: the same for commands and for what a page offers to download."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from dangan.analysis.report import Cell, Column, Counted, Flag, Money, Table
from dangan.diagnostics import Text
from dangan.model.index import Key

Names = Callable[[Key], str]
"""What a thing is called, in the language asked for."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would compute if a text began with it."""
_MARK = "\ufeff"
"""By which spreadsheets know that a file is UTF-8."""


def identity(key: Key) -> str:
    """How a thing is referred to from outside of its customer."""
    return f"{key.customer}/{key.id}" if key.customer else key.id


def objects(table: Table, names: Names, lang: str) -> list[dict[str, Any]]:
    """A mapping per row: a thing by its id and its name, money as amount and currency, days as ISO 8601."""
    return [
        {name: value for column, cell in zip(table.columns, row, strict=True)
         for name, value in _members(column, cell, names, lang)}
        for row in table.rows
    ]  # fmt: skip


def json_text(table: Table, names: Names, lang: str) -> str:
    """One array of objects; figures are exact."""
    return json.dumps(objects(table, names, lang), ensure_ascii=False, indent=1, default=figure) + "\n"


def csv_text(table: Table, names: Names, lang: str) -> str:
    """RFC 4180 with a head of labels; a text that a spreadsheet would compute is kept a text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head for column in table.columns for head in _heads(column, lang))
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        writer.writerow(safe_cell(value) for column, cell in cells for _, value in _members(column, cell, names, lang))
    return out.getvalue()


def csv_bytes(table: Table, names: Names, lang: str) -> bytes:
    """As a file to download."""
    return (_MARK + csv_text(table, names, lang)).encode()


def _heads(column: Column, lang: str) -> tuple[str, ...]:
    label = column.label.to(lang)
    if column.sort == "thing":
        return (f"{label} ({_ID.to(lang)})", label)
    return (label, f"{label} ({_CURRENCY.to(lang)})") if column.sort == "money" else (label,)


_ID = Text("id", "编号")
_CURRENCY = Text("currency", "币种")


def _members(column: Column, cell: Cell, names: Names, lang: str) -> Iterator[tuple[str, Any]]:
    if column.sort == "thing":
        key = cell if isinstance(cell, Key) else None
        yield column.name, identity(key) if key else None
        yield f"{column.name}_name", names(key) if key else _plain(cell, lang)
    elif column.sort == "money":
        money = cell if isinstance(cell, Money) else None
        yield column.name, money.amount if money else None
        yield f"{column.name}_currency", money.currency if money else None
    else:
        yield column.name, _plain(cell, lang)


def _plain(cell: Cell, lang: str) -> Any:
    if isinstance(cell, Flag):
        return cell.text.to(lang)
    if isinstance(cell, Counted):
        return cell.number
    if isinstance(cell, Text):
        return cell.to(lang)
    return cell.isoformat() if isinstance(cell, date) else cell


def safe_cell(value: Any) -> str:
    """A cell of CSV; a text that a spreadsheet would compute is set off by an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def figure(value: Any) -> int | float:
    """What `json` asks of a value that it does not know: an exact number as one."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)
