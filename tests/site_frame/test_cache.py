"""What an archive brings along is not taken for what this machine kept."""

import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dangan.site.cache import ask_anew, open_cache
from dangan.site.shell_cache import KEPT
from tests.archive import files
from tests.conftest import write_files
from tests.site_frame.test_build import contents, publish

posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and links are POSIX")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "archive", {**dict(files()), "docs/en/about.md": "# About\n"})


def kept(folder: Path) -> bool:
    """Whether the cache of a folder is that folder."""
    with open_cache(folder) as (cache, said):
        assert not (said and cache.folder == folder)
        return cache.folder == folder


@posix
def test_the_key_is_the_users_alone_and_lasts(root: Path, home: Path) -> None:
    with open_cache(root / ".dangan") as (first, _), open_cache(root / ".dangan") as (second, _):
        assert first == second
        assert len(first.key) == 32
    assert stat.S_IMODE((home / "dangan/key").stat().st_mode) == 0o600
    (home / "dangan/key").chmod(0o644)
    assert not kept(root / ".dangan"), "others may have read it"


def test_without_a_home_nothing_is_kept(root: Path, home: Path) -> None:
    home.write_text("no folder")
    assert not kept(root / ".dangan")
    publish(root, root.parent / "out")
    assert not (root / ".dangan").exists()


@posix
@pytest.mark.parametrize("place", [".dangan", ".dangan/shell"])
def test_a_link_in_place_of_the_cache_is_left_alone(root: Path, place: str) -> None:
    mine = root.parent / "mine"
    for number in range(KEPT + 4):
        write_files(mine, {f"photos{number}/a.jpg": "x", f"{number:032x}/a.jpg": "x"})
    mine.chmod(0o755)
    before = contents(mine)
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).symlink_to(mine)
    publish(root, root.parent / "out")
    assert contents(mine) == before
    assert stat.S_IMODE(mine.stat().st_mode) == 0o755


def test_a_file_in_place_of_the_cache_is_no_failure(root: Path) -> None:
    (root / ".dangan").write_text("x")
    assert publish(root, root.parent / "out")
    with open_cache(root / ".dangan") as (_, said):
        assert ".dangan is no plain folder" in said[0].en


def test_only_frames_are_pruned(root: Path) -> None:
    mine = [f"photos{number}" for number in range(KEPT + 4)]
    write_files(root / ".dangan/shell", {f"{name}/a.jpg": "x" for name in mine})
    publish(root, root.parent / "out")
    assert {path.name for path in (root / ".dangan/shell").iterdir()} > set(mine)


def test_a_cache_that_git_tracks_is_not_used(root: Path, git: Callable[..., str]) -> None:
    git(root.parent, "init", "-q", str(root))
    right = publish(root, root.parent / "out")
    assert kept(root / ".dangan")
    git(root, "add", "-f", ".dangan")
    ask_anew()
    with open_cache(root / ".dangan") as (cache, said):
        assert cache.folder != root / ".dangan"
        assert "Git tracks" in said[0].en
    again = publish(root, root.parent / "out")
    homes = {"en/index.html", "zh/index.html"}
    assert {address for address in right if again[address] != right[address]} == homes, "where the check is told of it"


def test_a_poisoned_frame_of_another_machine_is_drawn_again(
    root: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    right = publish(root, root.parent / "out")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home.with_name("theirs")))
    shutil.rmtree(root / ".dangan")
    publish(root, root.parent / "out")
    pages = [*(root / ".dangan").rglob("about.html"), *(root / ".dangan").rglob("shells.json")]
    assert pages
    for page in pages:
        page.write_text(page.read_text("utf-8").replace("</head>", "<script>evil</script></head>"), "utf-8")
    _seal_as_they_would(root)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home))
    assert publish(root, root.parent / "out") == right


def _seal_as_they_would(root: Path) -> None:
    from dangan.site import shell_cache  # noqa: PLC0415 -- the attacker has our source

    for entry in (root / ".dangan/shell").iterdir():
        with open_cache(root / ".dangan") as (cache, _):
            (entry / "seal").write_text(shell_cache._seal(entry, entry.name, cache.key))
    assert os.environ["XDG_CACHE_HOME"].endswith("theirs")
