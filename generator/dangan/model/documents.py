"""The register of originals held against the files that lie in a customer's folder, and against the calendar."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta

from dangan.diagnostics import Code, Diagnostic, Span, Text
from dangan.model import codes
from dangan.model.folders import DOCUMENTS
from dangan.model.records import Customer, Record
from dangan.schema.audience import level_at
from dangan.schema.durations import duration
from dangan.schema.kind import Kind
from dangan.schema.suggest import did_you_mean, suggest
from dangan.source.unreadable import Unreadable

KIND = "documents"
POINTER_TO_LARGE_FILE = b"version https://git-lfs.github.com/spec/v1\n"
_SHORT = 1024
"""No pointer to a large file is longer."""

Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The files in the folder `documents/` of a customer by their paths in it, and how to read one."""

    folder: str
    files: AbstractSet[str]
    read: Read

    def path(self, name: str) -> str:
        """The path in the archive."""
        return f"{self.folder}/{DOCUMENTS}{name}"


@dataclass(frozen=True, slots=True)
class Paper:
    """One entry of the register."""

    record: Record
    id: str
    data: Mapping[str, Any]

    @property
    def file(self) -> str:
        return str(self.data.get("file", ""))

    def has(self, name: str) -> bool:
        """Whether anything is written there, were it wrong."""
        document = self.record.document
        entry = document.data.get(self.id) if document and isinstance(document.data, dict) else None
        return isinstance(entry, dict) and name in entry

    @property
    def is_kept(self) -> bool:
        """Whether it is still to be here: a paper that was disposed of keeps its entry."""
        return "disposal" not in self.data

    def says(self, code: Code, name: str, *, hint: Text | None = None, **values: Any) -> Diagnostic:
        """A finding about one of the entry's fields, for those who may read what it quotes."""
        pointer = (self.id, name)
        span = self.record.document.span(pointer) if self.record.document else Span(self.record.path)
        level = max(level_at(self.record.kind.field, (self.id, part)) for part in (name, "title"))
        return Diagnostic.of(code, span, pointer=pointer, hint=hint, **values).at_level(level)


def check_papers(
    customer: Customer, kind: Kind, shelf: Shelf, today: date, soon: relativedelta | None
) -> Iterator[Diagnostic]:
    """All that can be wrong between a customer's register, its files and the day."""
    record = customer.one(kind.name)
    if record:
        yield from files_are_there(record, shelf)
        yield from files_are_unchanged(record, shelf)
        yield from papers_hold(record, today, soon)
    yield from files_are_registered(record, kind, shelf)


def papers(record: Record) -> Iterator[Paper]:
    """The entries of a register."""
    for own_id, data in record.data.items():
        if isinstance(data, Mapping):
            yield Paper(record, own_id, data)


def files_are_there(record: Record, shelf: Shelf) -> Iterator[Diagnostic]:
    """Each file that is registered and not disposed of lies in the folder."""
    for paper in papers(record):
        if paper.file and paper.is_kept and paper.file not in shelf.files:
            near = suggest(paper.file.removeprefix(DOCUMENTS), sorted(shelf.files))
            hint = did_you_mean(near) if near else None
            yield paper.says(codes.MISSING_DOCUMENT, "file", hint=hint, path=shelf.path(paper.file))


def files_are_unchanged(record: Record, shelf: Shelf) -> Iterator[Diagnostic]:
    """Each registered file that is there has the SHA-256 that it was registered with."""
    for paper in papers(record):
        if paper.file in shelf.files:
            path = shelf.path(paper.file)
            try:
                sums = sums_of(shelf.read(path))
            except Unreadable as error:
                yield error.diagnostic.at_level(level_at(record.kind.field, (paper.id, "file")))
                continue
            if not paper.has("sha256"):
                hint = Text(f"Write `sha256: {sums[0]}`.", f"请写上 `sha256: {sums[0]}`。")
                yield paper.says(codes.UNSEALED_DOCUMENT, "file", hint=hint, path=path)
            elif paper.data.get("sha256", sums[0]) not in sums:
                yield paper.says(codes.CHANGED_DOCUMENT, "sha256", path=path, found=sums[0])


def papers_hold(record: Record, today: date, soon: relativedelta | None) -> Iterator[Diagnostic]:
    """No paper that is kept and not replaced has expired, or is about to within what the rules call soon."""
    for paper in papers(record):
        until = _day(paper.data.get("valid_until"))
        if until is None or not paper.is_kept or "replaced_by" in paper.data:
            continue
        title = paper.data.get("title", paper.id)
        if until < today:
            yield paper.says(codes.EXPIRED, "valid_until", title=title, date=until)
        elif soon and until <= today + soon:
            yield paper.says(codes.EXPIRES_SOON, "valid_until", title=title, date=until)


def files_are_registered(record: Record | None, kind: Kind, shelf: Shelf) -> Iterator[Diagnostic]:
    """Each file in the folder is named by an entry; hidden ones are nobody's papers."""
    named = {paper.file for paper in papers(record)} if record else set()
    for name in sorted(shelf.files - named):
        if not any(part.startswith(".") for part in name.split("/")):
            hint = Text(f"Add an entry with `file: {name}`.", f"请添加一条登记，写明 `file: {name}`。")
            yield Diagnostic.of(codes.DOCUMENT_NOT_REGISTERED, Span(shelf.path(name)), hint=hint).at_level(
                level_at(kind.field, ("", "file"))
            )


def sums_of(data: bytes) -> tuple[str, ...]:
    """What a file may rightly be registered by, its own SHA-256 first.

    Of a text that Git hands out with other line ends also that of the other form; of what stands for a large file
    that was not fetched also the one of that file.
    """
    forms = [data]
    if b"\0" not in data:
        plain = data.replace(b"\r\n", b"\n")
        forms += [plain, plain.replace(b"\n", b"\r\n")]
    sums = [hashlib.sha256(form).hexdigest() for form in dict.fromkeys(forms)]
    if len(data) < _SHORT and data.startswith(POINTER_TO_LARGE_FILE):
        lines = data.decode("ascii", "replace").split("\n")
        sums += [line.removeprefix("oid sha256:") for line in lines if line.startswith("oid sha256:")]
    return tuple(sums)


def soon_of(rules: Mapping[str, Any]) -> relativedelta | None:
    """How long before its end a paper is reminded of; None where the rules do not say."""
    stated = rules.get("expires_soon")
    return duration(stated) if isinstance(stated, str) else None


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else None
