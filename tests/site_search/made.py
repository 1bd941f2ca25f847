"""An index in memory, of the sample archive or of files that a test makes up."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dangan.levels import Level
from dangan.model.records import read_customer
from dangan.model.scan import scan
from dangan.project import Project
from dangan.schema.catalogue import Catalogue
from dangan.site.context import SiteContext, make_context
from dangan.site.options import BuildOptions
from dangan.site.search.document import Document, archive_documents, customer_document
from dangan.site.search.fold import fold
from dangan.site.search.index_files import FileIndex
from dangan.site.search.part import SearchPart
from dangan.site.search.reader import Found, Search
from dangan.site.search.script import address, parse
from dangan.site.search.write import SearchMap, write_search
from dangan.source.tree import Tree
from tests.archive import TODAY, tree

ROOT = Path(__file__).parents[2]


@dataclass
class Made:
    """An archive, what is searched in it, and the files of its index."""

    contexts: tuple[SiteContext, ...]
    documents: Mapping[str, Document]
    parts: tuple[SearchPart, ...]
    files: Mapping[str, bytes]

    def read(self, name: str) -> Any:
        return parse(self.files[address(name)])

    @cached_property
    def search(self) -> Search:
        return Search(FileIndex(self.read))

    @cached_property
    def folded(self) -> Mapping[str, list[str]]:
        """The lines of each document, ready to look through."""
        return {name: [fold(line.text) for line in document.lines] for name, document in self.documents.items()}

    def ask(self, query: str, limit: int = 0, filters: Mapping[str, str] | None = None) -> Found:
        return self.search(query, {name: [value] for name, value in (filters or {}).items()}, limit)

    def names(self, query: str, **filters: str) -> list[str]:
        """The documents found, in order."""
        found = self.ask(query, 0, filters)
        return [f"{result.block['kind']}/{result.block['id']}" for result in found.results]


def of_tree(source: Tree, level: Level = Level.INTERNAL) -> Made:
    catalogue, _ = Catalogue.load(source)
    scanned = scan(source, catalogue, TODAY)
    config = Project.open(ROOT).config
    options = BuildOptions(Path("unused"), ROOT, level, ("en", "zh"), TODAY)
    contexts = tuple(make_context(scanned, catalogue, config, options, lang) for lang in options.languages)
    mapped, files, parts, documents = SearchMap(contexts), {}, [], []
    for folder in scanned.folders.customers:
        customer = read_customer(source, folder, scanned.folders)[0].redacted(level)
        documents.append(customer_document(contexts[0], customer))
        found = mapped(customer)
        parts += [found.part] if found.part else []
        files.update({asset.address: asset.data for asset in found.files})
    parts.sort(key=lambda part: part.number)
    write_search(parts, contexts, files.__setitem__)
    documents += archive_documents(contexts[0])
    return Made(contexts, {document.name: document for document in documents}, tuple(parts), files)


def of_files(changes: dict[str, str | None], level: Level = Level.INTERNAL) -> Made:
    """The base archive with some files added, replaced or removed."""
    return of_tree(tree(changes), level)
