"""One customer of a scan as a task that needs no archive: names and bytes go in, what it gives to the whole comes out.

For `dangan.parallel.map_on`: a task is read where the files are, and done wherever there is this package.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import NamedTuple

from dangan.diagnostics import Diagnostic
from dangan.model.folders import DOCUMENTS, Customers, Folders
from dangan.model.kept_scan import held_in, paths_of
from dangan.model.parcel import CustomerScan, Parcel, parcel_of
from dangan.model.scan_parts import Scanner
from dangan.schema.catalogue import Catalogue
from dangan.source.limits import MAX_BYTES
from dangan.source.memory_tree import MemoryTree
from dangan.source.stamp import git_id
from dangan.source.tree import Tree, Unreadable
from dangan.source.unreadable import unreadable, within


class Refused(NamedTuple):
    """A file that could not be handed out: what is said of it, and what stands for its bytes."""

    diagnostic: Diagnostic
    digest: str


class Task(NamedTuple):
    """One customer with all that a scan may read of it."""

    folder: str
    names: str
    """Of its data files, as `dangan.model.folders.Customers` has them."""
    papers: tuple[str, ...]
    """What lies in its `documents/`, by paths in there."""
    held: Mapping[str, bytes | Refused]
    """By path in the archive."""


def tasks_of(tree: Tree, folders: Folders, names: Iterable[str]) -> Iterator[Task]:
    """A task for each customer's folder, read when it is asked for."""
    for folder in names:
        files = folders.customers[folder]
        papers = folders.documents.get(folder, ())
        held = {file.path: _held(tree, file.path, MAX_BYTES) for file in files}
        held |= {path: _held(tree, path) for path in (f"{folder}/{DOCUMENTS}{name}" for name in papers)}
        yield Task(folder, folders.customers.names[folder], papers, held)


class TaskScanner:
    """The map step over tasks: a scanner that was taken out of its tree."""

    def __init__(self, scanner: Scanner, catalogue: Catalogue) -> None:
        self._scanner = _out_of_its_tree(scanner)
        self.catalogue = catalogue

    def __call__(self, task: Task) -> CustomerScan:
        scanner = copy(self._scanner)
        scanner.tree, scanner.folders = TaskTree(task), self.folders(task)
        return scanner(task.folder)

    def folders(self, task: Task) -> Folders:
        customers = Customers({task.folder: task.names}, self.catalogue)
        return Folders(customers, (), {task.folder: task.papers} if task.papers else {})


class TaskPacking:
    """The same, ready to be kept (`dangan.model.kept_scan`): what the files held, and what came out as bytes."""

    def __init__(self, scanner: TaskScanner) -> None:
        self._scanner = scanner

    def __call__(self, task: Task) -> tuple[str, Parcel]:
        held = held_in(TaskTree(task), paths_of(self._scanner.folders(task), task.folder))
        return held, parcel_of(self._scanner(task), self._scanner.catalogue)


class TaskTree:
    """The files of a task: they give the answers that they gave where they were read."""

    label = "task"
    listed = ""

    def __init__(self, task: Task) -> None:
        self._held = task.held

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self._held))

    def read(self, path: str, limit: int | None = None) -> bytes:
        held = self._held.get(path)
        if held is None:
            raise unreadable(path)
        if isinstance(held, Refused):
            raise Unreadable(held.diagnostic)
        return within(path, held, limit)

    def untouched(self, _folder: str) -> str:
        return ""

    def digest(self, path: str) -> str:
        held = self._held.get(path)
        if held is None:
            return ""
        return held.digest if isinstance(held, Refused) else git_id(held)

    def problems(self) -> list[Diagnostic]:
        return []

    def left_out(self, _patterns: Sequence[str]) -> list[Diagnostic]:
        return []


def _held(tree: Tree, path: str, limit: int | None = None) -> bytes | Refused:
    try:
        return tree.read(path, limit)
    except Unreadable as refused:
        return Refused(refused.diagnostic, "")


def _out_of_its_tree(scanner: Scanner) -> Scanner:
    scanner = copy(scanner)
    scanner.tree, scanner.folders = MemoryTree({}), Folders(Customers({}, scanner.catalogue), ())
    return scanner
