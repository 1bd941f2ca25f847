"""The pages of dossiers that are here no more: the old address leads on, the tombstone says why, the past stays."""

from collections.abc import Callable, Iterator

from dangan.analysis.shape import text
from dangan.model.index import Entry, Index
from dangan.model.records import Customer
from dangan.model.tombstones import TOMBSTONE
from dangan.site.context import SiteContext
from dangan.site.links import CUSTOMERS, page_address
from dangan.site.page import Asset, Page
from dangan.site.pages_history import customer_feed, customer_history
from dangan.site.views.scope import Scope
from dangan.site.views.tombstone import DISPOSED, tombstone_view


def tombstones(index: Index) -> tuple[Entry, ...]:
    """But for those of dossiers that are there all the same, which a check calls a double id."""
    return tuple(e for e in index.of_kind(TOMBSTONE) if index.find("customer", e.key.id) is e)


def told_pasts(index: Index, has_past: Callable[[str], bool]) -> frozenset[str]:
    """Of dossiers that are here no more those whose past is told."""
    kept = {e.key.id for e in tombstones(index)} - disposed(index)
    return frozenset(own_id for own_id in kept if has_past(own_id))


def disposed(index: Index) -> frozenset[str]:
    """Those that were taken out lawfully: their past is not shown again, on no page."""
    return frozenset(e.key.id for e in tombstones(index) if text(e.summary, "what") == DISPOSED)


def tombstone_pages(context: SiteContext, entry: Entry) -> Iterator[Page]:
    """At the address that the dossier had, at that of the tombstone, and the history that it had."""
    at_once = page_address(CUSTOMERS, entry.key.id)
    for address in (at_once, context.address(entry.key)):
        scope = Scope(context, address)
        view = tombstone_view(entry, context.loose.get(TOMBSTONE, ()), scope, leads=address == at_once)
        body = context.render("pages/tombstone.html.j2", page=view)
        yield Page(address, "customers", view.thing.name, body, context.lang, view.ended.reason)
    if entry.key.id in context.told_pasts:
        yield from customer_history(context, _gone(entry))


def tombstone_assets(context: SiteContext, entry: Entry) -> Iterator[Asset]:
    if entry.key.id in context.told_pasts:
        yield from customer_feed(context, _gone(entry))


def _gone(entry: Entry) -> Customer:
    """The customer without a file."""
    return Customer(entry.key.id, "", {})
