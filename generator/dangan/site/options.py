"""What a build is asked for, and what it says when it is done."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dangan.levels import Level


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """One order to publish; everything that a page may depend on besides the archive itself."""

    out: Path
    """The folder that the site is to stand in."""
    root: Path
    """The archive on disk: its templates, hand-written pages, `mkdocs.yml` and cache."""
    audience: Level
    languages: tuple[str, ...]
    today: date
    revision: str | None = None
    """The commit that the tree was read from; of a work tree the commit it stands on; None without Git."""
    strict: bool = False
    trust: str | None = None
    """Up to which commit of the main branch the audit judges nothing."""
    clean: bool = False
    """Draw everything anew, whatever is remembered of the site in its place."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What was written. `warnings` are sentences about hand-written pages and the theme, not about data."""

    out: Path
    audience: Level
    pages: int
    files: int
    drawn: int
    """Pages that were laid into the folder; the others stand there as they are."""
    errors: int = 0
    """In the archive: what is wrong is said on its page, and the rest is published."""
    warnings: tuple[str, ...] = ()
    withheld: int = 0
    """Of the errors, those that are on no page of this audience."""
