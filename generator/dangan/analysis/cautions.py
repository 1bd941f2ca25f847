"""What to beware of before the next meeting: what somebody has written down, and what the records say by themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dangan.analysis.shape import items, mapping, members, text
from dangan.model.records import Customer

Sort = Literal["said", "problem", "leaving", "lost", "rival"]
_UNSOLVED = ("open", "in-hand", "disputed")
_CLOSING_IN = ("tooling", "trial-order")
"""Steps at which a competitor is late to block but not in yet."""


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing; `text` is as recorded, `about` the id of the project or competitor, `step` how far that one is."""

    sort: Sort
    text: str
    on: str = ""
    by: str = ""
    about: str = ""
    step: str = ""


def cautions(customer: Customer) -> tuple[Caution, ...]:
    """Of redacted records: what was written for this purpose first, the latest of each sort before the others."""
    found = [caution for make in _SORTS for caution in _newest_first(make(customer))]
    return tuple(caution for caution in found if caution.text or caution.about)


def _newest_first(found: Iterable[Caution]) -> list[Caution]:
    return sorted(found, key=lambda caution: caution.on, reverse=True)


def _data(customer: Customer, kind: str) -> Mapping[str, Any]:
    record = customer.one(kind)
    return mapping(record.data) if record else {}


def _said(customer: Customer) -> Iterator[Caution]:
    for item in items(_data(customer, "profile"), "beware"):
        yield Caution("said", text(item, "text"), text(item, "on"), text(item, "by"))


def _problems(customer: Customer) -> Iterator[Caution]:
    for item in items(_data(customer, "position"), "problems"):
        if text(item, "state") in _UNSOLVED:
            yield Caution("problem", text(item, "problem"), text(item, "on"), text(item, "who"))


def _leaving(customer: Customer) -> Iterator[Caution]:
    for item in items(_data(customer, "position"), "churn_signs"):
        if not text(item, "outcome"):
            yield Caution("leaving", text(item, "sign"), text(item, "on"), text(item, "owner"))


def _lost(customer: Customer) -> Iterator[Caution]:
    for record in customer.many("project"):
        if text(record.data, "step") == "lost":
            yield Caution("lost", text(record.data, "outcome"), text(record.data, "closed"), about=record.id)


def _rivals(customer: Customer) -> Iterator[Caution]:
    for rival, facts in members(_data(customer, "competitors")):
        if (step := text(facts, "entry_step")) in _CLOSING_IN:
            yield Caution("rival", text(facts, "next_move"), text(facts, "as_of"), about=rival, step=step)


_SORTS: tuple[Callable[[Customer], Iterator[Caution]], ...] = (_said, _problems, _leaving, _rivals, _lost)
