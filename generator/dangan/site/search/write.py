"""The two steps of an index: a map over documents, and a reduce that writes what belongs to all of them."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dangan.model.records import Customer
from dangan.site.context import SiteContext
from dangan.site.page import Asset
from dangan.site.search.blocks import block_files, cut
from dangan.site.search.document import Document, archive_documents, customer_document, document_names
from dangan.site.search.fold import fold_pairs
from dangan.site.search.head import head
from dangan.site.search.numbers import Numbers
from dangan.site.search.part import SearchPart, part_of
from dangan.site.search.script import address, script
from dangan.site.search.shards import shard_files

Contexts = tuple[SiteContext, ...]
"""One for each language, of one audience."""


class Searchable(NamedTuple):
    """A document's part of the index, and the files that are its alone; these change with its number.

    Nothing of one that has no number: it is not in the index of this audience.
    """

    part: SearchPart | None
    files: tuple[Asset, ...]


def numbers_of(contexts: Contexts) -> Numbers:
    """Known before any customer is read; the same for every edit that adds and removes no document."""
    return Numbers.of(document_names(contexts[0]))


def search_part(contexts: Contexts, customer: Customer, numbers: Numbers) -> Searchable:
    """The map step, of a redacted customer; all languages at once."""
    return _searchable(customer_document(contexts[0], customer), contexts, numbers)


def write_search(
    parts: Iterable[SearchPart], contexts: Contexts, numbers: Numbers, write: Callable[[str, bytes], object]
) -> None:
    """The reduce, over all customers' parts; what the archive's own files bring is added here."""
    everything = list(parts)
    for found in archive_parts(contexts, numbers):
        everything += [found.part] if found.part else []
        for asset in found.files:
            write(asset.address, asset.data)
    for name, data in shard_files(everything, numbers):
        write(name, data)
    write(address("head"), script("head", head(everything, numbers, contexts)))
    write(address("fold"), script("fold", fold_pairs()))


def archive_parts(contexts: Contexts, numbers: Numbers) -> Iterator[Searchable]:
    for document in archive_documents(contexts[0]):
        yield _searchable(document, contexts, numbers)


def _searchable(document: Document, contexts: Contexts, numbers: Numbers) -> Searchable:
    number = numbers.of_name.get(document.name)
    if number is None:
        return Searchable(None, ())
    blocks = cut(document, contexts[0])
    files = block_files(document, blocks, number, contexts)
    return Searchable(part_of(document, blocks), tuple(Asset(*file) for file in files))
