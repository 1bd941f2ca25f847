"""What Git knows, as values."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. `author` wrote it; `date` (aware) is when it was recorded: the committer's, by which --at goes."""

    id: str
    author: str
    email: str
    date: datetime
    subject: str
