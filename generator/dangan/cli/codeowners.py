"""`dangan codeowners`: whom the forge asks for approval, from team, rules and custodians."""

import sys

import click

from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.diagnostics.report import printable
from dangan.project import Project
from dangan.review.codeowners import PLACES, codeowners
from dangan.source.files import write_file


@click.command(name="codeowners")
@click.option("--write", is_flag=True, help="Write the file where it is, else .github/CODEOWNERS.")
@click.option("--check", is_flag=True, help="Only say whether the file is up to date: exit code 1 if not.")
@pass_session
def codeowners_(session: Session, write: bool, check: bool) -> None:
    """Make CODEOWNERS, by which the forge asks the right people for approval.

    Made of team.yaml, rules.yaml and the custodians as of today. Forges ask by file; the audit looks at fields too.

    \b
    Example:
      dangan codeowners
      dangan codeowners --write
      dangan codeowners --check
    """
    project = Project.open(session.start)
    base = f"{project.folder}/" if project.folder else ""
    made = codeowners(project.tree, project.catalogue, project.today, base)
    root = project.repository.root if project.repository else project.layout.root
    place = next((path for path in PLACES if (root / path).is_file()), PLACES[0])
    path = root / place
    there = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    if not write and not check:
        click.echo("\n".join(printable(line) for line in made.splitlines()))
    elif there == made:
        session.say(_CURRENT.fill(path=place))
    elif check:
        session.say(_OLD.fill(path=place))
        sys.exit(1)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_file(path, made.encode())
        session.say(_WRITTEN.fill(path=place))


_CURRENT = Text("{path} is up to date.", "{path} 是最新的。")
_OLD = Text("{path} is out of date: dangan codeowners --write", "{path} 已过时：请运行 dangan codeowners --write")
_WRITTEN = Text("{path} was written.", "已写入 {path}。")
