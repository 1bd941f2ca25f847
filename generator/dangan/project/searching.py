"""A search over the archive as it lies: the parts, claims and order of the site's index, which need not be built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dangan.diagnostics import Text
from dangan.errors import UsageError
from dangan.levels import Level
from dangan.model.folders import Folders
from dangan.model.index import Key
from dangan.model.records import read_customer
from dangan.model.scan import Scan
from dangan.parallel import map_items
from dangan.project.project import Project
from dangan.site.context import SiteContext, make_context
from dangan.site.options import BuildOptions
from dangan.site.search.blocks import block_data
from dangan.site.search.document import CUSTOMER, Document, archive_documents, customer_document
from dangan.site.search.filters import LABELS
from dangan.site.search.fold import fold
from dangan.site.search.head import counted, filters_of
from dangan.site.search.index_parts import PartsIndex
from dangan.site.search.lines import Line
from dangan.site.search.part import SearchPart
from dangan.site.search.query import Term, terms_of
from dangan.site.search.reader import Result, Search
from dangan.site.search.write import Contexts, SearchMap
from dangan.source.tree import Tree

LANGS = ("en", "zh")
_NO_VALUE = Text("no {name} {value} is recorded; there are: {known}", "没有 {name} 为 {value} 的记录；现有：{known}")
_SHOWN = 12
"""Values that a message lists."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where one term stands: the line, and the file that it is from."""

    line: Line
    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One document that was found; `matches` has one for each term."""

    result: Result
    document: Document
    path: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The first answers. `total` is a bound where it is not `exact`."""

    terms: tuple[Term, ...]
    found: tuple[Answer, ...]
    total: int
    exact: bool
    contexts: Contexts


class Mapper:
    """The part of one customer; sent to each worker process once."""

    def __init__(self, tree: Tree, folders: Folders, contexts: Contexts) -> None:
        self._tree = tree
        self._folders = folders
        self._search = SearchMap(contexts)

    @property
    def search(self) -> SearchMap:
        return self._search

    def document(self, folder: str) -> Document:
        context = self._search.contexts[0]
        customer = read_customer(self._tree, folder, self._folders)[0]
        return customer_document(context, customer.redacted(context.audience))

    def __call__(self, folder: str) -> SearchPart | None:
        return self._search.of(self.document(folder)).part


def search(
    project: Project,
    scanned: Scan,
    query: str,
    filters: Mapping[str, Sequence[str]],
    *,
    audience: Level,
    limit: int,
) -> Answers:
    """Of redacted records; raises UsageError for a value to filter by that nothing has."""
    contexts = contexts_of(project, scanned, audience)
    job = Mapper(project.tree, scanned.folders, contexts)
    places = places_of(contexts[0])
    held = {document.name: document for document in archive_documents(contexts[0])}
    parts = [part for part in map_items(job, list(places.values())) if part]
    parts += [part for document in held.values() if (part := job.search.of(document).part)]
    documents = _Documents(job, places, held)
    index = PartsIndex(parts, job.search.numbers, documents.blocks)
    found = Search(index)(query, _meant(filters, parts, job.search), limit)
    return Answers(terms_of(query), tuple(map(documents.answer, found.results)), found.total, found.exact, contexts)


def contexts_of(project: Project, scanned: Scan, audience: Level) -> Contexts:
    options = BuildOptions(project.layout.site, project.layout.root, audience, LANGS, project.today, project.revision)
    folders = project.layout.template_folders
    return tuple(
        make_context(scanned, project.catalogue, project.config, options, lang, folders=folders) for lang in LANGS
    )


def places_of(context: SiteContext) -> Mapping[str, str]:
    """The folder of each customer that the audience may know of; of two with one id the one in the index."""
    if context.catalogue.kinds["profile"].field.level > context.audience:
        return {}
    return {f"{CUSTOMER}/{e.key.id}": e.path.rpartition("/")[0] for e in context.index.of_kind(CUSTOMER)}


@dataclass(frozen=True, slots=True)
class _Documents:
    """Documents read once more: those whose text is asked for."""

    job: Mapper
    places: Mapping[str, str]
    held: dict[str, Document]

    def get(self, name: str) -> Document:
        if name not in self.held:
            self.held[name] = self.job.document(self.places[name])
        return self.held[name]

    def blocks(self, name: str) -> Sequence[Mapping[str, object]]:
        document = self.get(name)
        cut, number = self.job.search.cut(document), self.job.search.numbers.of_name[name]
        return [block_data(document, cut, number, at) for at in range(len(cut))]

    def answer(self, result: Result) -> Answer:
        document = self.get(f"{result.block['kind']}/{result.block['id']}")
        cut = self.job.search.cut(document)
        lines = [cut[hit.block].lines[hit.line] for hit in result.hits]
        top = self._path(document)
        return Answer(result, document, top, tuple(Match(line, self._file(line, document, top)) for line in lines))

    def _path(self, document: Document) -> str:
        if document.name in self.places:
            return self.places[document.name]
        index = self.job.search.contexts[0].index
        entry = index.entries.get(Key(document.kind, "", document.id))
        return entry.path if entry else self.job.search.contexts[0].catalogue.kinds[document.kind].path

    def _file(self, line: Line, document: Document, top: str) -> str:
        """The file of a line: of its thing, else the only one of its kind."""
        context = self.job.search.contexts[0]
        entry = context.index.entries.get(line.place) if line.place else None
        if entry:
            return entry.path
        kind = context.catalogue.kinds[line.kind]
        return f"{top}/{kind.path}" if document.name in self.places and not kind.many else top


def _meant(
    filters: Mapping[str, Sequence[str]], parts: Sequence[SearchPart], mapped: SearchMap
) -> Mapping[str, list[str]]:
    """The values that are meant: each may be given as recorded or as it is called."""
    if not any(filters.values()):
        return {}
    known = {each["name"]: each["values"] for each in filters_of(counted(parts), mapped.contexts)}
    return {name: [_value(name, value, known[name]) for value in values] for name, values in filters.items() if values}


def _value(name: str, asked: str, known: Sequence[tuple[str, Sequence[str], int]]) -> str:
    for value, labels, _ in known:
        if fold(asked) in map(fold, (value, *labels)):
            return value
    listed = ", ".join(value for value, _, _ in known[:_SHOWN]) + (" …" if len(known) > _SHOWN else "")
    raise UsageError(_NO_VALUE.fill(name=LABELS[name], value=asked, known=listed))
