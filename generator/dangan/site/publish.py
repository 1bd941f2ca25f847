"""A finished site into its place: built beside, swapped by renames, and nothing of anybody else's is lost.

`site.dangan-new` is the site being built, `site.dangan-old` the one that it replaces, `site.dangan-swap` the note that
a swap has begun: whoever finds it finishes the swap. Inside a site, `.dangan-site.json` lists what we wrote.
"""

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.site.publish_manifest import MANIFEST, Manifest
from dangan.source.unreadable import reason_of

_IGNORE = ".gitignore"
"""Lies in a site being built, so that nobody takes its pages for files of the archive."""


class Staging:
    """The site being built; nobody sees it before it is whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written: set[str] = set()

    def write(self, address: str, data: bytes) -> None:
        write_page(self.folder, address, data)
        self._written.add(address)

    def wrote(self, addresses: Iterable[str]) -> None:
        """Files that another process has put there by `write_page`."""
        self._written.update(addresses)

    @property
    def written(self) -> frozenset[str]:
        return frozenset(self._written)


def write_page(folder: Path, address: str, data: bytes) -> None:
    path = folder / address
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@contextmanager
def publishing(target: Path) -> Iterator[Staging]:
    """A staging that takes the place of `target` when the block ends well; otherwise `target` is as it was.

    Raises EnvironmentProblem where `target` holds what is not ours and is not known to be a site.
    """
    target = target.resolve()
    finish(target)
    _refuse_strangers(target)
    staging = Staging(_begin(target))
    try:
        yield staging
        _refuse_clashes(target, staging.written)
    except BaseException:
        shutil.rmtree(staging.folder, ignore_errors=True)
        raise
    (staging.folder / _IGNORE).unlink()
    Manifest(staging.written).write(staging.folder)
    _beside(target, "swap").touch()
    _complete(target)


def finish(target: Path) -> bool:
    """Ends a swap that was interrupted, and clears away a building that never got so far; True if there was a swap."""
    target = target.resolve()
    if _beside(target, "swap").is_file():
        _complete(target)
        return True
    new = _beside(target, "new")
    if new.exists():
        _refuse_busy(new)
        shutil.rmtree(new)
    return False


def _refuse_busy(new: Path) -> None:
    manifest = Manifest.read(new)
    if manifest is None:
        raise EnvironmentProblem(_IN_THE_WAY.fill(place=new))
    if manifest.builder_is_alive():
        raise EnvironmentProblem(_BUSY.fill(place=new))


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f"{target.name}.dangan-{what}")


def _begin(target: Path) -> Path:
    folder = _beside(target, "new")
    try:
        folder.mkdir(parents=True)
        if target.is_dir():  # a folder that was closed to others stays so
            folder.chmod(stat.S_IMODE(target.stat().st_mode))
    except OSError as problem:
        raise EnvironmentProblem(_NOT_MADE.fill(place=folder, reason=reason_of(problem))) from problem
    Manifest(frozenset(), builder=os.getpid()).write(folder)
    (folder / _IGNORE).write_text("*\n", "utf-8")
    return folder


def _refuse_strangers(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise EnvironmentProblem(_A_FILE.fill(place=target))
    if target.is_dir() and any(target.iterdir()) and Manifest.read(target) is None:
        raise EnvironmentProblem(_STRANGERS.fill(place=target))


def _refuse_clashes(target: Path, written: frozenset[str]) -> None:
    """A stranger's file or folder that stands where a page or folder of ours is to stand."""
    manifest = Manifest.read(target)
    ours = manifest.files if manifest else frozenset()
    folders = {parent.as_posix() for address in written for parent in PurePosixPath(address).parents}
    for address in sorted((written | folders) - ours - {"."}):
        place = target / address
        strange = _strangers(place, target, ours) if place.is_dir() and address in written else place.is_file()
        if strange:
            raise EnvironmentProblem(_NAME_TAKEN.fill(place=place))


def _strangers(folder: Path, target: Path, ours: frozenset[str]) -> bool:
    return any(p.is_file() and p.relative_to(target).as_posix() not in ours for p in folder.rglob("*"))


def _complete(target: Path) -> None:
    """Every step may have been done already."""
    new, old = _beside(target, "new"), _beside(target, "old")
    if new.exists():
        if target.exists():
            _rename(target, old)
        _rename(new, target)
    if old.exists():
        _take_over(old, target)
    _beside(target, "swap").unlink()


def _rename(source: Path, to: Path) -> None:
    try:
        source.rename(to)
    except OSError as problem:
        raise EnvironmentProblem(_NOT_MOVED.fill(place=source, to=to, reason=reason_of(problem))) from problem


def _take_over(old: Path, target: Path) -> None:
    """Deletes what we wrote into the old site; whatever else lies there moves to the new one."""
    manifest = Manifest.read(old)
    for address in manifest.files if manifest else ():
        (old / address).unlink(missing_ok=True)
    _move_rest(old, target, but=MANIFEST)
    (old / MANIFEST).unlink(missing_ok=True)
    old.rmdir()


def _move_rest(old: Path, target: Path, *, but: str = "") -> None:
    """Folders that hold nothing any more go; one that the new site does not have moves as a whole."""
    for entry in sorted(old.iterdir()):
        place = target / entry.name
        if entry.name == but:
            continue
        if entry.is_symlink() or not entry.is_dir() or (_holds_files(entry) and not place.exists()):
            entry.rename(place)
        else:
            _move_rest(entry, place)
            entry.rmdir()


def _holds_files(folder: Path) -> bool:
    return any(entry.is_symlink() or not entry.is_dir() or _holds_files(entry) for entry in folder.iterdir())


_IN_THE_WAY = Text(
    "{place} is in the way and not ours: move it elsewhere", "{place} 不是 Dangan 写的，却占用了位置：请把它移走"
)
_BUSY = Text(
    "another build is writing this site; if none is running, delete {place}",
    "另一次生成正在写入此网站；如果没有在运行的生成，请删除 {place}",
)
_NOT_MADE = Text("{place} cannot be made: {reason}", "无法新建 {place}：{reason}")
_NOT_MOVED = Text("{place} cannot be moved to {to}: {reason}", "无法把 {place} 移到 {to}：{reason}")
_A_FILE = Text("{place} is a file: the site needs a folder", "{place} 是文件：网站需要一个文件夹")
_STRANGERS = Text(
    "{place} holds files that dangan did not write. Nothing was touched: "
    "choose an empty or new folder with -o, or empty this one yourself",
    "{place} 中有不是 Dangan 写的文件，因此未作任何改动：请用 -o 指定一个空的或新的文件夹，或自行清空它",
)
_NAME_TAKEN = Text(
    "{place} is not ours, but the site needs its name: move it elsewhere",
    "{place} 不是 Dangan 写的，但网站要用这个名称：请把它移走",
)
