"""The one form of a file: keys in the order of its schema, block style, nothing empty, every comment with its key."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangan.schema.field import Field
from dangan.schema.key_order import key_order, stays_empty
from dangan.source import emit
from dangan.source.comments import Comments, after_blank, comments_of
from dangan.source.layout import Block, Entry, Exact, lines_of
from dangan.source.node import Node, Pointer

Lines = list[str]


def lines_in_form(
    text: str, root: Node, field: Field | None, stretch: tuple[int, int], nothing: str = ""
) -> Iterator[str]:
    """The lines of a file, or of its front matter, without their ends; `nothing` stands where nothing is recorded.

    `text` has LF as its only line end and was read with its empty values; `stretch` is what counts of it.
    """
    former = _Former(text, comments_of(text, root, *stretch))
    entries, end = former.block(root, field, ())
    if not entries:
        yield from filter(None, (*end, nothing))
        return
    head, entries[0] = _parted(entries[0])
    first, *others = _in_order(entries, field)
    yield from head
    yield from lines_of(Block((_without_gap(first), *others), tuple(_tidy(end, last=True))))


class _Former:
    """Takes a tree of values apart into entries that know their comments."""

    def __init__(self, text: str, comments: Comments) -> None:
        self.text = text
        self.comments = comments

    def block(self, node: Node, field: Field | None, pointer: Pointer) -> tuple[list[Entry], Lines]:
        """The entries that say something, as they are written, and the comments behind the last.

        The comments of what goes away move to what follows.
        """
        entries: list[Entry] = []
        waiting: Lines = []
        for part, child in _written(node):
            found = self._entry(node, field, (*pointer, part), child)
            if isinstance(found, Entry):
                entries.append(_below(waiting, found))
                waiting = []
            else:
                waiting += found
        return entries, [*waiting, *self.comments.end.get(pointer, ())]

    def _entry(self, parent: Node, field: Field | None, here: Pointer, child: Node) -> Entry | Lines:
        """The entry, or where it says nothing its comments."""
        part = here[-1]
        above, beside = self._around(parent, here, child)
        key = part if isinstance(part, str) else None
        if child.value is None or child.value == "":
            return [*above, *beside]
        if child.children is None:
            return Entry(key, self._scalar(child), (*above, *beside[:-1]), "".join(beside[-1:]))
        below = field.child(part) if field else None
        entries, end = self.block(child, below, here)
        if entries:
            block = Block(tuple(_in_order(entries, below)), tuple(end))
            return Entry(key, block, (*above, *beside[:-1]), "".join(beside[-1:]))
        if stays_empty(field, part):
            return Entry(key, Exact("{}" if isinstance(child.children, dict) else "[]"), (*above, *beside, *end))
        return [*above, *beside, *end]

    def _around(self, parent: Node, here: Pointer, child: Node) -> tuple[Lines, Lines]:
        """The lines above an entry and the comments behind it; empty lines count between the outermost entries."""
        above = [*self.comments.above.get(here, ())]
        if len(here) == 1:
            begin = parent.keys[here[0]].start if isinstance(here[0], str) else child.start
            above += [""] if after_blank(self.text, begin) else []
        return above, [*self.comments.beside.get(here, ())]

    def _scalar(self, node: Node) -> Exact | str:
        if isinstance(node.value, str):
            return node.value
        return Exact(emit.flow(node.value) if isinstance(node.value, bool) else self.text[node.start : node.end])


def _written(node: Node) -> Iterable[tuple[str | int, Node]]:
    if isinstance(node.children, Mapping):
        return node.children.items()
    return enumerate(node.children or ())


def _in_order(entries: Sequence[Entry], field: Field | None) -> list[Entry]:
    """The entries of a mapping in the order of the schema; the order of a list is what the team made it."""
    by_key = {entry.key: entry for entry in entries if entry.key is not None}
    return [by_key[key] for key in key_order(field, by_key)] if by_key else list(entries)


def _below(lines: Lines, entry: Entry) -> Entry:
    above = _tidy([*lines, *entry.above])
    return Entry(entry.key, entry.value, tuple(above), entry.beside)


def _parted(first: Entry) -> tuple[Lines, Entry]:
    """What stands above an empty line before the first key is about the file and stays at its top."""
    above = list(_without_gap(first).above)
    if "" not in above:
        return [], first
    split = len(above) - above[::-1].index("")
    return above[:split], Entry(first.key, first.value, tuple(above[split:]), first.beside)


def _without_gap(first: Entry) -> Entry:
    above = first.above[1:] if first.above[:1] == ("",) else first.above
    return Entry(first.key, first.value, above, first.beside)


def _tidy(lines: Iterable[str], *, last: bool = False) -> Lines:
    """At most one empty line between two others; none behind those that end the file."""
    kept: Lines = []
    for line in lines:
        if line or not kept or kept[-1]:
            kept.append(line)
    return kept[:-1] if last and kept and not kept[-1] else kept
