"""The first ten results of what anybody may ask cost little to fetch, in an archive of a few hundred customers."""

from pathlib import Path

import pytest

from benchmarks.archive import write_archive
from benchmarks.search_fetched import drawn, fetched, files_of
from dangan.source.work_tree import WorkTree
from tests.conftest import write_files
from tests.site_search.made import of_tree

CUSTOMERS = 220
LARGEST = 100_000


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("archive")
    write_archive(root, CUSTOMERS)
    out = tmp_path_factory.mktemp("index")
    write_files(out, of_tree(WorkTree(root)).files)
    return out


def test_three_hundred_terms_and_a_hundred_pairs(index: Path) -> None:
    terms = fetched(index, drawn(index, 1, 300))
    pairs = fetched(index, map(" ".join, zip(drawn(index, 2, 100), drawn(index, 3, 100), strict=True)))
    assert max(terms) < LARGEST
    assert max(pairs) < LARGEST
    assert sorted(terms)[285] < LARGEST / 2


def test_what_is_fetched_is_what_is_counted(index: Path) -> None:
    found = files_of(index, "電池 2026")
    assert {name.split("/")[0] for name in found} == {"head", "fold", "s", "d"}
    assert all((index / f"search/{name}.js").stat().st_size == size for name, size in found.items())
