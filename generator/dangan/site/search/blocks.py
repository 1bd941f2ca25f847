"""The text of a document in pieces that are quickly fetched; a line lies in one piece whole."""

from collections.abc import Iterator, Mapping
from typing import Any

from dangan.model.index import Key
from dangan.site.context import SiteContext
from dangan.site.search.document import Document
from dangan.site.search.lines import Line
from dangan.site.search.script import address, script

LARGEST = 4096
"""Bytes of a file."""
_MARGIN = 24
"""Bytes of a line beside its text, and of a place beside its words."""


def cut(document: Document, context: SiteContext) -> list[tuple[Line, ...]]:
    """The lines of each block; all names of the document stand in the first."""
    room = LARGEST - _size(document.about) - sum(map(_size, document.names.values())) - 200
    blocks: list[list[Line]] = [[]]
    said: set[object] = set()
    used = 0
    for line in document.lines:
        size = _size(line.text) + len(line.reading) + _MARGIN
        size += sum(_weight(new, context) for new in _news(line) if new not in said)
        if used + size > room and blocks[-1] and not line.own:
            blocks.append([])
            used, said = 0, set()
        said.update(_news(line))
        blocks[-1].append(line)
        used += size
    return [tuple(block) for block in blocks]


def _news(line: Line) -> tuple[object, object]:
    return ((line.place, line.kind), line.label)


def _weight(new: object, context: SiteContext) -> int:
    """Bytes of a word or a place that a block names once."""
    if isinstance(new, tuple) and isinstance(new[0], Key):
        entry = context.index.entries.get(new[0])
        return _MARGIN + len(context.address(new[0])) + 2 * _size(entry.name("zh") if entry else "")
    return 2 * _MARGIN


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def block_files(
    document: Document, blocks: list[tuple[Line, ...]], number: int, contexts: tuple[SiteContext, ...]
) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of each block."""
    for at, lines in enumerate(blocks):
        name = block_name(number, at)
        yield (
            address(name),
            script(name, {**_head(document, number, at, len(blocks)), **_body(document, lines, contexts)}),
        )


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


def _body(document: Document, lines: tuple[Line, ...], contexts: tuple[SiteContext, ...]) -> Mapping[str, Any]:
    places: dict[tuple[Key | None, str], int] = {}
    labels: dict[tuple[str, ...], int] = {}
    rows = []
    for line in lines:
        place = places.setdefault((line.place, line.kind), len(places))
        words = tuple(line.label.to(context.lang) for context in contexts)
        label = labels.setdefault(words, len(labels))
        rows.append([place, label, line.text, *((line.reading, int(line.own)) if line.is_name else ())])
    return {"p": [_place(document, *place, contexts) for place in places], "f": list(labels), "l": rows}


def _place(document: Document, key: Key | None, kind: str, contexts: tuple[SiteContext, ...]) -> list[Any]:
    entry = contexts[0].index.entries.get(key) if key else None
    if entry:
        return [contexts[0].address(entry.key) or document.address, [entry.name(c.lang) for c in contexts]]
    label = contexts[0].catalogue.kinds[kind].label
    return [_section(document, kind, contexts[0]), [label.to(context.lang) for context in contexts]]


def _section(document: Document, kind: str, context: SiteContext) -> str:
    """The section of a dossier has its kind for a fragment; a kind with a page of its own stands there."""
    known = context.catalogue.kinds[kind]
    if known.scope != "customer" or kind == "profile":
        return document.address
    if known.own_page:
        return f"{document.address.rpartition('/')[0]}/{kind}/index.html"
    return f"{document.address}#{kind}"
