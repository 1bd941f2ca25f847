"""The two steps of an index: a map over documents, and a reduce that writes what belongs to all of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from heapq import merge
from itertools import chain
from typing import NamedTuple

from dangan.model.records import Customer
from dangan.site.context import SiteContext
from dangan.site.page import Asset
from dangan.site.search.blocks import Block, Labels, block_files, cut
from dangan.site.search.document import Document, archive_documents, customer_document, document_names
from dangan.site.search.fold import SLICES, fold_pairs
from dangan.site.search.head import counting, head_files
from dangan.site.search.numbers import Numbers
from dangan.site.search.part import SearchPart, part_of
from dangan.site.search.script import address, script
from dangan.site.search.shards import shard_files

Contexts = tuple[SiteContext, ...]
"""One for each language, of one audience."""
OWN = "own"
"""The file of the archive's own documents."""


class Searchable(NamedTuple):
    """A document's part of the index, and the files that are its alone; these change with its number.

    Nothing of one that has no number: it is not in the index of this audience.
    """

    part: SearchPart | None
    files: tuple[Asset, ...]


def numbers_of(contexts: Contexts) -> Numbers:
    """Known before any customer is read; the same for every edit that adds and removes no document."""
    return _numbers(tuple(document_names(contexts[0])))


@lru_cache(maxsize=2)
def _numbers(names: tuple[str, ...]) -> Numbers:
    """Asked for again and again in one build."""
    return Numbers.of(names)


class SearchMap:
    """The map step: what a customer, redacted, brings to the index; all languages at once."""

    def __init__(self, contexts: Contexts, numbers: Numbers | None = None, labels: Labels | None = None) -> None:
        self.contexts = contexts
        self.numbers = numbers or numbers_of(contexts)
        self._labels: Labels = {} if labels is None else labels

    def within(self, contexts: Contexts) -> "SearchMap":
        """The same for one document, whose questions to the contexts are noted; labels are nobody's."""
        return SearchMap(contexts, self.numbers, self._labels)

    def __call__(self, customer: Customer) -> Searchable:
        return self.of(customer_document(self.contexts[0], customer))

    def cut(self, document: Document) -> list[Block]:
        return cut(document, self.contexts, self._labels)

    def of(self, document: Document) -> Searchable:
        number = self.numbers.of_name.get(document.name)
        if number is None:
            return Searchable(None, ())
        blocks = self.cut(document)
        part = part_of(document.name, number, document.filters, [block.lines for block in blocks])
        return Searchable(part, tuple(Asset(*file) for file in block_files(document, blocks, number)))


def write_search(parts: Iterable[SearchPart], contexts: Contexts, write: Callable[[str, bytes], object]) -> None:
    """The reduce, over all customers' parts in the order of their numbers; the archive's own files' are added here."""
    mapped = SearchMap(contexts)
    own = [mapped.of(document) for document in archive_documents(contexts[0])]
    own_parts = sorted((found.part for found in own if found.part), key=_number)
    files = ((asset.address, asset.data) for found in own for asset in found.files)
    everything = merge(parts, own_parts, key=_number)
    for name, data in chain(files, common_files(everything, mapped.numbers, contexts)):
        write(name, data)
    write(*own_file({part.name: part.number for part in own_parts}))


def common_files(parts: Iterable[SearchPart], numbers: Numbers, contexts: Contexts) -> Iterator[tuple[str, bytes]]:
    """What belongs to all documents together; `parts` are in the order of their numbers."""
    counts: dict[tuple[str, str], int] = {}
    yield from shard_files(counting(parts, counts), numbers)
    yield from head_files(counts, numbers, contexts)
    for name, part in fold_files():
        yield address(name), script(name, fold_pairs(part))


def _number(part: SearchPart) -> int:
    return part.number


def fold_files() -> Iterator[tuple[str, int]]:
    return ((f"fold/{part:02x}", part) for part in range(SLICES))


def own_file(numbers: Mapping[str, int]) -> tuple[str, bytes]:
    """Which of the archive's own documents are written under which numbers: for the next build, not for pages."""
    return address(OWN), script(OWN, dict(sorted(numbers.items())))
