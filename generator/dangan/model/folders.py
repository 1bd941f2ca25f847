"""Which file of the archive is of which kind and belongs to which customer, by its path alone."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath

from dangan.diagnostics import Diagnostic, Span
from dangan.model import codes
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind
from dangan.schema.suggest import did_you_mean, suggest

TOP = "customers"
PROFILE = "profile.yaml"
DATA_ENDINGS = (".yaml", ".yml", ".md", ".json")
DOCUMENTS = "documents/"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that is read: its path in the archive, its kind, and the id its name gives ("" where there is none)."""

    path: str
    kind: Kind
    stem: str = ""


class Customers(Mapping[str, tuple[DataFile, ...]]):
    """The files of each customer's folder, in path order: told when they are asked for. `names` has, by folder, their
    paths in there, all in one, with a NUL between.
    """

    def __init__(self, names: Mapping[str, str], catalogue: Catalogue) -> None:
        self.names, self._catalogue = names, catalogue

    @property
    def files(self) -> int:
        return sum(names.count("\0") + 1 for names in self.names.values() if names)

    def __getitem__(self, folder: str) -> tuple[DataFile, ...]:
        insides = self.names[folder].split("\0")
        known = ((inside, self._catalogue.kind_of(inside, "customer")) for inside in insides)
        return tuple(_data_file(f"{folder}/{inside}", inside, kind) for inside, kind in known if kind)

    def __contains__(self, folder: object) -> bool:
        return folder in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Folders:
    """The files of every customer's folder, and those that belong to the archive as a whole, in path order."""

    customers: Customers
    loose: tuple[DataFile, ...]
    documents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Of a customer's folder that has any: what lies in its `documents/`, by paths in there; it is not read as data."""
    misnamed: tuple[tuple[str, str], ...] = ()
    """Name of the customer's folder ("" for none) and kind of what has another ending: it may be there, yet is not
    read.
    """
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)

    @property
    def files(self) -> int:
        return len(self.loose) + self.customers.files

    def names(self, folder: str) -> str:
        """Of all files of a customer, also of the papers that are only looked at."""
        return "\0".join((self.customers.names[folder], "", *self.documents.get(folder, ())))

    @classmethod
    def of(cls, paths: Iterable[str], catalogue: Catalogue) -> "Folders":
        """Sorts the paths of a tree; what fits nowhere is a diagnostic."""
        return _Sorter(catalogue).sort(sorted(paths))


