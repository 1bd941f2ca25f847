"""Settings that a pull request may bring: nothing of them leads readers astray."""

from pathlib import Path

import pytest

from dangan.config import Config, Forge
from dangan.project import Project
from dangan.project.settings import read_config
from dangan.schema.catalogue import Catalogue
from dangan.source.work_tree import WorkTree
from tests.archive import files
from tests.conftest import run_git, write_files


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)//",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "/x",
        "x",
        "",
        "http:///x",
        "https://",
        "https:evil",
        "ftp://a.example/x",
        "http://[::1",
        "https://a.example\\b",
        "https://a.example/ x",
        "https://a.example/\nx",
        1,
        None,
    ],
)
def test_an_address_that_is_not_of_the_web_is_no_forge(url: object) -> None:
    assert Config.from_data({"forge": {"kind": "github", "url": url}}).forge is None


@pytest.mark.parametrize("url", ["https://forge.example/hailan/archive", "http://forge.example:8080/a"])
def test_an_address_of_the_web_is_one(url: str) -> None:
    assert Config.from_data({"forge": {"kind": "gitea", "url": f"{url}/"}}).forge == Forge("gitea", url)


@pytest.mark.parametrize("linked", [False, True])
def test_settings_and_schemas_are_found_without_listing_the_archive(tmp_path: Path, linked: bool) -> None:
    """Also where one of them is a link to elsewhere in the archive."""
    root = write_files(tmp_path / "archive", dict(files()))
    overlay = '{"properties": {"nick": {"type": "string", "title": "Nick", "x-zh": "别名"}}}'
    write_files(root, {"shared/nick.json" if linked else "schemas/profile.overlay.json": overlay})
    if linked:
        (root / "schemas").mkdir()
        (root / "schemas" / "profile.overlay.json").symlink_to("../shared/nick.json")
    run_git(root, "init", "-q", "-b", "main")
    run_git(root, "add", ".")
    project = Project.open(root)
    assert "nick" in project.catalogue.kinds["profile"].field.properties
    whole = WorkTree(root)
    assert project.catalogue.fingerprint == Catalogue.load(whole)[0].fingerprint
    assert project.config == read_config(whole)
    assert project.tree.paths() == whole.paths()
