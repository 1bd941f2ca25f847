"""The head of the index: its sizes, the kinds of document, and what can be filtered by."""

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from dangan.diagnostics import Text
from dangan.site.context import SiteContext
from dangan.site.format_sort import sort_key
from dangan.site.search.numbers import Numbers
from dangan.site.search.part import SearchPart

FORMAT = 4

LABELS: Mapping[str, Text] = {
    "kind": Text("Kind", "种类"),
    "stage": Text("Stage", "阶段"),
    "segment": Text("Importance", "主次"),
    "custodian": Text("Custodian", "负责人"),
    "industry": Text("Industry", "行业"),
    "region": Text("Region", "地区"),
    "competitor": Text("Competitor", "竞争对手"),
}
"""The filters in their order."""
_ENUMS = {"stage": ("stage",), "segment": ("segments", "size", "value")}
_THINGS = {"custodian": "colleague", "competitor": "competitor"}


Counts = Mapping[tuple[str, str], int]
"""How many documents have a value of a filter; none that nothing has."""


def counts_of(found: Mapping[tuple[str, str], int]) -> Counts:
    return {pair: number for pair, number in found.items() if number > 0}


def mark_of(numbers: Numbers, contexts: tuple[SiteContext, ...]) -> str:
    """What must be the same for two indexes to have the same numbers and words."""
    said = (FORMAT, [context.lang for context in contexts], sorted(numbers.of_name))
    return sha256(repr(said).encode()).hexdigest()[:16]


def head(parts: Iterable[SearchPart], numbers: Numbers, contexts: tuple[SiteContext, ...]) -> Mapping[str, Any]:
    return head_of(Counter(pair for part in parts for pair in part.filters), numbers, contexts)


def head_of(counts: Counts, numbers: Numbers, contexts: tuple[SiteContext, ...]) -> Mapping[str, Any]:
    langs = [context.lang for context in contexts]
    return {
        "format": FORMAT,
        "mark": mark_of(numbers, contexts),
        "docs": len(numbers.of_name),
        "bits": numbers.bits,
        "width": numbers.width,
        "mask": numbers.mask,
        "shards": numbers.shards,
        "hex": numbers.hex_digits,
        "langs": langs,
        "kinds": {kind: _label("kind", kind, contexts) for kind in _kinds(counts, contexts[0])},
        "filters": [
            {"name": name, "label": [label.to(lang) for lang in langs], "values": _values(name, counts, contexts)}
            for name, label in LABELS.items()
        ],
    }


def _kinds(counts: Iterable[tuple[str, str]], context: SiteContext) -> list[str]:
    """Every kind of thing, since one inside a document may be what was found; and of document."""
    shown = sorted(value for name, value in counts if name == "kind")
    return list(dict.fromkeys((*context.catalogue.things, *shown)))


def _values(name: str, counts: Counts, contexts: tuple[SiteContext, ...]) -> list[list[Any]]:
    found = {value: number for (filter_name, value), number in counts.items() if filter_name == name}
    labels = {value: _label(name, value, contexts) for value in found}
    order = _order(name, contexts[0])
    ranked = sorted(found, key=lambda v: (order.get(v, len(order)), sort_key(labels[v][-1]), v))
    return [[value, labels[value], found[value]] for value in ranked]


def _order(name: str, context: SiteContext) -> Mapping[str, int]:
    """Kinds and values of an enum in their own order, all else by sound."""
    if name == "kind":
        return {thing: place for place, thing in enumerate(context.catalogue.things)}
    field = context.catalogue.kinds["profile"].field.at(_ENUMS[name]) if name in _ENUMS else None
    return {value: place for place, value in enumerate(field.enum if field else ())}


def _label(name: str, value: str, contexts: tuple[SiteContext, ...]) -> list[str]:
    if name == "kind":
        catalogue = contexts[0].catalogue
        known = catalogue.things.get(value) or catalogue.kinds[value]
        return [known.label.to(context.lang) for context in contexts]
    if name in _THINGS:
        entry = contexts[0].entry(_THINGS[name], value)
        return [entry.name(context.lang) if entry else value for context in contexts]
    field = contexts[0].catalogue.kinds["profile"].field.at(_ENUMS[name]) if name in _ENUMS else None
    return [field.words(value, context.lang) if field else value for context in contexts]
