"""A finished site into its place: built beside, swapped by renames, and nothing of anybody else's is lost.

`site.dangan-new` is the site being built, `site.dangan-old` the one that it replaces, `site.dangan-swap` the note that
a swap has begun: whoever finds it finishes the swap. Inside a site, `.dangan-site.json` lists what we wrote. All of
these may have come with a pull request instead, so none is believed beyond what a build of ours could have left.
"""

import shutil
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.site.publish_manifest import MANIFEST, SEALS, Manifest, at_work, seal_of, stamp_of
from dangan.site.publish_places import below, exists, is_file, is_folder
from dangan.site.publish_swap import (
    A_LINK,
    NAME_TAKEN,
    OVER,
    PAST,
    beside,
    complete,
    refuse_busy,
    refuse_strangers,
    refuse_what_is_not_ours,
)
from dangan.source.unreadable import reason_of

_IGNORE = ".gitignore"
"""Lies in a site being built, so that nobody takes its pages for files of the archive."""


class Staging:
    """The site being built; nobody sees it before it is whole.

    Laid `over` the site that stands in `target`, it holds only what is another there.
    """

    def __init__(self, folder: Path, target: Path) -> None:
        self.folder = folder
        self.over = False
        self.stood = 0
        """The seal of what stands in the target, as far as what was drawn goes by it."""
        self._target = target
        self._written: set[str] = set()
        self._after_swap: list[Callable[[str, int], object]] = []

    def write(self, address: str, data: bytes) -> None:
        if not (self.over and _holds(self._target / address, data)):
            write_page(self.folder, address, data)
        self._written.add(address)

    def standing(self, address: str) -> bytes | None:
        """A file of the site that this is laid over; None where there is none."""
        place = self._target / address
        try:
            return place.read_bytes() if self.over and is_file(place) else None
        except OSError:
            return None

    def wrote(self, addresses: Iterable[str]) -> None:
        """Files that another process has put there by `write_page`, or that stay as they stand in the target."""
        self._written.update(addresses)

    def after_swap(self, do: Callable[[str, int], object]) -> None:
        """What is done when all is in its place, with the stamp of the list and the seal of the files."""
        self._after_swap.append(do)

    def close(self) -> None:
        """Nothing is written any more: the list of what was."""
        (self.folder / _IGNORE).unlink()
        Manifest(self.written).write(self.folder)
        if self.over:
            (self.folder / OVER).touch()

    def put(self) -> frozenset[str]:
        """What is not yet where it is to stand."""
        return self.written.intersection(below(self.folder)) if self.over else self.written

    @contextmanager
    def swapping(self) -> Iterator[None]:
        """Around the swap. A file that somebody else touched since it was looked at is in the seal as it was then, so
        that the next build sees it.
        """
        if not self._after_swap:
            yield
            return
        put, manifest = self.put(), Manifest.read(self._target)
        goes = put | (manifest.files - self.written) if self.over and manifest else ()
        stays = self.stood - seal_of(self._target, goes)
        yield
        seal = (stays + seal_of(self._target, put)) % SEALS
        for do in self._after_swap:
            do(stamp_of(self._target) or "", seal)

    def has(self, address: str) -> bool:
        """Whether a file was written or stays; `written` copies all addresses."""
        return address in self._written

    @property
    def written(self) -> frozenset[str]:
        return frozenset(self._written)


def _holds(place: Path, data: bytes) -> bool:
    try:
        return is_file(place) and place.read_bytes() == data
    except OSError:
        return False


def write_page(folder: Path, address: str, data: bytes) -> None:
    path = folder / address
    try:
        path.write_bytes(data)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@contextmanager
