"""`dangan build`: the archive as a site."""

from datetime import date
from pathlib import Path

import click

from dangan.cli.options import at_option, audience_option, date_option, out_option
from dangan.cli.progress import counter
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.project import Project


@click.command()
@out_option
@audience_option
@click.option("--strict", is_flag=True, help="Refuse, and leave the site as it is, if a check finds an error.")
@click.option(
    "--trust", metavar="REV", help="Trust the main branch up to this commit: the audit page judges what came later."
)
@click.option("--clean", is_flag=True, help="Draw every page anew, whatever is remembered of the last build.")
@at_option
@date_option
@pass_session
def build(
    session: Session,
    out: Path | None,
    audience: Level | None,
    strict: bool,
    trust: str | None,
    clean: bool,
    at: str | None,
    day: date | None,
) -> None:
    """Publish the archive as a site of linked dossiers.

    What is wrong in a file is said on its page, and everything else is published. The site works from a folder
    (open index.html), under any address, and asks no other host for anything. A state of the past goes into site/at/.
    Built again, only the pages are drawn that may have become others.

    \b
    Example:
      dangan build
      dangan build --audience public -o /srv/www/customers --strict
      dangan build --at 2026-03-31
    """
    project = Project.open(session.start, at=at, today=day)
    result = project.build(out, audience=audience, strict=strict, trust=trust, clean=clean, progress=counter("build"))
    for warning in result.warnings:
        session.note(_WARNING.fill(warning=warning))
    if result.errors:
        session.note(errors_left(result.errors, result.withheld))
    shown = result.audience
    index = result.out / "index.html"
    session.say(
        Text(
            f"Built {result.pages:,} pages for {project.today}, audience {shown.word}. Open {index}",
            f"已生成 {result.pages:,} 个页面（日期 {project.today}，读者级别 {shown.word}）。请打开 {index}",
        )
    )


def errors_left(number: int, withheld: int = 0) -> Text:
    """What a build says of an archive with errors: where they are told, and that somebody has to mend them."""
    return Text(
        f"{number:,} error{'s'[: number != 1]} in the archive, {_where(number, withheld).en}: dangan check lists them",
        f"档案中有 {number:,} 处错误，{_where(number, withheld).zh}：dangan check 可列出全部",
    )


def _where(number: int, withheld: int) -> Text:
    if not withheld:
        return Text("said on their pages", "已在相应页面注明")
    if withheld == number:
        return Text("above this audience, so on no page", "超出读者级别，未在任何页面注明")
    return Text(
        f"{number - withheld:,} said on their pages and {withheld:,} on none, being above this audience",
        f"其中 {number - withheld:,} 处已在相应页面注明，{withheld:,} 处超出读者级别，未注明",
    )


_WARNING = Text("warning: {warning}", "警告：{warning}")
