"""Where terms stand in a text as it is recorded, for highlighting."""

from collections.abc import Iterable, Iterator

from dangan.site.search.fold import fold, nfc
from dangan.site.search.query import Term

Mark = tuple[int, int]
"""Start and end, in code points of `nfc(text)`."""


def marks(terms: Iterable[Term], text: str) -> list[Mark]:
    """Every place of every term, in order; those that touch are one."""
    folded, origins = _folded(text)
    found = sorted(
        (origins[at], origins[at + len(term.text) - 1] + 1) for term in terms for at in _places(term, folded)
    )
    joined: list[Mark] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each character of it the one that it comes from."""
    parts = [fold(character) for character in nfc(text)]
    return "".join(parts), [at for at, part in enumerate(parts) for _ in part]


def _places(term: Term, folded: str) -> Iterator[int]:
    at = term.place_in(folded)
    while at >= 0:
        yield at
        at = term.place_in(folded, at + 1)
