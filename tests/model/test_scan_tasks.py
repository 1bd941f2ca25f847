"""A task of a scan is done in a process that knows no archive, and gives what reading the archive there gives."""

import shutil
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from dangan.model.folders import Folders
from dangan.model.kept_scan import paths_of
from dangan.model.scan import CustomerScanner, scan
from dangan.model.scan_parts import Packing
from dangan.model.scan_tasks import Task, TaskPacking, TaskScanner, TaskTree, tasks_of
from dangan.parallel import map_on
from dangan.schema.catalogue import Catalogue
from dangan.schema.durations import duration
from dangan.source.limits import MAX_BYTES
from dangan.source.work_tree import WorkTree
from tests.elsewhere import Elsewhere

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the sample's customers, and one of whose files hardly one can be handed out."""
    archive = tmp_path_factory.mktemp("archive") / "archive"
    for folder in sorted(path.parent for path in ROOT.glob("customers/*/profile.yaml"))[:6]:
        shutil.copytree(folder, archive / "customers" / folder.name)
    broken = archive / "customers" / "broken"
    (broken / "documents").mkdir(parents=True)
    (broken / "profile.yaml").write_text("id: broken\nnames: {en: Broken}\n")
    (broken / "people.yaml").symlink_to("nowhere.yaml")
    (broken / "position.yaml").write_bytes(b"#" * (MAX_BYTES + 1))
    (broken / "documents" / "contract.pdf").symlink_to("/etc/hostname")
    (broken / "documents" / "letter.pdf").write_bytes(b"letter")
    return archive


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.load(WorkTree(ROOT, only=("schemas",)))[0]


@pytest.fixture(scope="module")
def scanner(root: Path, catalogue: Catalogue) -> CustomerScanner:
    tree = WorkTree(root)
    return CustomerScanner(tree, catalogue, Folders.of(tree.paths(), catalogue), TODAY, duration("P30D"))


@pytest.fixture(scope="module")
def elsewhere(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Elsewhere]:
    with Elsewhere(tmp_path_factory.mktemp("cwd"), root) as executor:
        yield executor


def test_a_task_elsewhere_gives_what_reading_the_archive_here_gives(
    root: Path, catalogue: Catalogue, scanner: CustomerScanner, elsewhere: Elsewhere
) -> None:
    names = list(scanner.folders.customers)
    assert "customers/broken" in names
    job = TaskScanner(scanner, catalogue)
    found = list(map_on(elsewhere, job, tasks_of(scanner.tree, scanner.folders, names)))
    assert found == [scanner(name) for name in names]
    said = {d.code for part in found for d in part.diagnostics}
    assert {"file-too-large", "document-not-registered"} <= said
    assert not any(str(root).encode() in sent for sent in elsewhere.sent)


def test_a_whole_scan_is_handed_out_and_says_the_same(root: Path, catalogue: Catalogue, elsewhere: Elsewhere) -> None:
    sent = len(elsewhere.sent)
    here, there = (scan(WorkTree(root), catalogue, TODAY, executor=executor) for executor in (None, elsewhere))
    assert len(elsewhere.sent) > sent
    assert there.diagnostics == here.diagnostics
    assert dict(there.index.entries) == dict(here.index.entries)


def test_the_other_process_really_cannot_open_the_archive(root: Path, elsewhere: Elsewhere) -> None:
    with pytest.raises(PermissionError):
        list(map_on(elsewhere, partial(_size_of, root), ["customers/broken/profile.yaml"]))


def _size_of(root: Path, path: str) -> int:
    return len((root / path).read_bytes())


def test_what_is_kept_of_it_is_what_reading_the_archive_here_would_keep(
    catalogue: Catalogue, scanner: CustomerScanner
) -> None:
    pack = TaskPacking(TaskScanner(scanner, catalogue))
    for task in tasks_of(scanner.tree, scanner.folders, [*list(scanner.folders.customers)[:5], "customers/broken"]):
        assert pack(task) == Packing(scanner)(task.folder)


def test_a_task_is_read_when_it_is_asked_for(scanner: CustomerScanner) -> None:
    read: list[str] = []

    class Noting(WorkTree):
        def read(self, path: str, limit: int | None = None) -> bytes:
            read.append(path)
            return super().read(path, limit)

    tree = Noting(scanner.tree.root if isinstance(scanner.tree, WorkTree) else ROOT)
    tasks = tasks_of(tree, scanner.folders, scanner.folders.customers)
    assert read == []
    first = next(tasks)
    assert set(read) == set(first.held)


def test_a_tree_of_a_task_is_a_tree(scanner: CustomerScanner) -> None:
    task: Task = next(tasks_of(scanner.tree, scanner.folders, ["customers/broken"]))
    tree = TaskTree(task)
    assert set(tree.paths()) == set(paths_of(scanner.folders, "customers/broken"))
    assert tree.read("customers/broken/documents/letter.pdf") == b"letter"
    told = {path: tree.digest(path) for path in tree.paths()}
    assert {path: digest for path, digest in told.items() if digest != scanner.tree.digest(path)} == {
        "customers/broken/position.yaml": ""
    }, "what was refused stands for no bytes"
    assert (tree.digest("nowhere"), tree.untouched(""), tree.problems(), tree.left_out(())) == ("", "", [], [])
