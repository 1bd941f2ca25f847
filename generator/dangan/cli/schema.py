"""`dangan schema`: which kinds of file there are, what they hold, and an editor that knows it."""

import json

import click

from dangan.cli.columns import columns
from dangan.cli.coverage import coverage
from dangan.cli.lazy import Group
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.errors import NoArchive
from dangan.exchange.create import known_or_refused
from dangan.model.collect import names_of
from dangan.project import Project
from dangan.schema.catalogue import Catalogue
from dangan.schema.describe import Row, describe
from dangan.schema.editor import write_editor_settings
from dangan.schema.kind import Kind
from dangan.source.memory_tree import MemoryTree

_FORM = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_LANG = click.option("--lang", type=click.Choice(["en", "zh"]), help="Language of labels (default: that of messages).")


@click.group(cls=Group)
def schema() -> None:
    """Show which kinds of file there are and what they hold.

    \b
    Example:
      dangan schema list
      dangan schema print profile --lang zh
      dangan schema editor
    """


@schema.command("list")
@_LANG
@_FORM
@pass_session
def list_(session: Session, lang: str | None, form: str) -> None:
    """List the kinds of file: name, label and where such a file lies.

    \b
    Example:
      dangan schema list --format json
    """
    kinds = _catalogue(session).kinds.values()
    lang = lang or session.lang
    if form == "json":
        rows = [{"name": k.name, "label": k.label.to(lang), "scope": k.scope, "path": k.path} for k in kinds]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for line in columns((k.name, k.label.to(lang), _place(k), _about(k, lang)) for k in kinds):
        click.echo(line)


@schema.command("print")
@click.argument("kind")
@_LANG
@_FORM
@pass_session
def print_(session: Session, kind: str, lang: str | None, form: str) -> None:
    """Print the fields of one KIND with their labels; --format json prints the schema itself.

    The schema is the one that checking, editors and pages use: shared shapes and your own overlay are in it. A star
    marks what is required; `*` in a path is any id, `-` any item. What is marked with a level is hidden from readers
    below it.

    \b
    Example:
      dangan schema print profile
    """
    catalogue = _catalogue(session)
    name = known_or_refused(_KIND, kind, catalogue.kinds)
    if form == "json":
        click.echo(json.dumps(catalogue.flattened(name), ensure_ascii=False, indent=1, default=str))
        return
    shown = catalogue.kinds[name]
    for line in columns(_cells(row, shown, lang or session.lang) for row in describe(shown, names_of(catalogue))):
        click.echo(line)


@schema.command()
@pass_session
def editor(session: Session) -> None:
    """Write settings by which VS Code and other editors complete and check while you type.

    They use the extension “YAML” by Red Hat (yaml-language-server).

    \b
    Example:
      dangan schema editor
    """
    project = Project.open(session.start)
    for path in write_editor_settings(project.catalogue, project.layout.root):
        click.echo(path)
    session.note(_EDITOR)


schema.add_command(coverage)


def _catalogue(session: Session) -> Catalogue:
    """The archive's kinds; outside of any archive the packaged ones, so that one can look before beginning."""
    try:
        return Project.open(session.start).catalogue
    except NoArchive:
        return Catalogue.load(MemoryTree({}))[0]


def _place(kind: Kind) -> str:
    return kind.path if kind.scope == "archive" else f"customers/*/{kind.path}"


def _about(kind: Kind, lang: str) -> str:
    return kind.description.to(lang) if kind.description else ""


def _cells(row: Row, kind: Kind, lang: str) -> tuple[str, str, str, str]:
    """Path, label, type and, where it is above the file's own, level."""
    choices = " | ".join(f"{value} {label.to(lang)}" for value, label in row.choices.items())
    star = " *" if row.required else ""
    level = row.level.word if row.level > kind.field.level else ""
    return (f"{row.path}{star}", row.label.to(lang), choices or row.type.to(lang), level)


_KIND = Text("kind of file called", "文件种类")
_EDITOR = Text(
    "Open the archive's folder in VS Code with the extension “YAML” (Red Hat); run this again when schemas change.",
    "请用装有“YAML”（Red Hat）扩展的 VS Code 打开档案库文件夹；字段定义变化后请重新运行。",
)
