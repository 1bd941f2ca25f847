"""Addresses of pages and the relative links between them, spelt out to `index.html` so that `file://` works."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from dangan.model.ids import safe_id
from dangan.model.index import Key
from dangan.schema.kind import Kind, ThingKind
from dangan.site.links_place import anchor

CUSTOMERS = "customers"
AUDIT = "audit"
CHANGES = "changes"
HISTORY = "history"
"""The folder of a customer's history, below its own."""
HANDOVER, TOMBSTONE = "handover", "tombstone"
"""Likewise of its handovers, and of what became of a dossier that is here no more."""
SEARCH = "search/index.html"
_SCHEMES = ("http://", "https://", "mailto:", "tel:")


def page_address(folder: str, thing_id: str = "") -> str:
    """The address under the language of an index (no id) or of one thing's page."""
    return f"{folder}/{safe_id(thing_id)}/index.html" if thing_id else f"{folder}/index.html"


def names_address(piece: int = 0) -> str:
    """The page of the names of all customers, or of a further piece of them. No id of a customer has its folder."""
    return page_address(f"{CUSTOMERS}.all", str(piece + 1) if piece else "")


def linked_address(folder: str, thing_id: str) -> str:
    """The page of all that refers to a thing which has a page of its own."""
    return f"{folder}/{safe_id(thing_id)}/linked/index.html"


def own_folder(customer: str, kind: str = "") -> str:
    """The folder of a customer's pages, or of those of one kind that has pages of its own."""
    return f"{CUSTOMERS}/{safe_id(customer)}/{kind}".rstrip("/")


def change_address(name: str) -> str:
    """The page of a change of the archive."""
    return f"{CHANGES}/{name}/index.html"


def thing_address(key: Key, things: Mapping[str, ThingKind], kinds: Mapping[str, Kind]) -> str:
    """Where a thing is shown: its page, or its place on its customer's page; "" where it is shown nowhere."""
    if key.kind == "customer":
        return page_address(CUSTOMERS, key.id)
    if key.kind == TOMBSTONE:
        return page_address(own_folder(key.id, TOMBSTONE))
    thing = things.get(key.kind)
    kind = kinds.get(thing.kind if thing else key.kind)
    if key.customer:
        page = page_address(own_folder(key.customer, kind.name) if kind and kind.own_page else own_folder(key.customer))
        return f"{page}#{anchor(key.kind, key.id)}"
    if kind is None or not kind.page:
        return ""
    return page_address(thing_folder(kind, thing, things), key.id) if thing else page_address(kind.page)


def thing_folder(kind: Kind, thing: ThingKind | None, things: Mapping[str, ThingKind]) -> str:
    """The folder of the pages of one kind of thing.

    Things that are the whole file, or its entries, have the kind's own, which else is the file's; each other kind of
    thing in it has one beside, with a dot, which no page that a schema names can have.
    """
    folder = kind.page or kind.name
    return folder if thing is None or thing == main_thing(kind, things) else f"{folder}.{thing.name}"


def main_thing(kind: Kind, things: Mapping[str, ThingKind]) -> ThingKind | None:
    """The things that a file of the archive is or consists of; None where there is more to it than things."""
    rivals = [t for t in things.values() if t.kind == kind.name and t.scope == "archive" and t.at in ("", "*")]
    return min(rivals, key=lambda t: t.at, default=None)


def rel(from_address: str, to_address: str) -> str:
    """The link from one page to another of the same language; a place on the page itself is its fragment."""
    target, mark, fragment = to_address.partition("#")
    if target == from_address and mark:
        return "#" + fragment
    here, there = from_address.split("/")[:-1], target.split("/")
    common = 0
    while common < len(here) and common < len(there) - 1 and here[common] == there[common]:
        common += 1
    return "../" * (len(here) - common) + "/".join(there[common:]) + mark + fragment


def rel_asset(from_address: str, asset: str) -> str:
    """The link from a page to a file under the site's root: the page lies one folder deeper, in its language's."""
    return "../" * (from_address.count("/") + 1) + asset


def safe_href(url: str) -> str:
    """`url` if it leads to the web, a mailbox or a telephone; "" for every other scheme, which is shown as text."""
    clean = url.strip()
    return clean if clean.lower().startswith(_SCHEMES) and clean.isprintable() and " " not in clean else ""


def web_href(text: str) -> str:
    """The link of a recorded web address, which may lack its scheme."""
    if "://" in text or ":" in text.split("/", maxsplit=1)[0].split(".", maxsplit=1)[0]:
        return safe_href(text)
    return safe_href("https://" + text.strip())


def mail_href(text: str) -> str:
    return "mailto:" + quote(text.strip(), safe="@+") if "@" in text else ""


def phone_href(text: str) -> str:
    """`tel:` with what a telephone dials; an extension after a letter or comma is left to the caller."""
    digits = re.sub(r"[^0-9+]", "", re.split(r"[^0-9+()\s./\-‐-–]", text.strip(), maxsplit=1)[0])
    return "tel:" + digits if len(digits) > 2 else ""  # noqa: PLR2004 -- 110 is the shortest number there is
