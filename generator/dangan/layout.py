"""Where the folders are: the archive's own before the packaged ones, file by file."""

from dataclasses import dataclass
from pathlib import Path

from dangan.diagnostics.text import Text
from dangan.errors import NoArchive

_PACKAGE = Path(__file__).resolve().parent
_NO_ARCHIVE = Text(
    "{start} is not in an archive (no dangan.yaml here or above): dangan init makes one",
    "{start} 不在档案库中（此处及上级文件夹都没有 dangan.yaml）：dangan init 可新建一个",
)


def packaged_root() -> Path:
    """The folder that holds `schemas/`, `site_templates/` and `docs/`: the checkout's root, else the wheel's copy."""
    checkout = _PACKAGE.parents[1]
    if _PACKAGE.parent.name == "generator" and (checkout / "schemas" / "archive.json").is_file():
        return checkout
    return _PACKAGE / "_packaged"


def sample_root() -> Path:
    """The folder of the sample archive: the checkout itself, else the wheel's copy."""
    root = packaged_root()
    return root if (root / "dangan.yaml").is_file() else root / "sample"


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one archive on disk."""

    root: Path

    @classmethod
    def find(cls, start: Path) -> "Layout":
        """The archive that `start` lies in: the nearest folder upwards with a `dangan.yaml`.

        Raises NoArchive where there is none.
        """
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / "dangan.yaml").is_file():
                return cls(folder)
        raise NoArchive(_NO_ARCHIVE.fill(start=start))

    @property
    def cache(self) -> Path:
        return self.root / ".dangan"

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates are looked for, the team's own first."""
        return (self.root / "site_templates", packaged_root() / "site_templates")

    def docs(self, lang: str) -> Path:
        own = self.root / "docs" / lang
        return own if own.is_dir() else packaged_root() / "docs" / lang
