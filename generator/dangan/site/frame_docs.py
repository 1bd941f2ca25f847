"""Hand-written pages of one language and the tree that they make in the navigation."""

import re
from collections.abc import Container, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from dangan.site.publish_manifest import is_address
from dangan.site.publish_places import is_file, is_folder

HIDDEN = "."
GUIDE = "guide"
"""The folder whose pages stand at the top of the tab of that name."""


def files_of(docs: Path) -> list[str]:
    """Every file below `docs` by its path, index pages first in their folder; hidden ones and links are left out."""
    if not is_folder(docs) or not is_folder(docs.parent):
        return []
    found = [path.relative_to(docs) for path in docs.rglob("*") if is_file(path) and is_address(path.name)]
    return [path.as_posix() for path in sorted(found, key=_order) if not any(x.startswith(HIDDEN) for x in path.parts)]


def _order(path: Path) -> tuple[Any, ...]:
    return (path.parts[:-1], path.stem != "index", path.name)


_DEAD = re.compile(r"contains a link '.*?', but the target '(?P<target>.*?)' is not found")
"""What MkDocs says of a link from a hand-written page to what it did not draw."""


def still_dead(warnings: Iterable[str], written: Container[str]) -> Iterator[str]:
    """Without those about links to pages that MkDocs could not know of, because they were made after the frame."""
    for said in warnings:
        link = _DEAD.search(said)
        if link is None or link["target"] not in written:
            yield said


def address_of(path: str) -> str:
    """Where a hand-written page is published, below its language."""
    return str(PurePosixPath(path).with_suffix(".html")) if path.endswith(".md") else path


def tree(paths: Iterable[str], lang: str) -> list[Any]:
    """Markdown pages as MkDocs' own kind of navigation, guides first; a folder is a group named after itself."""
    top: list[Any] = []
    groups: dict[tuple[str, ...], list[Any]] = {(): top, (GUIDE,): top}
    for path in sorted(paths, key=lambda path: not path.startswith(f"{GUIDE}/")):
        if path.endswith(".md"):
            _group(groups, PurePosixPath(path).parts[:-1]).append(f"{lang}/{path}")
    return top


def _group(groups: dict[tuple[str, ...], list[Any]], folder: tuple[str, ...]) -> list[Any]:
    if folder not in groups:
        groups[folder] = []
        title = folder[-1].replace("-", " ").replace("_", " ").capitalize()
        _group(groups, folder[:-1]).append({title: groups[folder]})
    return groups[folder]
