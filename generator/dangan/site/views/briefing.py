"""The first screen of a dossier: who decides, where we stand, what is next, what to beware of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dangan.analysis.contact import last_contact, silence
from dangan.analysis.coverage import deciders_reached, reach
from dangan.analysis.shape import amount, items, members, text
from dangan.analysis.steps import Step, is_open
from dangan.model.records import Customer
from dangan.site import format as fmt
from dangan.site.views.people import PersonView
from dangan.site.views.projects import total_value
from dangan.site.views.scope import Link, Scope
from dangan.site.views.steps import StepView, step_view

CARDS = 4
STEPS = 5
WARNINGS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its label; `tone` is "", good, warn or bad, and then `note` says why in words."""

    label: str
    value: str
    href: str = ""
    note: str = ""
    tone: str = ""
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing to beware of, who says so and since when."""

    text: str
    by: Link | None
    iso: str
    day: str


@dataclass(frozen=True, slots=True)
class BriefingView:
    people: tuple[PersonView, ...]
    more_people: int
    figures: tuple[Figure, ...]
    steps: tuple[StepView, ...]
    more_steps: int
    beware: tuple[Caution, ...]
    silence_turns: date | None


def briefing(customer: Customer, people: Sequence[PersonView], steps: Sequence[Step], scope: Scope) -> BriefingView:
    """Of redacted records; `people` in order of their weight."""
    profile = customer.profile
    data = profile.data if profile else {}
    figures, turns = _figures(customer, text(data, "stage"), scope)
    return BriefingView(
        people=tuple(people[:CARDS]),
        more_people=max(0, len(people) - CARDS),
        figures=figures,
        steps=tuple(step_view(step, scope, customer.id) for step in steps[:STEPS]),
        more_steps=max(0, len(steps) - STEPS),
        beware=tuple(_warnings(items(data, "beware"), scope)),
        silence_turns=turns,
    )


def _warnings(judgements: Sequence[object], scope: Scope) -> list[Caution]:
    ordered = sorted(judgements, key=lambda j: text(j, "on"), reverse=True)[:WARNINGS]
    return [
        Caution(
            text=text(j, "text"),
            by=scope.colleague(by) if (by := text(j, "by")) else None,
            iso=on.isoformat() if (on := fmt.as_date(text(j, "on"))) else "",
            day=fmt.long_date(on, scope.lang) if on else "",
        )
        for j in ordered
        if text(j, "text")
    ]


def _figures(customer: Customer, stage: str, scope: Scope) -> tuple[tuple[Figure, ...], date | None]:
    quiet, turns = _last(customer, stage, scope)
    found = (_reached(customer, scope), _projects(customer, scope), _rivals(customer, scope), quiet)
    return tuple(filter(None, found)), turns


def _reached(customer: Customer, scope: Scope) -> Figure | None:
    words = scope.context.words
    people = dict(members(record.data)) if (record := customer.one("people")) else {}
    reached, all_of_them = deciders_reached(reach(people, [r.data for r in customer.many("log")]))
    if not all_of_them:
        return Figure(words("deciders"), "?", "#people" if people else "", words("deciders_unknown"), "warn")
    missed = all_of_them - reached
    note = words.count("deciders_missed", missed) if missed else ""
    return Figure(words("deciders_reached"), f"{reached} / {all_of_them}", "#people", note, "warn" if missed else "")


def _projects(customer: Customer, scope: Scope) -> Figure | None:
    words, projects = scope.context.words, customer.many("project")
    pursued = [record for record in projects if is_open(record.data)]
    if not pursued:
        return None
    value = total_value(pursued, scope.context.config.currency)
    best = max((amount(record.data, "chance_percent") or 0 for record in pursued), default=0)
    if value is None:
        return Figure(words("open_projects"), str(len(pursued)), "#project")
    note = words.count("in_projects", len(pursued))
    chance = words("best_chance", percent=fmt.number(best)) if best else ""
    return Figure(words("projects_worth"), value.text, "#project", f"{note} · {chance}" if chance else note)


def _rivals(customer: Customer, scope: Scope) -> Figure | None:
    words = scope.context.words
    facts = dict(members(record.data)) if (record := customer.one("competitors")) else {}
    if not facts:
        return None
    shares = {key: share for key, value in facts.items() if (share := amount(value, "share_percent"))}
    largest = max(shares, key=lambda key: (shares[key], key), default="")
    label = words("competitors_here")
    if not largest:
        return Figure(label, str(len(facts)), "#competitors")
    name = scope.find("competitor", largest).text
    return Figure(
        label, str(len(facts)), "#competitors", words("largest", name=name, share=fmt.number(shares[largest]))
    )


def _last(customer: Customer, stage: str, scope: Scope) -> tuple[Figure, date | None]:
    words, context = scope.context.words, scope.context
    last = last_contact((record.data for record in customer.many("log")), context.today)
    quiet = silence(last, stage, context.one("rules"), context.today)
    if last is None:
        return Figure(words("last_contact"), words("none_yet"), "", "", ""), None
    note = words("silent_too_long") if quiet.too_long else ""
    tone = "warn" if quiet.too_long else ""
    day = fmt.long_date(last, scope.lang)
    return Figure(words("last_contact"), day, "#log", note, tone, last.isoformat()), quiet.turns
