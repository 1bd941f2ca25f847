"""Where a view is made for: one page of one language. Links are relative to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from dangan.model.index import Entry, Key
from dangan.model.provenance import NOTHING, Provenance, inside
from dangan.model.records import Record
from dangan.site.audited import Approval
from dangan.site.context import SiteContext
from dangan.site.links import CUSTOMERS, page_address, rel, rel_asset
from dangan.site.links_forge import edit_link
from dangan.site.links_place import Place, place_of

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere; `href` is "" where there is nothing to lead to."""

    text: str
    href: str = ""
    other: str = ""
    """What else it is called, in grey."""
    within: str = ""
    """The customer it belongs to, said before it where that is not plain."""


@dataclass(frozen=True, slots=True)
class Scope:
    """A page's address and, on a customer's page, whose it is: references are read as written in that folder."""

    context: SiteContext
    address: str
    customer: str = ""
    place: Place | None = None
    """Which part of which file is being drawn; None where it is drawn elsewhere too and may have no fragments."""
    whole: bool = False
    """Whether the page is there for one thing alone: then nothing of it is folded away."""
    known: Provenance = NOTHING
    """Where all that is being drawn comes from, as it has been told above."""
    _made: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def lang(self) -> str:
        return self.context.lang

    @property
    def shared(self) -> "Scope":
        """For `once`: what all pages share that are drawn one after the other from this one context, as those of a
        customer are. Nothing in it may hang on the address.
        """
        return _shared(self.context, self.customer)

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What several drawings of one page share, made by the first that asks."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    def at(self, record: Record, *pointer: str | int) -> "Scope":
        """For the drawing of a file, or of the part that `pointer` leads to.

        Where a customer's only file of a kind comes from is told by the head of its section.
        """
        context = self.context
        top = place_of(record, self.customer, context.index, context.catalogue.things.values())
        known = inside(NOTHING, record.data) if self.customer and not record.kind.many else NOTHING
        return self._drawing(Place(top.file, top.things, pointer), known)

    def below(self, part: str | int) -> "Scope":
        return self._drawing(self.place.below(part), self.known) if self.place else self

    def knowing(self, known: Provenance) -> "Scope":
        """For the drawing of what comes from elsewhere than what has been told above it."""
        return self._drawing(self.place, known)

    def _drawing(self, place: Place | None, known: Provenance) -> "Scope":
        """As `replace`, which takes three times as long, and a page asks for thousands."""
        return Scope(self.context, self.address, self.customer, place, self.whole, known, self._made)

    def to(self, address: str) -> str:
        """The link to another page of this language; "" stays ""."""
        return rel(self.address, address) if address else ""

    def to_index(self, folder: str) -> str:
        return self.to(page_address(folder))

    def filtered(self, **filters: str) -> str:
        """The link to the customer index filtered; the values are escaped as a query."""
        return f"{self.to_index(CUSTOMERS)}?{urlencode(filters)}"

    def asset(self, address: str) -> str:
        return rel_asset(self.address, address)

    def to_key(self, key: Key) -> str:
        """A page leads to the same things again and again, so each address is made once for it."""
        made: dict[Key, str] = self.once("addresses", dict)
        if key not in made:
            made[key] = self.to(self.context.address(key))
        return made[key]

    def link(self, entry: Entry) -> Link:
        name = entry.name(self.lang)
        return Link(name, self.to_key(entry.key), other_name(entry, name))

    def find(self, space: str, target: str) -> Link:
        """The thing that a reference names; the text as written where nobody knows it, or may not."""
        made: dict[tuple[str, str, str], Link] = self.once("links", dict)
        asked = (self.customer, space, target)
        if asked not in made:
            entry = self.context.index.find(space, target, self.customer)
            made[asked] = self.link(entry) if entry else Link(target)
        return made[asked]

    def said(self, kind: str, path: tuple[str | int, ...], value: str) -> str:
        """What a value in a file of that kind is called; as it stands where no schema says."""
        form = self.context.catalogue.kinds.get(kind)
        field = form.field.at(path) if form else None
        return field.words(value, self.lang) if field else value

    def colleague(self, person: str) -> Link:
        return self.find("colleague", person)

    def author(self, name: str, email: str) -> Link:
        """Who made a change: the colleague of that address, else the name that Git has."""
        person = self.context.colleagues.get(email.casefold())
        return self.colleague(person) if person else Link(name)

    def approvers(self, approved: Iterable[Approval]) -> "tuple[Link, ...]":
        """Each with how it is known; whom this audience does not know is not named."""
        known = ((self.context.entry("colleague", each.person), each.known) for each in approved)
        return tuple(
            replace(self.link(entry), other=how.label.to(self.lang)) for entry, how in known if entry is not None
        )

    def edit(self, path: str) -> str:
        return edit_link(self.context.config, path)

    def trail(self, *links: Link) -> tuple[Link, ...]:
        """Breadcrumbs from the home page down to, but without, this page."""
        return (Link(self.context.words("home"), self.to("index.html")), *links)


_LAST: list[Scope] = []
"""The shared scope of the context that was drawn from last, which it keeps, so that the identity stays true."""


def _shared(context: SiteContext, customer: str) -> Scope:
    if not _LAST or _LAST[0].context is not context or _LAST[0].customer != customer:
        _LAST[:] = [Scope(context, "", customer)]
    return _LAST[0]


def other_name(entry: Entry, name: str) -> str:
    """The first name in another writing than the one it is called by."""
    return next((n for n in ordered_names(entry.names.items()) if n != name), "")


def ordered_names(names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Every present name once: short, Chinese, English."""
    known = dict(names)
    return tuple(dict.fromkeys(known[k] for k in ("short", "zh", "en", "") if known.get(k)))
