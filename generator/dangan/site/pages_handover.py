"""The page of a handover, where there was one."""

from collections.abc import Iterator

from dangan.model.records import Customer
from dangan.site.context import SiteContext
from dangan.site.page import Page
from dangan.site.views.handover import handover_address, handover_view
from dangan.site.views.scope import Scope


def handover_pages(context: SiteContext, customer: Customer) -> Iterator[Page]:
    address = handover_address(customer.id)
    view = handover_view(customer, Scope(context, address, customer.id))
    if view:
        body = context.render("pages/handover.html.j2", page=view)
        title = f"{context.words('handover')} · {view.dossier.text}"
        yield Page(address, "customers", title, body, context.lang, "", view.changes_on)
