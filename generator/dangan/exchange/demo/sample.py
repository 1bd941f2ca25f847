"""The sample archive, read: the one that the project itself shows its work by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dangan.config import Config
from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem
from dangan.layout import sample_root
from dangan.model.folders import TOP
from dangan.schema.catalogue import Catalogue
from dangan.source.document import Document
from dangan.source.memory_tree import MemoryTree
from dangan.source.reader import parse_document

SETTINGS = "dangan.yaml"
_BROKEN = Text(
    "{path} of the sample archive cannot be read: install Dangan again",
    "无法读取示例档案中的 {path}：请重新安装 Dangan",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """Every file of the archive by path; those of a known kind also as documents."""

    files: Mapping[str, bytes]
    documents: Mapping[str, Document]
    catalogue: Catalogue
    config: Config

    @property
    def tree(self) -> MemoryTree:
        return MemoryTree(self.files)


def read_sample(root: Path | None = None) -> Sample:
    """The archive in `root`, else the one that comes with Dangan.

    Raises EnvironmentProblem where a file of it cannot be read.
    """
    catalogue, _ = Catalogue.load(MemoryTree({}))
    top = root or sample_root()
    files = {path.relative_to(top).as_posix(): path.read_bytes() for path in _paths(top, parts(catalogue))}
    documents = {path: _document(path, raw) for path, raw in files.items() if path.endswith((".yaml", ".md"))}
    settings = documents.get(SETTINGS)
    if settings is None:
        raise EnvironmentProblem(_BROKEN.fill(path=SETTINGS))
    return Sample(files, documents, catalogue, Config.from_data(settings.data))


def parts(catalogue: Catalogue) -> tuple[str, ...]:
    """The folders and files at the top of an archive that hold its data."""
    return tuple(sorted({TOP, *(k.path.split("/")[0] for k in catalogue.kinds.values() if k.scope == "archive")}))


def _paths(root: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """Sorted by their path in the archive, whatever the system sorts by; nothing hidden."""
    found = [root / name for name in names if (root / name).is_file()]
    found += [path for name in names for path in (root / name).rglob("*") if path.is_file()]
    inside = sorted((path.relative_to(root).as_posix(), path) for path in found)
    return (path for name, path in inside if not any(part.startswith(".") for part in name.split("/")))


def _document(path: str, raw: bytes) -> Document:
    document, _ = parse_document(path, raw)
    if document is None:
        raise EnvironmentProblem(_BROKEN.fill(path=path))
    return document
