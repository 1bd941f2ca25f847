"""What the benchmarks measure is a right archive: a check of it says nothing."""

from pathlib import Path

import pytest

from benchmarks.archive import write_archive
from dangan.project import Project
from tests.archive import TODAY
from tests.conftest import snapshot


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_generated_archive_is_clean(tmp_path: Path, seed: int) -> None:
    written = write_archive(tmp_path, 20, seed)
    result = Project.open(tmp_path, today=TODAY).check()
    assert [str(d) for d in result.diagnostics if d.code != "no-history"] == []
    assert result.customers == 20
    assert result.files == written > 20 * 8


def test_the_same_seed_makes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_archive(tmp_path / name, 3)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")
