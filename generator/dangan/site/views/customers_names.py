"""The names of all customers on plain pages, for whom no script runs: the index loads all but its first rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from dangan.model.index import Key
from dangan.site.links import CUSTOMERS, names_address
from dangan.site.views.customers import FIRST, Called
from dangan.site.views.scope import Link, Scope

LISTED = 1000
"""Names on one page."""


@dataclass(frozen=True, slots=True)
class NameView:
    link: Link
    city: str


@dataclass(frozen=True, slots=True)
class NamesView:
    trail: tuple[Link, ...]
    total: int
    names: tuple[NameView, ...]
    pieces: tuple[tuple[Link, Link], ...]
    """Each page by its first name and its last; what leads to this page itself leads nowhere."""


def pieces_of(called: Sequence[Called]) -> tuple[Sequence[Called], ...]:
    """None where all stand in the index itself."""
    return tuple(called[n : n + LISTED] for n in range(0, len(called), LISTED)) if len(called) > FIRST else ()


def names_view(pieces: Sequence[Sequence[Called]], piece: int, scope: Scope) -> NamesView:
    return NamesView(
        trail=scope.trail(Link(scope.context.words("customers"), scope.to_index(CUSTOMERS))),
        total=sum(map(len, pieces)),
        names=tuple(NameView(_link(each, scope), each.city) for each in pieces[piece]),
        pieces=tuple(_ends(some, "" if n == piece else scope.to(names_address(n))) for n, some in enumerate(pieces)),
    )


def _ends(piece: Sequence[Called], href: str) -> tuple[Link, Link]:
    return Link(piece[0].name, href), Link(piece[-1].name, href)


def _link(called: Called, scope: Scope) -> Link:
    return Link(called.name, scope.to_key(Key("customer", "", called.id)))
