"""Who writes a change and who approves it: by what it says and by the archive's own policy, on the day."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dangan.exchange.demo.notes import Place
from dangan.exchange.demo.past import Past
from dangan.exchange.demo.steps import Step
from dangan.history.difference import differing
from dangan.history.leaves import NOTHING, Leaves, leaves
from dangan.model.folders import PROFILE
from dangan.review.place import place_of
from dangan.review.policy import Demand, Policy
from dangan.review.team import Colleague, Team
from dangan.schema.kind import Kind
from dangan.source.reader import parse_document

_DESKS: Mapping[str, str] = {  # kinds that are somebody's office, whoever learnt of it
    **dict.fromkeys(("receivables", "credit", "finance"), "finance"),
    **dict.fromkeys(("orders", "trade", "documents"), "service"),
    **dict.fromkeys(("team", "rules", "dangan", "product", "personal"), "information-manager"),
}
_SIGNED_BY = ("by", "colleagues", "handled_by", "collector", "who", "owner", "custodian", "staff")
_WRITERS = ("rep", "service", "finance", "lead", "information-manager")
File = tuple[bytes | None, bytes | None]
"""What a change found and what it left."""


@dataclass(frozen=True, slots=True)
class Office:
    """Team and policy as the main branch has them on a day."""

    team: Team
    policy: Policy
    day: date

    @classmethod
    def of(cls, team: bytes, rules: bytes, day: date) -> "Office":
        return cls(Team.of(_data("team.yaml", team)), Policy.of(_data("rules.yaml", rules)), day)

    def here(self, own_id: object) -> Colleague | None:
        """A colleague who can write: of the team by then, and no robot."""
        found = self.team.colleagues.get(own_id) if isinstance(own_id, str) else None
        return found if found and found.has_role(_WRITERS, self.day) else None


def author_and_reviewers(
    office: Office, past: Past, step: Step, files: Mapping[str, File], profile: bytes | None, turn: int
) -> tuple[Colleague, tuple[Colleague, ...]]:
    """The first who would write it and whose work others may approve. Raises LookupError where there is nobody.

    `profile` is the customer's by then; `turn` decides between several who may approve.
    """
    demands = demands_of(office, past, files)
    for author in dict.fromkeys(_writers(office, past, step, profile)):
        if reviewers := _reviewers(office, demands, author, turn):
            return author, reviewers
    raise LookupError(f"nobody may approve {step.owner} on {step.day}")


def demands_of(office: Office, past: Past, files: Mapping[str, File]) -> set[Demand]:
    """Every approval that the change needs."""
    found: set[Demand] = set()
    for path, (old, new) in files.items():
        place = place_of(path, past.sample.catalogue)
        facts = differing(_leaves(place.kind, path, old), _leaves(place.kind, path, new)) if place.kind else None
        found |= office.policy.demands(place, facts, ())
    return found


def _leaves(kind: Kind | None, path: str, raw: bytes | None) -> Leaves:
    return leaves(kind.field, _data(path, raw)) if kind and raw else NOTHING


@lru_cache(maxsize=1024)
def _data(path: str, raw: bytes) -> Any:
    """Read once for what a change leaves and what the next one finds; nobody writes into it."""
    document, _ = parse_document(path, raw)
    return document.data if document else None


def _writers(office: Office, past: Past, step: Step, profile: bytes | None) -> Iterator[Colleague]:
    """Whose desk it is, who is named in it most often, who keeps the customer, then anybody who writes."""
    desks = Counter(_DESKS.get(past.owners[place.path].kind, "") for place in step.places)
    desk, count = desks.most_common(1)[0]
    if desk and ("" not in desks or count * 2 > len(step.places)):
        yield from office.team.with_role((desk,), office.day)
    named = [name for place in step.places for name in _named(past, place)]
    yield from _here(office, (name for name, _ in Counter(named).most_common()))
    data = _data(PROFILE, profile) if profile else None
    yield from _here(office, [data.get(key) for key in ("custodian", "deputy")] if isinstance(data, dict) else [])
    yield from office.team.with_role(_WRITERS, office.day)


def _here(office: Office, names: Iterable[object]) -> Iterator[Colleague]:
    return (found for name in names if (found := office.here(name)))


def _value(past: Past, place: Place) -> Any:
    document = past.sample.documents.get(place.path)
    node = document.root.at(place.pointer) if document else None
    return node.value if node else None


def _named(past: Past, place: Place) -> Iterator[str]:
    """Colleagues who say in the data itself that it is theirs."""
    data = _value(past, place)
    if not isinstance(data, dict | list) and place.pointer:
        data = _value(past, Place(place.path, place.pointer[:-1]))
    for key in _SIGNED_BY if isinstance(data, dict) and not place.turn else ():
        value = data.get(key)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str))


def _reviewers(office: Office, demands: Iterable[Demand], author: Colleague, turn: int) -> tuple[Colleague, ...]:
    """One who may approve all of it, taking turns; else one for each demand; nobody where one demand finds nobody."""
    ways = [_allowed(office, demand, author) for demand in sorted(demands, key=lambda demand: demand.what)]
    everywhere = [one for one in ways[0] if all(one in way for way in ways)] if ways else []
    if everywhere:
        return (everywhere[turn % len(everywhere)],)
    return tuple(dict.fromkeys(way[0] for way in ways)) if all(ways) else ()


def _allowed(office: Office, demand: Demand, author: Colleague) -> Sequence[Colleague]:
    others = (one for one in office.team.colleagues.values() if one.id != author.id)
    return [one for one in others if one.emails and demand.allows(one, office.day)]
