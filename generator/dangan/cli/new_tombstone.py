"""`dangan new tombstone`: ending a dossier so that nothing of it is lost and everybody learns why."""

from collections.abc import Iterator
from datetime import datetime

import click

from dangan.cli.progress import counter
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import UsageError
from dangan.exchange import create
from dangan.exchange.desk import Desk
from dangan.exchange.ending import TOMBSTONE, Ending, Plan, plan, tombstone
from dangan.exchange.writing import carry_out
from dangan.project import Project

_LISTED = 40


@click.command("tombstone")
@click.argument("dossier", metavar="CUSTOMER")
@click.option("--merged-into", metavar="CUSTOMER", help="It is the same customer as this one.")
@click.option("--renamed-to", metavar="ID", help="It is called by this id from now on.")
@click.option("--moved-to", metavar="TEXT", help="It is kept elsewhere from now on: who has it, and where.")
@click.option("--disposed", is_flag=True, help="It has been taken out lawfully.")
@click.option("--reason", required=True, metavar="TEXT", help="Why. It is kept for good.")
@click.option("--by", metavar="COLLEAGUE", help="Who decided (default: you).")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="When (default: today).")
@click.option("--deleted", is_flag=True, help="Its folder is gone already: only say what became of it.")
@click.option("--write", is_flag=True, help="Do it. Without this option nothing is written.")
@pass_session
def new_tombstone(
    session: Session,
    dossier: str,
    merged_into: str | None,
    renamed_to: str | None,
    moved_to: str | None,
    disposed: bool,
    reason: str,
    by: str | None,
    day: datetime | None,
    deleted: bool,
    write: bool,
) -> None:
    """End a dossier: write its tombstone, and take over what it holds.

    First it only says what it would do. Merged: files that are not in the way go into the other dossier, people and
    other things by id join those that are there, and every other file is laid, as it was, into the other one's
    documents/, for you to take over by hand. Whatever names the old dossier names the new one. No file is deleted
    otherwise; of a dossier that is moved away or disposed of you remove the folder yourself.

    \b
    Example:
      dangan new tombstone fx --merged-into fengxing --reason "The same firm, opened twice"
      dangan new tombstone fx --renamed-to fengxing --reason "Called by its new name" --write
      dangan new tombstone ind-0102 --disposed --reason "Ten years are over" --by lin-yue --write
    """
    project = Project.open(session.start)
    desk = Desk(project.tree, project.catalogue, project.layout.root, session.start, project.repository, project.today)
    ways = {"merged": merged_into, "renamed": renamed_to, "moved": moved_to, "disposed": "yes" if disposed else None}
    what = _only([way for way, said in ways.items() if said])
    facts: dict[str, object] = {
        "on": (day.date() if day else desk.today).isoformat(),
        "reason": reason.strip(),
        "by": desk.colleague(by),
    }
    facts |= {"place": moved_to} if moved_to else {}
    ending = _ending(desk, dossier, what, facts, merged_into or renamed_to or "", deleted=deleted)
    wrong = create.refused(tombstone(ending, desk.kind(TOMBSTONE)), desk.kind(TOMBSTONE), desk.today)
    if wrong:
        raise UsageError(_WRONG.fill(reason=wrong[0].message))
    index = project.scan(counter("check")).index
    made = plan(ending, desk.kind(TOMBSTONE), desk.tree, desk.folders, index)
    for line in _told(made, session.lang):
        click.echo(printable(line))
    if write:
        carry_out(desk.root, made)
    session.note(_after(ending, made, write=write))


def _only(ways: list[str]) -> str:
    if len(ways) != 1:
        raise UsageError(_ONE_WAY)
    return ways[0]


def _ending(desk: Desk, dossier: str, what: str, facts: dict[str, object], heir: str, *, deleted: bool) -> Ending:
    folder = "" if deleted else desk.customer(dossier)
    own_id = create.checked_id(dossier, "dangan new tombstone {id}") if deleted else desk.id_of(folder)
    if deleted:
        desk.refuse_taken("customer", own_id)
    desk.refuse_taken(TOMBSTONE, own_id)
    facts |= {"names": desk.names_of(folder)} if folder else {}
    if what == "merged" or (what == "renamed" and deleted):
        home = desk.customer(heir)
        if home == folder:
            raise UsageError(_ITSELF)
        return Ending(own_id, folder, what, facts, desk.id_of(home), home)
    if what == "renamed":
        heir = create.checked_id(heir, f"dangan new tombstone {own_id} --renamed-to {{id}}")
        desk.refuse_taken("customer", heir)
        desk.refuse_taken(TOMBSTONE, heir)
        above, _, name = folder.rpartition("/")
        return Ending(own_id, folder, what, facts, heir, f"{above}/{heir}" if name == own_id else folder)
    return Ending(own_id, folder, what, facts)


def _told(made: Plan, lang: str) -> Iterator[str]:
    """What is written, moved, pointed elsewhere, laid by and left, each sort with its files."""
    gone = set(made.removed)
    groups = (
        (_WRITTEN, sorted(path for path in made.written if path not in gone)),
        (_MOVED, [f"{source} → {target}" for source, target in sorted(made.moved.items())]),
        (_POINTED, made.pointed),
        (_BY_HAND, [f"{source} → {target}" for source, target in sorted(made.by_hand.items())]),
        (_LEFT, made.left),
    )
    for label, lines in groups:
        if lines:
            yield label.to(lang)
            yield from (f"  {line}" for line in lines[:_LISTED])
            yield from [f"  … {len(lines) - _LISTED}"] if len(lines) > _LISTED else []


def _after(ending: Ending, made: Plan, *, write: bool) -> Text:
    if not write:
        return _DRY
    if ending.folder and ending.what in ("moved", "disposed"):
        return _REMOVE.fill(folder=ending.folder)
    return _HAND.fill(n=len(made.by_hand)) if made.by_hand else _DONE


_WRITTEN = Text("Written:", "写入：")
_MOVED = Text("Taken over:", "并入：")
_POINTED = Text("Names the new dossier from now on:", "改为指向新档案：")
_BY_HAND = Text("Laid by, to be taken over by hand:", "留存，待人工并入：")
_LEFT = Text("Names the old dossier still; judge for yourself:", "仍指向旧档案，请自行判断：")
_DRY = Text("Nothing was written. With --write it is done.", "尚未写入任何内容。加上 --write 即执行。")
_DONE = Text("Done. Run dangan check, then propose the change.", "已完成。请运行 dangan check，再提交修改。")
_HAND = Text(
    "Done. {n} files wait in documents/ of the new dossier: take over what they say, then remove them. "
    "Run dangan check.",
    "已完成。新档案的 documents/ 中有 {n} 个文件待人工并入：并入后请删除它们。请运行 dangan check。",
)
_REMOVE = Text(
    "The tombstone is written. Now remove the folder, in the same change: git rm -r {folder}",
    "销档登记已写好。请在同一次修改中删除文件夹：git rm -r {folder}",
)
_ONE_WAY = Text(
    "say what becomes of it, in one way: --merged-into, --renamed-to, --moved-to or --disposed",
    "请说明去向，只选一种：--merged-into、--renamed-to、--moved-to 或 --disposed",
)
_ITSELF = Text("a dossier cannot be merged into itself", "档案不能并入它自己")
_WRONG = Text("this cannot be recorded: {reason}", "无法这样记录：{reason}")
