"""The swap of a finished site into its place: any step may have been done already, by us or, falsely, by others."""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.site.publish_manifest import MANIFEST, Manifest, is_at_work
from dangan.site.publish_places import below, exists, is_empty, is_file, is_folder
from dangan.source.unreadable import reason_of

PAST = "at"
"""The folder of a site where sites of the past stand, each with a list of its own."""


OVER = ".dangan-over"
"""Lies in a building that holds only what is to be laid over the site in its place."""


def beside(target: Path, what: str) -> Path:
    return target.with_name(f"{target.name}.dangan-{what}")


def refuse_what_is_not_ours(target: Path) -> None:
    """Of the folders beside the site: what stands there but was not written by a build of ours."""
    for place in (beside(target, "new"), beside(target, "old")):
        if exists(place) and not is_empty(place) and not _is_ours(place) and not _is_used_up(place):
            raise EnvironmentProblem(_IN_THE_WAY.fill(place=place))
    swap = beside(target, "swap")
    if exists(swap) and not is_file(swap):
        raise EnvironmentProblem(_IN_THE_WAY.fill(place=swap))
    if not is_file(swap) and exists(beside(target, "old")):
        raise EnvironmentProblem(_IN_THE_WAY.fill(place=beside(target, "old")))


def refuse_busy(new: Path) -> None:
    if exists(new / MANIFEST) and is_at_work(new):
        raise EnvironmentProblem(_BUSY.fill(place=new))


def refuse_strangers(target: Path) -> None:
    """A folder that holds anything and no list of ours is somebody's own."""
    if target.is_symlink():
        raise EnvironmentProblem(A_LINK.fill(place=target))
    if exists(target) and not is_folder(target):
        raise EnvironmentProblem(_A_FILE.fill(place=target))
    if is_folder(target) and not is_empty(target) and not _is_ours(target):
        raise EnvironmentProblem(_STRANGERS.fill(place=target))


def _is_ours(place: Path) -> bool:
    """A site of ours, or a folder in which only sites of the past have been built so far."""
    past = place / PAST
    alone = is_folder(past) and [entry.name for entry in place.iterdir()] == [PAST]
    return Manifest.read(place) is not None or (alone and all(Manifest.read(site) for site in past.iterdir()))


def complete(target: Path, written: Manifest | None = None) -> None:
    """`written` is what lies in the building, where that is known without reading its list."""
    new, old = beside(target, "new"), beside(target, "old")
    if exists(new) and (is_empty(new) or is_file(new / OVER)):
        refuse_strangers(target)
        _lay_over(new, target, written or Manifest.read(new))
    if exists(new):
        refuse_strangers(target)
        if exists(target):
            _rename(target, old)
        _rename(new, target)
    if exists(old):
        if exists(target):
            _take_over(old, target)
        else:
            _rename(old, target)
    beside(target, "swap").unlink()


def _is_used_up(new: Path) -> bool:
    """A building of which everything has been laid over the site: its list, which goes last, and all files."""
    if not is_folder(new) or not is_file(new / OVER):
        return False
    rest = [entry for entry in new.iterdir() if entry.name != OVER]
    return all(is_folder(entry) and not _holds_files(entry) for entry in rest)


def _lay_over(new: Path, target: Path, now: Manifest | None) -> None:
    """Each file by a rename, the list last: whoever is stopped in between finds what is left to do."""
    before = Manifest.read(target)
    if now and before:
        Manifest(before.files - now.files).delete_from(target)
        _drop_empty(target, before.files - now.files)
        for address in sorted(now.files.intersection(below(new))):
            if not is_file(new / address):
                continue  # a build of ours leaves no links
            _refuse_links(target, address)
            (target / address).parent.mkdir(parents=True, exist_ok=True)
            _replace(new / address, target / address)
        _replace(new / MANIFEST, target / MANIFEST)
    for folder in [entry for entry in new.iterdir() if is_folder(entry)]:
        _clear(folder)
    (new / MANIFEST).unlink(missing_ok=True)
    (new / OVER).unlink(missing_ok=True)
    new.rmdir()


def _refuse_links(target: Path, address: str) -> None:
    """Nothing is moved through a link, nor onto what is no file."""
    for parent in PurePosixPath(address).parents:
        if exists(target / parent) and not is_folder(target / parent):
            raise EnvironmentProblem(NAME_TAKEN.fill(place=target / parent))


def _drop_empty(site: Path, gone: Iterable[str]) -> None:
    folders = {parent for address in gone for parent in PurePosixPath(address).parents} - {PurePosixPath()}
    for folder in sorted(folders, key=lambda path: -len(path.parts)):
        with suppress(OSError):  # it holds something still, or is gone
            (site / folder).rmdir()


def _clear(folder: Path) -> None:
    shutil.rmtree(folder)


def _replace(source: Path, to: Path) -> None:
    try:
        source.replace(to)
    except OSError as problem:
        raise EnvironmentProblem(_NOT_MOVED.fill(place=source, to=to, reason=reason_of(problem))) from problem


def _rename(source: Path, to: Path) -> None:
    try:
        source.rename(to)
    except OSError as problem:
        raise EnvironmentProblem(_NOT_MOVED.fill(place=source, to=to, reason=reason_of(problem))) from problem


def _take_over(old: Path, target: Path) -> None:
    """Deletes what we wrote into the old site; whatever else lies there moves to the new one."""
    manifest = Manifest.read(old)
    if manifest:
        manifest.delete_from(old)
    _move_rest(old, target, but=MANIFEST)
    (old / MANIFEST).unlink(missing_ok=True)
    old.rmdir()


def _move_rest(old: Path, target: Path, *, but: str = "") -> None:
    """Folders that hold nothing any more go; one that the new site does not have moves as a whole.

    Nothing is moved through a link or onto something else.
    """
    for entry in sorted(old.iterdir()):
        place = target / entry.name
        if entry.name == but:
            continue
        if is_folder(entry) and (is_folder(place) or not _holds_files(entry)):
            _move_rest(entry, place)
            entry.rmdir()
        elif exists(place):
            raise EnvironmentProblem(NAME_TAKEN.fill(place=entry))
        else:
            _rename(entry, place)


def _holds_files(folder: Path) -> bool:
    return any(not is_folder(entry) or _holds_files(entry) for entry in folder.iterdir())


_IN_THE_WAY = Text(
    "{place} is in the way and not ours: move it elsewhere", "{place} 不是 Dangan 写的，却占用了位置：请把它移走"
)
_BUSY = Text(
    "another build is writing this site; if none is running, delete {place}",
    "另一次生成正在写入此网站；如果没有在运行的生成，请删除 {place}",
)
_NOT_MOVED = Text("{place} cannot be moved to {to}: {reason}", "无法把 {place} 移到 {to}：{reason}")
_A_FILE = Text("{place} is a file: the site needs a folder", "{place} 是文件：网站需要一个文件夹")
A_LINK = Text(
    "{place} is a link: name the folder itself where the site is to stand with -o",
    "{place} 是链接：请用 -o 直接指定存放网站的文件夹",
)
_STRANGERS = Text(
    "{place} holds files that dangan did not write. Nothing was touched: "
    "choose an empty or new folder with -o, or empty this one yourself",
    "{place} 中有不是 Dangan 写的文件，因此未作任何改动：请用 -o 指定一个空的或新的文件夹，或自行清空它",
)
NAME_TAKEN = Text(
    "{place} is not ours, but the site needs its name: move it elsewhere",
    "{place} 不是 Dangan 写的，但网站要用这个名称：请把它移走",
)
