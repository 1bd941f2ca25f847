"""Where facts come from, as a page tells it: once for a section, then only where something else holds."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from dangan.analysis.shape import at, text
from dangan.model.provenance import AsOf, Provenance, as_of, inside, observed_on, of_part, rivals
from dangan.schema.field import CONTESTED, EVIDENCE, Field
from dangan.site import format as fmt
from dangan.site.views.fields_leaf import date_view
from dangan.site.views.fields_types import Fact
from dangan.site.views.scope import Link, Scope
from dangan.site.views.sources import source_link
from dangan.site.views.values import ClaimView, MarkView, ValueView

_RULED = ("kept", "taken")


def entered(scope: Scope, data: Mapping[str, Any]) -> tuple[Scope, MarkView | None]:
    """The scope for what is in a mapping; a mark where the mapping comes from elsewhere than what is told above it."""
    here = inside(scope.known, data)
    if here == scope.known:
        return scope, None
    return scope.knowing(here), mark_of(here, scope)


def spoken_of(data: Mapping[str, Any]) -> frozenset[str]:
    """The fields of a mapping of which something is said beside them."""
    if EVIDENCE not in data and CONTESTED not in data:
        return frozenset()
    evidence, contested = data.get(EVIDENCE), data.get(CONTESTED)
    names = list(evidence) if isinstance(evidence, Mapping) else []
    names += [text(rival, "field") for rival in contested] if isinstance(contested, list) else []
    return frozenset(names)


def shown(fact: Fact, form: Field, data: Mapping[str, Any], scope: Scope, spoken: Container[str]) -> ValueView:
    """A fact with a mark where it comes from elsewhere than what holds around it, and with what others say of it."""
    value = data[fact.name]
    if fact.name not in spoken and not isinstance(value, dict | Mapping):
        return fact.show(value, scope)
    known = inside(of_part(scope.known, data, fact.name), value)
    here = scope if known == scope.known else scope.knowing(known)
    view = fact.show(value, here)
    mark = None if here is scope else mark_of(known, scope)
    claims = tuple(_claim(rival, fact, form, here) for rival in rivals(data, fact.name))
    return replace(view, mark=mark, claims=claims) if mark or claims else view


def mark_of(known: Provenance, scope: Scope) -> MarkView:
    """Of facts from the same sources the same mark; made once for a page."""
    made: dict[tuple[str, Provenance], MarkView] = scope.once("marks", dict)
    asked = (scope.customer, known)
    if asked not in made:
        made[asked] = _mark(known, scope)
    return made[asked]


def dated(known: Provenance, scope: Scope, changed: str = "") -> AsOf:
    """The day that is written for the facts, else that of the newest source, else when the file was `changed`."""
    return as_of(known, lambda source: observed_on(scope.context.index, scope.customer, source), changed)


def _mark(known: Provenance, scope: Scope) -> MarkView:
    links = [source_link(source, scope) for source in known.sources]
    return MarkView(next((link.href for link in links if link.href), ""), _words(links, dated(known, scope).day, scope))


def _words(links: list[Link], day: str, scope: Scope) -> str:
    words, on = scope.context.words, fmt.as_date(day)
    names = words("comma").join(dict.fromkeys(link.text for link in links))
    parts = [words("from_sources", names=names) if names else words("no_source")]
    if on:
        parts.append(words("as_of", day=fmt.long_date(on, scope.lang)))
    return " · ".join(parts)


def _claim(rival: Mapping[str, Any], fact: Fact, form: Field, scope: Scope) -> ClaimView:
    ruling = text(rival, "ruling")
    ruled = form.at((CONTESTED, 0, "ruling"))
    said = ruled.words(ruling, scope.lang) if ruled and ruling in _RULED else scope.context.words("contested")
    return ClaimView(
        value=fact.show(rival["value"], replace(scope, place=None)),
        open=ruling not in _RULED,
        word=said,
        told=tuple(_told(rival, scope)),
        because=text(rival, "because"),
    )


def _told(rival: Mapping[str, Any], scope: Scope) -> list[ValueView]:
    sources = at(rival, "sources")
    links = [source_link(str(source), scope) for source in sources] if isinstance(sources, list) else []
    links += [scope.colleague(who) for who in filter(None, [text(rival, "by")])]
    views = [ValueView("link", link.text, href=link.href) for link in links]
    return [*views, date_view(text(rival, "on"), scope.lang)] if text(rival, "on") else views