class _Sorter:
    """Collects while it goes through the paths once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.customers: dict[str, list[str]] = {}
        self.loose: list[DataFile] = []
        self.documents: dict[str, list[str]] = {}
        self.found: list[Diagnostic] = []
        self.without_profile: dict[str, str] = {}
        self.misnamed: dict[tuple[str, str], None] = {}
        self.unread_profiles: set[str] = set()
        """Folders whose profile has another ending."""
        self.paths: frozenset[str] = frozenset()
        self.archive_folders = _folders(catalogue, "archive")
        self.customer_folders = _folders(catalogue, "customer")

    def sort(self, paths: list[str]) -> Folders:
        self.paths = frozenset(paths)
        tops = [folder for path in paths if (folder := path.removesuffix("/" + PROFILE)) != path]
        for folder in sorted(tops):
            if folder.startswith(TOP + "/") and not self._is_document(folder):
                self.customers[folder] = []
        for path in paths:
            if path.startswith(TOP + "/"):
                self._in_customers(path)
            else:
                self._in_archive(path)
        self._nested()
        self.found += [
            Diagnostic.of(codes.MISSING_PROFILE, Span(path), folder=folder)
            for folder, path in self.without_profile.items()
            if folder not in self.unread_profiles
        ]
        customers = {folder: "\0".join(names) for folder, names in sorted(self.customers.items())}
        documents = {folder: tuple(names) for folder, names in sorted(self.documents.items())}
        found = Customers(customers, self.catalogue)
        return Folders(found, tuple(self.loose), documents, tuple(self.misnamed), tuple(self.found))

    def _in_customers(self, path: str) -> None:
        owner = self._owner(path.rpartition("/")[0])
        if owner is None:
            self._homeless(path)
            return
        inside = path[len(owner) + 1 :]
        if self.catalogue.kind_of(inside, "customer"):
            self.customers[owner].append(inside)
        elif self._is_misnamed(path, inside, "customer", owner):
            return
        elif inside.startswith(DOCUMENTS):
            self.documents.setdefault(owner, []).append(inside[len(DOCUMENTS) :])
        elif self._is_meant(inside):
            self._unknown(path, inside, "customer", owner + "/")

    def _is_document(self, folder: str) -> bool:
        """Whether a folder lies among the documents of a customer: what is kept there is nobody's profile."""
        owner = self._owner(folder.rpartition("/")[0])
        return owner is not None and f"{folder[len(owner) + 1 :]}/".startswith(DOCUMENTS)

    def _is_meant(self, inside: str) -> bool:
        """Whether somebody will expect a file to be read: a visit saved without its ending must not be lost."""
        return _is_meant_as_data(inside) or (
            inside.partition("/")[0] in self.customer_folders and not inside.rpartition("/")[2].startswith(".")
        )

    def _owner(self, folder: str) -> str | None:
        while folder and folder != TOP:
            if folder in self.customers:
                return folder
            folder = folder.rpartition("/")[0]
        return None

    def _is_misnamed(self, path: str, inside: str, scope: str, owner: str) -> bool:
        """Whether with the right ending the file would be of a kind, which is said; no other may have that name."""
        right = rightly(inside)
        kind = self.catalogue.kind_of(right, scope) if right != inside else None
        if kind is None or rightly(path) in self.paths:
            return False
        self.found.append(Diagnostic.of(codes.WRONG_ENDING, Span(path), name=right.rpartition("/")[2]))
        self.misnamed[owner.rpartition("/")[2], kind.name] = None
        return True

    def _homeless(self, path: str) -> None:
        folder, _, name = path.rpartition("/")
        if name != PROFILE and rightly(name) == PROFILE and self._is_misnamed(path, name, "customer", ""):
            self.unread_profiles.add(folder)
            kinds = (kind.name for kind in self.catalogue.kinds.values() if kind.scope == "customer")
            self.misnamed |= dict.fromkeys((folder.rpartition("/")[2], kind) for kind in kinds)
            return
        if not _is_data(path):
            return
        looks_like = folder != TOP and any(
            self.catalogue.kind_of(inside, "customer") for inside in (name, "/".join(path.split("/")[-2:]))
        )
        if looks_like:
            inner = self.catalogue.kind_of(name, "customer") is None
            self.without_profile.setdefault(folder.rpartition("/")[0] if inner else folder, path)
        else:
            self.found.append(Diagnostic.of(codes.STRAY_FILE, Span(path)))

    def _in_archive(self, path: str) -> None:
        kind = self.catalogue.kind_of(path, "archive")
        top, slash, _ = path.partition("/")
        if kind:
            self.loose.append(_data_file(path, path, kind))
        elif self._is_misnamed(path, path, "archive", ""):
            return
        elif slash and top in self.archive_folders and _is_meant_as_data(path):
            self._unknown(path, path, "archive", "")
        elif not slash and self.catalogue.kind_of(path, "customer"):
            self.found.append(Diagnostic.of(codes.STRAY_FILE, Span(path)))

    def _unknown(self, path: str, inside: str, scope: str, prefix: str) -> None:
        names = [kind.path for kind in self.catalogue.kinds.values() if kind.scope == scope]
        near = _nearest(inside, names)
        hint = did_you_mean(prefix + near) if near else None
        self.found.append(Diagnostic.of(codes.UNKNOWN_FILE, Span(path), hint=hint))

    def _nested(self) -> None:
        for folder in self.customers:
            outer = self._owner(folder.rpartition("/")[0])
            if outer:
                self.found.append(Diagnostic.of(codes.NESTED_CUSTOMER, Span(f"{folder}/{PROFILE}"), outer=outer))


def rightly(path: str) -> str:
    """The path with the ending that files of our kinds have, where it has another for the same form of text."""
    bare, dot, ending = path.removesuffix(".txt").rpartition(".")
    return f"{bare}.{_ENDINGS[ending.lower()]}" if dot and ending.lower() in _ENDINGS else path


_ENDINGS = {"yaml": "yaml", "yml": "yaml", "md": "md", "markdown": "md", "mdown": "md"}


def data_patterns(catalogue: Catalogue) -> tuple[str, ...]:
    """Globs of every place where a file would be taken for data of some kind."""
    tops = sorted({TOP, *_folders(catalogue, "archive")})
    single = sorted(k.path for k in catalogue.kinds.values() if k.scope == "archive" and "/" not in k.path)
    return (*single, *(f"{top}/**/*{ending}" for top in tops for ending in (".yaml", ".yml", ".md")))


def _folders(catalogue: Catalogue, scope: str) -> set[str]:
    """The folders in which kinds of a scope have their files."""
    kinds = catalogue.kinds.values()
    return {kind.path.split("/")[0] for kind in kinds if kind.scope == scope and "/" in kind.path}


def _is_meant_as_data(path: str) -> bool:
    """A file of data by its ending, or without any ending."""
    return _is_data(path) or "." not in path.rpartition("/")[2]


def _is_data(path: str) -> bool:
    return path.lower().endswith(DATA_ENDINGS) and not path.rpartition("/")[2].startswith(".")


def _data_file(path: str, inside: str, kind: Kind) -> DataFile:
    return DataFile(path, kind, _stem(inside) if kind.many else "")


@lru_cache(maxsize=4096)
def _stem(inside: str) -> str:
    return PurePosixPath(inside).stem


def _nearest(inside: str, patterns: list[str]) -> str | None:
    """The pattern of a kind that the path was probably meant to fit."""
    stem = _stem(inside)
    filled = {pattern.replace("{id}", stem) for pattern in patterns}
    bare = inside.rpartition(".")[0] if _is_data(inside) else inside
    ended = next((f"{bare}{ending}" for ending in (".yaml", ".md") if f"{bare}{ending}" in filled), None)
    return ended if ended and ended != inside else suggest(inside, sorted(filled))
