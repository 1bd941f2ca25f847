"""The invariants of one dossier's life as its custody.yaml tells it. The order of its list does not count, days do."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from dangan.diagnostics import Code, Diagnostic, Span, Text
from dangan.model import codes_life as codes
from dangan.model.records import Customer, Record
from dangan.source.node import Pointer

CUSTODY = "custody"
_STATES = ("opened", "active", "dormant", "closed", "retained", "disposed")
"""In the order of a life: of two of one day the earlier here comes first."""
_BEFORE = {
    "opened": frozenset[str](),
    "active": frozenset({"opened", "dormant", "closed", "retained"}),
    "dormant": frozenset({"opened", "active", "closed", "retained"}),
    "closed": frozenset({"opened", "active", "dormant", "retained"}),
    "retained": frozenset({"opened", "active", "dormant", "closed"}),
    "disposed": frozenset({"dormant", "closed", "retained"}),
}
"""After which state another may come."""
_ENDED = frozenset({"closed", "disposed"})
OVER = frozenset({"won", "lost"})
"""Steps of a project that is no longer pursued."""
_NAMED = 3
"""Open things that a message names."""


def lived_in_order(customer: Customer) -> Iterator[Diagnostic]:
    """All that the custody of a dossier says of its life holds together, and with its other files."""
    record = customer.one(CUSTODY)
    if record is not None and isinstance(record.data, dict):
        states = _by_day(record.data.get("states"))
        yield from _states_follow(record, states)
        yield from _kept_long_enough(record, states)
        yield from _ended_is_over(record, states, customer)
        yield from _handed_over(record, customer)


def _states_follow(record: Record, states: list[tuple[int, Mapping[str, Any]]]) -> Iterator[Diagnostic]:
    """Each state comes after one that it may come after; a dossier may begin with any."""
    for (_, before), (place, after) in pairwise(states):
        if before["state"] not in _BEFORE[after["state"]]:
            values = {"before": _word(record, before["state"]), "state": _word(record, after["state"])}
            yield _at(record, codes.STATE_ORDER, ("states", place, "state"), **values)


def _kept_long_enough(record: Record, states: list[tuple[int, Mapping[str, Any]]]) -> Iterator[Diagnostic]:
    """Nothing is disposed of before the day until which it must be kept."""
    until = record.data.get("retain_until")
    for place, state in states:
        if state["state"] == "disposed" and isinstance(until, str) and state["on"] < until:
            yield _at(record, codes.DISPOSED_EARLY, ("states", place, "on"), on=state["on"], until=until)


def _ended_is_over(
    record: Record, states: list[tuple[int, Mapping[str, Any]]], customer: Customer
) -> Iterator[Diagnostic]:
    """In a dossier that is closed nothing is pursued and nothing promised."""
    place, last = states[-1] if states else (0, {})
    still = list(_open(customer)) if last.get("state") in _ENDED else []
    if still:
        what = ", ".join(each.id for each in still[:_NAMED]) + (" …" if len(still) > _NAMED else "")
        values = {"state": _word(record, last["state"]), "on": last["on"], "what": what}
        found = _at(record, codes.CLOSED_WITH_OPEN, ("states", place, "state"), **values)
        yield found.at_level(max(found.level, *(each.kind.field.level for each in still)))


def _open(customer: Customer) -> Iterator[Record]:
    """Projects that are pursued, and contacts with a step that nobody has marked as done."""
    for project in customer.many("project"):
        if isinstance(project.data, dict) and project.data.get("step") not in OVER:
            yield project
    for note in customer.many("log"):
        following = note.data.get("next") if isinstance(note.data, dict) else None
        if isinstance(following, dict) and following.get("action") and not following.get("done"):
            yield note


def _handed_over(record: Record, customer: Customer) -> Iterator[Diagnostic]:
    """Whoever took the dossier over last is its custodian."""
    handovers = record.data.get("handovers")
    dated = [
        (item["on"], place, item["to"])
        for place, item in enumerate(handovers if isinstance(handovers, list) else ())
        if isinstance(item, dict) and isinstance(item.get("on"), str) and isinstance(item.get("to"), str)
    ]
    profile = customer.profile
    custodian = profile.data.get("custodian") if profile and isinstance(profile.data, dict) else None
    if dated and isinstance(custodian, str) and max(dated)[2] != custodian:
        on, place, to = max(dated)
        yield _at(record, codes.HANDOVER_NOT_DONE, ("handovers", place, "to"), on=on, to=to, custodian=custodian)


def _by_day(states: Any) -> list[tuple[int, Mapping[str, Any]]]:
    """With their places in the file, as far as day and state are right."""
    found = [
        (place, item)
        for place, item in enumerate(states if isinstance(states, list) else ())
        if isinstance(item, dict) and item.get("state") in _STATES and isinstance(item.get("on"), str)
    ]
    return sorted(found, key=lambda each: (each[1]["on"], _STATES.index(each[1]["state"])))


def _word(record: Record, state: str) -> Text:
    field = record.kind.field.at(("states", 0, "state"))
    return field.enum.get(state, Text(state, state)) if field else Text(state, state)


def _at(record: Record, code: Code, pointer: Pointer, **values: Any) -> Diagnostic:
    span = record.document.span(pointer) if record.document else Span(record.path)
    field = record.kind.field.at(pointer)
    return Diagnostic.of(code, span, pointer=pointer, **values).at_level((field or record.kind.field).level)
