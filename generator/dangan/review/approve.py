"""Makes the statement that a reviewer signs."""

from datetime import date
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import UsageError
from dangan.git import branches, signing
from dangan.git.blobs import BlobReader
from dangan.git.objects import Commit
from dangan.git.repository import Repository
from dangan.review.content import Contents
from dangan.review.merged import wrote
from dangan.review.message import Message
from dangan.review.signature import fingerprint, public_key
from dangan.review.statement import BRANCH, NAMESPACE, Statement
from dangan.review.team import Colleague, Standing, Team
from dangan.schema.catalogue import Catalogue


def statement(
    repository: Repository, catalogue: Catalogue, main: str, revision: str, reviewer: str, on: str, folder: str = ""
) -> Statement:
    """What `revision` would bring onto the main branch. Raises UsageError where that is nothing."""
    head = repository.resolve(revision)
    base = branches.common_ancestor(repository.root, main, head)
    touches = branches.between(repository.root, base, head) if base else ()
    if base is None or not touches:
        raise UsageError(_NOTHING.fill(revision=revision))
    with BlobReader(repository.root) as blobs:
        contents = _contents(catalogue, blobs, folder)
        exact, equivalent = contents.exact(touches), contents.equivalent(touches)
    commits = sum(1 for _ in repository.steps(head, base))
    files = {touch.path: touch.new for touch in touches}
    return Statement(exact, equivalent, base, head, commits, reviewer, on, files)


def reviewer_of(key: Path, team: Team, day: date) -> Colleague:
    """Whose key it is, by the team of the main branch. Raises UsageError where it counts for nobody."""
    found = public_key(signing.public_line(key))
    holder, standing = team.by_key(fingerprint(found), day) if found else (None, Standing.UNKNOWN)
    if holder is None or standing is not Standing.GOOD:
        raise UsageError(_NOT_YOURS.fill(key=key, fingerprint=fingerprint(found) if found else "–"))
    return holder


def refuse_own(
    repository: Repository, catalogue: Catalogue, made: Statement, reviewer: Colleague, folder: str = ""
) -> None:
    """Nobody approves what is their own; to merge two lines without a word of one's own is no authorship.

    Raises UsageError.
    """
    with BlobReader(repository.root) as blobs:
        contents = _contents(catalogue, blobs, folder)
        for step in repository.steps(made.head, made.base):
            mine = _emails(step.commit) & set(reviewer.emails)
            if mine and (len(step.commit.parents) <= 1 or wrote(step, contents)):
                raise UsageError(_OWN.fill(commit=step.commit.id[:8], reviewer=reviewer.id))


def _contents(catalogue: Catalogue, blobs: BlobReader, folder: str) -> Contents:
    return Contents(catalogue, blobs.read, f"{folder}/" if folder else "")


def _emails(commit: Commit) -> set[str]:
    return {commit.email.strip().lower(), *(named.email for named in Message.of(commit.message).authors)}


def record(repository: Repository, made: Statement, key: Path) -> bool:
    """Signs and puts it on the branch; False where the same reviewer had said so already."""
    armoured = signing.sign(made.signed, key, NAMESPACE)
    message = f"approve {made.head[:8]} ({made.reviewer})\n"
    return bool(branches.add_file(repository.root, BRANCH, made.name, made.file(armoured).encode(), message))


_NOTHING = Text(
    "{revision} brings nothing that is not on the main branch already: there is nothing to approve",
    "{revision} 没有主分支上尚无的内容：没有可批准的修改",
)
_NOT_YOURS = Text(
    "{key} ({fingerprint}) is no key that counts today for anybody in team.yaml of the main branch: add it to "
    "signing_keys of your entry first",
    "{key}（{fingerprint}）不是主分支 team.yaml 中今天有效的密钥：请先把它写入您名下的 signing_keys",
)
_OWN = Text(
    "{commit} is by {reviewer}: nobody approves what is their own",
    "{commit} 是 {reviewer} 本人的修改：任何人不得批准自己的修改",
)
