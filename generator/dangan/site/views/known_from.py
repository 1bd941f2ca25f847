"""What refers to a thing inside a dossier, each as a link to where it stands; of a source, what rests on it."""

from collections.abc import Iterable, Iterator

from dangan.analysis.shape import text
from dangan.model.index import Key, Reference
from dangan.model.provenance import SOURCE
from dangan.schema.field import AS_OF, CONTESTED, EVIDENCE, SOURCES, Field
from dangan.schema.kind import Kind
from dangan.site.links import CUSTOMERS, page_address
from dangan.site.views.backlinks import LINKED, thing_title
from dangan.site.views.scope import Scope
from dangan.site.views.values import FactView, ValueView

_BLOCKS = (SOURCES, AS_OF, EVIDENCE, CONTESTED)
_CUSTOMER = "customer"


def known_from(thing: str, own_id: str, scope: Scope) -> tuple[FactView, ...]:
    """By the label of the link back; nothing for what is no source."""
    kind = scope.context.catalogue.things.get(thing)
    if kind is None or kind.space != SOURCE:
        return ()
    found = _by_label(Key(thing, scope.customer, own_id), scope)
    return tuple(_fact(label, _links(references, scope)) for label, references in found)


def linked_from(thing: str, own_id: str, scope: Scope) -> tuple[FactView, ...]:
    """By the label of the link back, the latest first, a dozen at most; nothing for a source, of which all is told."""
    kind = scope.context.catalogue.things.get(thing)
    if kind is None or kind.space == SOURCE or not scope.customer:
        return ()
    found = _by_label(Key(thing, scope.customer, own_id), scope)[:LINKED]
    spare, facts = LINKED - len(found), []
    for label, references in found:
        links = tuple(_latest(references, 1 + spare, scope))
        spare -= min(spare, len(links) - 1)
        facts.append(_fact(label, links))
    return tuple(facts)


def _by_label(key: Key, scope: Scope) -> list[tuple[str, list[Reference]]]:
    found: dict[str, list[Reference]] = {}
    for reference in scope.context.index.incoming.get(key, ()):
        if reference.reverse and reference.source != key:
            found.setdefault(reference.reverse.to(scope.lang), []).append(reference)
    return sorted(found.items())


def _fact(label: str, links: Iterable[ValueView]) -> FactView:
    return FactView("", label, ValueView("list", items=tuple(links)))


def _links(references: Iterable[Reference], scope: Scope) -> dict[ValueView, None]:
    return dict.fromkeys(_link(reference, scope) for reference in references)


def _latest(references: list[Reference], most: int, scope: Scope) -> Iterator[ValueView]:
    """Those of one thing count once; that there are more is said by dots."""
    by_source = {reference.source: reference for reference in references}
    found = sorted(by_source.values(), key=lambda reference: _day(reference, scope), reverse=True)
    yield from _links(found[:most], scope)
    if len(found) > most:
        yield ValueView("text", "…")


def _day(reference: Reference, scope: Scope) -> str:
    """Of what refers, as far as the index has it."""
    return text(scope.context.index.entries[reference.source].summary, "date")


def _link(reference: Reference, scope: Scope) -> ValueView:
    """The thing or section that the reference stands in, with the part of it that it is about."""
    entry = scope.context.index.entries[reference.source]
    kind = _kind(reference, scope)
    place = _about(reference, kind.field) if kind else ()
    if entry.key.kind != _CUSTOMER:
        below = place[len(entry.pointer) :] if kind else ()
        own, href = scope.link(entry), scope.to_key(entry.key)
        name = thing_title(entry.key, own, scope)
    else:
        below, name = place, kind.label.to(scope.lang) if kind else ""
        href = scope.to(f"{page_address(CUSTOMERS, entry.key.id)}#{kind.name}") if kind else scope.to_key(entry.key)
    field = kind.field.at(place) if kind and below else None
    label = field.label.to(scope.lang) if field else ""
    return ValueView("link", " · ".join(filter(None, (_owner(reference, scope), name, label))), href=href)


def _owner(reference: Reference, scope: Scope) -> str:
    """The customer in whose data it stands, where that is another one."""
    owner = scope.context.index.entries.get(Key(_CUSTOMER, "", reference.owner))
    return owner.name(scope.lang) if owner and reference.owner != scope.customer else ""


def _kind(reference: Reference, scope: Scope) -> Kind | None:
    """Of the file that the reference stands in; a customer's pages ask it of the same few files again and again."""
    made: dict[str, Kind | None] = scope.shared.once("kinds of files", dict)
    path = reference.span.path
    if path not in made:
        made[path] = _kind_of(path, scope)
    return made[path]


def _kind_of(path: str, scope: Scope) -> Kind | None:
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
