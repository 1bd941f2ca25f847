"""The pages of the history: one for each change, one or more for each customer, the list of all; and the feeds."""

from collections.abc import Iterator, Sequence

from dangan.model.records import Customer
from dangan.site.context import SiteContext
from dangan.site.links import CHANGES, HISTORY, change_address, own_folder, page_address
from dangan.site.page import Asset, Page
from dangan.site.past import Change, ChangeHead
from dangan.site.views.change_page import change_view, changes_pages
from dangan.site.views.customer_head import customer_name
from dangan.site.views.feed import feed_view
from dangan.site.views.history_page import feed_address, history_pages
from dangan.site.views.scope import Scope


def customer_history(context: SiteContext, customer: Customer) -> Iterator[Page]:
    for address, view in history_pages(customer, context):
        body = context.render("pages/history.html.j2", page=view)
        title = " · ".join(filter(None, (context.words("history"), view.period, view.customer.text)))
        yield Page(address, "customers", title, body, context.lang)


def change_page(context: SiteContext, change: Change) -> Page:
    scope = Scope(context, change_address(change.name))
    view = change_view(change, scope)
    body = context.render("pages/change.html.j2", page=view)
    return Page(scope.address, CHANGES, view.subject, body, context.lang)


def all_changes(context: SiteContext) -> Iterator[Page]:
    for address, view in changes_pages(context):
        body = context.render("pages/changes.html.j2", page=view)
        title = " ".join(filter(None, (context.words("changes"), view.period)))
        yield Page(address, CHANGES, title, body, context.lang)


def customer_feed(context: SiteContext, customer: Customer) -> Iterator[Asset]:
    scope = Scope(context, feed_address(customer.id), customer.id)
    page = page_address(own_folder(customer.id, HISTORY))
    title = f"{customer_name(customer, scope)} · {context.words('history')}"
    yield from _feed(context, context.past.changes, title, page, scope)


def archive_feed(context: SiteContext) -> Iterator[Asset]:
    title = f"{context.config.name(context.lang)} · {context.words('changes')}"
    yield from _feed(context, context.changes, title, page_address(CHANGES), Scope(context, feed_address()))


def _feed(context: SiteContext, changes: Sequence[ChangeHead], title: str, page: str, scope: Scope) -> Iterator[Asset]:
    told = [change for change in changes if change.brings]
    view = feed_view(told, title, page, scope)
    if view:
        yield Asset(f"{context.lang}/{scope.address}", context.render("pages/feed.xml.j2", feed=view).encode())
