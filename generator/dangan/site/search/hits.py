"""Where a term is in the text of a document, and how good that is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from dangan.site.search.fold import fold
from dangan.site.search.query import Term

NOWHERE = 4
BEGINNING, OWN, WITHIN_NAME, LINE = range(NOWHERE)
"""Classes: at the beginning of one of its own names, in one, in the name of a thing within, in another line."""


class Hit(NamedTuple):
    """The line that a term was found in: how good that is, where it is, where in the folded text (-1: by sound)."""

    rank: int
    block: int
    line: int
    at: int


NO_HIT = Hit(NOWHERE, 0, 0, 0)


def best_of(term: Term, block: Mapping[str, Any], at: int) -> Hit:
    """The first line of the best class in one block."""
    hits = (hit_of(term, line, at, place) for place, line in enumerate(block["l"]))
    return min(hits, key=rank_of, default=NO_HIT)


def rank_of(hit: Hit) -> int:
    return hit.rank


def hit_of(term: Term, line: Sequence[Any], block: int, place: int) -> Hit:
    """How a term matches one line."""
    is_name = len(line) > 3  # noqa: PLR2004 - place, field, text, then what only names have
    at = -1 if term.names_only and not is_name else term.place_in(fold(line[2]))
    heard, first = term.matches_reading(line[3]) if is_name else (False, False)
    if at < 0 and not heard:
        return Hit(NOWHERE, block, place, at)
    if is_name and line[4]:
        return Hit(BEGINNING if at == 0 or first else OWN, block, place, at)
    return Hit(WITHIN_NAME if is_name else LINE, block, place, at)


def places(mask: int, common: int) -> Iterator[int]:
    """The blocks that a mask allows, the common ones before others."""
    likely = mask & common or mask
    yield from (*_bits(likely), *_bits(mask & ~likely))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield (mask & -mask).bit_length() - 1
        mask &= mask - 1
