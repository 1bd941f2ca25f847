"""`dangan report`: one question over all customers, on the terminal."""

import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import click

from dangan.analysis.report import Cell, Column, Counted, Flag, Money, Report, Table
from dangan.analysis.report_export import csv_text, json_text
from dangan.analysis.reports import report_named, reports
from dangan.cli.columns import pad, width
from dangan.cli.options import at_option, audience_option, date_option
from dangan.cli.progress import counter
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import UsageError
from dangan.levels import Level
from dangan.model.index import Key
from dangan.project import Project
from dangan.project.reporting import Reported

_NUMBERS = ("number", "money", "percent")


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
@click.option("--format", "form", type=click.Choice(["table", "json", "csv"]), default="table", show_default=True)
@click.option("--table", "wanted", metavar="TABLE", help="Which table of the report (default: its first).")
@audience_option
@at_option
@date_option
@pass_session
def report(
    session: Session,
    name: str | None,
    form: str,
    wanted: str | None,
    audience: Level | None,
    at: str | None,
    day: date | None,
) -> None:
    """Answer one question over all customers; without NAME, list the reports.

    JSON and CSV are the same as the downloads on the report's page.

    \b
    Example:
      dangan report
      dangan report pipeline
      dangan report customer-structure --table industry --format csv > industry.csv
    """
    if name is None:
        _list(session)
        return
    chosen = _chosen(name)
    project = Project.open(session.start, at=at, today=day)
    found = project.report(chosen, audience=audience, progress=counter("report"))
    if found.errors:
        session.note(_ERRORS.fill(n=found.errors))
    if form == "table":
        _print(found, wanted, session.lang)
        return
    write = json_text if form == "json" else csv_text
    sys.stdout.write(write(_table(found, wanted), lambda key: found.name(key, session.lang), session.lang))


_ERRORS = Text(
    "{n} errors in the archive: what is wrong counts as not recorded (dangan check lists it)",
    "档案库中有 {n} 处错误：有误的内容按未填写计（可用 dangan check 查看）",
)
_NO_REPORT = Text("no report {name}; there are: {known}", "没有报表 {name}；可用的有：{known}")
_NO_TABLE = Text("this report has no table {name}; it has: {known}", "此报表没有表 {name}；可用的有：{known}")
_EMPTY = Text("(no rows)", "（无数据）")
_MORE = Text("Other tables (--table): {names}", "其他表（--table）：{names}")


def _list(session: Session) -> None:
    widest = max(width(each.name) for each in reports())
    for each in reports():
        click.echo(f"{pad(each.name, widest)}  {each.question.to(session.lang)}")


def _chosen(name: str) -> Report:
    found = report_named(name)
    if found is None:
        raise UsageError(_NO_REPORT.fill(name=name, known=", ".join(each.name for each in reports())))
    return found


def _table(found: Reported, wanted: str | None) -> Table:
    table = found.answer.table(wanted) if wanted else found.answer.main
    if table is None:
        known = ", ".join(each.name for each in found.answer.tables)
        raise UsageError(_NO_TABLE.fill(name=wanted, known=known))
    return table


def _print(found: Reported, wanted: str | None, lang: str) -> None:
    """The question, the answer, the table, and what else there is."""
    table = _table(found, wanted)
    click.echo(click.style(found.report.question.to(lang), bold=True))
    click.echo(found.answer.sentence.to(lang))
    for note in found.answer.notes:
        click.echo(note.to(lang))
    click.echo(f"\n{table.label.to(lang)}")
    for line in _lines(table, found, lang):
        click.echo(line)
    others = ", ".join(each.name for each in found.answer.tables if each is not table)
    if others:
        click.echo(f"\n{_MORE.to(lang).format(names=others)}")


def _lines(table: Table, found: Reported, lang: str) -> Iterator[str]:
    """Columns as wide as their widest cell, figures to the right."""
    if not table.rows:
        yield _EMPTY.to(lang)
        return
    heads = [column.label.to(lang) for column in table.columns]
    rows = [[_said(cell, found, lang) for cell in row] for row in (*table.rows, *_totals(table))]
    widths = [max(width(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    yield _line(heads, widths, table.columns)
    yield "  ".join("-" * cells for cells in widths)
    for row in rows:
        yield _line(row, widths, table.columns)


def _totals(table: Table) -> tuple[tuple[Cell, ...], ...]:
    return (table.totals,) if table.totals else ()


def _line(row: list[str], widths: list[int], columns: tuple[Column, ...]) -> str:
    cells = (
        " " * (cells - width(text)) + text if column.sort in _NUMBERS else pad(text, cells)
        for text, cells, column in zip(row, widths, columns, strict=True)
    )
    return "  ".join(cells).rstrip()


def _said(cell: Cell, found: Reported, lang: str) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, Key):
        return printable(found.name(cell, lang))
    if isinstance(cell, Money):
        return f"{cell.amount:,.0f} {cell.currency}"
    if isinstance(cell, Text | Flag):
        return printable((cell.text if isinstance(cell, Flag) else cell).to(lang))
    if isinstance(cell, Counted):
        return str(cell.number)
    return f"{cell:,}" if isinstance(cell, int | Decimal) else printable(str(cell))
