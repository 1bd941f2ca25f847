"""What is remembered of customers never says anything else than reading them would."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from dangan.model import scan as scanning
from dangan.model.folders import Folders
from dangan.model.records import read_customer
from dangan.model.scan import Scan, scan
from dangan.schema.catalogue import Catalogue
from dangan.site.kept_memory import KeptMemory
from dangan.source.work_tree import WorkTree

TODAY = date(2026, 11, 22)
PROFILE = "id: {id}\nnames: {{en: {id}}}\n"
OLD = 1_700_000_000_000_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    archive = tmp_path / "archive"
    write(archive, "dangan.yaml", "format: 1\n")
    for name in ("acme", "beta", "gamma"):
        write(archive, f"customers/{name}/profile.yaml", PROFILE.format(id=name))
    return archive


def write(root: Path, path: str, text: str, *, old: bool = True) -> None:
    """A file last changed long ago, so that it is believed to be untouched."""
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, "utf-8")
    if old:
        os.utime(place, ns=(OLD, OLD))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The customers that are really read."""
    asked: list[str] = []
    real = read_customer

    def noted(tree: WorkTree, folder: str, folders: Folders) -> object:
        asked.append(folder)
        return real(tree, folder, folders)

    monkeypatch.setattr(scanning, "read_customer", noted)
    return asked


def kept(root: Path) -> Scan:
    memory = KeptMemory(root.parent / "memory" / "scan", b"k" * 32)
    try:
        tree = WorkTree(root, memory=memory)
        return scan(tree, Catalogue.load(tree)[0], TODAY, memory=memory)
    finally:
        memory.close()


def rows(root: Path) -> set[str]:
    memory = KeptMemory(root.parent / "memory" / "scan", b"k" * 32)
    try:
        return memory.names()
    finally:
        memory.close()


def plain(root: Path) -> Scan:
    tree = WorkTree(root)
    return scan(tree, Catalogue.load(tree)[0], TODAY)


def same(left: Scan, right: Scan) -> bool:
    return (dict(left.index.entries), dict(left.index.incoming), left.diagnostics) == (
        dict(right.index.entries),
        dict(right.index.incoming),
        right.diagnostics,
    )


def test_what_was_not_touched_is_not_read_again(root: Path, read: list[str]) -> None:
    first = kept(root)
    assert len(read) == 3
    read.clear()
    second = kept(root)
    assert read == []
    assert same(first, second)
    assert same(second, plain(root))
    assert first.known_by == second.known_by


@pytest.mark.parametrize(
    "change",
    [
        ("customers/beta/profile.yaml", PROFILE.format(id="beta") + "stage: nonsense\n"),
        ("customers/beta/custody.yaml", "state: nonsense\n"),
        ("customers/beta/documents/paper.pdf", "%PDF"),
        ("customers/delta/profile.yaml", PROFILE.format(id="acme")),
    ],
)
def test_only_a_customer_that_changed_is_read_again(root: Path, read: list[str], change: tuple[str, str]) -> None:
    kept(root)
    read.clear()
    write(root, *change)
    found = kept(root)
    assert {change[0].split("/")[1]} == {folder.split("/")[1] for folder in read}
    assert same(found, plain(root))


def test_a_file_that_was_touched_and_holds_the_same_is_not_read_again(root: Path, read: list[str]) -> None:
    kept(root)
    read.clear()
    os.utime(root / "customers/acme/profile.yaml")
    assert same(kept(root), plain(root))
    assert read.count("customers/acme") == 1, "by the plain reading alone"


def test_a_file_changed_in_the_moment_of_reading_is_not_taken_for_untouched(root: Path) -> None:
    """The same size, the same time, other bytes: only that it was written just before the reading tells."""
    place = root / "customers/acme/profile.yaml"
    place.write_text(PROFILE.format(id="acme") + "website: https://a.example\n")
    times = place.stat()
    kept(root)
    place.write_text(PROFILE.format(id="acme") + "website: https://b.exampl\n")
    os.utime(place, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert same(kept(root), plain(root))


def test_removed_customers_are_forgotten(root: Path) -> None:
    kept(root)
    (root / "customers/gamma/profile.yaml").unlink()
    assert same(kept(root), plain(root))
    left = rows(root)
    shutil.rmtree(root.parent / "memory")
    kept(root)
    assert left == rows(root)


@pytest.mark.parametrize("harm", ["garbage", "other key", "cut"])
def test_what_is_not_as_it_was_kept_is_not_believed(root: Path, harm: str) -> None:
    kept(root)
    place = root.parent / "memory" / "scan" / "memory.sqlite3"
    if harm == "garbage":
        place.write_bytes(b"no database" * 100)
    elif harm == "cut":
        place.write_bytes(place.read_bytes()[:-4096])
    else:
        memory = KeptMemory(root.parent / "memory" / "scan", b"x" * 32)
        memory.keep_all(dict.fromkeys(("customers/acme", "customers/beta"), b"cos\nsystem\n(S'false'\ntR."))
        memory.close()
    assert same(kept(root), plain(root))


def test_another_day_or_other_rules_are_read_anew(root: Path, read: list[str]) -> None:
    kept(root)
    read.clear()
    write(root, "rules.yaml", "documents: {expiring_within: 90 days}\n")
    assert same(kept(root), plain(root))
