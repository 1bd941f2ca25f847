"""`dangan check`: what is wrong, where, and what to do about it."""

import os
import sys
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

import click

from dangan.cli.options import at_option, date_option
from dangan.cli.progress import counter
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Diagnostic, Text
from dangan.diagnostics.report import as_github, as_json, as_text, summary
from dangan.errors import UsageError
from dangan.model.folders import DATA_ENDINGS
from dangan.project import CheckResult, Project
from dangan.source.limits import MAX_BYTES
from dangan.source.tree import Tree
from dangan.source.unreadable import Unreadable

_ONE_OF_THEM = Text(
    "--at looks at the past and --changed-since at the files as they lie: use one of them",
    "--at 看的是过去，--changed-since 看的是当前的文件：两者只能用一个",
)
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="text for people; json, one array of objects; github, annotations of a workflow.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Report only what the change since REV touches, and what it broke elsewhere.",
)
@at_option
@date_option
@pass_session
def check(session: Session, form: str, changed_since: str | None, at: str | None, day: date | None) -> None:
    """Say what is wrong in the archive, and where.

    Every finding has a place (file:line:column), a sentence and, where there is one, a suggestion. One broken file
    never hides another. The codes in brackets are explained on the site under Guide.

    \b
    Example:
      dangan check
      dangan check --changed-since origin/main
      dangan check --format json
    """
    if at is not None and changed_since is not None:
        raise UsageError(_ONE_OF_THEM)
    project = Project.open(session.start, at=at, today=day)
    result = project.check(changed_since=changed_since, progress=counter("check"))
    if form == "json":
        click.echo(as_json(result.diagnostics, session.lang))
    elif form == "github":
        for line in as_github(result.diagnostics, session.lang):
            click.echo(line)
    else:
        _print_text(result, project, session)
    if result.failed:
        sys.exit(1)


def print_found(found: Iterable[Diagnostic], tree: Tree, lang: str) -> None:
    """Each with the line that it is about."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in as_text(found, lang, line_at=_Lines(tree).at, style=_style if colour else _plain):
        click.echo(line)


def _print_text(result: CheckResult, project: Project, session: Session) -> None:
    print_found(result.diagnostics, project.tree, session.lang)
    session.say(_closing(result, project, session.lang))


def _closing(result: CheckResult, project: Project, lang: str) -> Text:
    counts = summary(result.diagnostics, lang)
    looked = Text(
        f"Checked {result.files:,} files of {result.customers:,} customer{'s'[: result.customers != 1]} "
        f"for {project.today}",
        f"已检查 {result.customers:,} 个客户的 {result.files:,} 个文件（日期 {project.today}）",
    )
    said = Text(f"{looked.en}: {counts}.", f"{looked.zh}：{counts}。")
    return _AND_EARLIER.fill(said=said, others=_others(result.earlier)) if result.earlier else said


def _others(number: int) -> Text:
    return Text("1 other was" if number == 1 else f"{number:,} others were", f"{number:,} 个")


_AND_EARLIER = Text(
    "{said} {others} there before this change: dangan check lists them all.",
    "{said}另有 {others}在这次修改之前就有：dangan check 可列出全部。",
)


class _Lines:
    """The text of lines that are shown; a file is read again only when something is wrong in it."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._of = lru_cache(maxsize=8)(self._read)

    def at(self, path: str, line: int) -> str | None:
        lines = self._of(path)
        return lines[line - 1] if line <= len(lines) else None

    def _read(self, path: str) -> tuple[str, ...]:
        """Of a picture or a PDF none: its bytes say nothing to a reader."""
        ending = PurePosixPath(path).suffix
        if ending and not path.lower().endswith(DATA_ENDINGS):
            return ()
        try:
            raw = self._tree.read(path, MAX_BYTES)
        except Unreadable:
            return ()
        text = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
        return tuple(text.split("\n"))


def _style(text: str, name: str) -> str:
    return click.style(text, fg=_COLOURS.get(name), bold=name == "path", dim=name == "dim")


def _plain(text: str, _name: str) -> str:
    return text
