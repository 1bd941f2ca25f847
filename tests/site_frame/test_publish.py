"""A site appears whole or not at all, and nobody else's file is lost."""

import os
import stat
import sys
from pathlib import Path

import pytest

from dangan.errors import EnvironmentProblem
from dangan.site.publish import finish, publishing


def put(target: Path, **files: str) -> None:
    with publishing(target) as staging:
        for name, text in files.items():
            staging.write(name.replace("__", "/") + ".html", text.encode())


def seen(target: Path) -> dict[str, str]:
    """What a visitor finds; the list of our own files aside."""
    found = (path for path in sorted(target.rglob("*")) if path.is_file() and path.name != ".dangan-site.json")
    return {path.relative_to(target).as_posix(): path.read_text() for path in found}


def litter(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path.name != target.name)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "site"


def test_a_new_build_replaces_the_old_one(target: Path) -> None:
    put(target, index="1", en__gone="1", en__stays="1")
    put(target, index="2", en__stays="2", zh__new="2")
    assert seen(target) == {"index.html": "2", "en/stays.html": "2", "zh/new.html": "2"}
    assert not (target / "en/gone").exists()
    assert litter(target) == []


def test_what_others_put_there_stays(target: Path) -> None:
    put(target, index="1", en__page="1")
    at = "at/2025-01-01"
    others = {"CNAME": "x", f"{at}/index.html": "old", f"{at}/.dangan-site.json": "[]", "en/note.txt": "n"}
    for name, text in others.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(text)
    put(target, index="2")
    put(target, index="3", en__page="3")
    for name, text in others.items():
        assert (target / name).read_text() == text
    assert (target / "index.html").read_text() == "3"


def test_a_folder_of_strangers_is_refused(target: Path) -> None:
    target.mkdir(parents=True)
    (target / "thesis.txt").write_text("only copy")
    with pytest.raises(EnvironmentProblem, match="did not write") as refused:
        put(target, index="1")
    assert refused.value.exit_code == 3
    assert seen(target) == {"thesis.txt": "only copy"}
    assert litter(target) == []


def test_an_empty_folder_is_taken(target: Path) -> None:
    target.mkdir(parents=True)
    put(target, index="1")
    assert seen(target) == {"index.html": "1"}


@pytest.mark.parametrize(("theirs", "ours"), [("en/a.html", "en__a"), ("en", "en__a"), ("en/a.html/x", "en__a")])
def test_a_stranger_in_the_way_of_a_page_is_refused(target: Path, theirs: str, ours: str) -> None:
    put(target, index="1")
    (target / theirs).parent.mkdir(parents=True, exist_ok=True)
    (target / theirs).write_text("mine")
    with pytest.raises(EnvironmentProblem, match="not ours"):
        put(target, **{"index": "2", ours: "2"})
    assert seen(target) == {"index.html": "1", theirs: "mine"}
    assert litter(target) == []


def test_a_page_may_take_the_place_of_a_folder_of_ours(target: Path) -> None:
    with publishing(target) as staging:
        staging.write("a/b.html", b"1")
    with publishing(target) as staging:
        staging.write("a", b"2")
    assert seen(target) == {"a": "2"}


def _fail_half_way(target: Path) -> None:
    with publishing(target) as staging:
        staging.write("index.html", b"2")
        staging.write("", b"a page without a name")


def test_a_build_that_fails_leaves_the_site_as_it_was(target: Path) -> None:
    put(target, index="1")
    with pytest.raises(OSError, match="site"):
        _fail_half_way(target)
    assert seen(target) == {"index.html": "1"}
    assert litter(target) == []


class PowerCut(BaseException):
    pass


STEPS = 40


def test_a_swap_interrupted_anywhere_is_finished_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cuts the power before every single change to the disk in turn, once the swap has begun."""
    cuts = 0
    for step in range(STEPS):
        target = tmp_path / str(step) / "site"
        put(target, index="1", en__gone="1")
        (target / "CNAME").write_text("mine")
        cut = False
        with monkeypatch.context() as patch:
            _cut_power_at(patch, step)
            try:
                put(target, index="2", en__new="2")
            except PowerCut:
                cut = True
        cuts += cut
        swapping = (target.parent / "site.dangan-swap").exists()
        assert finish(target) == swapping
        state = seen(target)
        new = {"CNAME": "mine", "en/new.html": "2", "index.html": "2"}
        old = {"CNAME": "mine", "en/gone.html": "1", "index.html": "1"}
        assert state == (new if swapping or not cut else old)
        assert litter(target) == []
    assert 5 < cuts < STEPS, "every step of the swap was cut, and at last none was left to cut"


def _cut_power_at(patch: pytest.MonkeyPatch, step: int) -> None:
    """Lets so many renames and removals happen and not one more."""
    count = [0]

    def guarded(name: str) -> None:
        real = getattr(Path, name)

        def call(self: Path, *args: object, **more: object) -> object:
            if count[0] == step:
                raise PowerCut
            count[0] += 1
            return real(self, *args, **more)

        patch.setattr(Path, name, call)

    for name in ("rename", "unlink", "rmdir", "touch"):
        guarded(name)


def test_a_building_left_by_a_crash_is_cleared_away(target: Path) -> None:
    put(target, index="1")
    new = target.with_name("site.dangan-new")
    new.mkdir()
    (new / ".dangan-site.json").write_text('{"builder": 0, "files": []}')
    (new / "half.html").write_text("x")
    put(target, index="2")
    assert seen(target) == {"index.html": "2"}
    assert litter(target) == []


def test_a_strangers_folder_of_that_name_is_refused(target: Path) -> None:
    new = target.with_name("site.dangan-new")
    new.mkdir(parents=True)
    (new / "diary").write_text("x")
    with pytest.raises(EnvironmentProblem, match="in the way"):
        put(target, index="1")
    assert (new / "diary").read_text() == "x"


@pytest.mark.skipif(os.name != "posix", reason="asks the system for a lock")
def test_two_builds_at_once_are_refused(target: Path) -> None:
    with publishing(target) as staging:
        staging.write("index.html", b"1")
        with pytest.raises(EnvironmentProblem, match="another build"):
            put(target, index="2")
    assert seen(target) == {"index.html": "1"}


def test_a_list_that_cannot_be_read_deletes_nothing(target: Path) -> None:
    put(target, index="1")
    (target / ".dangan-site.json").write_text("{")
    with pytest.raises(EnvironmentProblem, match="did not write"):
        put(target, index="2")
    assert (target / "index.html").read_text() == "1"


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_files_have_the_modes_that_the_user_asks_for(target: Path) -> None:
    before = os.umask(0o022)
    try:
        put(target, en__page="1")
    finally:
        os.umask(before)
    assert stat.S_IMODE(target.stat().st_mode) == 0o755
    assert stat.S_IMODE((target / "en").stat().st_mode) == 0o755
    assert stat.S_IMODE((target / "en/page.html").stat().st_mode) == 0o644


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_folder_closed_to_others_stays_closed(target: Path) -> None:
    target.mkdir(parents=True)
    target.chmod(0o700)
    put(target, index="1")
    assert stat.S_IMODE(target.stat().st_mode) == 0o700
