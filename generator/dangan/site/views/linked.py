"""All that refers to a thing, on a page of its own, where its page would have too much to fold away."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.model.index import Key
from dangan.site.views.backlinks import LISTED, Referrers, in_words, mark, named_link
from dangan.site.views.scope import Link, Scope


@dataclass(frozen=True, slots=True)
class ListedView:
    """What refers to the thing under one label: `count` of it, and as much of that as the page has room for."""

    anchor: str
    label: str
    links: tuple[Link, ...]
    count: int


@dataclass(frozen=True, slots=True)
class LinkedView:
    thing: Link
    trail: tuple[Link, ...]
    groups: tuple[ListedView, ...]


def linked_view(found: Sequence[Referrers], thing: Link, trail: tuple[Link, ...], scope: Scope) -> LinkedView:
    told = in_words(found, scope.lang)
    shown = rooms([len(keys) for _, keys in told], LISTED)
    groups = (
        _listed(mark(n), label, keys, keys[:most], scope)
        for n, ((label, keys), most) in enumerate(zip(told, shown, strict=True))
    )
    return LinkedView(thing, trail, tuple(groups))


def _listed(anchor: str, label: str, keys: Sequence[Key], shown: Sequence[Key], scope: Scope) -> ListedView:
    links = tuple(named_link(key, scope.context.index, scope) for key in shown)
    return ListedView(anchor, label, links, len(keys))


def rooms(counts: Sequence[int], room: int) -> tuple[int, ...]:
    """How many of each there is room for: evenly, and what one does not need is left to the others."""
    found = [0] * len(counts)
    for done, place in enumerate(sorted(range(len(counts)), key=counts.__getitem__)):
        found[place] = min(counts[place], room // (len(counts) - done))
        room -= found[place]
    return tuple(found)
