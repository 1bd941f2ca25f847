"""`dangan init`: an archive to begin with."""

import shlex
from pathlib import Path

import click

from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.exchange.starter import start
from dangan.project.settings import SETTINGS, read_config
from dangan.source.work_tree import WorkTree


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", "title", metavar="TITLE", help="Title of the archive, shown on every page.")
@click.option("--lang", type=click.Choice(["en", "zh"]), help="First language of its site (default: zh).")
@pass_session
def init(session: Session, folder: Path, title: str | None, lang: str | None) -> None:
    """Start an archive in the new folder DIR: a Git repository with settings, a team, rules and a guide for reps.

    The first colleague is who Git says you are. Where Git does not know you, everything is written and staged, and
    you are told how to commit. A folder that holds anything else is left alone.

    \b
    Example:
      dangan init my-archive --name "Customers of Jiuding Battery"
    """
    _refuse_newer(session.start / folder)
    started = start(session.start / folder, title, lang)
    place = shlex.quote(str(folder))
    if not started.staged:
        session.say(_THERE.fill(place=place))
        return
    session.say(_STARTED.fill(place=started.root, count=len(started.written)))
    session.say(_COMMITTED.fill(commit=started.commit[:10]) if started.commit else _STAGED.fill(place=place))
    session.say(_NEXT.fill(place=place))


def _refuse_newer(folder: Path) -> None:
    """What a newer Dangan began, an older one does not finish."""
    if (folder / SETTINGS).is_file():
        read_config(WorkTree(folder))


_STARTED = Text("Started an archive in {place} ({count} files).", "已在 {place} 建立档案库（{count} 个文件）。")
_THERE = Text("{place} is an archive already; nothing was changed.", "{place} 已经是档案库，未作更改。")
_COMMITTED = Text("The files are recorded in Git ({commit}).", "文件已记入 Git（{commit}）。")
_STAGED = Text(
    """Git does not know who you are yet, so nothing is recorded so far. Say it once, then record the files:
  git config --global user.name "Your Name"
  git config --global user.email you@example.com
  git -C {place} commit -m "archive: start"
Put your name into team.yaml too.""",
    """Git 还不知道您是谁，所以文件尚未记入历史。请设置一次，然后提交：
  git config --global user.name "您的姓名"
  git config --global user.email you@example.com
  git -C {place} commit -m "archive: start"
也请把 team.yaml 里的姓名改成您自己的。""",
)
_NEXT = Text(
    'Next:\n  cd {place}\n  dangan new customer good-one --name "Good One Ltd"\n  dangan check\n  dangan build',
    '接下来：\n  cd {place}\n  dangan new customer good-one --name "丰行电动车"\n  dangan check\n  dangan build',
)
