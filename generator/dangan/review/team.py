"""Who of us is who, by address and by key, and who had which role when: `team.yaml` of one state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from dangan.analysis.shape import items, text
from dangan.review.signature import fingerprint, public_key

FORGE = "forge"
"""The role of a key that is no person's."""


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of days, both ends in it; None is open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One entry of `team.yaml`. `emails` are in small letters; `keys` are by fingerprint."""

    id: str
    names: Mapping[str, str] = field(hash=False)
    emails: tuple[str, ...] = ()
    roles: tuple[tuple[str, Term], ...] = ()
    keys: Mapping[str, Term] = field(default_factory=dict, hash=False)
    revoked: tuple[str, ...] = ()

    def has_role(self, wanted: Iterable[str], day: date) -> bool:
        return any(role in wanted and term.holds(day) for role, term in self.roles)

    def is_here(self, day: date) -> bool:
        """Whether somebody was of the team that day: who never had a role that ended is."""
        return not self.roles or any(term.holds(day) for _, term in self.roles)

    def is_forge(self, day: date) -> bool:
        return self.has_role((FORGE,), day)


class Standing(StrEnum):
    """Whether a key counts for its holder on a day."""

    GOOD = "good"
    UNKNOWN = "unknown"
    REVOKED = "revoked"
    EXPIRED = "expired"
    """Before its first day or after its last."""
    FORMER = "former"
    """Its holder was not of the team."""
    SHARED = "shared"
    """Two colleagues list it, so that it proves neither."""


@dataclass(frozen=True, slots=True)
class Team:
    """All colleagues by id. `revoked` are the keys that some state up to this one no longer counted."""

    colleagues: Mapping[str, Colleague] = field(default_factory=dict)
    revoked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, data: Any, revoked: frozenset[str] = frozenset()) -> "Team":
        """From the data of `team.yaml`, as far as it is right; what was revoked before stays so."""
        found = {own: _colleague(own, entry) for own, entry in _entries(data)}
        own = (key for colleague in found.values() for key in colleague.revoked)
        return cls(found, revoked | frozenset(own))

    def by_email(self, email: str) -> tuple[Colleague, ...]:
        """Who says that the address is theirs: nobody, one, or several of whom none can be told."""
        wanted = email.strip().lower()
        return tuple(c for c in self.colleagues.values() if wanted in c.emails) if wanted else ()

    def by_key(self, key: str, day: date) -> tuple[Colleague | None, Standing]:
        """Whose key a fingerprint is, and whether it counts on a day."""
        holders = [c for c in self.colleagues.values() if key in c.keys]
        holder = holders[0] if len(holders) == 1 else None
        if key in self.revoked:
            return holder, Standing.REVOKED
        if holder is None:
            return None, Standing.SHARED if holders else Standing.UNKNOWN
        if not holder.is_here(day):
            return holder, Standing.FORMER
        return holder, Standing.GOOD if holder.keys[key].holds(day) else Standing.EXPIRED

    def with_role(self, wanted: Iterable[str], day: date) -> tuple[Colleague, ...]:
        roles = tuple(wanted)
        return tuple(c for c in self.colleagues.values() if c.has_role(roles, day))


def _entries(data: Any) -> Iterable[tuple[str, Any]]:
    return ((own, entry) for own, entry in data.items() if isinstance(entry, dict)) if isinstance(data, dict) else ()


def _colleague(own: str, entry: Mapping[str, Any]) -> Colleague:
    names = entry.get("names")
    return Colleague(
        own,
        {key: name for key, name in names.items() if isinstance(name, str)} if isinstance(names, dict) else {},
        tuple(email.strip().lower() for email in items(entry, "emails") if isinstance(email, str) and email.strip()),
        tuple((text(item, "role"), _term(item)) for item in items(entry, "roles") if text(item, "role")),
        {fingerprint(key): _term(item) for item in items(entry, "signing_keys") if (key := _key(item))},
        tuple(text(item, "fingerprint") for item in items(entry, "revoked_keys") if text(item, "fingerprint")),
    )


def _key(item: Any) -> bytes | None:
    return public_key(text(item, "key"))


def _term(item: Any) -> Term:
    """A day that cannot be read is one on which nothing holds: a slip of the pen must not make a right last forever."""
    since, until = text(item, "from"), text(item, "until")
    return Term(_day(since, date.max) if since else None, _day(until, date.min) if until else None)


def _day(written: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return otherwise
