"""What happened to an archive before it was as it is: later files held back, later words taken out of lines again."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

LOGS = 0.5
"""The part of the changes that is a new log entry; the others edit a value."""
TRIES = 200
_NUMBER = re.compile(r"^( *(?:- )?[a-z_]+: )([1-9]\d*)$")
_CUT = re.compile(r"^( *(?:- )?[a-z_]+: [^\"'|>\[{#&*!%@` ][^#]{8,}?)(?:[，；。]|; |, |\. )[^，；。#]+$")
_NUMBERED = re.compile(r"-(\d{5})$")


@dataclass(frozen=True, slots=True)
class Change:
    """One commit's worth: files of a folder that are new, or one file with one line edited."""

    folder: str
    paths: tuple[str, ...]
    is_new: bool
    what: str
    others: frozenset[str] = frozenset()
    """Folders that come in the same commit."""

    @property
    def folders(self) -> frozenset[str]:
        return self.others | {self.folder}


@dataclass
class Past:
    """Chooses, for every change in the order of the commits, what was not yet there before it."""

    root: Path
    random: Random
    customers: Mapping[str, list[str]]
    """The paths of every customer folder."""
    held: set[str] = field(default_factory=set)
    edits: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Of each edited file, in the order of the edits: the line, and how it read before."""

    @classmethod
    def of(cls, root: Path, random: Random, paths: Iterable[str]) -> "Past":
        paths = list(paths)
        folders = {path.removesuffix("/profile.yaml"): list[str]() for path in paths if path.endswith("/profile.yaml")}
        for path in paths:
            folder = next((p.as_posix() for p in Path(path).parents if p.as_posix() in folders), None)
            if folder:
                folders[folder].append(path)
        return cls(root, random, dict(sorted(folders.items(), key=lambda item: _order(item[0]))))

    def choose(self, arrived: list[str]) -> Change | None:
        """None where those who are there have hardly a place left that could have read otherwise."""
        for _ in range(TRIES):
            folder = self.random.choice(arrived)
            found = self._log(folder) if self.random.random() < LOGS else self._edit(folder)
            if found:
                return found
        return None

    def _log(self, folder: str) -> Change | None:
        logs = [path for path in self.customers[folder] if path.startswith(f"{folder}/log/") and path not in self.held]
        if not logs:
            return None
        path = self.random.choice(logs)
        self.held.add(path)
        return Change(folder, (path,), is_new=True, what=Path(path).stem)

    def _edit(self, folder: str) -> Change | None:
        path = self.random.choice([path for path in self.customers[folder] if path.endswith(".yaml")])
        done = self.edits.get(path, [])
        taken = {line for line, _ in done}
        lines = (self.root / path).read_text("utf-8").split("\n")
        found = [(at, old) for at, line in enumerate(lines) if at not in taken and (old := before(line))]
        if not found:
            return None
        at, old = self.random.choice(found)
        self.edits.setdefault(path, []).append((at, old))
        what = f"{Path(path).stem} {lines[at].split(':')[0].strip(' -')}"
        return Change(folder, (path,), is_new=False, what=what)

    def arrival(self, folder: str) -> Change:
        """The folder as it first came: to be asked for when all changes are chosen."""
        paths = tuple(path for path in self.customers[folder] if path not in self.held)
        return Change(folder, paths, is_new=True, what="")

    def bytes_after(self, path: str, edits: int) -> bytes:
        """The file when the first so many of its edits were made; after all of them as it is."""
        raw = (self.root / path).read_bytes()
        later = self.edits.get(path, [])[edits:]
        if not later:
            return raw
        lines = raw.decode().split("\n")
        for at, old in later:
            lines[at] = old
        return "\n".join(lines).encode()


def _order(folder: str) -> tuple[int, str]:
    """The sample's customers first, then by number, so that groups arrive together."""
    match = _NUMBERED.search(folder)
    return (int(match[1]) if match else 0, folder)


def before(line: str) -> str | None:
    """How a line may have read before somebody edited it: another number, or a clause less."""
    if (match := _NUMBER.match(line)) and not 1900 <= int(match[2]) <= 2100:
        number = int(match[2])
        return f"{match[1]}{number - max(1, number // 8)}"
    match = _CUT.match(line)
    return match[1] if match else None


def arrivals(past: Past, groups: int) -> Iterator[tuple[str, ...]]:
    """The folders in their order, in so many groups as even as can be."""
    folders = list(past.customers)
    for place in range(groups):
        yield tuple(folders[len(folders) * place // groups : len(folders) * (place + 1) // groups])
