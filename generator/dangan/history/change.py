"""What became of a field, or of a file, in one commit."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dangan.git.objects import Commit
from dangan.schema.kind import Kind
from dangan.schema.paths import head, join


class ChangeKind(StrEnum):
    """The words are those of `--format json` and are never translated."""

    SET = "set"
    CHANGED = "changed"
    REMOVED = "removed"
    ITEM_ADDED = "item-added"
    ITEM_REMOVED = "item-removed"
    MOVED = "moved"
    """An item stands under another key; all that it says is the same."""
    REORDERED = "reordered"
    FILE_ADDED = "file-added"
    FILE_REMOVED = "file-removed"
    FILE_RENAMED = "file-renamed"
    REFORMATTED = "reformatted"
    """Other bytes, the same facts."""
    REPLACED = "replaced"
    """Another original in the place of one: nothing in it is read."""
    BROKEN = "broken"
    """The file could not be read from this commit on; its facts are those of before until it is repaired."""

    PRESENT = "present"
    """Recorded when the history of this shallow copy begins; since when and by whom it does not know."""

    @property
    def is_fact(self) -> bool:
        """Whether something that was recorded became another; the rest is about how or where it is written."""
        return self not in _NO_FACTS


_NO_FACTS = frozenset({ChangeKind.FILE_RENAMED, ChangeKind.REFORMATTED, ChangeKind.REORDERED, ChangeKind.BROKEN})


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file it is, wherever it lay: of which customer ("" the archive's own), of which kind, of which id.

    A file of no known kind, such as an original in `documents/`, has kind None and its path within the customer's
    folder, or within the archive, as id.
    """

    customer: str
    kind: str | None
    id: str = ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change. `steps` is the keyed path within the file, () for what concerns the file as a whole.

    `old` and `new` are plain data, None for nothing; of an item that was added or removed the whole item. `before`
    is the path that a file was renamed from. `taken` says whether it is part of how the field came to be what it is:
    what was proposed on a branch and not merged, or overruled at the merge, is not.
    """

    commit: Commit
    of: Identity
    path: str
    kind: ChangeKind
    steps: tuple[str, ...] = ()
    old: Any = None
    new: Any = None
    before: str | None = None
    taken: bool = True
    whole_file: bool = False
    """The file came or went with the same commit, so that what is said of the file says it all."""

    def pointer(self, kind: Kind | None) -> str:
        """The keyed path within the customer or the archive, as everywhere else in Dangan."""
        return join((*head(kind, self.of.id), *self.steps)) if kind else self.of.id
