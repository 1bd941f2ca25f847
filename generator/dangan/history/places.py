"""Which file a path of the past is, wherever the folder lay then: continuity is by id."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from dangan.history.change import Identity
from dangan.model.folders import DOCUMENTS, PROFILE, TOP
from dangan.schema.catalogue import Catalogue
from dangan.source.reader import parse_document

_ID = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*id:[ \t]+([a-z0-9-]+)[ \t]*(?:#[^\r\n]*)?\r?(?:\n|\Z)"
)
"""The id where it is the first thing that a profile says, as `dangan format` writes it: any other is parsed.

Each byte is matched in one way only, or a few dozen lines of comment would take for ever.
"""
Profiles = Iterable[tuple[str, str]]
"""Paths of profiles with the names of their bytes, newest first."""


@dataclass(slots=True)
class Places:
    """`owners`: of every folder that is or was a customer's, the customer's id, None where no version says one.

    `sure` are the folders whose profile of today says it.
    """

    catalogue: Catalogue
    owners: Mapping[str, str | None]
    sure: frozenset[str] = frozenset()
    _known: dict[str, Identity | None] = field(default_factory=dict)

    @classmethod
    def of(cls, catalogue: Catalogue, profiles: Sequence[Profiles], read: Callable[[str], bytes]) -> "Places":
        """`profiles` by how far they are to be believed: those of today, then those of the main line, then all others.

        A folder is called by what the newest version of its profile says that says an id. What lies in or around a
        folder that is believed more is no customer's: a profile in somebody's notes, or one that only a branch had,
        takes nothing away from anybody. What is kept among documents comes last: a dossier that took another one in
        has the other's profile there, which is newer than its own and no less of today.
        """
        owners: dict[str, str | None] = {}
        around: set[str] = set()
        """The folders that hold one which is believed."""
        sure: frozenset[str] | None = None
        for group in profiles:
            for path, name in sorted(group, key=_is_document):
                folder = _folder(path)
                above = _above(folder)
                if folder not in owners and folder not in around and not any(other in owners for other in above):
                    owners[folder] = None
                    around.update(above)
                if owners.get(folder, "") is None:
                    owners[folder] = id_in(path, read(name))
            sure = frozenset(folder for folder, own_id in owners.items() if own_id) if sure is None else sure
        return cls(catalogue, owners, sure or frozenset())

    def after(
        self, line: Mapping[str, str | None], every: AbstractSet[str], read: Callable[[str], bytes]
    ) -> "Places | None":
        """After new commits, of which `line` are the profiles as the main line has them now and `every` all that any
        commit touched. None where more has to be known: another id, a folder that is gone or comes back.
        """
        owners, sure = dict(self.owners), set(self.sure)
        if any(_folder(path) not in sure for path in every - line.keys()):
            return None
        for path, name in line.items():
            folder = _folder(path)
            own_id = id_in(path, read(name)) if name else None
            if own_id is None or (folder in sure and own_id != owners[folder]):
                return None
            if folder not in sure and not _is_free(folder, owners):
                return None
            owners[folder] = own_id
            sure.add(folder)
        return Places(self.catalogue, owners, frozenset(sure))

    def identify(self, path: str) -> Identity | None:
        """Nothing of a file that is no part of the archive."""
        if path not in self._known:
            self._known[path] = self._of_customer(path) if path.startswith(TOP + "/") else self._of_archive(path)
        return self._known[path]

    def _of_customer(self, path: str) -> Identity | None:
        folder = path.rpartition("/")[0]
        while folder and folder != TOP and not self.owners.get(folder):
            folder = folder.rpartition("/")[0]
        owner = self.owners.get(folder) if folder != TOP else None
        return _identity(self.catalogue, owner, path[len(folder) + 1 :], "customer") if owner else None

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


def _folder(path: str) -> str:
    return path.removesuffix("/" + PROFILE)


def _is_document(profile: tuple[str, str]) -> bool:
    return f"/{DOCUMENTS}" in profile[0]


def _is_free(folder: str, owners: Mapping[str, str | None]) -> bool:
    """Whether there is none at the place, around it or within it."""
    if any(other in owners for other in (folder, *_above(folder))):
        return False
    return f"\0{folder}/" not in "\0".join(("", *owners))  # no path holds that: all are looked through at once


def _above(folder: str) -> list[str]:
    steps = folder.split("/")
    return ["/".join(steps[:depth]) for depth in range(1, len(steps))]


def id_in(path: str, raw: bytes) -> str | None:
    """The id that a profile or tombstone says."""
    if first := _ID.match(raw):
        return first[1].decode()
    document, _ = parse_document(path, raw)
    own_id = document.data.get("id") if document and isinstance(document.data, dict) else None
    return own_id if isinstance(own_id, str) else None
