"""What the benchmarks measure is a right archive: a check of it says nothing."""

from pathlib import Path

import pytest

from benchmarks.archive import write_archive
from benchmarks.sample import parse, read_sample
from benchmarks.units import FILES_A_CUSTOMER, read_units, weights
from dangan.model.folders import Folders
from dangan.project import Project
from dangan.schema.catalogue import Catalogue
from dangan.source.memory_tree import MemoryTree
from dangan.source.work_tree import WorkTree
from tests.archive import TODAY
from tests.conftest import snapshot

CUSTOMERS = 60


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    write_archive(root, CUSTOMERS, 1)
    return root


@pytest.fixture(scope="module")
def folders(archive: Path) -> Folders:
    catalogue, _ = Catalogue.load(MemoryTree({}))
    return Folders.of(WorkTree(archive).paths(), catalogue)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_generated_archive_is_clean(tmp_path: Path, seed: int) -> None:
    written = write_archive(tmp_path, CUSTOMERS, seed)
    result = Project.open(tmp_path, today=TODAY).check()
    assert [str(d) for d in result.diagnostics if d.code != "no-history"] == []
    assert result.customers == CUSTOMERS
    papers = sum(1 for path in tmp_path.glob("customers/**/documents/*") if path.is_file())
    assert result.files + papers == written


def test_the_same_seed_makes_the_same_bytes_and_another_makes_others(archive: Path, tmp_path: Path) -> None:
    for name, seed in (("same", 1), ("other", 2)):
        write_archive(tmp_path / name, CUSTOMERS, seed)
    assert snapshot(tmp_path / "same") == snapshot(archive)
    assert snapshot(tmp_path / "other") != snapshot(archive)


def test_every_kind_of_file_is_there(folders: Folders) -> None:
    catalogue, _ = Catalogue.load(MemoryTree({}))
    files = [*folders.loose, *(file for files in folders.customers.values() for file in files)]
    assert {file.kind.name for file in files} == set(catalogue.kinds)


def test_a_larger_archive_begins_with_the_smaller_one(archive: Path, tmp_path: Path) -> None:
    write_archive(tmp_path, 20, 1)
    small = {path for path in snapshot(tmp_path) if path.startswith("customers/c00/") and "-00017/" in path}
    large = {path for path in snapshot(archive) if path.startswith("customers/c00/") and "-00017/" in path}
    assert small == large != set()


def test_no_two_files_of_customers_are_the_same(archive: Path) -> None:
    contents = [path.read_bytes() for path in archive.glob("customers/**/*") if path.is_file()]
    assert len(contents) == len(set(contents))


def test_what_is_archive_wide_is_the_sample_as_it_is(archive: Path) -> None:
    for path, raw in read_sample().loose.items():
        assert (archive / path).read_bytes() == raw


def test_the_members_of_a_group_refer_to_their_own_copies(archive: Path) -> None:
    for profile in archive.glob("customers/c*/hengqing-0*/profile.yaml"):
        number = int(profile.parent.name.rpartition("-")[2])
        assert f"customer: hengqing-forklift-{number + 1:05d}" in profile.read_text("utf-8")
        assert f"customer: hengqing-rental-{number + 2:05d}" in profile.read_text("utf-8")


def test_people_are_called_the_same_in_every_file_but_not_as_in_the_original(archive: Path) -> None:
    originals = {name for c in read_sample().customers.values() for p in c.people for name in (p.zh, p.en)}
    called = []
    for profile in archive.glob("customers/c0*/*/profile.yaml"):
        people = profile.with_name("people.yaml")
        names = (
            {key: who["names"] for key, who in parse(people.name, people.read_bytes()).data.items()}
            if people.exists()
            else {}
        )
        nodes = [node.value for _, node in parse(profile.name, profile.read_bytes()).root.walk()]
        both = [value for value in nodes if isinstance(value, dict) and {"name", "person"} <= value.keys()]
        assert all(value["name"] in names[value["person"]].values() for value in both)
        called += [value["name"] for value in both]
    assert called
    assert not originals & set(called)


def test_large_customers_are_rare_enough_for_the_mean() -> None:
    units = read_units()
    weighed = list(zip(weights(units), units, strict=True))
    files = sum(w * unit.files_each * len(unit.customers) for w, unit in weighed)
    customers = sum(w * len(unit.customers) for w, unit in weighed)
    assert files / customers == pytest.approx(FILES_A_CUSTOMER)
