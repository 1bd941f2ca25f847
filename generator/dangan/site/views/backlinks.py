"""What refers to a thing, by the label of the link back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dangan.analysis.shape import at
from dangan.diagnostics import Text
from dangan.model.index import Index, Key, Reference
from dangan.site import format as fmt
from dangan.site.views.scope import Link, Scope

LINKED = 12
FOLDED = 100
"""Links back that are shown, and those that are there at all: a page of a few thousand helps nobody."""
MANY = 200
"""Links that the page of a thing folds away; where there are more they stand on a page of their own."""
LISTED = 1500
"""Links on such a page, shared by all labels; each takes some 150 bytes of it."""


@dataclass(frozen=True, slots=True)
class Backlinks:
    """What refers to this page, by the label of the link back."""

    label: str
    links: tuple[Link, ...]
    folded: tuple[Link, ...]
    count: int
    away: str = ""
    """Where those beyond `links` are, if not here."""


class Referrers(NamedTuple):
    """What refers to a thing under one label, which is told apart by its words in both languages."""

    label: Text
    keys: tuple[Key, ...]


def leading_to(key: Key, scope: Scope) -> Sequence[Reference]:
    """All references to a thing; a page asks for them several times, and there may be thousands."""
    return scope.once(f"leading to {key}", lambda: scope.context.index.incoming.get(key, ()))


def label_back(reference: Reference) -> Text:
    return reference.reverse or reference.label


def referrers(key: Key, scope: Scope) -> tuple[Referrers, ...]:
    """But for what belongs to the thing itself."""
    groups: dict[Text, dict[Key, None]] = {}
    for reference in leading_to(key, scope):
        source = reference.source
        if key.id != source.customer and source != key:
            groups.setdefault(label_back(reference), {})[source] = None
    found = (Referrers(label, tuple(keys)) for label, keys in groups.items())
    return tuple(sorted(found, key=lambda each: (each.label.to(scope.lang), each.label.en, each.label.zh)))


def are_many(found: Iterable[Referrers]) -> bool:
    """Whether they have a page of their own; the same in every language, so that each leads to the others."""
    return sum(max(0, min(len(each.keys), FOLDED) - LINKED) for each in found) > MANY


def in_words(found: Iterable[Referrers], lang: str) -> tuple[tuple[str, tuple[Key, ...]], ...]:
    """What is called the same in a language is one there."""
    groups: dict[str, dict[Key, None]] = {}
    for each in found:
        groups.setdefault(each.label.to(lang), {}).update(dict.fromkeys(each.keys))
    return tuple((label, tuple(keys)) for label, keys in groups.items())


def backlinks(found: Iterable[Referrers], scope: Scope, away: str = "") -> tuple[Backlinks, ...]:
    """With the way to the page `away` in place of what is folded, where there is one."""
    told = enumerate(in_words(found, scope.lang))
    return tuple(
        _backlinks(label, keys, f"{scope.to(away)}#{mark(n)}" if away else "", scope) for n, (label, keys) in told
    )


def _backlinks(label: str, keys: Sequence[Key], away: str, scope: Scope) -> Backlinks:
    links = tuple(named_link(key, scope.context.index, scope) for key in keys[: LINKED if away else FOLDED])
    return Backlinks(label, links[:LINKED], links[LINKED:], len(keys), away if len(keys) > LINKED else "")


def mark(place: int) -> str:
    """The fragment of a label on that page."""
    return f"by-{place + 1}"


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
