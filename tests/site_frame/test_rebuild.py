"""A build that draws only what may have become another writes the very bytes that a clean one writes."""

import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from dangan.errors import EnvironmentProblem
from dangan.layout import sample_root
from dangan.levels import Level
from dangan.project import Project
from dangan.site import build_customers, publish_swap
from dangan.site.publish import Staging, publishing
from dangan.site.publish_manifest import MANIFEST
from tests.conftest import run_git, write_files

DAY = date(2026, 11, 21)
LONG_AGO = 1_700_000_000
PROFILE = "customers/marlowe/profile.yaml"
CUSTOMERS = ("baolun", "marlowe", "saarmets", "xingtu")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    sample = sample_root()
    for part in ("competitors", "products", *(f"customers/{name}" for name in CUSTOMERS)):
        shutil.copytree(sample / part, folder / part)
    for place in sample.glob("*.yaml"):
        shutil.copy(place, folder)
    write_files(folder, {".gitignore": "/site/\n/.dangan/\n", "docs/en/about.md": "# About\n"})
    run_git(tmp_path, "init", "-q", "-b", "main", str(folder))
    run_git(folder, "add", ".")
    run_git(folder, "commit", "-qm", "a beginning")
    for path in folder.rglob("*.*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return folder


def build(root: Path, out: Path, day: date = DAY, **order: object) -> dict[str, bytes]:
    Project.open(root, today=day).build(out, languages=("en",), **order)  # type: ignore[arg-type]
    return contents(out)


def contents(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


def clean(root: Path, day: date = DAY, **order: object) -> dict[str, bytes]:
    """Of a copy that remembers the frames and nothing else."""
    copy = root.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, symlinks=True, ignore=lambda _, names: {"site", "scan", "history"} & set(names))
    for kept in copy.glob(".dangan/site-*"):
        shutil.rmtree(kept)
    return build(copy, copy / "site", day, **order)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The customers that are really drawn."""
    asked: list[str] = []
    real = build_customers.CustomerWriter.__call__

    def noted(self: build_customers.CustomerWriter, task: tuple[str, bytes]) -> build_customers.Written:
        asked.append(task[0].rpartition("/")[2])
        return real(self, task)

    monkeypatch.setattr(build_customers.CustomerWriter, "__call__", noted)
    return asked


def test_nothing_changed_and_nothing_is_drawn(root: Path, drawn: list[str]) -> None:
    first = build(root, root / "site")
    assert drawn
    drawn.clear()
    places = {path: path.stat().st_ino for path in (root / "site").rglob("*.html")}
    assert build(root, root / "site") == first
    assert drawn == []
    assert {path: path.stat().st_ino for path in (root / "site").rglob("*.html")} == places


def test_one_customer_changed_and_only_who_tells_of_it_is_drawn(root: Path, drawn: list[str]) -> None:
    build(root, root / "site")
    drawn.clear()
    edit(root / PROFILE, lambda text: f"website: https://x.example\n{text}")
    again = build(root, root / "site")
    told = list(drawn)
    assert again == clean(root)
    assert "marlowe" in told
    assert len(told) < len(list(root.glob("customers/*")))


def test_what_was_drawn_of_other_bytes_is_not_taken_for_theirs(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A branch is switched while a build draws, and back again before the next one."""
    real, place = build_customers.CustomerWriter.__call__, root / PROFILE
    text = place.read_text("utf-8")

    def switched(self: build_customers.CustomerWriter, task: tuple[str, bytes]) -> build_customers.Written:
        place.write_text(re.sub("https://[a-z.-]+", "https://other.example", text), "utf-8")
        try:
            return real(self, task)
        finally:
            place.write_text(text, "utf-8")
            os.utime(place, (LONG_AGO, LONG_AGO))

    with monkeypatch.context() as patched:
        patched.setattr(build_customers.CustomerWriter, "__call__", switched)
        assert any(b"other.example" in data for data in build(root, root / "site").values())
    assert build(root, root / "site") == clean(root)


def _site_of(name: str, text: str) -> str:
    return f"website: https://{name}.example\n{text.partition(chr(10))[2]}"


def edit(place: Path, change: Callable[[str], str]) -> None:
    place.write_text(change(place.read_text("utf-8")), "utf-8")


@pytest.mark.parametrize("seed", [1])
def test_after_any_edits_a_rebuild_is_a_clean_build(root: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same edits on every run
    day = DAY
    build(root, root / "site", day)
    for _ in range(4):
        did = [chance.choice(EDITS)(root, chance) for _ in range(chance.randrange(1, 4))]
        day += timedelta(days=sum(what == "a day" for what in did))
        assert_same(build(root, root / "site", day), clean(root, day), did)


def assert_same(left: dict[str, bytes], right: dict[str, bytes], did: object) -> None:
    assert sorted(k for k in left.keys() | right.keys() if left.get(k) != right.get(k)) == [], did


def _line(root: Path, chance: random.Random) -> str:
    place = chance.choice(sorted(root.glob("customers/**/*.yaml")))
    lines = place.read_text("utf-8").splitlines()
    at = chance.randrange(len(lines))
    how = chance.choice(["gone", "twice", "figure", "name"])
    new = {
        "gone": [],
        "twice": [lines[at]] * 2,
        "figure": [re.sub("[0-9]", str(chance.randrange(10)), lines[at])],
        "name": [re.sub(r"(zh|en|name|title): .*", rf"\1: N{chance.randrange(99)}", lines[at])],
    }[how]
    place.write_text("\n".join([*lines[:at], *new, *lines[at + 1 :], ""]), "utf-8")
    return f"{how} {place.relative_to(root)}:{at + 1}"


def _own(root: Path, chance: random.Random) -> str:
    place = chance.choice(sorted([*root.glob("*.yaml"), *root.glob("[cp]*[st]s/*.yaml")]))
    edit(place, lambda text: re.sub(r"(zh|en): .*", rf"\1: N{chance.randrange(99)}", text, count=2))
    return f"own {place.name}"


def _gone(root: Path, chance: random.Random) -> str:
    place = chance.choice(sorted([*root.glob("customers/*/*.yaml"), *root.glob("competitors/*.yaml")]))
    place.unlink()
    return f"gone {place.relative_to(root)}"


def _renamed(root: Path, chance: random.Random) -> str:
    folder = chance.choice(sorted(root.glob("customers/*")))
    folder.rename(folder.with_name(f"{folder.name}-x"))
    return f"renamed {folder.name}"


def _copied(root: Path, chance: random.Random) -> str:
    folder = chance.choice(sorted(root.glob("customers/*")))
    copy = folder.with_name(f"{folder.name}-{chance.randrange(9)}")
    if not copy.exists():
        shutil.copytree(folder, copy)
        if chance.random() < 0.5 and (copy / "profile.yaml").exists():  # else two of one id
            edit(copy / "profile.yaml", lambda text: re.sub("(?m)^id: .*", f"id: {copy.name}", text))
    return f"copied {copy.name}"


def _committed(root: Path, _chance: random.Random) -> str:
    run_git(root, "add", "-A")
    run_git(root, "commit", "-qm", "a change\n\nApproved-by: Chen Li", "--allow-empty")
    return "committed"


def _undone(root: Path, _chance: random.Random) -> str:
    run_git(root, "checkout", "-q", "main", "--", "customers")
    return "undone"


def _overlay(root: Path, _chance: random.Random) -> str:
    place = root / "schemas" / "profile.overlay.json"
    if place.exists():
        place.unlink()
    else:
        overlay = '{"properties": {"nick": {"type": "string", "title": "Nick", "x-zh": "别名"}}}'
        write_files(root, {"schemas/profile.overlay.json": overlay})
    return "schema"


def _words(root: Path, chance: random.Random) -> str:
    write_files(root, {"site_templates/assets/own.css": f"a {{ top: {chance.randrange(99)}px }}"})
    write_files(root, {"site_templates/pages/checks.html.j2": f"<h1>{chance.randrange(99)}</h1>"})
    return "templates"


EDITS: list[Callable[[Path, random.Random], str]] = [
    *[_line] * 6,
    *[_own] * 2,
    *[_gone, _renamed, _copied, _committed, _committed, _undone, _overlay, _words],
    lambda _root, _chance: "a day",
]


def test_an_approval_is_seen_at_once(root: Path) -> None:
    """Who approved a change stands in history that no file of it changed in."""
    build(root, root / "site")
    edit(root / PROFILE, lambda text: f"website: https://x.example\n{text}")
    dossier, unrecorded = "en/customers/marlowe/index.html", b"changed here, not recorded yet"
    assert unrecorded in build(root, root / "site")[dossier]
    run_git(root, "commit", "-qam", "a site\n\nReviewed-by: Wang Fang <wang.fang@hailan.example>")
    assert unrecorded not in build(root, root / "site")[dossier]
    run_git(root, "commit", "-q", "--amend", "-m", "a site")
    assert_same(build(root, root / "site"), clean(root), "a commit without its trailer")


def test_another_audience_or_language_has_a_memory_of_its_own(root: Path) -> None:
    internal = build(root, root / "site")
    assert build(root, root / "site", audience=Level.PUBLIC) == clean(root, audience=Level.PUBLIC)
    assert_same(build(root, root / "site"), internal, "back")


def test_a_site_that_others_built_is_not_believed(root: Path, drawn: list[str]) -> None:
    build(root, root / "site")
    drawn.clear()
    (root / "site" / MANIFEST).write_bytes((root / "site" / MANIFEST).read_bytes())
    (root / "site" / "en" / "customers" / "marlowe" / "index.html").write_text("another")
    assert_same(build(root, root / "site"), clean(root), "a page of others")


def test_a_memory_that_is_harmed_is_not_believed(root: Path) -> None:
    build(root, root / "site")
    edit(root / PROFILE, lambda text: f"website: https://x.example\n{text}")
    right = clean(root)
    for harm in ("garbage", "cut", "gone"):
        for place in root.glob(".dangan/*/memory.sqlite3"):
            if harm == "gone":
                place.unlink()
            else:
                place.write_bytes(b"no database" * 99 if harm == "garbage" else place.read_bytes()[:-8192])
        assert_same(build(root, root / "site"), right, harm)


@pytest.mark.parametrize("share", [2, 1])
def test_what_the_memory_lost_of_some_customers_is_made_again(root: Path, share: int) -> None:
    """What they bring to the next build, to the reports, to the search and to the pages about many; and of all."""
    build(root, root / "site")
    (place,) = root.glob(".dangan/*-parts/memory.sqlite3")
    with closing(sqlite3.connect(place)) as memory, memory:
        names = sorted(name for (name,) in memory.execute("SELECT name FROM kept"))
        memory.executemany("DELETE FROM kept WHERE name = ?", ((name,) for name in names[::share]))
    edit(root / PROFILE, lambda text: text.replace("names:", "names: # a remark\n", 1))
    assert_same(build(root, root / "site"), clean(root), "the same")
    edit(root / PROFILE, lambda text: re.sub(r"(?m)^stage: .*", "stage: lost", text))
    assert_same(build(root, root / "site"), clean(root), "another")


def test_two_builds_at_once_do_not_meet(root: Path) -> None:
    build(root, root / "site")
    with pytest.raises(_Killed), publishing(root / "site") as staging:  # noqa: PT012 - as long as it is at work
        staging.write("index.html", b"mine")
        with pytest.raises(EnvironmentProblem, match="another build"):
            build(root, root / "site")
        raise _Killed
    assert_same(build(root, root / "site"), clean(root), "after two")


class _Killed(BaseException):
    """As if the process had ended: nothing is tidied up by whoever meets it."""


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Ends the laying over at its n-th step."""
    left = [10**9]

    def counted(real: Callable[..., None]) -> Callable[..., None]:
        def step(*told: object) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise _Killed
            real(*told)

        return step

    for name in ("_replace", "_refuse_links", "_drop_empty"):
        monkeypatch.setattr(publish_swap, name, counted(getattr(publish_swap, name)))
    yield left
    left[0] = 10**9


def test_a_build_that_is_ended_while_it_is_laid_over_is_finished_by_the_next(root: Path, moments: list[int]) -> None:
    build(root, root / "site")
    ended = 0
    for moment in (0, 1, 3, 8, 21):
        edit(root / PROFILE, partial(_site_of, f"x{moment}"))
        moments[0] = moment
        try:
            build(root, root / "site")
        except _Killed:
            ended += 1
            assert all(path.stat().st_size for path in (root / "site").rglob("*.html")), "every file is whole"
        moments[0] = 10**9
    assert ended > 3
    assert_same(build(root, root / "site"), clean(root), "ended")


@pytest.mark.parametrize("done", [0, 1])
def test_a_build_that_is_ended_while_it_tidies_up_is_finished_by_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch, done: int
) -> None:
    build(root, root / "site")
    edit(root / PROFILE, partial(_site_of, "z"))
    left = [done]

    def clear(folder: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise _Killed
        shutil.rmtree(folder)

    with monkeypatch.context() as patched:
        patched.setattr(publish_swap, "_clear", clear)
        with pytest.raises(_Killed):
            build(root, root / "site")
    assert (root / "site.dangan-new").exists()
    assert_same(build(root, root / "site"), clean(root), "ended")


SCRIPT = """
import sys
import time
from datetime import date
from pathlib import Path
from dangan.project import Project
Project.open(Path(sys.argv[1]), today=date(2026, 11, 21)).build(languages=("en",))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_build_that_is_killed_leaves_what_the_next_puts_right(root: Path) -> None:
    build(root, root / "site")
    for part in range(1, 5):
        edit(root / PROFILE, partial(_site_of, f"y{part}"))
        process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(root)], stderr=subprocess.DEVNULL)
        try:
            process.wait(0.4 * part)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
    assert_same(build(root, root / "site"), clean(root), "killed")
    assert not list(root.glob("site.dangan-*"))


