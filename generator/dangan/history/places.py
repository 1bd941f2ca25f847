"""Which file a path of the past is, wherever the folder lay then: continuity is by id."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from dangan.history.change import Identity
from dangan.model.folders import PROFILE, TOP
from dangan.schema.catalogue import Catalogue

_ID = re.compile(rb"^id:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


@dataclass(slots=True)
class Places:
    """`owners`: of every folder that ever was a customer's, the customer's id."""

    catalogue: Catalogue
    owners: Mapping[str, str]
    _known: dict[str, Identity | None] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, profiles: Iterable[tuple[str, str]], read: Callable[[str], bytes]) -> "Places":
        """`profiles` are the paths of all profiles that ever were with the ids of their bytes, newest first.

        The id is what the newest version says that says one; a folder without any is called by its name.
        """
        owners: dict[str, str] = {}
        for path, oid in profiles:
            folder = path.removesuffix("/" + PROFILE)
            if folder not in owners and (said := _ID.search(read(oid))):
                owners[folder] = said[1].decode(errors="replace")
        return cls(catalogue, owners)

    def identify(self, path: str) -> Identity | None:
        """Nothing of a file that is no part of the archive."""
        if path not in self._known:
            self._known[path] = self._of_customer(path) if path.startswith(TOP + "/") else self._of_archive(path)
        return self._known[path]

    def _of_customer(self, path: str) -> Identity | None:
        folder = path.rpartition("/")[0]
        while folder and folder != TOP and folder not in self.owners:
            folder = folder.rpartition("/")[0]
        if not folder or folder == TOP:
            return None
        inside = path[len(folder) + 1 :]
        return _identity(self.catalogue, self.owners[folder], inside, "customer")

    def _of_archive(self, path: str) -> Identity | None:
        found = _identity(self.catalogue, "", path, "archive")
        return found if found.kind else None


def is_profile(path: str) -> bool:
    return path.startswith(TOP + "/") and path.endswith("/" + PROFILE)


def _identity(catalogue: Catalogue, customer: str, inside: str, scope: str) -> Identity:
    kind = catalogue.kind_of(inside, scope)
    if kind is None:
        return Identity(customer, None, inside)
    stem = inside.rpartition("/")[2].rpartition(".")[0]
    return Identity(customer, kind.name, stem if kind.many else "")
