"""The files of an archive sorted out: what is read, what is refused, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dangan.diagnostics import Code, Diagnostic, Span
from dangan.source.links import follow
from dangan.source.names import NEVER, SITE, examine, shown

OUTPUTS = (".dangan", "site", "site.dangan-new", "site.dangan-old", "site.dangan-swap")
"""What a build writes into an archive by default."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Readable paths; for a link the file it leads to; for a refused link the reason; everything found odd."""

    paths: tuple[str, ...]
    links: Mapping[str, str]
    refused: Mapping[str, Diagnostic]
    problems: tuple[Diagnostic, ...]


def sort_out(files: Iterable[str], links: Mapping[str, str], others: Iterable[Diagnostic] = ()) -> Listing:
    """The listing of plain files and of links by their texts; `others` are problems found on the way."""
    names = examine([*files, *links])
    plain = {path for path in names.paths if path not in links}
    folders = folders_above(names.paths) if links else set()
    ends = {path: follow(path, links, plain, folders) for path in names.paths if path in links}
    refused = {path: end for path, end in ends.items() if isinstance(end, Diagnostic)}
    problems = [*names.problems, *refused.values(), *others]
    return Listing(
        tuple(path for path in names.paths if path not in refused),
        {path: end for path, end in ends.items() if isinstance(end, str)},
        refused,
        tuple(sorted(problems, key=lambda problem: problem.sort_key)),
    )


def note(code: Code, path: str) -> Diagnostic:
    """A finding about a whole file or folder."""
    return Diagnostic.of(code, Span(shown(path)))


def belongs(path: str) -> bool:
    """Whether a path can be part of an archive at all."""
    parts = path.rstrip("/").split("/")
    return not NEVER.intersection(parts) and parts[0] != SITE


def folders_above(paths: Iterable[str]) -> set[str]:
    """Every folder above the paths, the archive's own ("") too."""
    found = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
