"""The list of files that is remembered is the one that is made anew, and the one that the plain way gives."""

import os
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dangan.git.repository import Repository
from dangan.memory import Passing
from dangan.source import survey
from dangan.source.listing import belongs
from dangan.source.names import shown
from dangan.source.work_tree import WorkTree

PATTERNS = ("team.yaml", "customers/**/*.yaml", "customers/**/*.md")
NAMES = ("a.yaml", "A.yaml", "visit.md", "notes", "con.yaml", "客户.yaml", "e\u0301.md", "é.md", "x\ny.yaml", "b .md")
FOLDERS = ("", "customers", "customers/a", "customers/a/visits", "customers/B", "customers/b", "out", "site", "站")
RULES = ("*.md", "customers/a/", "!a.yaml", "out", "notes", "/customers/*/visits", "")
EDITS = 25
LATER = 1 << 62


class Remembering(Passing):
    """By whose clock everything that lies there was written long ago."""

    def horizon(self) -> int:
        return LATER


def said(tree: WorkTree) -> tuple[object, ...]:
    return tree.paths(), tree.problems(), tree.left_out(PATTERNS), [tree.digest(path) for path in tree.paths()]


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(root), *arguments], check=False, capture_output=True)
    return os.fsdecode(done.stdout)


def write(_root: Path, place: Path, draw: random.Random) -> None:
    if place.parent.is_dir() or not place.parent.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        remove(place)
        place.write_text(str(draw.random()))


def link(_root: Path, place: Path, draw: random.Random) -> None:
    if place.parent.is_dir():
        remove(place)
        place.symlink_to(draw.choice(("../a.yaml", "a.yaml", "..", "/etc/hostname", "visits/visit.md")))


def ignore(root: Path, _place: Path, draw: random.Random) -> None:
    where = draw.choice((root / ".gitignore", root / "customers" / ".gitignore", root / ".git/info/exclude"))
    if where.parent.is_dir():
        where.write_text(draw.choice(RULES) + "\n")


def nest(root: Path, _place: Path, draw: random.Random) -> None:
    inner = root / draw.choice(FOLDERS[1:])
    if inner.is_dir():
        git(inner, "init", "-q")
        git(inner, "commit", "-q", "--allow-empty", "-m", "inner")


def move(root: Path, place: Path, draw: random.Random) -> None:
    moved = root / draw.choice(FOLDERS[1:])
    if place.parent.is_dir() and moved.is_dir() and not place.is_relative_to(moved):
        remove(place)
        moved.rename(place)


Edit = Callable[[Path, Path, random.Random], object]
MOVES: tuple[Edit, ...] = (
    *[write] * 4,
    lambda _root, place, _draw: remove(place),
    lambda root, place, _draw: remove(place.parent if place.parent != root else place),
    lambda root, _place, draw: git(root, "add", draw.choice(("-A", "-u", "-fA"))),
    lambda root, _place, draw: git(root, "rm", "-rq", "--cached", "--", draw.choice(FOLDERS[1:])),
    link,
    ignore,
    nest,
    move,
)
"""What a list of files may be wrong about."""


def edit(root: Path, draw: random.Random) -> None:
    place = root / draw.choice(FOLDERS) / draw.choice(NAMES)
    draw.choice(MOVES)(root, place, draw)


def remove(place: Path) -> None:
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    elif place.is_symlink() or place.is_file():
        place.unlink()


def listed_by_git(root: Path) -> set[str]:
    """The whole list at once, as Git tells it, of what is there as a file or a link."""
    found = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    return {path for path in found if path and belongs(path) and is_entry(root, path)}


def is_entry(root: Path, path: str) -> bool:
    above = [root / parent for parent in Path(path).parents if parent != Path()]
    there = root / path
    return not any(each.is_symlink() for each in above) and (there.is_symlink() or there.is_file())


def ignored_by_git(root: Path) -> set[str]:
    asked = ["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", *PATTERNS]
    found = git(root, "--glob-pathspecs", *asked).split("\0")
    return {path for path in found if path and belongs(path) and not path.endswith("/")}


