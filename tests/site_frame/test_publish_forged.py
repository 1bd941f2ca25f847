"""What lies at the site's place may have come with a pull request: nothing that it claims reaches beyond the site."""

import json
import os
from pathlib import Path

import pytest

from dangan.errors import EnvironmentProblem
from dangan.site.publish import finish, publishing
from tests.conftest import snapshot, write_files
from tests.site_frame.test_publish import litter, put, seen

MANIFEST = ".dangan-site.json"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive beside something of the user's own."""
    root = tmp_path / "archive"
    write_files(tmp_path, {"victim.txt": "mine", "archive/customers/good/people.yaml": "people: {}\n"})
    return root


def listing(*files: object) -> str:
    return json.dumps({"files": files})


@pytest.mark.parametrize(
    "claim",
    [
        listing("../../victim.txt"),
        listing("../customers/good/people.yaml"),
        listing("en/../../customers/good/people.yaml"),
        listing("/victim.txt"),
        listing(""),
        listing("."),
        listing("en//a.html"),
        listing("..\\customers\\good\\people.yaml"),
        listing("a\0b"),
        listing(["en"]),
        listing({"a": 1}),
        '{"files": "abc"}',
        "[]",
        "{",
        "\ufeff",
        "[" * 100_000,
    ],
)
@pytest.mark.parametrize("place", ["site", "site.dangan-old", "site.dangan-new"])
def test_a_forged_list_is_nobodys(archive: Path, claim: str, place: str) -> None:
    write_files(archive, {f"{place}/{MANIFEST}": claim, f"{place}/en/a.html": "x", "site.dangan-swap": ""})
    before = snapshot(archive.parent)
    for _ in range(2):
        with pytest.raises(EnvironmentProblem):
            put(archive / "site", index="1")
    after = snapshot(archive.parent)
    assert {k: v for k, v in after.items() if "dangan-swap" not in k} == {
        k: v for k, v in before.items() if "dangan-swap" not in k
    }


def test_an_absolute_path_in_a_forged_swap_is_not_followed(archive: Path) -> None:
    victim = archive.parent / "victim.txt"
    write_files(archive, {"site.dangan-swap": "", f"site.dangan-old/{MANIFEST}": listing(str(victim))})
    with pytest.raises(EnvironmentProblem, match="in the way"):
        put(archive / "site", index="1")
    assert victim.read_text() == "mine"


def test_a_list_that_names_a_folder_deletes_none(archive: Path) -> None:
    site = archive / "site"
    write_files(site, {MANIFEST: listing("en"), "en/mine.txt": "x"})
    put(site, index="1")
    assert seen(site) == {"index.html": "1", "en/mine.txt": "x"}
    assert litter(site) == ["customers"]


def test_nothing_is_deleted_through_a_link(archive: Path) -> None:
    site = archive / "site"
    write_files(site, {MANIFEST: listing("en/people.yaml", "leak.txt")})
    (site / "en").symlink_to("../customers/good")
    (site / "leak.txt").symlink_to("../../victim.txt")
    put(site, index="1")
    assert (archive / "customers/good/people.yaml").read_text() == "people: {}\n"
    assert (archive.parent / "victim.txt").read_text() == "mine"


def test_a_link_in_the_way_of_a_folder_of_ours_is_refused(archive: Path) -> None:
    site = archive / "site"
    write_files(site, {MANIFEST: listing("index.html")})
    (site / "en").symlink_to("../customers/good")
    for _ in range(2):
        with pytest.raises(EnvironmentProblem, match="needs its name"):
            put(site, index="1", en__a="1")
    assert litter(site) == ["customers"]


def test_a_forged_swap_moves_nothing_through_a_link(archive: Path) -> None:
    new, old = archive / "site.dangan-new", archive / "site.dangan-old"
    write_files(new, {MANIFEST: listing("index.html")})
    (new / "en").symlink_to("../..")
    write_files(old, {MANIFEST: listing("index.html"), "en/profile.sh": "evil"})
    (archive / "site.dangan-swap").touch()
    with pytest.raises(EnvironmentProblem, match="needs its name"):
        put(archive / "site", index="1")
    assert not (archive.parent / "profile.sh").exists()


