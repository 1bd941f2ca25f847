"""A signed approval: the statement, and the file that holds it."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dangan.git.objects import Touch
from dangan.review.signature import Signature, signature_of

NAMESPACE = "dangan-approval"
"""What an approval is signed for: a signature of a commit is no approval, nor the other way round."""
BRANCH = "dangan-approvals"
FORMAT = 1
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_COMMITS = 1000


@dataclass(frozen=True, slots=True)
class Statement:
    """What a reviewer says: this change, by what it does to the files and not by the ids of its commits.

    `exact` is a digest over paths, modes and blobs of base..head, `equivalent` one over field changes and lines;
    `commits` how many lie between; `files` the blobs after, by path.
    """

    exact: str
    equivalent: str
    base: str
    head: str
    commits: int
    reviewer: str
    on: str
    files: Mapping[str, str | None]

    @property
    def name(self) -> str:
        """The file on the branch; two reviewers never write the same one."""
        return f"{self.exact}-{self.reviewer}.json"

    @property
    def signed(self) -> bytes:
        """The bytes that are signed: one form, whoever wrote the file."""
        return json.dumps(self._data, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()

    @property
    def _data(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "exact": self.exact,
            "equivalent": self.equivalent,
            "base": self.base,
            "head": self.head,
            "commits": self.commits,
            "reviewer": self.reviewer,
            "on": self.on,
            "files": dict(self.files),
        }

    def file(self, armoured: str) -> str:
        """What is kept on the branch."""
        return json.dumps({**self._data, "signature": armoured}, ensure_ascii=True, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Approval:
    """A statement with its signature, as found; whether it is good depends on the team it is held against."""

    statement: Statement
    signature: Signature | None
    name: str

    @property
    def is_whole(self) -> bool:
        """Whether the signature fits the statement, whoever made it."""
        return self.signature is not None and self.signature.signs(self.statement.signed, NAMESPACE)

    def is_of(self, touches: Mapping[str, Touch]) -> bool:
        """Whether it speaks of a state of the same files of which a part at least is the same."""
        said = self.statement.files
        return said.keys() <= touches.keys() and any(touches[path].new == oid for path, oid in said.items())


def read_approval(name: str, data: bytes) -> Approval | None:
    """The approval in a file; None for what is none, and for what does not stand under its own name."""
    try:
        found = json.loads(data)
        statement = _statement(found)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if statement.name != name:
        return None
    return Approval(statement, signature_of(str(found.get("signature", ""))), name)


def _statement(found: Any) -> Statement:
    """Raises ValueError, TypeError or KeyError."""
    if found["format"] != FORMAT:
        raise ValueError
    words = [found[name] for name in ("exact", "equivalent", "base", "head", "reviewer", "on")]
    files, commits = found["files"], found["commits"]
    if not all(isinstance(word, str) for word in words) or not _DIGEST.fullmatch(words[0]):
        raise ValueError
    if type(commits) is not int or not 0 < commits <= _MOST_COMMITS or not isinstance(files, dict):
        raise ValueError
    if not all(oid is None or isinstance(oid, str) for oid in files.values()):
        raise ValueError
    exact, equivalent, base, head, reviewer, on = words
    return Statement(exact, equivalent, base, head, commits, reviewer, on, files)
