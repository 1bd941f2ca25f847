"""What Git knows, as values."""

from datetime import datetime
from typing import NamedTuple


class Identity(NamedTuple):
    """Who commits."""

    name: str
    email: str


class TreeEntry(NamedTuple):
    """A file of a revision. `mode` is 100644, 100755, 120000 (a link) or 160000 (a repository of its own)."""

    mode: str
    oid: str
    size: int


class Commit(NamedTuple):
    """One commit. `author` wrote it; `date` (aware) is when it was recorded: the committer's, by which --at goes.

    `parents` are in the order of the commit, the line it was put on first; those that a shallow clone lacks are among
    them. `signature` is the armoured text, "" where there is none: whether it is good is another question.
    """

    id: str
    author: str
    email: str
    date: datetime
    subject: str
    message: str = ""
    """The whole of it, the subject too."""
    authored: datetime | None = None
    committer: str = ""
    committer_email: str = ""
    parents: tuple[str, ...] = ()
    signature: str = ""


class Touch(NamedTuple):
    """What a commit did to one path: object ids and modes before and after, None on the side where nothing was."""

    path: str
    old: str | None
    new: str | None
    old_mode: str
    new_mode: str


class Step(NamedTuple):
    """A commit and what it changed against each of its parents, in their order; the first commit against nothing."""

    commit: Commit
    touched: tuple[tuple[Touch, ...], ...]

    @property
    def own(self) -> list[str]:
        """The paths that differ from all parents: of a merge its own edits, not those that it brings together."""
        first, *others = ({touch.path for touch in side} for side in self.touched)
        return sorted(first.intersection(*others))
