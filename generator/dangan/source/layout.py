"""Entries with their comments as lines of block-style YAML; what is told here is printed, nothing is decided."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from dangan.source import emit
from dangan.source.emit import INDENT
from dangan.source.prose import width


class Exact(NamedTuple):
    """A value in the very letters that it shall have: a number as it was written, an empty collection."""

    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A mapping or list with at least one entry; `end` are lines of comments behind the last."""

    entries: "tuple[Entry, ...]"
    end: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a mapping, or of a list (no key), with the comments above it and the one behind it."""

    key: str | None
    value: Block | Exact | str
    above: tuple[str, ...] = ()
    beside: str = ""


def lines_of(block: Block, indent: str = "") -> Iterator[str]:
    """The lines of a block without their ends; an empty line of comments stays empty."""
    for entry in block.entries:
        shown = entry if entry.key is not None else lifted(entry)
        yield from (f"{indent}{line}" if line else "" for line in shown.above)
        yield from _entry(shown, indent)
    yield from (f"{indent}{line}" if line else "" for line in block.end)


def lifted(item: Entry) -> Entry:
    """An item that is a collection begins in its dash's own line: what would stand between goes above the dash."""
    if not isinstance(item.value, Block):
        return item
    first, *others = item.value.entries
    first = first if first.key is not None else lifted(first)
    above = (*item.above, *filter(None, (item.beside,)), *first.above)
    entries = (replace(first, above=()), *others)
    return Entry(None, replace(item.value, entries=entries), above)


def _entry(entry: Entry, indent: str) -> Iterator[str]:
    name = f"{indent}-" if entry.key is None else f"{indent}{emit.key_text(entry.key)}:"
    if isinstance(entry.value, Block):
        inner = lines_of(entry.value, indent + INDENT)
        yield f"{name} {next(inner)[len(indent) + len(INDENT) :]}" if entry.key is None else _with(name, entry.beside)
        yield from inner
        return
    text = entry.value.text if isinstance(entry.value, Exact) else emit.scalar(entry.value, indent, width(name))
    first, *others = text.split("\n")
    yield _with(f"{name} {first}", entry.beside)
    yield from others


def _with(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line
