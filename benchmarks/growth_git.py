"""What Git costs on an archive, as it comes and with what it offers for large repositories."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.edits import Edits
from benchmarks.measure import Run, medians, run
from benchmarks.setting import Archive

EDITS = 50


def git(archive: Archive) -> Iterator[tuple[str, Run | float]]:
    """On copies, so that the archive stays as it is."""
    place = archive.root.with_name(f"{archive.root.name}-git")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    yield "git: repository, MB", _size(archive.root / ".git")
    yield from _daily(_clone(archive.root, place / "grouped"), "")
    yield from _clones(archive.root, place)
    yield from _flat_or_grouped(archive.root, place)
    shutil.rmtree(place)


def _daily(archive: Archive, _kind: str) -> Iterator[tuple[str, Run | float]]:
    edits = Edits(archive.root)
    path = edits.profile.relative_to(archive.root).as_posix()
    _git(archive, "status", "--porcelain")
    yield "git status", _median(archive, "status", "--porcelain")
    _git(archive, "update-index", "--untracked-cache")
    _git(archive, "status", "--porcelain")
    yield "git status, untracked cache", _median(archive, "status", "--porcelain")
    edits.value()
    yield "git add of one file", _git(archive, "add", path)
    yield "git commit of one file", _commit(archive)
    yield "git log of one customer", _median(archive, "log", "--format=%H", "--", str(Path(path).parent))
    _git(archive, "commit-graph", "write", "--reachable", "--changed-paths")
    yield "git log of one customer, changed paths", _median(archive, "log", "--format=%H", "--", str(Path(path).parent))
    yield "git log of all with names", _git(archive, "log", "--raw", "--no-abbrev", "--format=%H")


def _clones(root: Path, place: Path) -> Iterator[tuple[str, Run | float]]:
    """Over Git's own protocol, from this machine."""
    log = place / "log"
    subprocess.run(["git", "config", "uploadpack.allowFilter", "true"], cwd=root, check=True)
    kinds = {"": (), " --filter=blob:none": ("--filter=blob:none",), " --depth=1": ("--depth=1",)}
    for name, options in kinds.items():
        to = place / "clone"
        words = ["git", "clone", "--quiet", *options, root.resolve().as_uri(), str(to)]
        yield f"git clone{name}", run(words, place, log)
        yield f"git clone{name}: .git, MB", _size(to / ".git")
        shutil.rmtree(to)


def _flat_or_grouped(root: Path, place: Path) -> Iterator[tuple[str, Run | float]]:
    """The same files in one commit, then edits of one file each: all customers in one folder, and 500 in each."""
    for name in ("grouped", "flat"):
        archive = Archive(place / f"{name}-edits", place / "log")
        shutil.copytree(root, archive.root, ignore=shutil.ignore_patterns(".git", ".dangan", "site"))
        if name == "flat":
            _flatten(archive.root / "customers")
        _git(archive, "init", "--quiet", "--initial-branch=main")
        _git(archive, "add", "--all")
        yield f"{name}: first commit", _commit(archive)
        _git(archive, "gc", "--quiet")
        before = _size(archive.root / ".git")
        edits = Edits(archive.root)
        runs = []
        for _ in range(EDITS):
            edits.value()
            _git(archive, "add", edits.profile.relative_to(archive.root).as_posix())
            runs.append(_commit(archive))
        yield f"{name}: commit of one edit, median", medians(runs)
        yield f"{name}: what an edit adds, KB, not packed", (_size(archive.root / ".git") - before) * 1024 / EDITS
        path = edits.profile.parent.relative_to(archive.root).as_posix()
        yield f"{name}: git log of one customer, {EDITS} commits", _median(archive, "log", "--format=%H", "--", path)
        yield f"{name}: git log of all with names, {EDITS} commits", _median(archive, "log", "--raw", f"-{EDITS}")
        shutil.rmtree(archive.root)


def _flatten(customers: Path) -> None:
    for group in [path for path in customers.glob("c*") if not (path / "profile.yaml").exists()]:
        for folder in list(group.iterdir()):
            folder.rename(customers / folder.name)
        group.rmdir()


def _clone(root: Path, to: Path) -> Archive:
    subprocess.run(["git", "clone", "--quiet", "--local", str(root), str(to)], check=True)
    return Archive(to, to.with_name("log"))


def _git(archive: Archive, *words: str) -> Run:
    """Without the cleaning that Git begins by itself after a large commit, which would be counted with what follows."""
    settings = ("user.name=Bench", "user.email=bench@hailan.example", "commit.gpgsign=false", "gc.auto=0")
    given = [word for setting in settings for word in ("-c", setting)]
    found = run(["git", *given, *words], archive.root, archive.log)
    assert found.code == 0, f"git {words}: see {archive.log}"
    return found


def _commit(archive: Archive) -> Run:
    return _git(archive, "commit", "--quiet", "--message", "edit")


def _median(archive: Archive, *words: str) -> Run:
    return medians([_git(archive, *words) for _ in range(3)])


def _size(folder: Path) -> float:
    """MB of all files, without what is linked twice."""
    found = {(stat.st_dev, stat.st_ino): stat.st_size for stat in (p.lstat() for p in folder.rglob("*") if p.is_file())}
    return sum(found.values()) / 2**20