def test_a_forged_swap_does_not_move_a_folder_of_strangers(archive: Path) -> None:
    write_files(archive, {"site/thesis.txt": "only copy", "site.dangan-swap": ""})
    write_files(archive, {f"site.dangan-new/{MANIFEST}": listing("index.html")})
    with pytest.raises(EnvironmentProblem, match="did not write"):
        put(archive / "site", index="1")
    assert (archive / "site/thesis.txt").read_text() == "only copy"


def test_a_forged_building_blocks_nobody(archive: Path) -> None:
    claim = json.dumps({"builder": 1, "files": []})
    write_files(archive, {f"site.dangan-new/{MANIFEST}": claim, "site.dangan-new/en/evil.html": "x"})
    (archive / "site.dangan-new/out").symlink_to("../customers")
    put(archive / "site", index="1")
    assert seen(archive / "site") == {"index.html": "1"}
    assert litter(archive / "site") == ["customers"]
    assert (archive / "customers/good/people.yaml").exists()


@pytest.mark.parametrize("name", ["site.dangan-new", "site.dangan-old", "site.dangan-swap"])
def test_a_link_beside_the_site_is_refused(archive: Path, name: str) -> None:
    (archive / name).symlink_to("customers")
    before = snapshot(archive)
    with pytest.raises(EnvironmentProblem, match="in the way"):
        put(archive / "site", index="1")
    assert snapshot(archive) == before


def test_a_site_that_is_a_link_is_refused(archive: Path) -> None:
    (archive / "site").symlink_to("customers")
    with pytest.raises(EnvironmentProblem, match="is a link"):
        put(archive / "site", index="1")


def test_the_top_of_the_disk_is_refused() -> None:
    with pytest.raises(EnvironmentProblem, match="folder of its own"), publishing(Path("/")):
        pass


def test_half_a_swap_whose_site_is_gone_brings_it_back(archive: Path) -> None:
    write_files(archive, {"site.dangan-swap": "", "site.dangan-old/index.html": "1"})
    write_files(archive, {f"site.dangan-old/{MANIFEST}": listing("index.html")})
    assert finish(archive / "site")
    assert seen(archive / "site") == {"index.html": "1"}


@pytest.mark.parametrize("stranger", ["en/evil.html", "leak.txt", "evil/x"])
def test_publishing_alone_refuses_strangers(archive: Path, stranger: str) -> None:
    site = archive / "site"
    put(site, index="1")
    write_files(site, {"at/2025-01-01/index.html": "past"})
    with publishing(site, alone=True) as staging:
        staging.write("index.html", b"2")
    place = site / stranger
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(os.path.relpath(archive / "customers/good/people.yaml", place.parent))
    with pytest.raises(EnvironmentProblem, match=stranger), publishing(site, alone=True) as staging:
        staging.write("index.html", b"3")
    assert (site / "index.html").read_text() == "2"


@pytest.mark.parametrize(
    "place", ["en/secret.html", "en/folder", "at", "at/2024-01-01", "at/2024-01-01/en/secret.html"]
)
def test_a_link_is_not_published_strictly_whatever_a_list_says(archive: Path, place: str) -> None:
    site = archive / "site"
    write_files(site, {MANIFEST: listing(place, "index.html"), "index.html": "0"})
    (site / place).parent.mkdir(parents=True, exist_ok=True)
    (site / place).symlink_to(archive.parent)
    before = snapshot(archive.parent)
    with pytest.raises(EnvironmentProblem, match="would be published"), publishing(site, alone=True) as staging:
        staging.write("index.html", b"1")
    assert snapshot(archive.parent) == before


def test_a_forged_swap_lays_no_link_over_the_site(archive: Path) -> None:
    site, new = archive / "site", archive / "site.dangan-new"
    write_files(site, {MANIFEST: listing("index.html"), "index.html": "0"})
    write_files(new, {MANIFEST: listing("index.html", "en/leak.txt"), ".dangan-over": "", "index.html": "1"})
    (new / "en").mkdir()
    (new / "en/leak.txt").symlink_to(archive.parent / "victim.txt")
    (archive / "site.dangan-swap").touch()
    put(site, index="2")
    assert seen(site) == {"index.html": "2"}
    assert litter(site) == ["customers"]
    assert (archive.parent / "victim.txt").read_text() == "mine"
