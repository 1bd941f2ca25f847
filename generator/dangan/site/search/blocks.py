"""The text of a document in pieces that are quickly fetched; a line lies in one piece whole."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dangan.diagnostics import Text
from dangan.model.index import Key
from dangan.site.context import SiteContext
from dangan.site.search.document import Document
from dangan.site.search.fold import pairs_in
from dangan.site.search.lines import Line
from dangan.site.search.lists import SPAN
from dangan.site.search.part import LINE_END
from dangan.site.search.script import address, script, size

LARGEST = 2048
"""Bytes of a file, unless one line alone has more or the document is longer than so many blocks."""
_HALF = 2
"""What begins a file of its own kind begins a block where the last is filled to half: so an edit moves less."""
_ROW, _NAME, _HEAD = 14, 6, 100
"""Bytes of a line beside its text, of a name beside its reading, of a block beside what is measured."""

Labels = dict[int, tuple[Text, Sequence[str], int]]
"""By the identity of a label, which the entry keeps alive: what it is in each language, and the bytes that takes.

It serves all documents of one catalogue.
"""


class Block:
    """Lines with the places and labels that they stand under, each said once."""

    def __init__(self, room: int) -> None:
        self.lines: list[Line] = []
        self.places: list[Sequence[Any]] = []
        self.labels: list[Sequence[str]] = []
        self.rows: list[Sequence[Any]] = []
        self._known: dict[Any, int] = {}
        self._room = room
        self._half = room // _HALF

    def add(self, line: Line, words: "_Words") -> bool:
        """False, with nothing done, where it does not fit."""
        known, place, label = self._known, (line.place, line.kind), id(line.label)
        grown = size(line.text) + _ROW + (len(line.reading) + _NAME if line.is_name else 0)
        at, of = known.get(place), known.get(label)
        grown += (words.place(place)[1] if at is None else 0) + (words.label(line.label)[1] if of is None else 0)
        if self.lines and not line.own and (grown > self._room or self._ends_before(line)):
            return False
        self._room -= grown
        if at is None:
            at = known[place] = len(self.places)
            self.places.append(words.place(place)[0])
        if of is None:
            of = known[label] = len(self.labels)
            self.labels.append(words.label(line.label)[0])
        row = (at, of, line.text)
        self.rows.append((*row, line.reading, int(line.own)) if line.is_name else row)
        self.lines.append(line)
        return True

    def _ends_before(self, line: Line) -> bool:
        return self._room < self._half and line.kind != self.lines[-1].kind


def cut(document: Document, contexts: tuple[SiteContext, ...], labels: Labels) -> list[Block]:
    """All names of the document stand in the first block. There are no more than a mask tells apart."""
    words = _Words(document, contexts, labels)
    head = _HEAD + size(document.about) + sum(size(name) + _ROW for name in document.names.values())
    room = LARGEST - head
    blocks = _cut(document, words, room)
    while len(blocks) > SPAN:
        room = room * (len(blocks) + 1) // SPAN
        blocks = _cut(document, words, room)
    return blocks


def _cut(document: Document, words: "_Words", room: int) -> list[Block]:
    blocks = [Block(room)]
    for line in document.lines:
        if not blocks[-1].add(line, words):
            blocks.append(Block(room))
            blocks[-1].add(line, words)
    return blocks


def block_files(document: Document, blocks: Sequence[Block], number: int) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of each block."""
    for at in range(len(blocks)):
        name = block_name(number, at)
        yield address(name), script(name, block_data(document, blocks, number, at))


def block_data(document: Document, blocks: Sequence[Block], number: int, at: int) -> Mapping[str, Any]:
    block = blocks[at]
    head = _head(document, number, at, len(blocks))
    pairs = pairs_in(LINE_END.join(line.text for line in block.lines))
    return {**head, **({"t": pairs} if pairs else {}), "p": block.places, "f": block.labels, "l": block.rows}


def block_name(number: int, block: int) -> str:
    return f"d/{number}-{block}"


def _head(document: Document, number: int, block: int, of: int) -> Mapping[str, Any]:
    return {
        "n": number,
        "b": block,
        "of": of,
        "kind": document.kind,
        "id": document.id,
        "at": document.address,
        "names": dict(document.names),
        "about": document.about,
    }


class _Words:
    """What places and labels of one document are called, with the bytes that takes."""

    def __init__(self, document: Document, contexts: tuple[SiteContext, ...], labels: Labels) -> None:
        self._document = document
        self._contexts = contexts
        self._places: dict[tuple[Key | None, str], tuple[Sequence[Any], int]] = {}
        self._labels = labels

    def label(self, label: Text) -> tuple[Sequence[str], int]:
        known = self._labels.get(id(label))
        if known is None:
            said = [label.to(context.lang) for context in self._contexts]
            known = self._labels[id(label)] = (label, said, sum(size(x) + 3 for x in said) + 2)
        return known[1:]

    def place(self, place: tuple[Key | None, str]) -> tuple[Sequence[Any], int]:
        known = self._places.get(place)
        if known is None:
            leads, said = self._place(*place)
            known = self._places[place] = ([leads, said], size(leads) + sum(size(x) + 3 for x in said) + 8)
        return known

    def _place(self, key: Key | None, kind: str) -> tuple[str, list[str]]:
        context = self._contexts[0]
        entry = context.index.entries.get(key) if key else None
        if entry:
            return context.address(entry.key) or self._document.address, [entry.name(c.lang) for c in self._contexts]
        label = context.catalogue.kinds[kind].label
        return self._section(kind), [label.to(c.lang) for c in self._contexts]

    def _section(self, kind: str) -> str:
        """The section of a dossier has its kind for a fragment; a kind with a page of its own stands there."""
        known, here = self._contexts[0].catalogue.kinds[kind], self._document.address
        if known.scope != "customer" or kind == "profile":
            return here
        return f"{here.rpartition('/')[0]}/{kind}/index.html" if known.own_page else f"{here}#{kind}"
