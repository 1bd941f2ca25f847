"""What the archive must hold, show and compute: `schemas/requirements/<chapter>.json`, split into named parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dangan.diagnostics import Diagnostic, Text
from dangan.errors import SchemaError
from dangan.layout import packaged_root
from dangan.schema import codes
from dangan.schema.fields import label_of, words_of
from dangan.schema.files import FOLDER, SchemaFile, SchemaFiles, faults
from dangan.schema.meta import against
from dangan.schema.problem import Problem

PLACE = "requirements/"
META = "requirements.schema.json"
DATA = "data"


@dataclass(frozen=True, slots=True)
class Part:
    """One named part. `by` is what meets it where that is not a field; `open` is why it cannot be met yet."""

    id: str
    label: Text
    by: str = ""
    open: Text | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """`kind` is data, rule, analysis, report or process; without parts it is met as a whole or not at all."""

    id: str
    kind: str
    title: Text
    parts: Mapping[str, Part]
    open: Text | None = None

    @property
    def is_data(self) -> bool:
        return self.kind == DATA

    @property
    def references(self) -> tuple[str, ...]:
        """How fields and code name it: itself, then each part."""
        return (self.id, *(f"{self.id}/{part}" for part in self.parts))


@dataclass(frozen=True, slots=True)
class Chapter:
    """The requirements of one file."""

    name: str
    title: Text
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Requirements:
    """Every chapter in its order; an id stands in one chapter only."""

    chapters: tuple[Chapter, ...]

    def __iter__(self) -> Iterator[Requirement]:
        return (requirement for chapter in self.chapters for requirement in chapter.requirements)

    @property
    def references(self) -> frozenset[str]:
        """Every way in which a requirement, or a part of one, may be named."""
        return frozenset(name for requirement in self for name in requirement.references)


def read_requirements(files: SchemaFiles) -> tuple[Requirements, list[Diagnostic]]:
    """The list of a tree: its own chapters before the packaged ones, file by file.

    What is wrong with the archive's own is told and left out; what keeps one from being read is in `files.problems`.
    Raises SchemaError if a packaged one is unusable.
    """
    found: list[Diagnostic] = []
    usable = {name: file for name in _names(files) if (file := _usable(files, name, found))}
    ordered = sorted(usable.items(), key=lambda item: (item[1].document.data.get("order", 100), item[0]))
    seen: set[str] = set()
    chapters = tuple(_chapter(name, file, seen, found) for name, file in ordered)
    return Requirements(chapters), found


def _names(files: SchemaFiles) -> list[str]:
    """Every chapter's file, below `schemas/`."""
    own = files.below(PLACE)
    packaged = (PLACE + path.name for path in (packaged_root() / FOLDER / PLACE).glob("*.json"))
    return sorted({name for name in (*own, *packaged) if name.endswith(".json") and name.count("/") == 1})


def _usable(files: SchemaFiles, name: str, found: list[Diagnostic]) -> SchemaFile | None:
    """The archive's own chapter if it is without fault, else the packaged one of that name."""
    for file in files.candidates(name):
        problems = list(against(META, file.document.data))
        _tell(file, problems, found)
        if not problems:
            return file
    return None


def _chapter(name: str, file: SchemaFile, seen: set[str], found: list[Diagnostic]) -> Chapter:
    data = file.document.data
    twice = [key for key in data["requirements"] if key in seen]
    places = ((key, ("requirements", key)) for key in twice)
    _tell(file, [Problem(codes.REQUIREMENT_TWICE, place, {"id": key}, key=True) for key, place in places], found)
    kept = {key: item for key, item in data["requirements"].items() if key not in seen}
    seen.update(kept)
    stem = name.removeprefix(PLACE).removesuffix(".json")
    return Chapter(stem, label_of(data, stem), tuple(_requirement(key, item) for key, item in kept.items()))


def _requirement(name: str, item: Mapping[str, Any]) -> Requirement:
    parts = {key: _part(key, part) for key, part in item.get("parts", {}).items()}
    return Requirement(name, item["kind"], label_of(item, name), parts, words_of(item.get("open")))


def _part(name: str, item: Mapping[str, Any]) -> Part:
    return Part(name, label_of(item, name), item.get("by", ""), words_of(item.get("open")))


def _tell(file: SchemaFile, problems: list[Problem], found: list[Diagnostic]) -> None:
    """Faults of the archive's own files are told; a packaged one with a fault is a broken world."""
    said = [problem.at(file.document) for problem in problems]
    if said and not file.own:
        raise SchemaError(faults(said))
    found += said
