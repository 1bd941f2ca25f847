"""Which customer somebody means: by id, by folder name or by path."""

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from dangan.diagnostics import Text
from dangan.errors import UsageError
from dangan.model.folders import Folders
from dangan.schema.suggest import asking, suggest_by
from dangan.source.reader import read_document
from dangan.source.tree import Tree


def find_customer(tree: Tree, folders: Folders, text: str, start: Path | None = None, root: Path | None = None) -> str:
    """The folder of the customer that `text` names. Raises UsageError, with a suggestion where one is near.

    `start` and `root` let a path be written as the shell sees it. A folder called like the id decides without
    reading every profile; an id goes before the name of another's folder.
    """
    named = [folder for folder in folders.customers if folder.rpartition("/")[2] == text]
    own = [folder for folder in named if id_of(tree, folders, folder) == text]
    if own:
        return own[0]
    by_path = [path for path in _paths(text, start, root) if path in folders.customers]
    if by_path:
        return by_path[0]
    ids = own_ids(tree, folders)
    if text in ids:
        return ids[text]
    if len(named) == 1:
        return named[0]
    if named:
        raise UsageError(_SEVERAL.fill(text=text, folders=", ".join(named)))
    raise UsageError(asking(_NONE.fill(text=text), suggest_by(_spellings(tree, folders, ids), text)))


def own_ids(tree: Tree, folders: Folders) -> dict[str, str]:
    """The folder of every customer by id; of two with one id the first (a check reports the other)."""
    return {id_of(tree, folders, folder): folder for folder in reversed(list(folders.customers))}


def id_of(tree: Tree, folders: Folders, folder: str) -> str:
    """What a folder's profile says that it is, else the folder's name."""
    own = _profile(tree, folders, folder).get("id")
    return own if isinstance(own, str) else folder.rpartition("/")[2]


def _spellings(tree: Tree, folders: Folders, ids: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """By id what a customer may be called: the id itself, then its names."""
    found = {}
    for own_id, folder in ids.items():
        names = _profile(tree, folders, folder).get("names")
        said = names.values() if isinstance(names, dict) else ()
        found[own_id] = (own_id, *(name for name in said if isinstance(name, str)))
    return found


def _profile(tree: Tree, folders: Folders, folder: str) -> Mapping[str, Any]:
    """What a folder's profile says; nothing where it cannot be read."""
    path = next(file.path for file in folders.customers[folder] if file.kind.name == "profile")
    document = read_document(tree, path)[0]
    return document.data if document and isinstance(document.data, dict) else {}


def _paths(text: str, start: Path | None, root: Path | None) -> Iterable[str]:
    """The path as written, from `customers/`, and as seen from where the command was started."""
    plain = text.replace("\\", "/").strip("/").removeprefix("./").removesuffix("/profile.yaml")
    yield plain
    yield f"customers/{plain}"
    if start and root:
        found = (start / text).resolve()
        found = found.parent if found.name == "profile.yaml" else found
        if found.is_relative_to(root.resolve()):
            yield PurePosixPath(found.relative_to(root.resolve())).as_posix()


_SEVERAL = Text("{text} is the folder of several customers: {folders}", "有多个客户的文件夹名为 {text}：{folders}")
_NONE = Text("there is no customer {text}", "没有客户 {text}")
