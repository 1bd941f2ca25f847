"""The files of an archive, wherever they are kept."""

from typing import Protocol

from dangan.diagnostics import Diagnostic
from dangan.errors import DanganError


class Unreadable(DanganError):
    """A file that cannot be handed out, and why; the reader turns it into the diagnostic that it carries."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic

    def __str__(self) -> str:
        return f"{self.diagnostic.span}: {self.diagnostic.message.en}"


class Tree(Protocol):
    """A work tree, a revision or a set of files in memory; the same files give the same answers in each."""

    @property
    def label(self) -> str:
        """What to call it: "work tree" or the commit's id."""

    def paths(self) -> tuple[str, ...]:
        """Every readable file, POSIX, relative to the archive, sorted by code point."""

    def read(self, path: str, limit: int | None = None) -> bytes:
        """The bytes of a file; links inside the archive are followed.

        Raises Unreadable, also where the file is larger than `limit` (it is then not read).
        """

    def problems(self) -> list[Diagnostic]:
        """What is wrong with the tree as a whole."""
