"""What a judgement rests on: sources and places in recorded data, each as a link."""

from typing import Any

from dangan.levels import Level
from dangan.model.collect import places
from dangan.model.facts import Fact, Facts, heads, is_path
from dangan.model.index import Key
from dangan.model.records import Customer
from dangan.schema.paths import split
from dangan.site.links import CUSTOMERS, page_address
from dangan.site.views.scope import Link, Scope
from dangan.site.views.sources import source_link
from dangan.site.views.values import ValueView


def basis(value: Any, scope: Scope) -> ValueView:
    """A value of the format `path`."""
    text = str(value)
    is_place = is_path(text, scope.once("heads", lambda: heads(scope.context.catalogue)))
    link = place_link(text, scope) if is_place else source_link(text, scope)
    return ValueView("link", link.text, href=link.href)


def know(customer: Customer, scope: Scope) -> None:
    """Lets the pages of a customer resolve paths into its redacted records."""
    scope.once("facts", lambda: Facts(customer.all()))


def place_link(path: str, scope: Scope) -> Link:
    """The place that a path leads to: in the data of the page's customer, of the archive, or of another customer."""
    own = scope.once("facts", lambda: Facts(()))
    found = own.find(path)
    if isinstance(found, Fact):
        return _link(found, scope.customer, scope)
    shared = scope.once("shared", lambda: Facts(r for records in scope.context.loose.values() for r in records))
    found = shared.find(path)
    return _link(found, "", scope) if isinstance(found, Fact) else _elsewhere(path, scope)


def _link(fact: Fact, customer: str, scope: Scope) -> Link:
    """The nearest thing that it is a part of, or its section; called by that and by its own label."""
    thing = _thing(fact, customer, scope)
    field = fact.record.kind.field.at(fact.pointer)
    label = field.label.to(scope.lang) if field and fact.pointer else ""
    if thing:
        entry = scope.context.index.entries[thing]
        names, href = (entry.name(scope.lang), label), scope.to_key(thing)
        whole = fact.pointer == entry.pointer
        return Link(" · ".join(filter(None, names[: 1 if whole else 2])), href)
    section = fact.record.kind.label.to(scope.lang)
    return Link(" · ".join(filter(None, (section, label))), _section(fact.record.kind.name, customer, scope))


def _thing(fact: Fact, customer: str, scope: Scope) -> Key | None:
    """The smallest thing that the place is in, as far as the index has it."""
    found: list[tuple[int, Key]] = []
    for kind in scope.context.catalogue.things.values():
        if kind.kind != fact.record.kind.name or kind.name == "customer":
            continue
        for pointer, own_id, _, _ in places(kind, fact.record):
            key = Key(kind.name, customer if kind.scope == "customer" else "", own_id)
            if fact.pointer[: len(pointer)] == pointer and key in scope.context.index.entries:
                found.append((len(pointer), key))
    return max(found, default=(0, None))[1]


def _section(kind: str, customer: str, scope: Scope) -> str:
    if customer:
        return scope.to(f"{page_address(CUSTOMERS, customer)}#{kind}")
    return scope.to_key(Key(kind, "", kind))


def _elsewhere(path: str, scope: Scope) -> Link:
    """Of another customer its name and the sort of file; what leads nowhere is told to those alone who see all."""
    context = scope.context
    owner, *below = split(path)
    entry = context.index.entries.get(Key("customer", "", owner))
    names = heads(context.catalogue).get(below[0], ()) if below else ()
    kinds = [kind for name in names if (kind := context.catalogue.kinds[name]).scope == "customer"]
    if entry and kinds and kinds[0].field.level <= context.audience:
        text = f"{entry.name(scope.lang)} · {kinds[0].label.to(scope.lang)}"
        return Link(text, f"{scope.to_key(entry.key)}#{kinds[0].name}")
    return Link(path if context.audience is Level.RESTRICTED else context.words("basis_kept"))
