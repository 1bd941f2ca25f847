"""Every customer in a line: what the index of the archive tells about each, and what wants attention."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from dangan.analysis.contact import Silence, last_contact, silence
from dangan.analysis.shape import amount, day, mapping, members, text, unfold
from dangan.analysis.steps import Source, Step, actions_of, is_open, open_steps
from dangan.model.index import Entry


@dataclass(frozen=True, slots=True)
class Line:
    """One customer as the index knows it; `facts` is its summary, unfolded."""

    entry: Entry
    facts: Mapping[str, Any]
    silence: Silence
    steps: tuple[Step, ...]
    contacts: tuple[date, ...]
    """The day of each that has one."""
    projects: tuple[Entry, ...]
    """Only those still pursued."""
    rivals: Mapping[str, Mapping[str, Any]]
    """What is known of each competitor there, by its id."""

    @property
    def id(self) -> str:
        return self.entry.key.id

    @property
    def stage(self) -> str:
        return text(self.facts, "stage")

    @property
    def custodian(self) -> str:
        return text(self.facts, "custodian")

    @property
    def deputy(self) -> str:
        """Not part of the summary, but a reference all the same."""
        return next((r.target for r in self.entry.references if r.pointer == ("deputy",)), "")

    def late(self, today: date) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.late(today))

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if step.due), None)


def line_of(
    entry: Entry, log: Iterable[Entry], projects: Iterable[Entry], rules: Mapping[str, Any], today: date
) -> Line:
    """Of a customer, and the contacts and projects that are its own."""
    facts = unfold(entry.summary)
    contacts = [source_of(e) for e in log]
    plans = [source_of(e) for e in projects]
    last = last_contact((c.data for c in contacts), today)
    return Line(
        entry=entry,
        facts=facts,
        silence=silence(last, text(facts, "stage"), rules, today),
        steps=open_steps(plans, contacts, actions_of(mapping(facts, "position"))),
        contacts=tuple(found for entry in log if (found := day(entry.summary, "date"))),
        projects=tuple(e for e, plan in zip(projects, plans, strict=True) if is_open(plan.data)),
        rivals=rivals(entry, facts),
    )


def source_of(entry: Entry) -> Source:
    """An entry as something that may hold a next step."""
    title = entry.names.get("", "")
    return Source(entry.key.kind, entry.key.id, title, unfold(entry.summary))


def rivals(entry: Entry, facts: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """The competitors that a customer's own file names, with what its summary says of each."""
    known = dict(members(mapping(facts, "competitors")))
    named = [r.target for r in entry.references if r.space == "competitor"]
    return {target: known.get(target, {}) for target in dict.fromkeys(named)}


def pipeline(book: Iterable[Line], currency: str) -> tuple[Decimal, Decimal]:
    """The value of all open projects in one currency, and the same weighted by chance."""
    whole = weighted = Decimal(0)
    for line in book:
        for entry in line.projects:
            facts = unfold(entry.summary)
            value = amount(facts, "value", "amount")
            if value is not None and text(facts, "value", "currency") in ("", currency):
                whole += value
                weighted += value * (amount(facts, "chance_percent") or 0) / 100
    return whole, weighted
