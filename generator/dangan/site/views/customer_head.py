"""What all pages of one customer have around them: the way up, and the foot of every sheet of paper."""

from collections.abc import Mapping

from dangan.analysis.shape import mapping, text
from dangan.model.records import Customer
from dangan.site.frame_words import AUDIENCES
from dangan.site.links import CUSTOMERS
from dangan.site.views.scope import Link, Scope
from dangan.site.views.section import last_change


def customer_trail(customer: Customer, scope: Scope) -> tuple[Link, ...]:
    """Down to, but without, the dossier."""
    profile = profile_of(customer)
    region, industry = text(profile, "location", "region"), text(profile, "industry")
    links = [Link(scope.context.words("customers"), scope.to_index(CUSTOMERS))]
    links += [Link(region, scope.filtered(region=region))] if region else []
    links += [Link(industry, scope.filtered(industry=industry))] if industry else []
    return scope.trail(*links)


def customer_foot(customer: Customer, scope: Scope) -> str:
    """Whose dossier it is, who may read it, and when its own files were last changed; escaped as text of a style."""
    changed = last_change([record.path for record in customer.all()], scope)
    audience = AUDIENCES[scope.context.audience].to(scope.lang)
    when = scope.context.words("unrecorded") if changed and changed.unrecorded else changed.text if changed else ""
    parts = (customer_name(customer, scope), audience, when)
    return css_text(" · ".join(filter(None, parts)))


def css_text(text: str) -> str:
    """`text` for a quoted string of a style sheet: whatever is no Latin letter or digit stands as its number."""
    return "".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in text)


def profile_of(customer: Customer) -> Mapping[str, object]:
    return mapping(customer.profile.data) if customer.profile else {}


def customer_name(customer: Customer, scope: Scope) -> str:
    """Of a dossier that is here no more as its tombstone has it."""
    entry = scope.context.index.find("customer", customer.id)
    return entry.name(scope.lang) if entry else customer.id
