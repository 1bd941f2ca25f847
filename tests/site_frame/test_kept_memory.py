"""The memory in the cache folder: believed only as this user's runs of this very code left it."""

import sqlite3
from functools import partial
from pathlib import Path

import pytest

from dangan.site import kept_memory
from dangan.site.kept_memory import KeptMemory, memory_in
from tests.conftest import write_files

KEY = b"k" * 32


@pytest.fixture
def root(tmp_path: Path) -> Path:
    place = tmp_path / "archive"
    place.mkdir()
    return place


def test_a_memory_gives_back_what_was_kept(tmp_path: Path) -> None:
    memory = KeptMemory(tmp_path / "history", KEY)
    memory.keep("a", b"one")
    memory.close()
    again = KeptMemory(tmp_path / "history", KEY)
    assert again.find("a") == b"one"
    assert again.find("b") is None
    again.close()


def test_what_another_key_sealed_gives_way(tmp_path: Path) -> None:
    """Else what each version of Dangan remembered would pile up."""
    for key in (KEY, b"x" * 32):
        memory = KeptMemory(tmp_path / "history", key)
        assert memory.names() == set()
        memory.keep("a", b"one")
        memory.close()


def test_another_version_reads_anew_whatever_is_there(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its classes may be elsewhere, or of another shape: bytes of theirs are not even taken up."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for version in ("one", "another"):
        monkeypatch.setattr(kept_memory, "code_mark", partial(str, version))
        memory = memory_in(root / ".dangan", "scan")
        assert isinstance(memory, KeptMemory)
        assert memory.find("a") is None
        memory.keep("a", version.encode())
        assert memory.find("a") == version.encode()
        memory.close()


def test_an_entry_of_another_name_or_with_other_bytes_is_not_believed(tmp_path: Path) -> None:
    memory = KeptMemory(tmp_path / "history", KEY)
    memory.keep("a", b"one")
    with sqlite3.connect(tmp_path / "history" / "memory.sqlite3") as other:
        other.execute("INSERT INTO kept SELECT 'b', seal, data FROM kept")
        other.execute("UPDATE kept SET data = x'00' WHERE name = 'a'")
    other.close()
    assert memory.find("a") is None
    assert memory.find("b") is None
    memory.close()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 400])
def test_a_file_that_is_no_memory_is_begun_anew(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "history" / "memory.sqlite3"
    write_files(tmp_path, {"history/memory.sqlite3": content})
    memory = KeptMemory(tmp_path / "history", KEY)
    assert memory.find("a") is None
    memory.keep("a", b"one")
    memory.keep("a", b"two")
    assert memory.find("a") == b"two"
    memory.close()
    assert not place.parent.stat().st_mode & 0o077


def test_a_folder_in_the_way_and_a_file_that_is_held(tmp_path: Path) -> None:
    (tmp_path / "history" / "memory.sqlite3").mkdir(parents=True)
    memory = KeptMemory(tmp_path / "history", KEY)
    memory.keep("a", b"one")
    assert memory.find("a") is None
    memory.close()


def test_whoever_holds_it_for_too_long_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_memory, "_WAIT", 0.05)
    memory = KeptMemory(tmp_path / "history", KEY)
    memory.keep("a", b"one")
    memory.close()
    other = sqlite3.connect(tmp_path / "history" / "memory.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert memory.find("a") is None
    other.execute("COMMIT")
    other.close()
    assert memory.find("a") is None, "not asked again in this run"
    again = KeptMemory(tmp_path / "history", KEY)
    assert again.find("a") == b"one"
    again.close()
