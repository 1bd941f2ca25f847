"""`dangan serve`: build, serve on this machine, follow edits."""

from datetime import date
from pathlib import Path

import click

from dangan.cli.build import errors_left
from dangan.cli.options import audience_option, date_option, out_option
from dangan.cli.progress import counter
from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.project import Project
from dangan.site.serve import serve as serve_site

_FIRST = Text("Built {pages} pages", "已生成 {pages} 个页面")
_AGAIN = Text("Pages drawn again: {drawn}", "已更新 {drawn} 个页面")


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free port.")
@out_option
@audience_option
@date_option
@pass_session
def serve(session: Session, port: int, out: Path | None, audience: Level | None, day: date | None) -> None:
    """Build the site, serve it on this machine only, and build it anew when a file changes.

    \b
    Example:
      dangan serve
      dangan serve --port 8123 --audience restricted -o /tmp/preview
    """

    def build(said: Text = _AGAIN) -> Path:
        project = Project.open(session.start, today=day)
        result = project.build(out, audience=audience, progress=counter("build"))
        session.say(said.fill(drawn=f"{result.drawn:,}", pages=f"{result.pages:,}"))
        if result.errors:
            session.note(errors_left(result.errors, result.withheld))
        return result.out

    site = build(_FIRST)
    project = Project.open(session.start, today=day)
    logs = (project.repository.log_of_head(),) if project.repository else ()
    serve_site(site, "127.0.0.1", port, build, watched=(project.layout.root, *logs), say=session.say)
