"""What is searched as one: a customer with all that hangs below it, or another thing that has a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangan.analysis.shape import text
from dangan.diagnostics import Text
from dangan.model.index import Entry, Key
from dangan.model.records import Customer, Record
from dangan.schema.catalogue import Catalogue
from dangan.schema.kind import Kind, ThingKind
from dangan.site.context import SiteContext
from dangan.site.links import page_address
from dangan.site.pages_things import own_kinds
from dangan.site.search.filters import customer_filters
from dangan.site.search.lines import NAMES, Line, Reader, flat
from dangan.site.search.readings import reading

CUSTOMER = "customer"
ABOUT = 120
"""Characters of what a document is about."""
_ID = Text("Id", "编号")
_NAMES = Text("Name", "名称")


@dataclass(frozen=True, slots=True)
class Document:
    """`names` as in the index; `filters` are pairs of a filter and a value."""

    kind: str
    id: str
    names: Mapping[str, str]
    address: str
    about: str
    lines: tuple[Line, ...]
    filters: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        return document_name(self.kind, self.id)


def document_name(kind: str, own_id: str) -> str:
    return f"{kind}/{own_id}"


def document_names(context: SiteContext) -> Iterator[str]:
    """Of every document there is, in the order of the index and the files; needs no customer's records."""
    if _kind_of_profile(context):
        yield from (document_name(CUSTOMER, key.id) for key in context.index.keys_of_kind(CUSTOMER))
    for kind, thing in _own_kinds(context):
        keys = context.index.keys_of_kind(thing.name) if thing else ()
        yield from (document_name(key.kind, key.id) for key in keys)
        yield from () if thing else (document_name(kind.name, kind.name),)


def customer_document(context: SiteContext, customer: Customer) -> Document:
    """Of its redacted records."""
    entry = context.index.entries.get(Key(CUSTOMER, "", customer.id))
    reader = Reader(context.index, things_by_kind(context.catalogue), customer.id)
    records = [r for kind in context.catalogue.kinds.values() for r in customer.many(kind.name)]
    profile = customer.profile.data if customer.profile else None
    lines = [line for record in records for line in reader.lines(record)]
    names = entry.names if entry else {"": customer.id}
    return Document(
        kind=CUSTOMER,
        id=customer.id,
        names=names,
        address=page_address("customers", customer.id),
        about=text(profile, "summary")[:ABOUT],
        lines=(*own_names("profile", customer.id, names, profile), *lines),
        filters=customer_filters(entry, profile),
    )


def archive_documents(context: SiteContext) -> Iterator[Document]:
    """Of the archive's own files: competitors, products, colleagues, and what a team has added."""
    reader = Reader(context.index, things_by_kind(context.catalogue))
    for kind, own_id, found in _archive(context):
        records, entry = found
        pointer = entry.pointer if entry else ()
        whose = [r for r in records if entry is None or r.path == entry.path]
        data = _at(whose[0].data, pointer) if whose else None
        names = entry.names if entry else {"": own_id}
        own = own_names(whose[0].kind.name, own_id, names, data) if whose else ()
        yield Document(
            kind=kind,
            id=own_id,
            names=names,
            address=_address(context, kind, entry),
            about=text(data, "summary")[:ABOUT],
            lines=(*own, *(line for r in whose for line in reader.lines(r, pointer))),
            filters=(("kind", kind),),
        )


def own_names(kind: str, own_id: str, names: Mapping[str, str], data: Any) -> tuple[Line, ...]:
    """Every name of a document, former ones too, and its id; in one place, so that one block holds them."""
    written = data.get(NAMES) if isinstance(data, Mapping) else None
    called = dict.fromkeys((*names.values(), *flat(written)))
    called.pop(own_id, None)
    return (
        *(Line(None, kind, _NAMES, name, True, reading(name), True) for name in called if name.strip()),
        Line(None, kind, _ID, own_id, True, reading(own_id), True),
    )


def things_by_kind(catalogue: Catalogue) -> Mapping[str, tuple[ThingKind, ...]]:
    found: dict[str, tuple[ThingKind, ...]] = {}
    for thing in catalogue.things.values():
        if thing.name != CUSTOMER:
            found[thing.kind] = (*found.get(thing.kind, ()), thing)
    return found


def _kind_of_profile(context: SiteContext) -> bool:
    return context.catalogue.kinds["profile"].field.level <= context.audience


def _archive(context: SiteContext) -> Iterator[tuple[str, str, tuple[Sequence[Record], Entry | None]]]:
    """Kind, id, and where it is written: a thing's entry, or the records of a kind that is shown as a whole."""
    for kind, thing in _own_kinds(context):
        records = context.loose.get(kind.name, ())
        if thing is None:
            yield kind.name, kind.name, (records, None)
            continue
        for entry in context.index.of_kind(thing.name):
            yield thing.name, entry.key.id, (records, entry)


def _own_kinds(context: SiteContext) -> Iterator[tuple[Kind, ThingKind | None]]:
    """Those that the audience may see."""
    return ((kind, thing) for kind, thing in own_kinds(context.catalogue) if kind.field.level <= context.audience)


def _address(context: SiteContext, kind: str, entry: Entry | None) -> str:
    if entry:
        return context.address(entry.key)
    return page_address(context.catalogue.kinds[kind].page or kind)


def _at(data: Any, pointer: Iterable[str | int]) -> Any:
    for part in pointer:
        data = data[part]
    return data
