"""New files into an archive: written beside and renamed, and never over one that is there."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem, UsageError
from dangan.exchange.ending import Plan as Ended
from dangan.exchange.ending import settled
from dangan.exchange.plan import Outcome
from dangan.source.files import write_file
from dangan.source.unreadable import reason_of

Progress = Callable[[int, int], None]


def create(root: Path, path: str, text: str) -> Path:
    """The new file at `path` of the archive. Raises UsageError where there is something already."""
    target = root / path
    _refuse_taken(root, path)
    _inside(root, target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write_file(target, text.encode())
    except OSError as error:
        raise EnvironmentProblem(_FAILED.fill(path=path, reason=reason_of(error))) from error
    return target


def write_all(root: Path, outcomes: Iterable[Outcome], progress: Progress | None = None) -> int:
    """Each profile is whole or not there: an import that was broken off can simply be run again."""
    wanted = list(outcomes)
    for done, outcome in enumerate(wanted, start=1):
        create(root, outcome.path, outcome.text)
        if progress:
            progress(done, len(wanted))
    return len(wanted)


def carry_out(root: Path, plan: Ended) -> None:
    """All that is new is written before anything that was is taken away, and nothing where any of it is refused."""
    taken_over = {*plan.moved.values(), *plan.by_hand.values()}
    for path, _ in settled(plan):
        _inside(root, root / path)
        if path in taken_over:
            _refuse_taken(root, path)
    for path, data in settled(plan):
        target = root / path
        try:
            write_file(target, data if isinstance(data, bytes) else (root / data).read_bytes())
        except OSError as error:
            raise EnvironmentProblem(_FAILED.fill(path=path, reason=reason_of(error))) from error
    for path in plan.removed:
        (root / path).unlink()
        _drop_empty((root / path).parent, root)


def _drop_empty(folder: Path, root: Path) -> None:
    """Folders that hold nothing any more; Git does not know of them."""
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _refuse_taken(root: Path, path: str) -> None:
    """Also what is no file of the archive: Git may ignore it, and nobody has another copy."""
    if os.path.lexists(root / path):
        raise UsageError(_THERE.fill(path=path))


def _inside(root: Path, target: Path) -> None:
    """A link, or a linked folder, may lead out of the archive; nothing is written there."""
    try:
        is_inside = target.resolve().is_relative_to(root.resolve())
    except (
        RuntimeError,
        OSError,
    ):  # a link to itself, which some versions of Python tell in one way, some in the other
        is_inside = False
    if not is_inside:
        raise UsageError(_OUT.fill(path=target.relative_to(root).as_posix()))


_THERE = Text("{path} is there already, and is left as it is", "{path} 已存在，保持不变")
_OUT = Text("{path} lies outside the archive, behind a link", "{path} 通过链接指向档案库之外")
_FAILED = Text("{path} cannot be written: {reason}", "无法写入 {path}：{reason}")
