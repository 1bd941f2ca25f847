"""The pages of the audit."""

from collections.abc import Iterator

from dangan.site.context import SiteContext
from dangan.site.links import AUDIT
from dangan.site.page import Page
from dangan.site.views.audit_page import audit_pages


def all_audit(context: SiteContext) -> Iterator[Page]:
    for address, view in audit_pages(context):
        body = context.render("pages/audit.html.j2", page=view)
        title = " ".join(filter(None, (context.words("audit"), view.period)))
        yield Page(address, AUDIT, title, body, context.lang, context.words("audit_lead"))