@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_is_what_is_there(tmp_path: Path, seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 - the same edits on every run
    Repository.init(tmp_path, "main")
    (tmp_path / "dangan.yaml").write_text("format: 1\n")
    memory, told = Remembering(), dict[str, dict[str, str]]()
    for _ in range(EDITS):
        edit(tmp_path, draw)
        found, fresh = WorkTree(tmp_path, memory=memory), WorkTree(tmp_path)
        assert said(found) == said(fresh)
        for folder in FOLDERS[1:]:
            stamp, held = found.untouched(folder), held_below(folder, fresh)
            assert not stamp or told.setdefault(f"{folder} {stamp}", held) == held
        assert found.listed == WorkTree(tmp_path, memory=memory).listed
        agrees_with_git(tmp_path, found)


def held_below(folder: str, tree: WorkTree) -> dict[str, str]:
    return {path: tree.digest(path) for path in tree.paths() if path.startswith(f"{folder}/")}


def agrees_with_git(root: Path, tree: WorkTree) -> None:
    """Listed is what Git lists, but for names that no computer can show; of links what may be followed."""
    there = {path for path in listed_by_git(root) if path == shown(path)}
    assert {path for path in tree.paths() if not (root / path).is_symlink()} == {
        path for path in there if not (root / path).is_symlink()
    }
    assert set(tree.paths()) <= there
    assert {each.span.path for each in tree.left_out(PATTERNS)} == set(map(shown, ignored_by_git(root)))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    repository = Repository.init(root, "main")
    for path in ("dangan.yaml", "customers/a/profile.yaml", "customers/a/visits/one.md", "customers/b/profile.yaml"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x: 1\n")
    repository.add(["."])
    return root


def test_what_did_not_change_is_neither_listed_nor_sorted_again(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, asked = Remembering(), list[str]()
    first = WorkTree(archive, memory=memory)
    assert first.paths()
    real = os.scandir

    def noted(place: str) -> object:
        asked.append(place)
        return real(place)

    monkeypatch.setattr(os, "scandir", noted)
    monkeypatch.setattr(survey, "sort_out", lambda *_: pytest.fail("sorted out again"))
    second = WorkTree(archive, memory=memory)
    assert said(second) == said(first)
    assert asked == []
    assert second.untouched("customers/a") == first.untouched("customers/a") != ""
    (archive / "customers/a/profile.yaml").write_text("x: 2\n")
    third = WorkTree(archive, memory=memory)
    assert third.untouched("customers/a") != first.untouched("customers/a")
    assert third.untouched("customers/b") == first.untouched("customers/b")
    assert asked == []


def test_a_file_that_is_gone_is_missed_whatever_its_folder_says(archive: Path) -> None:
    """Not every file system tells when a folder changed."""
    memory = Remembering()
    assert WorkTree(archive, memory=memory).paths()
    times = (archive / "customers/a").stat()
    (archive / "customers/a/profile.yaml").unlink()
    os.utime(archive / "customers/a", ns=(times.st_atime_ns, times.st_mtime_ns))
    assert "customers/a/profile.yaml" not in WorkTree(archive, memory=memory).paths()


@pytest.mark.parametrize("customer", ["customers/a", "customers/b"])
def test_a_folder_that_git_does_not_hold_yet_is_part_of_the_one_around_it(archive: Path, customer: str) -> None:
    note = archive / customer / "notes/deep/one.md"
    note.parent.mkdir(parents=True)
    note.write_text("x")
    memory = Remembering()
    before = WorkTree(archive, memory=memory).untouched(customer)
    assert before == WorkTree(archive, memory=memory).untouched(customer) != ""
    note.write_text("y")
    after = WorkTree(archive, memory=memory)
    assert after.untouched(customer) != before
    assert after.untouched(customer) in after.untouched("customers")


class Now(Passing):
    """By whose clock everything was written a moment ago."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root

    def horizon(self) -> int:
        return self._root.stat().st_mtime_ns


def test_what_was_written_just_now_is_never_taken_for_untouched(archive: Path) -> None:
    memory = Now(archive)
    for _ in range(2):
        tree = WorkTree(archive, memory=memory)
        assert tree.paths()
        assert tree.untouched("customers/a") == ""


def test_of_a_link_the_file_counts_that_it_leads_to(archive: Path) -> None:
    link = archive / "customers/b/visit.md"
    link.symlink_to("../a/visits/one.md")
    memory = Remembering()
    before = WorkTree(archive, memory=memory).untouched("customers/b")
    assert before == WorkTree(archive, memory=memory).untouched("customers/b") != ""
    (archive / "customers/a/visits/one.md").write_text("y")
    assert before != WorkTree(archive, memory=memory).untouched("customers/b")


def test_a_folder_that_could_not_be_read_is_asked_again(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, real = Remembering(), os.scandir

    def refusing(place: str) -> object:
        if place.endswith("visits"):
            raise PermissionError
        return real(place)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", refusing)
        for _ in range(2):
            tree = WorkTree(archive, memory=memory)
            assert "customers/a/visits" in {each.span.path for each in tree.problems()}
    assert said(WorkTree(archive, memory=memory)) == said(WorkTree(archive))


def test_what_git_sets_aside_by_a_flag_is_looked_at_all_the_same(archive: Path) -> None:
    """Git is never asked whether a file changed: its index can be told to say that none did."""
    git(archive, "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "all")
    git(archive, "update-index", "--assume-unchanged", "customers/a/profile.yaml")
    git(archive, "update-index", "--skip-worktree", "customers/b/profile.yaml")
    memory = Remembering()
    before = WorkTree(archive, memory=memory)
    marks = [before.untouched(folder) for folder in ("customers/a", "customers/b")]
    for name in ("a", "b"):
        (archive / f"customers/{name}/profile.yaml").write_text("z: 9\n")
    after = WorkTree(archive, memory=memory)
    assert not set(marks) & {after.untouched(folder) for folder in ("customers/a", "customers/b")}


def test_rules_that_are_nobodys_file_are_asked_each_time(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a user tells Git to ignore everywhere changes without anything in the archive."""
    (archive / "customers/a/new.md").write_text("x")
    rules = archive.parent / "rules"
    rules.write_text("")
    for name, value in (("COUNT", "1"), ("KEY_0", "core.excludesFile"), ("VALUE_0", str(rules))):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    memory = Remembering()
    assert "customers/a/new.md" in WorkTree(archive, memory=memory).paths()
    rules.write_text("new.md\n")
    tree = WorkTree(archive, memory=memory)
    assert "customers/a/new.md" not in tree.paths()
    assert [each.span.path for each in tree.left_out(PATTERNS)] == ["customers/a/new.md"]
