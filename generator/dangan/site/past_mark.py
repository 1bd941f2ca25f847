"""What stands for a change: equal only where pages would tell the same of it."""

import hashlib

from dangan.site.audited import Audited, Stated
from dangan.site.past import Headline


def mark_of_audit(audited: Audited | None) -> str:
    """With all that it states of every change."""
    return hashlib.blake2b(repr(audited).encode(errors="surrogatepass"), digest_size=20).hexdigest()


def mark_of_change(change: Headline) -> str:
    """With what the audit states of it; the commits are in its own mark."""
    digest = hashlib.blake2b(repr((change.name, change.mark)).encode(), digest_size=20)
    if change.stated:
        digest.update(repr(_stated(change.stated)).encode(errors="surrogatepass"))
    return digest.hexdigest()


def _stated(stated: Stated) -> tuple[object, ...]:
    """Codes by their names: what they say in general is a matter of the program."""
    found = [(each.code.name, each.values and dict(each.values)) for each in stated.findings]
    said = (stated.name, stated.verdict, stated.style, stated.request, stated.authors, stated.author_known)
    return (*said, stated.approved, stated.known, stated.equivalent, found)
