"""What documents are filtered by: the kind, and of customers every segment that the schema has."""

from collections.abc import Mapping, Sequence
from typing import Any

from dangan.analysis.book import rivals
from dangan.analysis.shape import text, texts, unfold
from dangan.diagnostics import Text
from dangan.model.index import Entry
from dangan.schema.field import Field
from dangan.site.context import SiteContext

LABELS: Mapping[str, Text] = {
    "kind": Text("Kind", "种类"),
    "stage": Text("Stage", "阶段"),
    "segment": Text("Importance", "主次"),
    "nature": Text("Nature", "性质"),
    "chain": Text("Role in the chain", "产业链角色"),
    "market": Text("Target market", "目标市场"),
    "tag": Text("Tag", "标签"),
    "custodian": Text("Custodian", "负责人"),
    "industry": Text("Industry", "行业"),
    "region": Text("Region", "地区"),
    "competitor": Text("Competitor", "竞争对手"),
}
"""The filters in their order."""
_ENUMS: Mapping[str, tuple[str | int, ...]] = {
    "stage": ("stage",),
    "segment": ("segments", "size", "value"),
    "nature": ("segments", "nature"),
    "chain": ("segments", "chain", 0),
}
_THINGS = {"custodian": "colleague", "competitor": "competitor", "market": "target-market"}
_LISTS = {"chain": "chain", "market": "target_markets", "tag": "tags"}
"""Lists below the segments."""


def customer_filters(entry: Entry | None, profile: Mapping[str, Any] | None) -> tuple[tuple[str, str], ...]:
    """Of what its redacted profile says, and of what is known of it in other files."""
    facts = profile or {}
    found = [
        ("kind", "customer"),
        ("stage", text(facts, "stage")),
        ("segment", text(facts, "segments", "size", "value")),
        ("nature", text(facts, "segments", "nature")),
        *((name, value) for name, key in _LISTS.items() for value in texts(facts, "segments", key)),
        ("custodian", text(facts, "custodian")),
        ("industry", text(facts, "industry")),
        ("region", text(facts, "location", "region")),
        *(("competitor", rival) for rival in (rivals(entry, unfold(entry.summary)) if entry else ())),
    ]
    return tuple(dict.fromkeys((name, " ".join(value.split())) for name, value in found if value.strip()))


def order_of(name: str, context: SiteContext) -> Mapping[str, int]:
    """Kinds and values of an enum in their own order, all else by sound."""
    if name == "kind":
        return {thing: place for place, thing in enumerate(context.catalogue.things)}
    field = _enum(name, context)
    return {value: place for place, value in enumerate(field.enum if field else ())}


def label_of(name: str, value: str, contexts: Sequence[SiteContext]) -> list[str]:
    if name == "kind":
        catalogue = contexts[0].catalogue
        known = catalogue.things.get(value) or catalogue.kinds[value]
        return [known.label.to(context.lang) for context in contexts]
    if name in _THINGS:
        entry = contexts[0].entry(_THINGS[name], value)
        return [entry.name(context.lang) if entry else value for context in contexts]
    field = _enum(name, contexts[0])
    return [field.words(value, context.lang) if field else value for context in contexts]


def _enum(name: str, context: SiteContext) -> Field | None:
    return context.catalogue.kinds["profile"].field.at(_ENUMS[name]) if name in _ENUMS else None
