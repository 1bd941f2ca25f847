"""`dangan import`: customers from a spreadsheet."""

import json
import sys
from pathlib import Path

import click

from dangan.cli.progress import counter
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Diagnostic, Text
from dangan.diagnostics.report import as_json, as_text, printable
from dangan.exchange import importing, report
from dangan.exchange.mapping import ImportMapping
from dangan.exchange.plan import Plan, Verdict
from dangan.exchange.writing import write_all
from dangan.project import Project

_LIMIT = 20


@click.command("import")
@click.argument("spreadsheet", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map",
    "map_file",
    required=True,
    metavar="MAPPING.yaml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Which column becomes which field.",
)
@click.option("--write", is_flag=True, help="Do it. Without this option nothing is written.")
@click.option("--into", default="customers", show_default=True, metavar="FOLDER", help="Where the customers go.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--encoding", metavar="NAME", help="Encoding of the file (default: found out and reported).")
@click.option("--all", "everything", is_flag=True, help="List every row that is created, not only the first 20.")
@pass_session
def import_(
    session: Session,
    spreadsheet: Path,
    map_file: Path,
    write: bool,
    into: str,
    form: str,
    encoding: str | None,
    everything: bool,
) -> None:
    """Make customers of the rows of a spreadsheet (CSV).

    First it only says what it would do: what is created, what is there already (the same id or registration
    number), what may be a duplicate (the same website or name), and what cannot be taken, row by row. Rows count as
    in a spreadsheet: the line with the column names is row 1. With --write it does it. Running it again changes
    nothing; a file that is there is never touched.

    Encoding (UTF-8, UTF-16, GB18030, Big5, Windows-1252) and separator are found out.

    \b
    Example:
      dangan import companies.csv --map mapping.yaml
      dangan import companies.csv --map mapping.yaml --into customers/imported --write

    \b
    mapping.yaml:
      id: {slug: ["{name}"]}              # an id made of columns; Chinese by its pinyin
      key: registration/uscc              # the same value is the same company
      fields:
        names/zh: 名称                     # field of the profile: column
        summary: {from: 简介, transform: [collapse_spaces, first_sentence, {max: 300}]}
        contact/websites: {from: 网址, transform: url, list: true, drop_if_invalid: true}
        registration/uscc: {from: 信用代码, drop_if_invalid: true}
      constants: {stage: prospect, custodian: chen-li}

    \b
    Transforms:
      strip collapse_spaces lower upper slug pinyin_slug country_code url first_sentence
      date          {date: "%d/%m/%Y"}    number  {number: de} reads 1.234,5
      {max: 300}    {take: 2}    {split: ";"}    {phone: CN}
      {map: {Large Cap: key, Small Cap: general}}
    """
    project = Project.open(session.start)
    sheet = importing.read_spreadsheet(spreadsheet, encoding)
    mapping = _mapping(project, map_file, sheet.table.columns, session, form)
    plan = importing.plan_import(
        project.tree, project.catalogue, mapping, sheet.table, into, project.today, counter("read")
    )
    if write:
        write_all(project.layout.root, plan.of(Verdict.CREATE), counter("write"))
    if form == "json":
        about = {"file": str(spreadsheet), "encoding": sheet.encoding, "written": write}
        click.echo(json.dumps(report.as_data(plan, session.lang, **about), ensure_ascii=False, indent=1))
    else:
        _print(plan, session, spreadsheet.name, sheet, written=write, limit=None if everything else _LIMIT)
    if plan.failed:
        sys.exit(1)


def _mapping(project: Project, path: Path, columns: tuple[str, ...], session: Session, form: str) -> ImportMapping:
    """The mapping; where it is wrong, says where and ends with 1."""
    profile = project.catalogue.kinds["profile"].field
    mapping, found = importing.read_mapping(path, profile, columns, project.config)
    if mapping:
        return mapping
    _print_mistakes(found, session, form)
    sys.exit(1)


def _print_mistakes(found: list[Diagnostic], session: Session, form: str) -> None:
    ordered = sorted(found, key=lambda d: d.sort_key)
    if form == "json":
        click.echo(as_json(ordered, session.lang))
        return
    for line in as_text(ordered, session.lang):
        click.echo(line)
    session.note(_MISTAKES)


def _print(
    plan: Plan, session: Session, name: str, sheet: importing.Spreadsheet, *, written: bool, limit: int | None
) -> None:
    mark = "TAB" if sheet.table.delimiter == "\t" else sheet.table.delimiter
    session.say(_READ.fill(name=name, encoding=sheet.encoding, mark=mark))
    click.echo()
    for line in report.as_lines(plan, session.lang, written=written, limit=limit):
        click.echo(printable(line))
    session.say(report.summary(plan, written=written))
    if written and plan.of(Verdict.CREATE):
        session.say(_NEXT)


_READ = Text("{name}: encoding {encoding}, cells separated by “{mark}”", "{name}：编码 {encoding}，分隔符“{mark}”")
_MISTAKES = Text("The mapping has mistakes; no row was looked at.", "映射文件有误，尚未读取任何一行。")
_NEXT = Text("Next: dangan check", "接下来：dangan check")
