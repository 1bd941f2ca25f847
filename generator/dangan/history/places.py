"""Which file a path of the past is, wherever the folder lay then: continuity is by id."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dangan.history.change import Identity
from dangan.model.folders import PROFILE, TOP
from dangan.schema.catalogue import Catalogue
from dangan.source.reader import parse_document

_ID = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*id:[ \t]+([a-z0-9-]+)[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)")
"""The id where it is the first thing that a profile says, as `dangan format` writes it: any other is parsed."""
Profiles = Iterable[tuple[str, str]]
"""Paths of profiles with the names of their bytes, newest first."""


@dataclass(slots=True)
class Places:
    """`owners`: of every folder that is or was a customer's, the customer's id."""

    catalogue: Catalogue
    owners: Mapping[str, str]
    _known: dict[str, Identity | None] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, profiles: Sequence[Profiles], read: Callable[[str], bytes]) -> "Places":
        """`profiles` by how far they are to be believed: those of today, then those of the main line, then all others.

        A folder is called by what the newest version of its profile says that says an id. What lies in or around a
        folder that is believed more is no customer's: a profile in somebody's notes, or one that only a branch had,
        takes nothing away from anybody.
        """
        owners: dict[str, str | None] = {}
        around: set[str] = set()
        """The folders that hold one which is believed."""
        for path, name in (each for group in profiles for each in group):
            folder = path.removesuffix("/" + PROFILE)
            above = _above(folder)
            if folder not in owners and folder not in around and not any(other in owners for other in above):
                owners[folder] = None
                around.update(above)
            if owners.get(folder, "") is None:
                owners[folder] = _id(path, read(name))
        return cls(catalogue, {folder: own_id for folder, own_id in owners.items() if own_id})

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


def _above(folder: str) -> list[str]:
    steps = folder.split("/")
    return ["/".join(steps[:depth]) for depth in range(1, len(steps))]


def _id(path: str, raw: bytes) -> str | None:
    if first := _ID.match(raw):
        return first[1].decode()
    document, _ = parse_document(path, raw)
    own_id = document.data.get("id") if document and isinstance(document.data, dict) else None
    return own_id if isinstance(own_id, str) else None
