"""An import from its two files to a plan."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dangan.config import Config
from dangan.diagnostics import Diagnostic, Text
from dangan.errors import UsageError
from dangan.exchange.encoding import Decoded, decode
from dangan.exchange.mapping import ImportMapping
from dangan.exchange.mapping_reader import MappingReader
from dangan.exchange.plan import Plan, Planner
from dangan.exchange.rows import Table, read_table
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field
from dangan.schema.fields import field_of
from dangan.schema.kind import Kind
from dangan.schema.validate import validate
from dangan.source.reader import parse_document
from dangan.source.tree import Tree
from dangan.source.unreadable import reason_of


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A CSV file, read: its table, and the encoding that was taken."""

    table: Table
    encoding: str


def read_spreadsheet(path: Path, encoding: str | None = None) -> Spreadsheet:
    """Raises UsageError where no table can be made of the file."""
    decoded: Decoded = decode(_bytes(path), encoding)
    table = read_table(decoded.text)
    if table.problem:
        raise UsageError(_NO_TABLE.fill(path=path.name, reason=table.problem))
    return Spreadsheet(table, decoded.encoding)


def read_mapping(
    path: Path, profile: Field, columns: tuple[str, ...], config: Config
) -> tuple[ImportMapping | None, list[Diagnostic]]:
    """The mapping, or what is wrong in its file."""
    document, found = parse_document(str(path), _bytes(path))
    if document is None:
        return None, found
    wrong = [*found, *validate(mapping_kind(), document)]
    if wrong:
        return None, wrong
    reader = MappingReader(document, profile, columns, config.country)
    mapping = reader.read()
    return (None, reader.found) if reader.found else (mapping, [])


def plan_import(
    tree: Tree,
    catalogue: Catalogue,
    mapping: ImportMapping,
    table: Table,
    folder: str,
    today: date,
    progress: Callable[[int, int], None] | None = None,
) -> Plan:
    """What the rows would become in the archive as it is now. Raises UsageError for an impossible folder."""
    return Planner(tree, catalogue, mapping, folder, today).plan(table, progress)


@cache
def mapping_kind() -> Kind:
    """The shape of a mapping file, so that its mistakes are worded like all others."""
    schema: dict[str, Any] = json.loads(Path(__file__).with_name("mapping.schema.json").read_text("utf-8"))
    return Kind(
        name="mapping",
        label=Text("Mapping of a spreadsheet", "表格映射"),
        scope="archive",
        path="mapping.yaml",
        field=field_of("mapping", schema),
        schema=schema,
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(_UNREADABLE.fill(path=path, reason=reason_of(error))) from error


_NO_TABLE = Text("{path} cannot be imported: {reason}", "无法导入 {path}：{reason}")
_UNREADABLE = Text("{path} cannot be read: {reason}", "无法读取 {path}：{reason}")
