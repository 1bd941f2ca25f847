"""The demo, written: a folder that was empty becomes a repository with the whole history and the archive of today."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import UsageError
from dangan.exchange.demo.plan import plan
from dangan.exchange.demo.sample import Sample, read_sample
from dangan.exchange.demo.stream import stream_of
from dangan.exchange.starter import starter_files
from dangan.git.repository import Repository

_OBJECTS = "sha1"
"""Ids are the same on every machine, whatever Git is set to there."""
_NOT_EMPTY = Text(
    "{root} is not empty: nothing was changed; choose a new folder",
    "{root} 不是空文件夹：未作任何更改；请换一个新文件夹",
)
_NO_FOLDER = Text("{root} is a file, not a folder", "{root} 是文件，不是文件夹")


@dataclass(frozen=True, slots=True)
class Written:
    """What the demo came to: `changes` of the main branch by so many `authors`, from one day to another."""

    root: Path
    commit: str
    changes: int
    authors: int
    first: date
    last: date


def write_demo(folder: Path, sample: Sample | None = None) -> Written:
    """The history of the sample that comes with Dangan, or of another one.

    Raises UsageError for a folder with anything in it, EnvironmentProblem where Git says no.
    """
    root = folder.resolve()
    _refuse(root)
    sample = sample or read_sample()
    changes = plan(sample, begun_with(sample))
    repository = Repository.init(root, sample.config.branch, objects=_OBJECTS)
    repository.take(b"".join(stream_of(changes, sample.config)))
    authors = len({change.author for change in changes})
    return Written(root, repository.resolve("HEAD"), len(changes), authors, changes[0].day, changes[-1].day)


def begun_with(sample: Sample) -> dict[str, bytes]:
    """What `dangan init` gives a team besides the data that the sample has itself."""
    files = starter_files(None, None, None)
    return {
        path: text.encode()
        for path, text in files.items()
        if path not in sample.files and not path.endswith(".gitkeep")
    }


def _refuse(root: Path) -> None:
    if root.exists() and not root.is_dir():
        raise UsageError(_NO_FOLDER.fill(root=root))
    if root.is_dir() and any(root.iterdir()):
        raise UsageError(_NOT_EMPTY.fill(root=root))
