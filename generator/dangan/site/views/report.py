"""A report as a page: the question, the answer in a sentence, the picture, the tables, the method, the downloads."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dangan.analysis.report import Answer, Cell, Column, Counted, Flag, Money, Part, Picture, Report, Table
from dangan.diagnostics import Text
from dangan.model.index import Key
from dangan.site import format as fmt
from dangan.site.views.backlinks import named_link
from dangan.site.views.scope import Link, Scope
from dangan.site.views.values import ValueView

FOLDER = "reports"
FIRST = 100
"""Rows of a table on the page; all of them are in the download."""
_NARROW, _SHORT = 5, 12
_NUMBERS = ("number", "money", "percent")


@dataclass(frozen=True, slots=True)
class CellView:
    """`value` is None where nothing is known; `bar` is the length in percent of the longest, None without one."""

    value: ValueView | None
    bar: int | None = None
    tone: str = ""


@dataclass(frozen=True, slots=True)
class HeadView:
    label: str
    number: bool


@dataclass(frozen=True, slots=True)
class ReportTable:
    name: str
    label: str
    heads: tuple[HeadView, ...]
    rows: tuple[tuple[CellView, ...], ...]
    totals: tuple[CellView, ...]
    count: int
    """Of all rows, also those that only the download has."""
    csv: str
    json: str

    @property
    def narrow(self) -> bool:
        """Whether two of them fit beside each other."""
        return len(self.heads) <= _NARROW and self.count <= _SHORT and not self.totals


@dataclass(frozen=True, slots=True)
class BarView:
    """One part of a picture: `bar` and `running` in percent, of the longest and of the whole."""

    label: Link
    said: ValueView | None
    bar: int
    share: str
    running: str
    tone: str


@dataclass(frozen=True, slots=True)
class PictureView:
    label: str
    bars: tuple[BarView, ...]
    running: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    title: str
    question: str
    sentence: str
    trail: tuple[Link, ...]
    pictures: tuple[PictureView, ...]
    tables: tuple[ReportTable, ...]
    notes: tuple[str, ...]
    method: tuple[str, ...]
    changes_on: date | None


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in the list of all."""

    link: Link
    question: str
    sentence: str


def data_address(report: str, table: str, lang: str, form: str) -> str:
    """Of a table as a file to download, under the site's root."""
    return f"data/{FOLDER}/{report}.{table}.{lang}.{form}"


def report_view(report: Report, answer: Answer, scope: Scope) -> ReportView:
    lang = scope.lang
    return ReportView(
        title=report.title.to(lang),
        question=report.question.to(lang),
        sentence=answer.sentence.to(lang),
        trail=scope.trail(Link(scope.context.words("reports"), scope.to_index(FOLDER))),
        pictures=tuple(_picture(picture, scope) for picture in answer.pictures),
        tables=tuple(_table(report.name, table, scope) for table in answer.tables if table.rows),
        notes=tuple(note.to(lang) for note in answer.notes),
        method=tuple(paragraph.to(lang) for paragraph in report.method),
        changes_on=answer.changes_on,
    )


def report_line(report: Report, answer: Answer, scope: Scope) -> ReportLine:
    link = Link(report.title.to(scope.lang), scope.to(f"{FOLDER}/{report.name}/index.html"))
    return ReportLine(link, report.question.to(scope.lang), answer.sentence.to(scope.lang))


def _table(report: str, table: Table, scope: Scope) -> ReportTable:
    greatest = tuple(_greatest(table, place) if column.bar else None for place, column in enumerate(table.columns))
    return ReportTable(
        name=table.name,
        label=table.label.to(scope.lang),
        heads=tuple(_head(column, scope.lang) for column in table.columns),
        rows=tuple(_row(table, row, greatest, scope) for row in table.rows[:FIRST]),
        totals=_row(table, table.totals, (None,) * len(table.columns), scope) if table.totals else (),
        count=len(table.rows),
        csv=scope.asset(data_address(report, table.name, scope.lang, "csv")),
        json=scope.asset(data_address(report, table.name, scope.lang, "json")),
    )


