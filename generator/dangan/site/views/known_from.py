"""What rests on a source: the facts known from it, the judgements made by it, each as a link to where it stands."""

from collections.abc import Iterator

from dangan.model.index import Key, Reference
from dangan.model.provenance import SOURCE
from dangan.schema.field import AS_OF, CONTESTED, EVIDENCE, SOURCES, Field
from dangan.schema.kind import Kind
from dangan.site.links import CUSTOMERS, page_address
from dangan.site.views.scope import Scope
from dangan.site.views.values import FactView, ValueView

_BLOCKS = (SOURCES, AS_OF, EVIDENCE, CONTESTED)
_CUSTOMER = "customer"


def known_from(thing: str, own_id: str, scope: Scope) -> tuple[FactView, ...]:
    """By the label of the link back; nothing for what is no source."""
    kind = scope.context.catalogue.things.get(thing)
    if kind is None or kind.space != SOURCE:
        return ()
    found: dict[str, dict[ValueView, None]] = {}
    for reference in scope.context.index.incoming.get(Key(thing, scope.customer, own_id), ()):
        if reference.reverse:
            found.setdefault(reference.reverse.to(scope.lang), {})[_link(reference, scope)] = None
    return tuple(FactView("", label, ValueView("list", items=tuple(links))) for label, links in sorted(found.items()))


def _link(reference: Reference, scope: Scope) -> ValueView:
    """The thing or section that the reference stands in, with the part of it that it is about."""
    entry = scope.context.index.entries[reference.source]
    kind = _kind(reference, scope)
    place = _about(reference, kind.field) if kind else ()
    if entry.key.kind != _CUSTOMER:
        below = place[len(entry.pointer) :] if kind else ()
        name, href = entry.name(scope.lang), scope.to_key(entry.key)
    else:
        below, name = place, kind.label.to(scope.lang) if kind else ""
        href = scope.to(f"{page_address(CUSTOMERS, entry.key.id)}#{kind.name}") if kind else scope.to_key(entry.key)
    field = kind.field.at(place) if kind and below else None
    label = field.label.to(scope.lang) if field else ""
    return ValueView("link", " · ".join(filter(None, (name, label))), href=href)


def _kind(reference: Reference, scope: Scope) -> Kind | None:
    """Of the file that the reference stands in."""
    path = reference.span.path
    kinds = (scope.context.catalogue.kind_of(tail, kind) for tail, kind in _tails(path))
    return next((kind for kind in kinds if kind), None)


def _tails(path: str) -> Iterator[tuple[str, str]]:
    steps = path.split("/")
    yield path, "archive"
    yield from (("/".join(steps[depth:]), _CUSTOMER) for depth in range(1, len(steps)))


def _about(reference: Reference, field: Field) -> tuple[str | int, ...]:
    """The mapping, or of evidence the field, that a source is named for; else the field that names it."""
    pointer = reference.pointer
    for place, part in enumerate(pointer):
        if part in _BLOCKS and field.at(pointer[:place]) is not None:
            return (*pointer[:place], pointer[place + 1]) if part == EVIDENCE else pointer[:place]
    return pointer[:-2] if len(pointer) > 1 and isinstance(pointer[-1], int) else pointer[:-1]
