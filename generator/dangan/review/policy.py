"""Which changes need whose approval: the part `review` of `rules.yaml` in one state."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dangan.analysis.shape import items, mapping, text
from dangan.review.known import Known
from dangan.review.place import Place, Steps, Target
from dangan.review.team import FORGE, Colleague

DEFAULT_ROLES = ("reviewer", "lead")
"""Where the rules name nobody."""


@dataclass(frozen=True, slots=True)
class Demand:
    """One approval that a change needs: of anybody with one of the roles, or of one of the custodians.

    `what` is the entry of the policy that asks for it, "" where none does.
    """

    what: str
    roles: tuple[str, ...]
    custodians: frozenset[str] = frozenset()

    def allows(self, colleague: Colleague, day: date) -> bool:
        """The right to approve, whoever wrote the change."""
        named = colleague.id in self.custodians and colleague.is_here(day)
        return (named or colleague.has_role(self.roles, day)) and not colleague.is_forge(day)


@dataclass(frozen=True, slots=True)
class Particular:
    """One entry of `particular`."""

    target: Target
    written: str
    roles: tuple[str, ...]
    custodian: bool = False

    def demand(self, custodians: Iterable[str]) -> Demand:
        return Demand(self.written, self.roles, frozenset(custodians) if self.custodian else frozenset())


@dataclass(frozen=True, slots=True)
class Policy:
    """`proof` is how an approval must be known at least; `particular` the most precise first."""

    roles: tuple[str, ...] = DEFAULT_ROLES
    proof: Known = Known.CLAIMED
    particular: tuple[Particular, ...] = ()

    @classmethod
    def of(cls, data: Any) -> "Policy":
        """From the data of `rules.yaml`, as far as it is right."""
        review = mapping(data, "review")
        roles = _roles(review) or DEFAULT_ROLES
        found = [_particular(item, roles) for item in items(review, "particular") if text(item, "what").strip("/ ")]
        found.sort(key=lambda particular: particular.target.depth, reverse=True)
        return cls(roles, Known.of(review.get("proof")), tuple(found))

    def asks_about_fields(self, place: Place) -> bool:
        """Whether it matters which field of a file changed."""
        return any(each.target.steps for each in self._about(place))

    def demands(self, place: Place, facts: Collection[Steps] | None, custodians: Iterable[str]) -> set[Demand]:
        """What a change of these facts of a file needs; None: nobody can say which facts, so all that might be meant.

        Without any facts (it was moved, or written otherwise) what a change of the file needs as such.
        """
        about, named = self._about(place), tuple(custodians)
        if facts is None:
            whole = any(not each.target.steps for each in about)
            return {each.demand(named) for each in about} | (set() if whole else {self._usual})
        return {self._of_fact(about, steps, named) for steps in facts or ((),)}

    def _of_fact(self, about: tuple[Particular, ...], steps: Steps, custodians: tuple[str, ...]) -> Demand:
        found = (each for each in about if (each.target.covers(steps) if steps else not each.target.steps))
        first = next(found, None)
        return first.demand(custodians) if first else self._usual

    def _about(self, place: Place) -> tuple[Particular, ...]:
        return tuple(each for each in self.particular if each.target.name == place.name)

    @property
    def _usual(self) -> Demand:
        return Demand("", self.roles)


def _particular(item: Any, usual: tuple[str, ...]) -> Particular:
    """An entry that names nobody asks for somebody with the usual roles."""
    custodian = item.get("custodian") is True
    roles = _roles(item) or (() if custodian else usual)
    written = text(item, "what").strip().strip("/")
    return Particular(Target.of(written), written, roles, custodian)


def _roles(data: Any) -> tuple[str, ...]:
    """Nobody approves by being the forge."""
    return tuple(role for role in items(data, "roles") if isinstance(role, str) and role and role != FORGE)
