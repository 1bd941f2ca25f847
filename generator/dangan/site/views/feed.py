"""Atom feeds (RFC 4287) of the latest changes. Nothing in one names a host: ids are made from the commits."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dangan.site.links import change_address
from dangan.site.past import ChangeHead
from dangan.site.views.history import authors, customer_link, rows_of, subject_of
from dangan.site.views.scope import Scope

LATEST = 50
_LINES = 12
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class EntryView:
    id: str
    title: str
    updated: str
    authors: tuple[str, ...]
    href: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedView:
    """`updated` is the moment of the newest entry: a feed of no entry is not made."""

    id: str
    title: str
    updated: str
    href: str
    """The page that it is the feed of."""
    file: str
    entries: tuple[EntryView, ...]


def feed_view(changes: Sequence[ChangeHead], title: str, page: str, scope: Scope) -> FeedView | None:
    """Of changes, the newest first; `scope` has the address of the feed, `page` is that of the page it belongs to.

    The feed is told from those of other archives by its first change, which stays the same as the archive grows.
    """
    if not changes:
        return None
    first = changes[-1].commit.id
    entries = tuple(_entry(change, scope) for change in changes[:LATEST])
    own_id = urn("feed", first, scope.customer, scope.lang)
    return FeedView(own_id, _xml(title), entries[0].updated, scope.to(page), scope.address.rpartition("/")[2], entries)


def urn(*parts: str) -> str:
    """The same parts always make the same name: a UUID of version 8, RFC 9562, from their digest."""
    digits = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    variant = "89ab"[int(digits[16], 16) % 4]
    return f"urn:uuid:{digits[:8]}-{digits[8:12]}-8{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def _entry(change: ChangeHead, scope: Scope) -> EntryView:
    colon = scope.context.words("colon")
    rows = rows_of(change.told, scope)
    named = {customer: customer_link(customer, scope).text for customer in change.customers if customer}
    about = "" if scope.customer else scope.context.words("comma").join(list(named.values())[:_FEW])
    title = " · ".join(filter(None, (about, subject_of(change, scope))))
    return EntryView(
        id=urn("change", change.commit.id, scope.customer, scope.lang),
        title=_xml(title),
        updated=change.commit.date.isoformat(timespec="seconds"),
        authors=tuple(_xml(link.text) for link in authors(change.commits, scope)),
        href=scope.to(change_address(change.name)),
        lines=tuple(_lines((f"{row.place}{colon}{row.what or f'{row.old} → {row.new}'}" for row in rows), len(rows))),
    )


_FEW = 3


def _lines(said: Iterable[str], count: int) -> Iterable[str]:
    for number, line in enumerate(said):
        if number == _LINES:
            yield f"… +{count - _LINES}"
            return
        yield _xml(line)


def _xml(text: str) -> str:
    """Without what no XML may hold, not even escaped."""
    return _NOT_XML.sub("", text)
