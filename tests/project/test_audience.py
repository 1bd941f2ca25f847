"""A site is never opened to more readers than were meant."""

from pathlib import Path

import pytest

from dangan.errors import StrictRefusal
from dangan.levels import Level
from dangan.project import Project
from tests.archive import TODAY, files
from tests.conftest import write_files


@pytest.mark.parametrize(
    "settings",
    [
        "format: 1\naudience: restricted\n",
        "format: 1\naudience: pubic\n",
        "format: 1\n\ttitle: x\naudience: public\n",
        "- format: 1\n",
        "",
    ],
    ids=["never a setting", "misspelt", "broken above it", "no mapping", "empty"],
)
def test_settings_that_cannot_be_understood_publish_nothing(settings: str, tmp_path: Path) -> None:
    root = write_files(tmp_path / "archive", {**files(), "dangan.yaml": settings})
    with pytest.raises(StrictRefusal, match="for whom"):
        Project.open(root, today=TODAY).build(tmp_path / "site")
    assert not (tmp_path / "site").exists()
    Project.open(root, today=TODAY).build(tmp_path / "site", audience=Level.PUBLIC)
    assert (tmp_path / "site" / "index.html").is_file()


def test_without_a_word_about_it_the_audience_is_internal(tmp_path: Path) -> None:
    root = write_files(tmp_path / "archive", {**files(), "dangan.yaml": "format: 1\n"})
    assert Project.open(root, today=TODAY).build(tmp_path / "site").audience is Level.INTERNAL