def publishing(target: Path, *, alone: bool = False) -> Iterator[Staging]:
    """A staging that takes the place of `target` when the block ends well; otherwise `target` is as it was.

    Raises EnvironmentProblem where `target` holds what is not ours and is not known to be a site; with `alone` also
    where a site holds any file that we did not write, since it would be published with the rest.
    """
    target = _place_of(target)
    finish(target)
    refuse_strangers(target)
    if alone:
        _refuse_company(target)
    staging = Staging(_begin(target), target)
    with at_work(staging.folder):
        try:
            yield staging
            _refuse_clashes(target, staging.put())
            staging.close()
        except BaseException:
            shutil.rmtree(staging.folder, ignore_errors=True)
            raise
        with staging.swapping():
            beside(target, "swap").touch()
            complete(target, Manifest(staging.written))


def finish(target: Path) -> bool:
    """Ends a swap that was interrupted, and clears away a building that never got so far; True if there was a swap."""
    target = _place_of(target)
    refuse_what_is_not_ours(target)
    if is_file(beside(target, "swap")):
        for place in (beside(target, "new"), target):
            refuse_busy(place)
        complete(target)
        return True
    new = beside(target, "new")
    if exists(new):
        refuse_busy(new)
        shutil.rmtree(new)
    return False


def _place_of(target: Path) -> Path:
    """Where the site is to stand, with links above it followed but not one at the place itself."""
    place = target.parent.resolve() / target.name if target.name not in ("", "..") else target.resolve()
    if not place.name:
        raise EnvironmentProblem(_NO_NAME.fill(place=place))
    if place.is_symlink():
        raise EnvironmentProblem(A_LINK.fill(place=place))
    return place


def _begin(target: Path) -> Path:
    folder = beside(target, "new")
    try:
        folder.mkdir(parents=True)
        if is_folder(target):  # a folder that was closed to others stays so
            folder.chmod(stat.S_IMODE(target.stat().st_mode))
    except OSError as problem:
        raise EnvironmentProblem(_NOT_MADE.fill(place=folder, reason=reason_of(problem))) from problem
    Manifest(frozenset()).write(folder)
    (folder / _IGNORE).write_text("*\n", "utf-8")
    return folder


def _refuse_company(target: Path) -> None:
    """A link is nobody's page, whatever a list says; sites of the past are what they are, but hold none either."""
    ours = {MANIFEST, *_ours(target)}
    strange = {path for path in below(target) if _is_company(target, path, ours)}
    if strange:
        names = ", ".join(sorted(strange)[:3])
        raise EnvironmentProblem(_COMPANY.fill(place=target, names=names))


def _is_company(target: Path, path: str, ours: Collection[str]) -> bool:
    is_listed = path in ours or path.startswith(f"{PAST}/")
    return not (is_listed and is_file(target / path))


def _ours(target: Path) -> frozenset[str]:
    manifest = Manifest.read(target)
    return manifest.files if manifest else frozenset()


def _refuse_clashes(target: Path, written: frozenset[str]) -> None:
    """A stranger's file, link or folder that stands where a page or folder of ours is to stand."""
    ours = _ours(target)
    folders = {parent.as_posix() for address in written for parent in PurePosixPath(address).parents}
    for address in sorted((written | folders) - {"."}):
        place = target / address
        if not exists(place) or (is_file(place) and address in ours):
            continue
        if not is_folder(place) or (address in written and _holds_strangers(place, target, ours)):
            raise EnvironmentProblem(NAME_TAKEN.fill(place=place))


def _holds_strangers(folder: Path, target: Path, ours: frozenset[str]) -> bool:
    within = folder.relative_to(target).as_posix()
    return any(f"{within}/{path}" not in ours for path in below(folder))


_NO_NAME = Text(
    "{place} is the top of the disk: the site needs a folder of its own, choose one with -o",
    "{place} 是磁盘的最上层：网站需要自己的文件夹，请用 -o 指定",
)
_NOT_MADE = Text("{place} cannot be made: {reason}", "无法新建 {place}：{reason}")
_COMPANY = Text(
    "{place} holds files that dangan did not write ({names}), and they would be published with the site. "
    "Nothing was touched: delete them, or build without --strict",
    "{place} 中有不是 Dangan 写的文件（{names}），它们会随网站一起发布。"
    "未作任何改动：请删除它们，或不加 --strict 重新生成",
)
