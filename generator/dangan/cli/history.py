"""`dangan history`: who set which field to what, when."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import click

from dangan.cli.options import at_option, audience_option
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import UsageError
from dangan.exchange.finding import find_customer, id_of
from dangan.git.objects import Commit
from dangan.history.archive_history import ArchiveHistory
from dangan.history.change import FieldChange
from dangan.history.listing import Entry, all_entries, entries
from dangan.levels import Level
from dangan.model.folders import Folders
from dangan.parallel import no_collecting
from dangan.project import Project
from dangan.project.approving import Approvals
from dangan.project.history_place import refuse_unknown
from dangan.project.history_rows import csv_rows, json_rows, row
from dangan.schema.paths import split
from dangan.site.audited import Approval


@click.command()
@click.argument("whose", required=False, metavar="[CUSTOMER]")
@click.argument("place", required=False, metavar="[PATH]")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Only what was recorded on or after.")
@click.option("--by", metavar="NAME", help="Only what this person wrote: part of a name or e-mail address.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@audience_option
@at_option
@pass_session
@no_collecting()
def history(
    session: Session,
    whose: str | None,
    place: str | None,
    since: datetime | None,
    by: str | None,
    form: str,
    audience: Level | None,
    at: str | None,
) -> None:
    """Say who set which field of CUSTOMER to what, when, in which change.

    PATH leads to one field, or to all below it, as in messages: people/li-mei/title. Without CUSTOMER, the history of
    the whole archive. What was proposed and did not become part of the archive is listed apart. The day before a name
    is that of writing, one in brackets that on which it reached the main branch.

    \b
    Example:
      dangan history good-one
      dangan history good-one profile/scale/employees
      dangan history --since 2026-11-01 --by li.mei --format json
    """
    project = Project.open(session.start, at=at)
    told = project.history(audience=audience)
    if told.shallow:
        session.note(_SHALLOW)
    customers = _customers(project, session, told, whose)
    if place and place.strip("/"):
        refuse_unknown(split(place.strip("/")), project.catalogue.kinds, _recorded(told, customers))
    approvals, zone = Approvals.of(project, told), project.config.zone

    def is_asked(commit: Commit) -> bool:
        return _is_by(commit, by) and _is_since(commit, since, zone)

    if form == "text":
        found = _entries(told, customers, place, session.lang)
        if by is not None or since is not None:
            asked = {commit.id for commit in told.commits if is_asked(commit)}
            found = [entry for entry in found if entry[0] in asked]
        _print(session, Telling(told, approvals, zone, session.lang), found)
        return
    changes = [change for change in _about(told, customers, place, whole=True) if is_asked(change.commit)]
    rows = (row(change, told.kind(change), approvals, session.lang) for change in changes)
    sys.stdout.writelines(json_rows(rows) if form == "json" else csv_rows(rows))


_SHALLOW = Text(
    "This copy does not hold the whole history: what was there when it begins, it cannot say of since when "
    "(git fetch --unshallow brings the rest)",
    "本副本不含完整历史：开始时已有的内容，无法说明由谁何时填写（git fetch --unshallow 可取回其余部分）",
)
_NOTHING = Text("Nothing recorded that fits.", "没有符合条件的记录。")
_AUDIENCE = Text(
    "This is for the audience {audience}; --audience shows what is above it to those who may know",
    "以上面向 {audience} 级别；有权限者可用 --audience 查看更高级别的内容",
)
_APPROVED = Text("approved by {names}", "批准：{names}")
_NAMED = Text("{name} ({how})", "{name}（{how}）")
_NOT_APPROVED = Text("not approved", "未经批准")
_WAITING = Text("not on the main branch yet", "尚未进入主分支")
_NOT_TAKEN = Text("Proposed, not taken", "曾提出，未采纳")
_NO_MESSAGE = Text("(no message)", "（无说明）")
_WITHHELD = Text(
    "(no message that the audience {audience} may read)",
    "（没有可供 {audience} 级别阅读的说明）",
)


def _customers(project: Project, session: Session, told: ArchiveHistory, whose: str | None) -> list[str]:
    """One customer, also one that is gone; without a name all, and the archive's own files."""
    if whose is None:
        return ["", *told.customers]
    if whose in told.customers:
        return [whose]
    folders = Folders.of(project.tree.paths(), project.catalogue)
    folder = find_customer(project.tree, folders, whose, session.start, project.layout.root)
    own = id_of(project.tree, folders, folder)
    if own not in told.customers:
        raise UsageError(_UNCOMMITTED.fill(folder=folder))
    return [own]


_UNCOMMITTED = Text("{folder} has no history yet: it has not been committed", "{folder} 还没有历史记录：尚未提交")


def _entries(told: ArchiveHistory, customers: Sequence[str], place: str | None, lang: str) -> list[Entry]:
    """A file that came or went says so in one line, unless a place in it was asked for."""
    if place is None and len(customers) > 1:
        return all_entries(told, lang)
    return list(entries(told, _about(told, customers, place, whole=place is not None), lang))


