"""Symbolic links by the text they hold: the same answer for a work tree and for a revision."""

from collections.abc import Collection, Mapping

from dangan.diagnostics import Code, Diagnostic, Span
from dangan.source import codes
from dangan.source.names import shown

_CHAIN = 8


def follow(path: str, links: Mapping[str, str], files: Collection[str], folders: Collection[str]) -> str | Diagnostic:
    """The file that a link leads to, over at most eight links, or why it is refused.

    `links` are link texts by path; `files` and `folders` are those of the archive, and nothing else is ever reached.
    """
    here = path
    for _ in range(_CHAIN):
        target = meant_by(here, links[here])
        if target is None:
            return _refusal(codes.LINK_OUT, path, links[here])
        if target in files:
            return target
        if target not in links:
            return _refusal(codes.LINK_TO_FOLDER if target in folders else codes.LINK_BROKEN, path, links[here])
        here = target
    return _refusal(codes.LINK_LOOP, path, links[path])


def meant_by(link: str, target: str) -> str | None:
    """The path that a link's text means, by words alone; None where it is absolute or climbs out."""
    if target.startswith(("/", "\\")) or target[1:2] == ":":
        return None
    parts = link.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _refusal(code: Code, path: str, target: str) -> Diagnostic:
    return Diagnostic.of(code, Span(path), target=shown(target))
