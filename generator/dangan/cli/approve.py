"""`dangan approve`: a reviewer signs what a change does to the files."""

from pathlib import Path

import click

from dangan.cli.session import Session, pass_session
from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.git.blobs import BlobReader
from dangan.git.repository import Repository
from dangan.project import Project
from dangan.review.approve import record, refuse_own, reviewer_of, statement
from dangan.review.finding import short
from dangan.review.state import TEAM
from dangan.review.statement import BRANCH
from dangan.review.team import Team
from dangan.source.reader import parse_document


@click.command()
@click.argument("revision", metavar="REV|BRANCH")
@click.option(
    "--key",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Your SSH key; a public key if an agent or a token holds the other half.",
)
@pass_session
def approve(session: Session, revision: str, key: Path) -> None:
    """Approve what REV would bring onto the main branch, signed with your key.

    What is signed is what becomes of the files, so that it counts whether the change is then merged, squashed or
    rebased; a push after it is another change. The statement goes onto the branch dangan-approvals, and neither your
    files nor the branch that you are on are touched.

    \b
    Example:
      dangan approve origin/visit-fengxing --key ~/.ssh/id_ed25519
      git push origin dangan-approvals
    """
    project = Project.open(session.start)
    if project.repository is None:
        raise EnvironmentProblem(_NO_GIT)
    main = project.repository.tip(project.config.branch)
    reviewer = reviewer_of(key, _team(project, project.repository, main), project.today)
    on = project.today.isoformat()
    made = statement(project.repository, project.catalogue, main, revision, reviewer.id, on, project.folder)
    refuse_own(project.repository, project.catalogue, made, reviewer, project.folder)
    if not record(project.repository, made, key):
        session.say(_AGAIN.fill(reviewer=reviewer.id))
        return
    session.say(_DONE.fill(reviewer=reviewer.id, head=short(made.head), n=len(made.files), commits=made.commits))
    session.say(_NEXT.fill(branch=BRANCH))


def _team(project: Project, repository: Repository, main: str) -> Team:
    """Of the main branch: a key that the change itself lists does not count yet."""
    path = f"{project.folder}/{TEAM}" if project.folder else TEAM
    with BlobReader(repository.root) as blobs:
        document, _ = parse_document(TEAM, blobs.read(f"{main}:{path}"))
    return Team.of(document.data if document else {})


_NO_GIT = Text(
    "an approval needs the history, and this archive is not in Git", "批准需要历史记录，而此档案库没有用 Git 保存"
)
_DONE = Text(
    "{reviewer} approved {head}. Files: {n}, commits: {commits}.",
    "{reviewer} 已批准 {head}：{commits} 个提交，{n} 个文件。",
)
_NEXT = Text("git push origin {branch} makes it known.", "请用 git push origin {branch} 推送，他人才能看到。")
_AGAIN = Text(
    "{reviewer} approved exactly this before; nothing was changed.", "{reviewer} 已批准过完全相同的内容；未作更改。"
)