def _head(column: Column, lang: str) -> HeadView:
    label = column.label.to(lang)
    has_unit = column.sort == "percent" and "%" not in label and "％" not in label
    return HeadView(f"{label} %" if has_unit else label, column.sort in _NUMBERS)


def _greatest(table: Table, place: int) -> Decimal:
    """Percents are drawn of a hundred, whatever the greatest of them is."""
    if table.columns[place].sort == "percent":
        return Decimal(100)
    return max((_size(row[place]) for row in table.rows), default=Decimal(0))


def _size(cell: Cell) -> Decimal:
    if isinstance(cell, Money):
        return cell.amount
    if isinstance(cell, Counted):
        return Decimal(cell.number)
    return Decimal(cell) if isinstance(cell, int | Decimal) else Decimal(0)


def _row(
    table: Table, row: tuple[Cell, ...], greatest: tuple[Decimal | None, ...], scope: Scope
) -> tuple[CellView, ...]:
    return tuple(
        CellView(
            value=_value(cell, column, scope),
            bar=_bar(_size(cell), most) if most is not None else None,
            tone=cell.tone if isinstance(cell, Flag) else "",
        )
        for cell, column, most in zip(row, table.columns, greatest, strict=True)
    )


def _bar(size: Decimal, most: Decimal) -> int:
    """Percent of the longest; what is not nothing is at least seen."""
    return max(round(size * 100 / most), 1) if most > 0 and size > 0 else 0


def _value(cell: Cell, column: Column, scope: Scope) -> ValueView | None:
    if cell is None:
        return None
    if isinstance(cell, Key):
        link = _named(cell, scope, in_column=True)
        return ValueView("link", link.text, href=link.href)
    if isinstance(cell, Counted):
        return ValueView("link", str(cell.number), href=scope.filtered(**{cell.by: cell.value}))
    if isinstance(cell, date):
        return ValueView("date", fmt.list_date(cell, scope.lang), iso=cell.isoformat())
    if isinstance(cell, Money | int | Decimal):
        return ValueView("number", _figure(cell))
    return ValueView("text", _text(cell, column, scope.lang))


def _figure(cell: Money | int | Decimal) -> str:
    return fmt.money(_whole(cell.amount), cell.currency) if isinstance(cell, Money) else fmt.number(cell)


def _text(cell: str | Text | Flag, column: Column, lang: str) -> str:
    if isinstance(cell, str):
        return fmt.country(cell, lang) if column.name == "country" else cell
    return (cell.text if isinstance(cell, Flag) else cell).to(lang)


def _whole(amount: Decimal) -> Decimal:
    """Tables show whole units; the download has every digit."""
    return Decimal(round(amount))


def _named(key: Key, scope: Scope, *, in_column: bool = False) -> Link:
    index = scope.context.index
    if key not in index.entries:
        return Link(key.id)
    return scope.link(index.entries[key]) if in_column else named_link(key, index, scope)


def _picture(picture: Picture, scope: Scope) -> PictureView:
    whole = sum((part.size for part in picture.parts), Decimal(0))
    most = max((part.size for part in picture.parts), default=Decimal(0))
    running, bars = Decimal(0), []
    for part in picture.parts:
        running += part.size
        bars.append(
            BarView(
                label=_part_label(part, scope),
                said=_value(part.said, _PLAIN, scope),
                bar=_bar(part.size, most),
                share=_percent(part.size, whole),
                running=_percent(running, whole),
                tone=part.tone,
            )
        )
    return PictureView(picture.label.to(scope.lang), tuple(bars), picture.running)


_PLAIN = Column("said", Text(""))


def _part_label(part: Part, scope: Scope) -> Link:
    if isinstance(part.label, Key):
        return _named(part.label, scope)
    return Link(part.label.to(scope.lang) if isinstance(part.label, Text) else part.label)


def _percent(size: Decimal, whole: Decimal) -> str:
    return f"{round(size * 100 / whole)} %" if whole else ""