def test_a_full_disk_is_an_error_and_nothing_is_lost(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = build(root, root / "site")
    edit(root / PROFILE, lambda text: f"website: https://x.example\n{text}")
    real = Staging.write

    def full(self: Staging, address: str, data: bytes) -> None:
        if address.endswith("assets/build.js"):
            raise OSError(28, "No space left on device", str(self.folder / address))
        real(self, address, data)

    with monkeypatch.context() as patch:
        patch.setattr(Staging, "write", full)
        with pytest.raises(OSError, match="No space"):
            build(root, root / "site")
    assert contents(root / "site") == before
    assert_same(build(root, root / "site"), clean(root), "full")


def test_a_page_that_git_put_there_does_not_stay(root: Path) -> None:
    """A checkout overwrites what is ignored without a word, and takes it away again with the branch."""
    right = build(root, root / "site")
    page = root / "site" / "en" / "customers" / "marlowe" / "index.html"
    time.sleep(0.05)  # longer than the clock of a file system takes for a step
    run_git(root, "checkout", "-qb", "theirs")
    page.write_text("<script>alert(1)</script>", "utf-8")
    run_git(root, "add", "-f", str(page))
    run_git(root, "commit", "-qm", "a page")
    assert build(root, root / "site")["en/customers/marlowe/index.html"] == right["en/customers/marlowe/index.html"]
    run_git(root, "checkout", "-qf", "main")
    assert not page.exists()
    assert_same(build(root, root / "site"), right, "gone with the branch")


def test_a_page_that_is_touched_while_others_are_drawn_is_drawn_by_the_next_build(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the swap."""
    build(root, root / "site")
    page, real = root / "site/en/customers/baolun/index.html", Staging.put

    def forge(staging: Staging) -> frozenset[str]:
        page.write_text("forged")
        return real(staging)

    edit(root / PROFILE, partial(_site_of, "w"))
    with monkeypatch.context() as patched:
        patched.setattr(Staging, "put", forge)
        build(root, root / "site")
    assert_same(build(root, root / "site"), clean(root), "forged")


def test_a_folder_that_became_a_link_is_not_believed(root: Path, tmp_path: Path) -> None:
    build(root, root / "site")
    place = root / "site" / "en" / "customers"
    place.rename(tmp_path / "elsewhere")
    place.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EnvironmentProblem, match="needs its name"):
        build(root, root / "site")
