"""`dangan format`: files in one form, so that a difference between two versions is a difference of facts."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import click

from dangan.cli.check import print_found
from dangan.cli.progress import counter
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.errors import UsageError
from dangan.project import Project
from dangan.project.formatting import FormatResult

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing; list what is not in form, and end with 1 if anything is.")
@click.option("--diff", is_flag=True, help="Change nothing; show what would be different.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text for people; json, one object: files, written, changed, left_alone.",
)
@pass_session
def format_(session: Session, paths: tuple[Path, ...], check: bool, diff: bool, form: str) -> None:
    """Put the files of the archive, or those at or below PATHS, into their one canonical form.

    Keys stand in the order of the schema, lists and groups in block style, quotes only where they are needed, long
    text in lines of at most 100 columns; what is empty goes. Values, comments and the prose of log entries stay
    exactly as they are. A file with an error of form (dangan check names it) is left alone.

    \b
    Example:
      dangan format
      dangan format customers/good-one
      dangan format --check --diff
    """
    project = Project.open(session.start)
    wanted = [_inside(path, session.start, project.layout.root) for path in paths]
    write = not (check or diff)
    result = project.format(wanted, write=write, diff=diff, progress=counter("format"))
    if form == "json":
        click.echo(json.dumps(_data(result, session.lang, write=write), ensure_ascii=False, indent=1))
    else:
        _print(result, project, session, write=write, diff=diff)
    if result.diagnostics or (check and result.changed):
        sys.exit(1)


def _inside(path: Path, start: Path, root: Path) -> PurePosixPath:
    """A path as the archive calls it. Raises UsageError for one that is not there, or elsewhere."""
    full = (start / path).resolve()
    if not full.exists():
        raise UsageError(_NOT_THERE.fill(path=path))
    if not full.is_relative_to(root):
        raise UsageError(_OUTSIDE.fill(path=path))
    return PurePosixPath(full.relative_to(root).as_posix())


def _data(result: FormatResult, lang: str, *, write: bool) -> dict[str, object]:
    return {
        "files": result.files,
        "written": write,
        "changed": [{"path": o.path, **({"diff": "\n".join(o.diff)} if o.diff else {})} for o in result.changed],
        "left_alone": [d.as_json(lang) for d in result.diagnostics],
    }


def _print(result: FormatResult, project: Project, session: Session, *, write: bool, diff: bool) -> None:
    for outcome in result.changed:
        if diff:
            for line in _shown(outcome.diff):
                click.echo(line)
        else:
            click.echo(printable(outcome.path))
    print_found(result.diagnostics, project.tree, session.lang)
    closing = _DONE if write else _WOULD
    session.note(closing.fill(changed=len(result.changed), files=result.files))
    if result.diagnostics:
        session.note(_LEFT.fill(count=len({d.span.path for d in result.diagnostics})))


def _shown(lines: tuple[str, ...]) -> Iterator[str]:
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for line in lines:
        text = printable(line)
        yield click.style(text, fg=_COLOURS.get(line[:1])) if colour else text


_NOT_THERE = Text("there is no {path}", "没有 {path}")
_OUTSIDE = Text("{path} is not in this archive", "{path} 不在此档案库中")
_DONE = Text("Put into form: {changed} of {files} files.", "已整理 {files} 个文件中的 {changed} 个。")
_WOULD = Text(
    "Not in form: {changed} of {files} files; nothing was changed.",
    "{files} 个文件中有 {changed} 个不合规范格式；未作任何更改。",
)
_LEFT = Text(
    "{count} with errors of form were left alone: mend them, then run this again.",
    "{count} 个有格式错误的文件保持原样：请更正后再运行一次。",
)
