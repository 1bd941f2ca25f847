"""The list of what we wrote into a folder: only that may ever be deleted there."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

from dangan.diagnostics import Text
from dangan.errors import EnvironmentProblem

MANIFEST = ".dangan-site.json"
_UNREADABLE = Text(
    "{place} cannot be read, so nobody can say which files there are ours: "
    "if nothing else lies in that folder, delete it and build again",
    "无法读取 {place}，因此无法判断那里哪些文件是 Dangan 写的：如果该文件夹中没有别的东西，请删除它后重新生成",
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Addresses of files; `builder` is the process that is still at work, 0 for a finished site."""

    files: frozenset[str]
    builder: int = 0

    @classmethod
    def read(cls, site: Path) -> "Manifest | None":
        """None where we never wrote anything. Raises EnvironmentProblem for a list that cannot be read."""
        try:
            data = json.loads((site / MANIFEST).read_bytes())
            return cls(frozenset(map(str, data["files"])), int(data.get("builder", 0)))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise EnvironmentProblem(_UNREADABLE.fill(place=site / MANIFEST)) from problem

    def write(self, site: Path) -> None:
        data = {"builder": self.builder} if self.builder else {}
        text = json.dumps({**data, "files": sorted(self.files)}, ensure_ascii=False, indent=0)
        (site / MANIFEST).write_text(text + "\n", "utf-8")

    def builder_is_alive(self) -> bool:
        """Asked of a building that is in the way; one of this very process was left by an error."""
        if os.name != "posix" or self.builder in (0, os.getpid()):
            return False
        try:
            os.kill(self.builder, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
