"""The rows of a CSV file, with the numbers by which a spreadsheet and an editor know them."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dangan.diagnostics import Text

_DELIMITERS = (",", ";", "\t")
_FIELD_LIMIT = 1 << 20
"""Characters of one cell; a longer one is a quotation mark that nobody closed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record: `number` as a spreadsheet counts (the header is row 1), `line` of the file where it begins."""

    number: int
    line: int
    cells: Mapping[str, str] = field(default_factory=dict)
    problem: Text | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows; `problem` where there is no header to go by."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    delimiter: str = ","
    problem: Text | None = None


def read_table(text: str) -> Table:
    """Every row that is not blank, also those that cannot be read: these carry a problem instead of cells."""
    csv.field_size_limit(_FIELD_LIMIT)
    delimiter = sniff(text)
    records = _records(text, delimiter)
    for _number, line, cells in records:
        if isinstance(cells, Text):
            return Table((), (), delimiter, _BAD_HEADER.fill(line=line, reason=cells))
        if any(cell.strip() for cell in cells) and not _declares_separator(cells, delimiter):
            header = tuple(cell.strip() for cell in cells)
            return Table(header, tuple(_rows(records, header)), delimiter)
    return Table((), (), delimiter, _EMPTY)


def sniff(text: str) -> str:
    """The delimiter that splits the first line into most columns; Excel's `sep=;` line decides alone."""
    first = text.lstrip("\r\n").split("\n", 1)[0].strip("\r")
    if first.startswith("sep=") and first[4:5] in _DELIMITERS:
        return first[4:5]
    return max(_DELIMITERS, key=lambda mark: _columns(text, mark))


def _columns(text: str, delimiter: str) -> int:
    """How many cells the first line with anything in it has; 0 where it cannot be read so."""
    cells = next((cells for _number, _line, cells in _records(text, delimiter) if cells), [])
    return 0 if isinstance(cells, Text) else len(cells)


def _declares_separator(cells: list[str], delimiter: str) -> bool:
    return cells[0].startswith("sep=") and delimiter.join(cells).startswith(f"sep={delimiter}")


def _records(text: str, delimiter: str) -> Iterator[tuple[int, int, list[str] | Text]]:
    """Records with their number and first line; the file is given up at a cell without an end."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, line = 0, 1
    while True:
        number += 1
        try:
            cells: list[str] | Text = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = _wording(str(error), delimiter)
        yield number, line, cells
        if cells is _TOO_LONG:
            return
        line = reader.line_num + 1


def _wording(reason: str, delimiter: str) -> Text:
    """The csv module's few complaints in a rep's words."""
    if "field limit" in reason:
        return _TOO_LONG
    if "unexpected end" in reason:
        return _OPEN_QUOTE
    return _STRAY_QUOTE.fill(delimiter="TAB" if delimiter == "\t" else delimiter)


def _rows(records: Iterator[tuple[int, int, list[str] | Text]], header: tuple[str, ...]) -> Iterator[Row]:
    for number, line, cells in records:
        if isinstance(cells, Text):
            yield Row(number, line, problem=cells)
        elif any(cell.strip() for cell in cells):
            yield _row(number, line, header, cells)


def _row(number: int, line: int, header: tuple[str, ...], cells: list[str]) -> Row:
    surplus = [cell for cell in cells[len(header) :] if cell.strip()]
    if len(cells) < len(header) or surplus:
        return Row(number, line, problem=_RAGGED.fill(have=len(cells), want=len(header)))
    return Row(number, line, dict(zip(reversed(header), reversed(cells[: len(header)]), strict=True)))


_EMPTY = Text("the file is empty: there is no line with column names", "文件是空的：没有列名行")
_BAD_HEADER = Text("line {line} should hold the column names: {reason}", "第 {line} 行应为列名：{reason}")
_TOO_LONG = Text(
    "a cell of more than a million characters, so the rest of the file cannot be read: is a quotation mark not closed?",
    "单元格超过一百万字符，其后的内容无法读取：是否有引号没有闭合？",
)
_OPEN_QUOTE = Text(
    "the file ends inside a quoted cell: a quotation mark is not closed", "文件在带引号的单元格中结束：有引号没有闭合"
)
_STRAY_QUOTE = Text(
    'after a closing quotation mark comes text that is not "{delimiter}"; a quotation mark inside a cell is doubled',
    "引号闭合后出现了多余文字（应为“{delimiter}”）；单元格内的引号要写两次",
)
_RAGGED = Text(
    "the row has {have} cells, the header {want}: is a cell missing, or a quotation mark?",
    "该行有 {have} 个单元格，表头有 {want} 个：是否缺少单元格或引号？",
)