def _recorded(told: ArchiveHistory, customers: Sequence[str]) -> Iterator[Sequence[str]]:
    """The places that anything was told of; nothing is read before the first is asked for."""
    for change in told.of_customers(customers):
        yield split(change.pointer(told.kind(change)))


def _about(told: ArchiveHistory, customers: Iterable[str], place: str | None, *, whole: bool) -> Iterator[FieldChange]:
    steps = split(place.strip("/")) if place else ()
    return (change for change in told.of_customers(customers, whole=whole) if _fits(told, change, steps))


def _fits(told: ArchiveHistory, change: FieldChange, steps: tuple[str, ...]) -> bool:
    """Whether a change is about the place, about what is below it, or about an item that holds it."""
    if not steps:
        return True
    own = split(change.pointer(told.kind(change)))
    if not change.steps and len(steps) > len(own):
        return False
    shorter = min(len(own), len(steps))
    return own[:shorter] == steps[:shorter]


def _is_by(commit: Commit, by: str | None) -> bool:
    return by is None or by.casefold() in f"{commit.author} <{commit.email}>".casefold()


def _is_since(commit: Commit, since: datetime | None, zone: ZoneInfo) -> bool:
    return since is None or _day(commit.date, zone) >= since.date()


def _day(moment: datetime, zone: ZoneInfo) -> date:
    """Where the archive is kept, as on the site: late evening in UTC is tomorrow in Shanghai."""
    return moment.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Telling:
    """What it takes to print a change."""

    told: ArchiveHistory
    approvals: Approvals
    zone: ZoneInfo
    lang: str

    @property
    def sees_all(self) -> bool:
        return self.told.audience.level is Level.RESTRICTED

    def head(self, commit: Commit) -> str:
        """When, who, why; the id is that of the change on the main line, as on its page and in the audit, and beside it
        the day on which that came, where it was not written on the same.
        """
        day = _day(commit.authored or commit.date, self.zone).isoformat()
        change = self.approvals.landed.get(commit.id, commit)
        came = _day(change.date, self.zone).isoformat()
        came = f" {came}" if came != day else ""
        said = _approved(self.approvals.by(commit.id), self.approvals.is_waiting(commit.id), self.lang)
        return f"{day}  {commit.author}  {self.why(commit)}  [{change.id[:10]}{came}]{said}"

    def why(self, commit: Commit) -> str:
        """What was said of it. Whether nothing was, or it is withheld, only who may know all can tell."""
        if commit.subject:
            return commit.subject
        level = self.told.audience.level
        return (_NO_MESSAGE if self.sees_all else _WITHHELD.fill(audience=level.word)).to(self.lang)

    def commit(self, oid: str) -> Commit:
        return self.told.commits[self.told.order[oid]]

    def keeps_back(self, found: Sequence[Entry]) -> bool:
        """Whether there may be more to tell to others."""
        return not self.sees_all and not (found and all(self.commit(oid).subject for oid, _ in found))

    def text(self, found: Sequence[Entry]) -> Iterator[str]:
        several = len({block[0] for _, blocks in found for block in blocks}) > 1
        begin, end = _bold()
        for oid, blocks in found:
            yield f"{begin}{printable(self.head(self.commit(oid)))}{end}"
            for customer, _, words in blocks:
                before = f"  {printable(customer)}  " if several and customer else "  "
                yield before + f"\n{before}".join(words)


@lru_cache(maxsize=256)
def _approved(approved: tuple[Approval, ...] | None, is_waiting: bool, lang: str) -> str:
    """The same few approve again and again. In the words of the site."""
    if is_waiting:
        return f"  {_WAITING.to(lang)}"
    if approved is None:
        return ""
    names = ", ".join(_NAMED.to(lang).format(name=each.person, how=each.known.label.to(lang)) for each in approved)
    return f"  {_APPROVED.to(lang).format(names=names)}" if names else f"  {_NOT_APPROVED.to(lang)}"


def _bold() -> tuple[str, str]:
    """What makes a line bold, put on each here: of tens of thousands of lines for no terminal, nothing has to be taken
    off again.
    """
    begin, _, end = click.style("\0", bold=True).partition("\0") if sys.stdout.isatty() else ("", "", "")
    return begin, end


def _print(session: Session, telling: Telling, found: Sequence[Entry]) -> None:
    """Per commit what it did."""
    taken, others = list(_part(found, taken=True)), list(_part(found, taken=False))
    if taken:
        click.echo("\n".join(telling.text(taken)))
    if others:
        click.echo(click.style(f"\n{_NOT_TAKEN.to(session.lang)}\n", bold=True))
        click.echo("\n".join(telling.text(others)))
    if not found:
        session.say(_NOTHING)
    if telling.keeps_back(found):
        session.note(_AUDIENCE.fill(audience=telling.told.audience.level.word))


def _part(found: Iterable[Entry], *, taken: bool) -> Iterator[Entry]:
    """Of each commit what became part of what is recorded, or what did not."""
    for oid, blocks in found:
        part = [block for block in blocks if block[1] == taken]
        if part:
            yield oid, part
