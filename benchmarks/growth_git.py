"""What Git costs on an archive, as it comes and with what it offers for large repositories."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.edits import Edits
from benchmarks.measure import Run, medians, run
from benchmarks.setting import Archive

EDITS = 20
Figures = Iterator[tuple[str, Run | float]]


def git(archive: Archive) -> Figures:
    """What is done every day, on a clone, so that the archive stays as it is."""
    yield "git: repository, MB", _size(archive.root / ".git")
    place = _place(archive)
    clone = Archive(place / "clone", place / "log")
    _git(archive.root, place, "clone", "--quiet", "--local", ".", str(clone.root))
    edits = Edits(clone.root)
    path = edits.profile.relative_to(clone.root).as_posix()
    folder = str(Path(path).parent)
    _git(clone.root, place, "status", "--porcelain")
    yield "git status", _median(clone.root, place, "status", "--porcelain")
    _git(clone.root, place, "update-index", "--untracked-cache")
    _git(clone.root, place, "status", "--porcelain")
    yield "git status, untracked cache", _median(clone.root, place, "status", "--porcelain")
    edits.value()
    yield "git add of one file", _git(clone.root, place, "add", path)
    yield "git commit of one file", _git(clone.root, place, "commit", "--quiet", "--message", "edit")
    yield "git log of one customer", _median(clone.root, place, "log", "--format=%H", "--", folder)
    _git(clone.root, place, "commit-graph", "write", "--reachable", "--changed-paths")
    yield "git log of one customer, changed paths", _median(clone.root, place, "log", "--format=%H", "--", folder)
    yield "git log of all with names", _git(clone.root, place, "log", "--raw", "--no-abbrev", "--format=%H")
    shutil.rmtree(place)


def clones(archive: Archive) -> Figures:
    """Over Git's own protocol, from this machine: all of it, and one group of customers alone."""
    place = _place(archive)
    subprocess.run(["git", "config", "uploadpack.allowFilter", "true"], cwd=archive.root, check=True)
    kinds = {"": (), " --filter=blob:none --sparse": ("--filter=blob:none", "--sparse")}
    for name, options in kinds.items():
        to = place / "clone"
        yield f"git clone{name}", _git(place, place, "clone", "--quiet", *options, archive.root.as_uri(), str(to))
        yield f"git clone{name}: .git, MB", _size(to / ".git")
        if options:
            some = min(archive.root.glob("customers/*/*/profile.yaml")).parents[1].relative_to(archive.root).as_posix()
            yield "– and one group of 500 customers checked out", _git(to, place, "sparse-checkout", "set", some)
            yield "– and one group of 500 customers: .git, MB", _size(to / ".git")
        shutil.rmtree(to)
    shutil.rmtree(place)


def folders(archive: Archive) -> Figures:
    """All customers in one folder, or 500 in each: what a commit of one edit costs, adds, and is to be found again."""
    place = _place(archive)
    for name in ("grouped", "flat"):
        root = place / name
        _git(place, place, "clone", "--quiet", "--shared", "--no-checkout", str(archive.root), str(root))
        rows = _out(root, "ls-tree", "-r", "--full-tree", "HEAD").splitlines()
        if name == "flat":
            rows = [re.sub(r"\tcustomers/c\d+/", "\tcustomers/", row) for row in rows]
        _out(root, "update-index", "--index-info", given="\n".join(rows) + "\n")
        paths = [row.partition("\t")[2] for row in rows if row.endswith("/profile.yaml")]
        _commit(root, place, "first")
        before = _size(root / ".git" / "objects")
        chosen = [paths[len(paths) * number // EDITS] for number in range(EDITS)]
        runs = [_edit(root, place, number, path) for number, path in enumerate(chosen)]
        yield f"{name}: an edit put into the index and committed", medians(runs)
        yield f"{name}: what an edit adds, KB, not packed", (_size(root / ".git" / "objects") - before) * 1024 / EDITS
        folder = str(Path(chosen[0]).parent)
        yield f"{name}: git log of one customer", _median(root, place, "log", f"-{EDITS}", "--format=%H", "--", folder)
        yield f"{name}: git log of the {EDITS} edits with names", _median(root, place, "log", "--raw", f"-{EDITS}")
    shutil.rmtree(place)


def _edit(root: Path, place: Path, number: int, path: str) -> Run:
    blob = _out(root, "hash-object", "-w", "--stdin", given=f"id: edited\nas_of: {number}\n")
    added = _git(root, place, "update-index", "--cacheinfo", f"100644,{blob},{path}")
    done = _commit(root, place, f"edit {number}")
    return Run(added.seconds + done.seconds, max(added.memory, done.memory), 0, added.processor + done.processor)


def _commit(root: Path, place: Path, message: str) -> Run:
    return _git(root, place, "commit", "--quiet", "--allow-empty", "--untracked-files=no", "--message", message)


def _place(archive: Archive) -> Path:
    place = archive.root.with_name(f"{archive.root.name}-git")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    return place


def _git(root: Path, place: Path, *words: str) -> Run:
    """Without the cleaning that Git begins by itself after a large commit, which would be counted with what follows."""
    settings = ("user.name=Bench", "user.email=bench@hailan.example", "commit.gpgsign=false", "gc.auto=0")
    found = run(["git", *(word for setting in settings for word in ("-c", setting)), *words], root, place / "log")
    assert found.code == 0, f"git {words}: {(place / 'log').read_text('utf-8', 'replace')[-500:]}"
    return found


def _out(root: Path, *words: str, given: str = "") -> str:
    return subprocess.run(
        ["git", *words], cwd=root, check=True, input=given, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ).stdout.strip()


def _median(root: Path, place: Path, *words: str) -> Run:
    return medians([_git(root, place, *words) for _ in range(3)])


def _size(folder: Path) -> float:
    """MB of all files, without what is linked twice."""
    found = {(stat.st_dev, stat.st_ino): stat.st_size for stat in (p.lstat() for p in folder.rglob("*") if p.is_file())}
    return sum(found.values()) / 2**20
