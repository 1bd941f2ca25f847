"""The files of an archive by customer, as they were sorted before: for as long as the list of files and the kinds are
what they were.
"""

from collections.abc import Mapping
from typing import Any

from dangan.diagnostics import Diagnostic
from dangan.memory import Memory, packed, unpacked
from dangan.model.folders import Customers, DataFile, Folders
from dangan.schema.catalogue import Catalogue
from dangan.source.kept_listing import LISTS
from dangan.source.tree import Tree

CUSTOMERS = "list of customers"
KEPT = LISTS | {CUSTOMERS}
"""The rows that are of the list of files, and not of what is in them."""


def folders_of(tree: Tree, catalogue: Catalogue, memory: Memory) -> Folders:
    """As `Folders.of` the paths of a tree; kept where the tree has a name for them."""
    mark = (tree.listed, catalogue.fingerprint)
    raw = memory.find(CUSTOMERS) if tree.listed else None
    known, *row = unpacked(raw) if raw else ("",)
    if known == mark:
        return _unpacked(catalogue, *row)
    folders = Folders.of(tree.paths(), catalogue)
    if tree.listed:
        memory.keep(CUSTOMERS, packed((mark, *_row(folders))))
    return folders


def _row(folders: Folders) -> tuple[Any, ...]:
    loose = [(file.path, file.kind.name, file.stem) for file in folders.loose]
    return dict(folders.customers.names), loose, dict(folders.documents), folders.misnamed, folders.diagnostics


def _unpacked(
    catalogue: Catalogue,
    names: Mapping[str, str],
    loose: list[tuple[str, str, str]],
    documents: Mapping[str, tuple[str, ...]],
    misnamed: tuple[tuple[str, str], ...],
    diagnostics: tuple[Diagnostic, ...],
) -> Folders:
    files = tuple(DataFile(path, catalogue.kinds[kind], stem) for path, kind, stem in loose)
    return Folders(Customers(names, catalogue), files, documents, misnamed, diagnostics)
