"""What refers to a thing, by the label of the link back."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.analysis.shape import at
from dangan.model.index import Index, Key, Reference
from dangan.site import format as fmt
from dangan.site.views.scope import Link, Scope

LINKED = 12
FOLDED = 100
"""Links back that are shown, and those that are there at all: a page of a few thousand helps nobody."""


@dataclass(frozen=True, slots=True)
class Backlinks:
    """What refers to this page, by the label of the link back."""

    label: str
    links: tuple[Link, ...]
    folded: tuple[Link, ...]
    count: int


def leading_to(key: Key, scope: Scope) -> Sequence[Reference]:
    """All references to a thing; a page asks for them several times, and there may be thousands."""
    return scope.once(f"leading to {key}", lambda: scope.context.index.incoming.get(key, ()))


def backlinks(key: Key, scope: Scope) -> tuple[Backlinks, ...]:
    """But for what belongs to the thing itself."""
    return scope.once(f"links back to {key}", lambda: _groups(key, scope))


def _groups(key: Key, scope: Scope) -> tuple[Backlinks, ...]:
    groups: dict[str, dict[Key, None]] = {}
    for reference in leading_to(key, scope):
        source = reference.source
        if key.id == source.customer or source == key:
            continue
        label = (reference.reverse or reference.label).to(scope.lang)
        groups.setdefault(label, {})[source] = None
    return tuple(_backlinks(label, tuple(keys), scope) for label, keys in sorted(groups.items()))


def _backlinks(label: str, keys: Sequence[Key], scope: Scope) -> Backlinks:
    links = tuple(named_link(key, scope.context.index, scope) for key in keys[:FOLDED])
    return Backlinks(label, links[:LINKED], links[LINKED:], len(keys))


def named_link(key: Key, index: Index, scope: Scope) -> Link:
    """A thing with its customer's name before it, since its own name says little elsewhere."""
    entry = index.entries[key]
    link = scope.link(entry)
    owner = index.entries.get(Key("customer", "", key.customer)) if key.customer else None
    if owner is None:
        return link
    title = thing_title(key, link, scope)
    return Link(title, link.href, within=owner.name(scope.lang))


def thing_title(key: Key, link: Link, scope: Scope) -> str:
    """A contact without a title is called by its kind and day."""
    entry = scope.context.index.entries[key]
    day = fmt.as_date(at(entry.summary, "date"))
    if key.kind == "log" and day and entry.names.get("") in (None, key.id):
        return f"{scope.context.catalogue.things['log'].label.to(scope.lang)} {fmt.long_date(day, scope.lang)}"
    return link.text
