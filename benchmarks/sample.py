"""The repository's own sample archive, read once and cut where a customer written again differs from it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pypinyin import lazy_pinyin

from dangan.model.folders import Folders
from dangan.schema.catalogue import Catalogue
from dangan.source.document import Document
from dangan.source.memory_tree import MemoryTree
from dangan.source.node import Node
from dangan.source.reader import parse_document
from dangan.source.work_tree import WorkTree

ROOT = Path(__file__).parent.parent
PLANTED = {
    "junda/orders.yaml": ("amount: 2129000.00", "amount: 2192000.00"),
    "yuanpu/documents.yaml": ("valid_until: 2026-09-30", "valid_until: 2027-09-30"),
}
"""What the sample is meant to be warned of, put right: a check of what we measure says nothing."""

FENCE = "---\n"
HAN = "\u4e00-\u9fff"
_PROSE = re.compile(f"[{HAN}].*[，。；]|^[A-Z].*[a-z] .* .*[.,;] ?")


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch that is different in every copy: `id`, `word`, `phone`, `code`, `sha`; or room for text."""

    kind: str
    text: str = ""
    """As the original has it; of `prose`, `body` and `note` the character before."""


NAMES = frozenset({"name", "title", "street", "place", "to_outside", "issued_by"})
"""Properties that hold what somebody or something is called, however long."""

Piece = str | Slot


@dataclass(frozen=True, slots=True)
class Template:
    """A file of a customer: its path in the folder and its text in pieces, or the bytes of a document."""

    path: tuple[Piece, ...]
    text: tuple[Piece, ...] = ()
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose id spells the name, so that both can change together."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer of the sample; `brand_*` is the word of the names that nobody else bears ("" where there is none)."""

    id: str
    folder: str
    brand_zh: str
    brand_en: str
    city: str
    people: tuple[Person, ...]
    files: Mapping[str, bytes]
    """All files by their paths in the folder, the planted faults put right."""

    @property
    def texts(self) -> Iterator[str]:
        return (raw.decode() for path, raw in self.files.items() if is_data(path))


@dataclass(frozen=True, slots=True)
class Sample:
    """Every customer by id, and the bytes of the files that belong to the archive as a whole."""

    customers: Mapping[str, Customer]
    loose: Mapping[str, bytes]


def is_data(path: str) -> bool:
    return path.endswith((".yaml", ".md")) and not path.startswith("documents/")


@cache
def read_sample() -> Sample:
    catalogue, problems = Catalogue.load(MemoryTree({}))
    assert not problems, problems[:3]
    folders = Folders.of(WorkTree(ROOT).paths(), catalogue)
    customers = [
        _customer(folder, [file.path for file in files], folders.documents.get(folder, ()))
        for folder, files in folders.customers.items()
    ]
    loose = {file.path: (ROOT / file.path).read_bytes() for file in folders.loose}
    return Sample({customer.id: customer for customer in customers}, loose)


def _customer(folder: str, paths: Iterable[str], documents: Iterable[str]) -> Customer:
    inside = [path.removeprefix(f"{folder}/") for path in paths] + [f"documents/{name}" for name in documents]
    files = {path: _put_right(folder, path, (ROOT / folder / path).read_bytes()) for path in sorted(inside)}
    profile = parse("profile.yaml", files["profile.yaml"]).data
    people = parse("people.yaml", files["people.yaml"]).data if "people.yaml" in files else {}
    names = profile["names"]
    zh, en = names.get("zh", ""), names.get("en", "")
    return Customer(
        profile["id"],
        folder,
        (names.get("short", zh) if zh else "")[:2],
        en.split()[0] if en else "",
        profile.get("location", {}).get("city", ""),
        tuple(filter(None, (_person(key, value["names"]) for key, value in people.items()))),
        files,
    )


def _put_right(folder: str, path: str, raw: bytes) -> bytes:
    wrong, right = PLANTED.get(f"{folder.rpartition('/')[2]}/{path}", ("", ""))
    return raw.replace(wrong.encode(), right.encode()) if wrong else raw


def _person(key: str, names: Mapping[str, str]) -> Person | None:
    zh, en = names.get("zh", ""), names.get("en", "")
    family = key.partition("-")[0]
    if zh:
        return Person(key, zh, en) if len(zh) in {2, 3} and lazy_pinyin(zh)[0] == family else None
    return Person(key, zh, en) if en.lower().replace(" ", "-") == key else None


def parse(path: str, raw: bytes) -> Document:
    document, faults = parse_document(path, raw)
    assert document, faults
    return document


def template(path: str, raw: bytes, pattern: re.Pattern[str]) -> Template:
    """The pieces of a file; one without any prose has room for a note at its top."""
    where = tuple(_pieces(path, pattern))
    if not is_data(path):
        return Template(where, raw=raw)
    document = parse(path, raw)
    rooms = list(_rooms(document)) or [(document.text.startswith(FENCE) and len(FENCE), "note")]
    pieces: list[Piece] = []
    last = 0
    for at, kind in rooms:
        before = document.text[last:at]
        pieces += [*_pieces(before, pattern), Slot(kind, before[-1:])]
        last = at
    return Template(where, (*pieces, *_pieces(document.text[last:], pattern)))


def _rooms(document: Document) -> Iterator[tuple[int, str]]:
    """Behind every plain one-line text that reads like prose, and behind the body of a log entry."""
    for pointer, node in document.root.walk():
        if pointer == ("body",):
            yield len(document.text.rstrip()), "body"
        elif isinstance(node.value, str) and pointer[-1] not in NAMES and _is_prose(document, node):
            yield node.end, "prose"


def _is_prose(document: Document, node: Node) -> bool:
    return not node.style and document.source_text(node) == node.value and bool(_PROSE.search(node.value))


def _pieces(text: str, pattern: re.Pattern[str]) -> Iterator[Piece]:
    last = 0
    for match in pattern.finditer(text):
        yield text[last : match.start()]
        yield Slot(match.lastgroup or "", match[0])
        last = match.end()
    yield text[last:]
