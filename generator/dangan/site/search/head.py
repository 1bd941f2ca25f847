"""The head of the index: its sizes, the kinds of document; and in a file of its own what can be filtered by."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from dangan.site.context import SiteContext
from dangan.site.format_sort import sort_key
from dangan.site.search.filters import LABELS, label_of, order_of
from dangan.site.search.numbers import Numbers
from dangan.site.search.part import SearchPart
from dangan.site.search.script import address, script

FORMAT = 6
HEAD, FILTERS = "head", "filters"
"""The files."""

Counts = Mapping[tuple[str, str], int]
"""How many documents have a value of a filter; none that nothing has."""


def counting(parts: Iterable[SearchPart], counts: dict[tuple[str, str], int]) -> Iterator[SearchPart]:
    """The same parts; when all of them went by, the counts are those of their filters."""
    for part in parts:
        for pair in part.filters:
            counts[pair] = counts.get(pair, 0) + 1
        yield part


def counted(parts: Iterable[SearchPart]) -> Counts:
    counts: dict[tuple[str, str], int] = {}
    deque(counting(parts, counts), maxlen=0)
    return counts


def counts_of(found: Mapping[tuple[str, str], int]) -> Counts:
    return {pair: number for pair, number in found.items() if number > 0}


def shape_of(numbers: Numbers, contexts: tuple[SiteContext, ...]) -> str:
    """What must be the same for two indexes to have the same shards and words."""
    said = (FORMAT, [context.lang for context in contexts], numbers.bits, numbers.files)
    return sha256(repr(said).encode()).hexdigest()[:16]


def head_files(counts: Counts, numbers: Numbers, contexts: tuple[SiteContext, ...]) -> Iterator[tuple[str, bytes]]:
    yield address(HEAD), script(HEAD, head_of(counts, numbers, contexts))
    yield address(FILTERS), script(FILTERS, filters_of(counts, contexts))


def head_of(counts: Counts, numbers: Numbers, contexts: tuple[SiteContext, ...]) -> Mapping[str, Any]:
    return {
        "format": FORMAT,
        "shape": shape_of(numbers, contexts),
        "mark": numbers.mark,
        "docs": len(numbers.of_name),
        "bits": numbers.bits,
        "shards": numbers.shards,
        "hex": numbers.hex_digits,
        "files": numbers.files,
        "langs": [context.lang for context in contexts],
        "kinds": {kind: label_of("kind", kind, contexts) for kind in _kinds(counts, contexts[0])},
    }


def filters_of(counts: Counts, contexts: tuple[SiteContext, ...]) -> list[Mapping[str, Any]]:
    """What each is called, and its values in the order to show with how many documents have each."""
    langs = [context.lang for context in contexts]
    return [
        {"name": name, "label": [label.to(lang) for lang in langs], "values": _values(name, counts, contexts)}
        for name, label in LABELS.items()
    ]


def _kinds(counts: Iterable[tuple[str, str]], context: SiteContext) -> list[str]:
    """Every kind of thing, since one inside a document may be what was found; and of document."""
    shown = sorted(value for name, value in counts if name == "kind")
    return list(dict.fromkeys((*context.catalogue.things, *shown)))


def _values(name: str, counts: Counts, contexts: tuple[SiteContext, ...]) -> list[list[Any]]:
    found = {value: number for (filter_name, value), number in counts.items() if filter_name == name}
    labels = {value: label_of(name, value, contexts) for value in found}
    order = order_of(name, contexts[0])
    ranked = sorted(found, key=lambda v: (order.get(v, len(order)), sort_key(labels[v][-1]), v))
    return [[value, labels[value], found[value]] for value in ranked]
