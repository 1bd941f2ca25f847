"""What one document brings to the index: small, and its own, so it lasts as long as the document stays."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dangan.site.search.fold import fold
from dangan.site.search.lines import Line
from dangan.site.search.lists import ANY
from dangan.site.search.readings import first_tokens, reading_tokens
from dangan.site.search.runs import singles, tokens

TEXT, WITHIN, NAME, START = range(4)
"""The lists of a token, in their order."""
LINE_END = "\n"


class Held(NamedTuple):
    """Tokens that a document has in one list with one mask, with the end of a line before and after each."""

    list: int
    mask: int
    tokens: str


class SearchPart(NamedTuple):
    """One document's contribution; `filters` are pairs of filter and value. It is written under `number`."""

    name: str
    number: int
    held: tuple[Held, ...]
    filters: tuple[tuple[str, str], ...]


def filter_token(name: str, value: str) -> str:
    return f"@{name}={value}"


def part_of(
    name: str, number: int, filters: tuple[tuple[str, str], ...], blocks: Iterable[Sequence[Line]]
) -> SearchPart:
    masks: tuple[dict[str, int], ...] = ({}, {}, {}, {})
    for at, lines in enumerate(blocks):
        bit = 1 << at
        _note(masks[TEXT], tokens(fold(LINE_END.join(line.text for line in lines))), bit)
        for line in lines:
            if line.is_name:
                _add_name(masks, line, bit)
    _note(masks[TEXT], (filter_token(*pair) for pair in filters), ANY)
    held = (Held(i, mask, LINE_END.join(("", *x, ""))) for i, by in enumerate(masks) for mask, x in _by_mask(by))
    return SearchPart(name, number, tuple(held), filters)


def _add_name(masks: tuple[dict[str, int], ...], line: Line, bit: int) -> None:
    folded = fold(line.text)
    found = tokens(folded) | singles(folded) | reading_tokens(line.reading)
    _note(masks[NAME if line.own else WITHIN], found, bit)
    if line.own:
        starting = (token for token in found if folded.startswith(token))
        _note(masks[START], (*starting, *first_tokens(line.reading)), bit)


def _note(masks: dict[str, int], found: Iterable[str], bit: int) -> None:
    known = masks.get
    for token in found:
        masks[token] = known(token, 0) | bit


def _by_mask(masks: dict[str, int]) -> list[tuple[int, list[str]]]:
    found: dict[int, list[str]] = {}
    for token, mask in masks.items():
        found.setdefault(mask, []).append(token)
    return list(found.items())
