"""What became of a dossier that is here no more, and where it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dangan.analysis.declaration import Declaration
from dangan.analysis.shape import text, texts
from dangan.diagnostics import Text
from dangan.model.index import Entry
from dangan.model.records import Record
from dangan.model.tombstones import TOMBSTONE, predecessors, way_from
from dangan.site import format as fmt
from dangan.site.links import CUSTOMERS, HISTORY, own_folder
from dangan.site.links_place import anchor
from dangan.site.views.backlinks import backlinks, referrers
from dangan.site.views.scope import Link, Scope
from dangan.site.views.thing import ThingView, thing_view

MEETS = Declaration("drawing", TOMBSTONE, Text("The old address leads on", "旧地址指向新档案"), ("ARC-01/lead-on",))
DISPOSED = "disposed"


@dataclass(frozen=True, slots=True)
class EndedView:
    """One tombstone in a line: whose it is, what happened on which day, why, who decided."""

    anchor: str
    dossier: Link
    id: str
    what: str
    iso: str
    day: str
    reason: str
    by: Link | None
    history: str
    """The link to its past; "" where that is not told."""


@dataclass(frozen=True, slots=True)
class TombstoneView:
    """`end` is the dossier that has it now, by way of `passed`; None where it goes on nowhere, or in a circle."""

    thing: ThingView
    ended: EndedView
    passed: tuple[EndedView, ...]
    end: Link | None
    circle: bool
    disposed: bool
    refresh: str
    """Where the page leads by itself, "" where it stays."""


def tombstone_view(entry: Entry, records: Sequence[Record], scope: Scope, *, leads: bool) -> TombstoneView:
    """The page of a tombstone; `leads` where it stands at the address that the dossier had."""
    catalogue = scope.context.catalogue
    way = way_from(entry, scope.context.index)
    links = backlinks(referrers(entry.key, scope), scope)
    thing = thing_view(entry, catalogue.kinds[TOMBSTONE], catalogue.things[TOMBSTONE], records, links, scope)
    end = scope.link(way.end) if way.end else None
    former = (name for r in records if r.path == entry.path for name in texts(r.data, "names", "former"))
    up = scope.trail(Link(scope.context.words("customers"), scope.to_index(CUSTOMERS)))
    return TombstoneView(
        thing=replace(thing, trail=up, others=tuple(dict.fromkeys((*thing.others, *former)))),
        ended=ended_view(entry, scope),
        passed=tuple(ended_view(each, scope) for each in way.passed[1:]),
        end=end,
        circle=way.circle,
        disposed=text(entry.summary, "what") == DISPOSED,
        refresh=f"{end.href}#{anchor_of(entry)}" if end and leads else "",
    )


def took_over(customer: str, scope: Scope) -> tuple[EndedView, ...]:
    """The dossiers that one has taken over, the latest first."""
    found = predecessors(customer, scope.context.index)
    return tuple(ended_view(entry, scope) for entry in found)


def ended_view(entry: Entry, scope: Scope) -> EndedView:
    day, by = fmt.as_date(text(entry.summary, "on")), text(entry.summary, "by")
    return EndedView(
        anchor=anchor_of(entry),
        dossier=scope.link(entry),
        id=entry.key.id,
        what=scope.said(TOMBSTONE, ("what",), text(entry.summary, "what")),
        iso=day.isoformat() if day else "",
        day=fmt.long_date(day, scope.lang) if day else "",
        reason=text(entry.summary, "reason"),
        by=scope.colleague(by) if by else None,
        history=scope.to_index(own_folder(entry.key.id, HISTORY)) if entry.key.id in scope.context.told_pasts else "",
    )


def anchor_of(entry: Entry) -> str:
    """The place in the dossier that took it over."""
    return anchor("from", entry.key.id)
