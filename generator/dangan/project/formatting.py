"""Every file of an archive into its one form: each by itself, in worker processes."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from dangan.diagnostics import Diagnostic, Text
from dangan.errors import EnvironmentProblem
from dangan.model.folders import Folders
from dangan.model.scan import Progress
from dangan.parallel import map_items
from dangan.schema.catalogue import Catalogue
from dangan.schema.formatting import formatted
from dangan.source.files import write_file
from dangan.source.limits import MAX_BYTES
from dangan.source.tree import Unreadable
from dangan.source.unreadable import reason_of
from dangan.source.work_tree import WorkTree

ENDINGS = (".yaml", ".yml", ".md")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `diff` only where it was asked for, `failure` where it could not be written."""

    path: str
    changed: bool = False
    diff: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: Text | None = None


@dataclass(frozen=True, slots=True)
class FormatResult:
    """How many files were looked at, which are other than their form, and what was left alone for which reason."""

    files: int
    changed: tuple[Outcome, ...]
    diagnostics: tuple[Diagnostic, ...]


class Formatter:
    """The map step; sent to each worker process once. `kinds` is the kind of each path by its name."""

    def __init__(
        self, tree: WorkTree, catalogue: Catalogue, kinds: Mapping[str, str], *, write: bool, diff: bool
    ) -> None:
        self.tree = tree
        self.catalogue = catalogue
        self.kinds = kinds
        self.write = write
        self.diff = diff

    def __call__(self, path: str) -> Outcome:
        try:
            raw = self.tree.read(path, MAX_BYTES)
        except Unreadable as error:
            return Outcome(path, diagnostics=(error.diagnostic,))
        kind = self.catalogue.kinds[self.kinds[path]]
        text, found = formatted(path, raw, kind.field)
        if text is None:
            return Outcome(path, diagnostics=tuple(d.at_level(kind.highest) for d in found))
        made = text.encode()
        if made == raw:
            return Outcome(path)
        return self._changed(path, raw, made)

    def _changed(self, path: str, raw: bytes, made: bytes) -> Outcome:
        if self.write:
            try:
                write_file(self.tree.root / path, made, settle=False)
            except OSError as error:
                return Outcome(path, failure=reason_of(error))
        return Outcome(path, changed=True, diff=tuple(_diff(path, raw, made)) if self.diff else ())


def format_files(
    tree: WorkTree,
    catalogue: Catalogue,
    wanted: Sequence[PurePosixPath] = (),
    *,
    write: bool,
    diff: bool = False,
    progress: Progress | None = None,
) -> FormatResult:
    """The files of the archive, or those at or below the `wanted` paths; with `write` each is replaced as a whole.

    Raises EnvironmentProblem where files could not be written, after all others were.
    """
    kinds = {path: kind for path, kind in _kinds(tree, catalogue) if _is_wanted(path, wanted)}
    formatter = Formatter(tree, catalogue, kinds, write=write, diff=diff)
    outcomes = []
    for done, outcome in enumerate(map_items(formatter, list(kinds)), start=1):
        if outcome != Outcome(outcome.path):
            outcomes.append(outcome)
        if progress:
            progress(done, len(kinds))
    _refuse_failed([outcome for outcome in outcomes if outcome.failure])
    found = tuple(diagnostic for outcome in outcomes for diagnostic in outcome.diagnostics)
    return FormatResult(len(kinds), tuple(outcome for outcome in outcomes if outcome.changed), found)


def _kinds(tree: WorkTree, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Every file of a known kind that is no link: what a link leads to is put in form where it lies."""
    folders = Folders.of(tree.paths(), catalogue)
    files = [*folders.loose, *(file for files in folders.customers.values() for file in files)]
    for file in sorted(files, key=lambda file: file.path):
        if file.path.endswith(ENDINGS) and not (tree.root / file.path).is_symlink():
            yield file.path, file.kind.name


def _is_wanted(path: str, wanted: Sequence[PurePosixPath]) -> bool:
    return not wanted or any(PurePosixPath(path).is_relative_to(one) for one in wanted)


def _diff(path: str, raw: bytes, made: bytes) -> Iterable[str]:
    """A unified diff; a line end of another kind is a difference, so lines end at LF alone."""
    old, new = (data.decode().split("\n") for data in (raw, made))
    return difflib.unified_diff(old, new, path, path, lineterm="")


def _refuse_failed(failed: Sequence[Outcome]) -> None:
    if failed and failed[0].failure:
        raise EnvironmentProblem(_FAILED.fill(path=failed[0].path, reason=failed[0].failure, count=len(failed)))


_FAILED = Text(
    "{count} files cannot be written, first {path}: {reason}", "{count} 个文件无法写入，首先是 {path}：{reason}"
)
