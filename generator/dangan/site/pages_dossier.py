"""The dossier of a customer, and the pages of single sections of it."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from dangan.model.records import Customer
from dangan.site.context import SiteContext
from dangan.site.links import CUSTOMERS, page_address
from dangan.site.page import Page
from dangan.site.views.basis import know
from dangan.site.views.dossier import dossier
from dangan.site.views.lighter import cut_of, lighter
from dangan.site.views.own import OwnView, own_pages, whole_page
from dangan.site.views.scope import Scope


def dossier_pages(context: SiteContext, customer: Customer) -> Iterator[Page]:
    """The dossier first, then the pages of its sections."""
    scope = Scope(context, page_address(CUSTOMERS, customer.id), customer.id)
    know(customer, scope)
    view, cut = dossier(customer, scope), cut_of(customer, context.catalogue.things.values())
    shown = context.render("pages/dossier.html.j2", page=view if cut is None else lighter(view, cut, scope))
    yield Page(scope.address, "customers", view.name, shown, context.lang, view.summary, view.changes_on)
    for address, own in _own_views(context, customer, cut or frozenset()):
        title = " · ".join(filter(None, (own.label, own.period, view.name)))
        body = context.render("pages/own.html.j2", page=own)
        yield Page(address, "customers", title, body, context.lang, "", own.changes_on)


def _own_views(context: SiteContext, customer: Customer, cut: AbstractSet[str]) -> Iterator[tuple[str, OwnView]]:
    """Of the kinds with pages of their own that there are records of, and of what the dossier leaves out."""
    for kind in context.catalogue.kinds.values():
        if kind.own_page and kind.scope == "customer" and customer.many(kind.name):
            yield from own_pages(customer, kind, context)
        elif kind.name in cut:
            yield whole_page(customer, kind, context)
