"""Ending a dossier with a tombstone: what goes where, worked out before anything is written. No file is ever lost.

What can be joined without a judgement is joined; every other file is laid among the papers of the successor as it was,
for somebody to read and to take over by hand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from dangan.diagnostics import Text
from dangan.errors import UsageError
from dangan.exchange.create import NewFile
from dangan.exchange.shape import ordered
from dangan.model.folders import DOCUMENTS, PROFILE, DataFile, Folders
from dangan.model.index import Index, Reference
from dangan.schema.kind import Kind
from dangan.source.document import Document
from dangan.source.edit import EditError, add_value, rename_key, set_value
from dangan.source.emit import dump
from dangan.source.reader import parse_document
from dangan.source.tree import Tree

TOMBSTONE = "tombstone"
GOES_ON = ("merged", "renamed")


@dataclass(frozen=True, slots=True)
class Ending:
    """What is decided: of which dossier, in which folder ("" where it is gone already), what and in what words."""

    id: str
    folder: str
    what: str
    facts: dict[str, Any]
    successor: str = ""
    home: str = ""
    """The folder of the successor; of one under another id the folder that it will have."""


@dataclass(slots=True)
class Plan:
    """Paths and what becomes of them. `by_hand` lies among the papers of the successor, or could not be edited."""

    written: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    by_hand: dict[str, str] = field(default_factory=dict)
    pointed: list[str] = field(default_factory=list)
    """Places of references that name the successor from now on."""
    left: list[str] = field(default_factory=list)
    """Places of references that nobody but a colleague can judge."""

    @property
    def removed(self) -> tuple[str, ...]:
        return tuple(sorted({*self.moved, *self.by_hand}))


def plan(ending: Ending, kind: Kind, tree: Tree, folders: Folders, index: Index) -> Plan:
    """All that follows from an ending. Raises UsageError for one that cannot be."""
    made = _Making(ending, tree, folders, index)
    if ending.what in GOES_ON and ending.folder:
        (made.rename if ending.what == "renamed" else made.merge)()
    if ending.what in GOES_ON:
        made.point()
    new = tombstone(ending, kind)
    made.plan.written[new.path] = new.text.encode()
    return made.plan


def tombstone(ending: Ending, kind: Kind) -> NewFile:
    data = {key: value for key, value in ending.facts.items() if value}
    data |= {"id": ending.id, "what": ending.what}
    data |= {"successor": ending.successor} if ending.successor else {}
    return NewFile(kind.path.replace("{id}", ending.id), dump(ordered(data, kind.field)))


class _Making:
    """Collects while it goes through the files of one dossier, and through what refers to it."""

    def __init__(self, ending: Ending, tree: Tree, folders: Folders, index: Index) -> None:
        self.ending, self.tree, self.index = ending, tree, index
        self.plan = Plan()
        self.taken = set(tree.paths())
        self.files = {file.path: file for file in folders.customers.get(ending.folder, ())}
        self.there = folders.customers.get(ending.home, ())
        self.inside = sorted(p for p in self.taken if ending.folder and p.startswith(f"{ending.folder}/"))
        self.clashing: set[str] = set()
        """Ids in the old dossier that mean something else in the new one, or may."""

    def rename(self) -> None:
        """The whole folder goes along, and its profile says the new id."""
        profile = f"{self.ending.folder}/{PROFILE}"
        for path in self.inside:
            target = self.ending.home + path[len(self.ending.folder) :]
            if target != path:
                self._free(target)
                self.plan.moved[path] = target
        document = self._read(profile)
        if document is None or "id" not in (document.data or {}):
            raise UsageError(_UNREADABLE.fill(path=profile))
        self._write(profile, set_value(document, ("id",), self.ending.successor))

    def merge(self) -> None:
        """File by file: taken over where nothing is in the way, joined where it is a map, else laid by."""
        for path in self.inside:
            inside = path[len(self.ending.folder) + 1 :]
            target = f"{self.ending.home}/{inside}"
            file = self.files.get(path)
            if target not in self.taken and inside != PROFILE and not self._is_taken(file):
                self.plan.moved[path] = target
                continue
            if file and inside != PROFILE and self._join(file, target):
                self.plan.moved[path] = self._papers(inside)
            else:
                self.plan.by_hand[path] = self._papers(inside)

    def _is_taken(self, file: DataFile | None) -> bool:
        """Whether the successor has a thing of the id of the file, under whatever name."""
        if file is None or not file.kind.many:
            return False
        document = self._read(file.path)
        own_id = document.data.get("id", file.stem) if document and isinstance(document.data, dict) else file.stem
        return self.index.find(file.kind.name, f"{self.ending.successor}/{own_id}") is not None

    def _join(self, file: DataFile, target: str) -> bool:
        """Whether a map of things by id went into that of the successor whole; what clashes stays to be judged."""
        one, other = self._read(file.path), self._read(target)
        if file.kind.field.values is None or one is None or other is None:
            return False
        mine, theirs = one.data or {}, other.data or {}
        if not isinstance(mine, dict) or not isinstance(theirs, dict):
            return False
        clash = set(mine) & set(theirs)
        self.clashing |= clash
        for key in [key for key in mine if key not in theirs]:
            try:
                text = add_value(other, (key,), mine[key])
            except EditError:
                return False
            other = self._parsed(target, text.encode())
            if other is None:
                return False
        self._write(target, other.text)
        return not clash

    def point(self) -> None:
        """Whoever names the old dossier, or a thing in it, names the new one."""
        old, new = self.ending.id, self.ending.successor
        for reference in sorted(self._references(), key=lambda r: (r.span.path, -len(r.pointer), r.pointer)):
            now, part = new + reference.target[len(old) :], reference.target[len(old) + 1 :]
            done = part not in self.clashing and self._set(reference, now)
            (self.plan.pointed if done else self.plan.left).append(str(reference.span))

    def _references(self) -> Iterator[Reference]:
        """To the dossier or to a thing in it, but for those of tombstones, which tell of their own day."""
        old = self.ending.id
        for reference in (r for e in self.index.entries.values() if e.key.kind != TOMBSTONE for r in e.references):
            if reference.target.startswith(f"{old}/") or (reference.target == old and reference.space == "customer"):
                yield reference

    def _set(self, reference: Reference, now: str) -> bool:
        """At a value, or at a key."""
        document = self._read(reference.span.path)
        if document is None:
            return False
        node = document.root.at(reference.pointer)
        edit = set_value if node and node.value == reference.target else rename_key
        try:
            self._write(document.path, edit(document, reference.pointer, now))
        except EditError:
            return False
        return True

    def _papers(self, inside: str) -> str:
        target = f"{self.ending.home}/{DOCUMENTS}from-{self.ending.id}/{inside.removeprefix(DOCUMENTS)}"
        self._free(target)
        return target

    def _free(self, target: str) -> None:
        if target in self.taken:
            raise UsageError(_IN_THE_WAY.fill(path=target))

    def _read(self, path: str) -> Document | None:
        """As it is going to be."""
        raw = self.plan.written.get(path)
        return self._parsed(path, self.tree.read(path) if raw is None else raw) if path in self.taken else None

    def _parsed(self, path: str, raw: bytes) -> Document | None:
        return parse_document(path, raw)[0]

    def _write(self, path: str, text: str) -> None:
        self.plan.written[path] = text.encode()


def settled(plan: Plan) -> Iterator[tuple[str, bytes | str]]:
    """Every path that will be there anew: its bytes, or the path that it is a copy of."""
    for source, target in {**plan.moved, **plan.by_hand}.items():
        yield target, plan.written.get(source, source)
    gone = set(plan.removed)
    yield from ((path, data) for path, data in plan.written.items() if path not in gone)


_IN_THE_WAY = Text(
    "{path} is there already, and is left as it is; nothing was changed", "{path} 已存在，保持不变；未作任何更改"
)
_UNREADABLE = Text("{path} cannot be read: dangan check says why", "无法读取 {path}：原因见 dangan check")
