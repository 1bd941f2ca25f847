"""The files of an archive, wherever they are kept."""

from collections.abc import Sequence
from typing import Protocol

from dangan.diagnostics import Diagnostic
from dangan.source.memory_tree import MemoryTree
from dangan.source.revision_tree import RevisionTree
from dangan.source.unreadable import Unreadable
from dangan.source.work_tree import WorkTree

__all__ = ["MemoryTree", "RevisionTree", "Tree", "Unreadable", "WorkTree"]


class Tree(Protocol):
    """A work tree, a revision or a set of files in memory; the same files give the same answers in each."""

    @property
    def label(self) -> str:
        """What to call it: "work tree" or the commit's id."""

    def paths(self) -> tuple[str, ...]:
        """Every readable file, POSIX, relative to the archive, sorted by code point; refused links are left out."""

    def read(self, path: str, limit: int | None = None) -> bytes:
        """The bytes of a file; links inside the archive are followed.

        Raises Unreadable, also where the file is larger than `limit` (it is then not read).
        """

    @property
    def listed(self) -> str:
        """What stands for all that `paths` and `problems` say, and for more; "" where nothing does."""

    def untouched(self, folder: str) -> str:
        """The same where no file at or below a folder was written to since, came or went; "" where nothing tells."""

    def digest(self, path: str) -> str:
        """The id that Git gives to the bytes of a file ("" where it cannot be read): equal where they are."""

    def problems(self) -> list[Diagnostic]:
        """What is wrong with the tree as a whole, sorted by path."""

    def left_out(self, patterns: Sequence[str], /) -> list[Diagnostic]:
        """Files that fit a glob pattern but are no part of the archive by an ignore rule; only a work tree has such."""
