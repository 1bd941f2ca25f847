"""Where we stand with a customer, in figures: whom we reach, our share, what they owe, how content they are."""

from dataclasses import dataclass
from datetime import date

from dangan.analysis.contact import last_contact, silence
from dangan.analysis.coverage import deciders_reached, reach
from dangan.analysis.money import Sums
from dangan.analysis.owed import owed
from dangan.analysis.shape import amount, members, text
from dangan.analysis.shares import US, share_line
from dangan.analysis.standing import last_satisfaction, our_share
from dangan.analysis.steps import is_open
from dangan.model.records import Customer
from dangan.site import format as fmt
from dangan.site.svg_spark import Spark, spark
from dangan.site.views.projects import total_value
from dangan.site.views.scope import Scope
from dangan.site.views.shares import share_series


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its label; `tone` is "", good, warn or bad, and then `note` says why in words."""

    label: str
    value: str
    href: str = ""
    note: str = ""
    tone: str = ""
    iso: str = ""
    spark: Spark | None = None
    """How it moved; the note says so in words."""


_SATISFIED = {"high": "", "fair": "", "low": "warn"}


def figures_of(customer: Customer, scope: Scope) -> tuple[tuple[Figure, ...], tuple[date | None, ...]]:
    """The figures that can be told, and the days on which some of them turn."""
    quiet, silence_turns = _last(customer, scope)
    debt, debt_turns = _owed(customer, scope)
    found = (
        _reached(customer, scope),
        _share(customer, scope),
        _projects(customer, scope),
        _rivals(customer, scope),
        _satisfaction(customer, scope),
        debt,
        quiet,
    )
    return tuple(filter(None, found)), (silence_turns, debt_turns)


def _share(customer: Customer, scope: Scope) -> Figure | None:
    words, record = scope.context.words, customer.one("position")
    share = our_share(record.data) if record else None
    if record is None or share is None:
        return None
    moved = spark(share_series("", share_line(US, record.data)).points, 100)
    value = f"{fmt.number(share.percent)}%"
    if share.was is None:
        return Figure(words("our_share"), value, "#position", share.period)
    told = {"period": share.period, "was": fmt.number(share.was), "before": share.before}
    if not share.change:
        return Figure(words("our_share"), value, "#position", words("share_same", **told), spark=moved)
    note = words("share_up", **told) if share.change > 0 else words("share_down", **told)
    return Figure(words("our_share"), value, "#position", note, "warn" if share.change < 0 else "", spark=moved)


def _satisfaction(customer: Customer, scope: Scope) -> Figure | None:
    record = customer.one("position")
    said = last_satisfaction(record.data) if record else None
    if said is None:
        return None
    how = text(said, "satisfaction")
    day, person = fmt.as_date(text(said, "on")), text(said, "said_by")
    who = scope.find("person", person).text if person else ""
    note = " · ".join(filter(None, (who, fmt.long_date(day, scope.lang) if day else "")))
    label = scope.said("position", ("satisfaction", 0, "satisfaction"), how)
    return Figure(scope.context.words("satisfaction"), label, "#position", note, _SATISFIED.get(how, ""))


def _owed(customer: Customer, scope: Scope) -> tuple[Figure | None, date | None]:
    record = customer.one("receivables")
    if record is None:
        return None, None
    words, found = scope.context.words, owed(record.data, scope.context.today)
    if not found.whole:
        return None, found.turns
    late = words("owed_late", amount=_money(found.late, scope), day=_day(found.since, scope)) if found.late else ""
    return Figure(words("owes"), _money(found.whole, scope), "#receivables", late, "bad" if late else ""), found.turns


def _money(found: Sums, scope: Scope) -> str:
    """Of several currencies each."""
    parts = (fmt.short_money(found.amounts[code], code, scope.lang) for code in sorted(found.amounts))
    return scope.context.words("comma").join(parts)


def _day(day: date | None, scope: Scope) -> str:
    return fmt.long_date(day, scope.lang) if day else ""


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


def _last(customer: Customer, scope: Scope) -> tuple[Figure, date | None]:
    words, context = scope.context.words, scope.context
    stage = text(customer.profile.data, "stage") if customer.profile else ""
    last = last_contact((record.data for record in customer.many("log")), context.today)
    quiet = silence(last, stage, context.one("rules"), context.today)
    if last is None:
        return Figure(words("last_contact"), words("none_yet"), "", "", ""), None
    note = words("silent_too_long") if quiet.too_long else ""
    tone = "warn" if quiet.too_long else ""
    day = fmt.long_date(last, scope.lang)
    return Figure(words("last_contact"), day, "#log", note, tone, last.isoformat()), quiet.turns
