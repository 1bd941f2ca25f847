"""Which paths an audit looks at: what the archive says, by what it is run, and how it is drawn."""

from collections.abc import Iterable

from dangan.git.objects import Touch
from dangan.model.folders import TOP
from dangan.schema.catalogue import Catalogue

_AROUND = ("schemas/", "site_templates/")
_AT_THE_TOP = (".github/", ".gitea/", ".forgejo/", ".gitlab/", "ci/")
_FILES_AT_THE_TOP = (".gitlab-ci.yml", ".gitmodules", "CODEOWNERS")
"""Of the repository, wherever in it the archive lies."""


class Watched:
    """Asked of each path of a repository; `base` is the archive's folder in it, with its slash."""

    def __init__(self, catalogue: Catalogue, base: str = "") -> None:
        archive = [kind.path for kind in catalogue.kinds.values() if kind.scope == "archive"]
        folders = {f"{path.partition('/')[0]}/" for path in archive if "/" in path}
        inside = (f"{TOP}/", *sorted(folders), *_AROUND, *_AT_THE_TOP)
        self.beginnings = (*(base + folder for folder in inside), *_AT_THE_TOP)
        files = {base + path for path in archive if "/" not in path}
        links = {folder.rstrip("/") for folder in self.beginnings}
        self.files = frozenset({*files, *links, *_FILES_AT_THE_TOP})
        """A folder without its slash is a link in its place, or a repository."""

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and (path.startswith(self.beginnings) or path in self.files)

    def sees(self, touches: Iterable[Touch]) -> bool:
        """Whether any of them is looked at; asked of every change of an archive, so it stops at the first."""
        beginnings, files = self.beginnings, self.files
        for touch in touches:
            path = touch.path
            if path.startswith(beginnings) or path in files:
                return True
        return False
