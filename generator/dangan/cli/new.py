"""`dangan new`: files that are right from the first line."""

import shlex
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import click

from dangan.cli.lazy import Group
from dangan.cli.new_tombstone import new_tombstone
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import UsageError
from dangan.exchange import create
from dangan.exchange.create import NewFile
from dangan.exchange.desk import Desk
from dangan.exchange.writing import create as write
from dangan.project import Project


@click.group(cls=Group)
def new() -> None:
    """Add a customer, competitor, product, project or contact; end a dossier.

    Nothing that is there is ever overwritten. Ids are small letters, digits and hyphens; of a name that is none,
    one is proposed (Chinese by its pinyin).

    \b
    Example:
      dangan new customer good-one --name "Good One Ltd"
      dangan new project good-one --title "Batteries for model two"
      dangan new note good-one --medium phone
      dangan new tombstone good-one-2 --merged-into good-one --reason "The same firm, opened twice"
    """


new.add_command(new_tombstone)


def _named(function: Callable[..., None]) -> Callable[..., None]:
    return click.option("--name", metavar="NAME", help="Its name, in Chinese or English.")(function)


@new.command()
@click.argument("own_id", metavar="ID")
@_named
@click.option("--folder", default="", metavar="FOLDER", help="Group it: customers/FOLDER/ID/.")
@pass_session
def customer(session: Session, own_id: str, name: str | None, folder: str) -> None:
    """A prospect, with you as its custodian.

    You are found in team.yaml by the e-mail address that Git knows; else its first colleague is the custodian.

    \b
    Example:
      dangan new customer good-one --name "Good One Ltd"
      dangan new customer fengxing --name "丰行电动车" --folder zhejiang
    """
    desk = _desk(session)
    own_id, name = _id_and_name("customer", own_id, name)
    desk.refuse_taken("customer", own_id)
    made = create.customer(desk.kind("profile"), own_id, name, desk.custodian(), desk.group(folder))
    _write(session, desk, made, "profile", _AFTER_CUSTOMER.fill(id=own_id))


@new.command()
@click.argument("own_id", metavar="ID")
@_named
@pass_session
def competitor(session: Session, own_id: str, name: str | None) -> None:
    """A competitor, in competitors/ID.yaml.

    \b
    Example:
      dangan new competitor rival --name "Rival Batteries"
    """
    desk = _desk(session)
    own_id, name = _id_and_name("competitor", own_id, name)
    desk.refuse_taken("competitor", own_id)
    _write(session, desk, create.thing(desk.kind("competitor"), own_id, name), "competitor", _AFTER_OTHER)


@new.command()
@click.argument("own_id", metavar="ID")
@_named
@pass_session
def product(session: Session, own_id: str, name: str | None) -> None:
    """One of our products, in products/ID.yaml.

    \b
    Example:
      dangan new product b48 --name "48 V pack"
    """
    desk = _desk(session)
    own_id, name = _id_and_name("product", own_id, name)
    desk.refuse_taken("product", own_id)
    _write(session, desk, create.thing(desk.kind("product"), own_id, name), "product", _AFTER_OTHER)


@new.command()
@click.argument("whose", metavar="CUSTOMER")
@click.option("--title", required=True, metavar="TITLE", help="What they are about to buy.")
@click.option("--id", "own_id", metavar="ID", help="Its id (default: made of the title).")
@pass_session
def project(session: Session, whose: str, title: str, own_id: str | None) -> None:
    """A buying project of a customer, at the step lead.

    \b
    Example:
      dangan new project good-one --title "Batteries for model two"
    """
    desk = _desk(session)
    folder = desk.customer(whose)
    command = f"dangan new project {whose} --title {shlex.quote(title)} --id {{id}}"
    wanted = create.checked_id(own_id, command, title) if own_id else create.proposed_id(title)
    if not wanted:
        raise UsageError(_NO_ID_OF.fill(title=title))
    desk.refuse_taken_in(folder, "project", wanted)
    _write(
        session, desk, create.project(desk.kind("project"), folder, wanted, title, desk.today), "project", _AFTER_OTHER
    )


@new.command()
@click.argument("whose", metavar="CUSTOMER")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="When (default: today).")
@click.option("--medium", default="visit", show_default=True, metavar="MEDIUM", help="visit, phone, wechat, e-mail …")
@click.option("--person", "people", multiple=True, metavar="ID", help="Whom: an id in people.yaml. May be repeated.")
@click.option("--title", default="", metavar="TITLE", help="What it was about, in a few words.")
@pass_session
def note(session: Session, whose: str, day: datetime | None, medium: str, people: tuple[str, ...], title: str) -> None:
    """A contact with a customer: a few lines at the top, then your own words.

    \b
    Example:
      dangan new note good-one --medium phone --person li-mei
    """
    desk = _desk(session)
    folder = desk.customer(whose)
    when = day.date() if day else desk.today
    front = {
        "title": title,
        "date": when.isoformat(),
        "medium": desk.medium(medium),
        "people": [desk.person(folder, person) for person in people],
        "colleagues": desk.myself(),
    }
    stem = f"{when.isoformat()}-{create.proposed_id(title) or front['medium']}"[:60].rstrip("-")
    own_id = create.free_id(stem, desk.stems(folder, "log"))
    _write(session, desk, create.note(desk.kind("log"), folder, own_id, front, session.lang), "log", _AFTER_NOTE)


def _desk(session: Session) -> Desk:
    opened = Project.open(session.start)
    return Desk(opened.tree, opened.catalogue, opened.layout.root, session.start, opened.repository, opened.today)


def _id_and_name(kind: str, own_id: str, name: str | None) -> tuple[str, str]:
    """Raises UsageError with a command that would work: a name in place of the id, or no name at all."""
    shown = shlex.quote(name or own_id)
    checked = create.checked_id(own_id, f"dangan new {kind} {{id}} --name {shown}", name or "")
    if not name or not name.strip():
        raise UsageError(_NAME_IT.fill(kind=kind, id=checked))
    return checked, name.strip()


def _write(session: Session, desk: Desk, made: NewFile, kind: str, after: Text) -> None:
    """The file, once it is known that a check would pass it."""
    wrong = create.refused(made, desk.kind(kind), desk.today)
    if wrong:
        raise UsageError(_WRONG.fill(reason=wrong[0].message))
    path = write(desk.root, made.path, made.text)
    click.echo(printable(_shown(path)))
    session.note(after)


def _shown(path: Path) -> str:
    """As it can be opened from where the command was started."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


_AFTER_CUSTOMER = Text(
    "Next: write what you know into it, then dangan check; dangan new note {id} records a contact.",
    "接下来：填写已知的情况，然后运行 dangan check；用 dangan new note {id} 记录联系。",
)
_AFTER_OTHER = Text(
    "Next: write what you know into it, then dangan check.", "接下来：填写已知的情况，然后运行 dangan check。"
)
_AFTER_NOTE = Text(
    "Next: write below the second line of hyphens what was said, then dangan check.",
    "接下来：在第二条横线下写正文，然后运行 dangan check。",
)
_NAME_IT = Text(
    'say its name too: dangan new {kind} {id} --name "…"', '还要写明名称：dangan new {kind} {id} --name "……"'
)
_NO_ID_OF = Text("no id can be made of “{title}”: give one with --id", "无法由“{title}”生成编号：请用 --id 指定")
_WRONG = Text("this cannot be recorded: {reason}", "无法这样记录：{reason}")
