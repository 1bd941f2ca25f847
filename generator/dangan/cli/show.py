"""`dangan show`: a dossier on the terminal."""

import json
import os
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import click

from dangan.cli.dossier import Dossier, Style
from dangan.cli.options import at_option, date_option
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.exchange.existing import things_of_archive
from dangan.exchange.finding import find_customer
from dangan.levels import Level
from dangan.model.collect import Collector
from dangan.model.folders import Folders
from dangan.model.index import Index
from dangan.model.records import Customer, read_customer
from dangan.project import Project

_COLOURS: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "section": {"fg": "blue", "bold": True},
    "label": {"fg": "cyan"},
    "dim": {"dim": True},
}


@click.command()
@click.argument("whose", metavar="CUSTOMER")
@click.option(
    "--audience",
    type=click.Choice([level.word for level in Level]),
    default="internal",
    show_default=True,
    help="Leave out what is above this level.",
)
@click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of labels (default: that of messages).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@at_option
@date_option
@pass_session
def show(
    session: Session, whose: str, audience: str, lang: str | None, form: str, at: str | None, day: date | None
) -> None:
    """Print the dossier of CUSTOMER, named by id, folder or path.

    Sections and fields stand in the order of the page, with the labels of the schemas.

    \b
    Example:
      dangan show good-one
      dangan show good-one --audience confidential --lang zh
      dangan show good-one --format json
    """
    project = Project.open(session.start, at=at, today=day)
    folders = Folders.of(project.tree.paths(), project.catalogue)
    folder = find_customer(project.tree, folders, whose, session.start, project.layout.root)
    customer, found = read_customer(project.tree, folder, folders)
    level = Level.of(audience)
    seen = customer.redacted(level)
    if project.revision:
        session.note(_AS_IT_WAS.fill(date=project.today, commit=project.revision[:10]))
    if found:
        session.note(_WRONG.fill(number=len(found), folder=folder))
    if not seen.records:
        session.note(_NOTHING.fill(audience=level.word))
    if form == "json":
        click.echo(json.dumps(_data(seen, level), ensure_ascii=False, indent=1, default=_exact))
        return
    index = _index(project, folders, customer).visible_to(level)
    for line in Dossier(seen, project.catalogue, index, lang or session.lang, _style()).lines():
        click.echo(line)


_WRONG = Text(
    "{number} findings in {folder}: what is wrong is not shown here (dangan check says where)",
    "{folder} 中有 {number} 处问题：有误的内容未在此显示（dangan check 会指出位置）",
)
_AS_IT_WAS = Text("As it stood on {date}, at commit {commit}", "{date} 时的档案（版本 {commit}）")
_NOTHING = Text("Nothing of this dossier is for the audience {audience}", "这份档案中没有 {audience} 级别可看的内容")


def _index(project: Project, folders: Folders, customer: Customer) -> Index:
    """What this dossier may name: its own things and those of the archive as a whole."""
    entries = [*things_of_archive(project.tree, folders, project.catalogue)]
    entries += Collector(project.catalogue).of_customer(customer)
    return Index.of(entries, project.catalogue.spaces)


def _data(customer: Customer, audience: Level) -> dict[str, Any]:
    """One document: by kind of file its data, or a list with ids where there may be several."""
    records: dict[str, Any] = {}
    for name, found in customer.records.items():
        many = found[0].kind.many
        records[name] = [{"id": r.id, **r.data} for r in found] if many else found[0].data
    return {"id": customer.id, "folder": customer.folder, "audience": audience.word, "records": records}


def _exact(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)


def _style() -> Style:
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        return lambda text, name: click.style(text, **_COLOURS[name])
    return lambda text, _name: text
