"""Who wrote a change, and how that is known. Whoever may have written it does not approve it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dangan.git.objects import Commit
from dangan.review.change import Change
from dangan.review.known import Known
from dangan.review.message import Message
from dangan.review.signer import Signed
from dangan.review.team import Colleague, Team


class Author(NamedTuple):
    """One who is named as author. `holders` are the colleagues who have the address: one, none, or several."""

    name: str
    email: str
    holders: tuple[Colleague, ...]
    known: Known = Known.CLAIMED

    @property
    def id(self) -> str | None:
        """Who it is, where that can be told."""
        return self.holders[0].id if len(self.holders) == 1 else None


@dataclass(frozen=True, slots=True)
class Seen:
    """A commit with the signature that it carries, and who has the address that it names as author's."""

    commit: Commit
    signed: Signed | None
    holders: tuple[Colleague, ...]
    by_forge: bool = False

    @property
    def known(self) -> Known:
        """How it is known who wrote it."""
        if self.signed is None or not self.signed.is_good:
            return Known.CLAIMED
        if self.by_forge:
            return Known.ATTESTED
        return Known.SIGNED if self.is_authors else Known.CLAIMED

    @property
    def is_authors(self) -> bool:
        """Whether the key is that of the one author who is named."""
        holder = self.signed.holder if self.signed else None
        return holder is not None and [each.id for each in self.holders] == [holder.id]


def authors(change: Change, wrote: Collection[str], seen: Mapping[str, Seen], team: Team) -> tuple[Author, ...]:
    """Each person once; of how one is known the least. `wrote` are the ids of merges that are somebody's own work."""
    found: dict[str, Author] = {}
    for author in _named(change.written(wrote), seen, team):
        key = author.id or author.email
        found[key] = author._replace(known=min(author.known, found.get(key, author).known))
    return tuple(found.values())


def _named(commits: Iterable[Commit], seen: Mapping[str, Seen], team: Team) -> Iterator[Author]:
    """Authors, those who wrote it with them, and whoever signed it in the name of another."""
    for commit in commits:
        one = seen[commit.id]
        yield Author(commit.author, commit.email, one.holders, one.known)
        for named in Message.of(commit.message).authors:
            yield Author(named.name, named.email, team.by_email(named.email))
        if one.signed and one.signed.holder and one.signed.is_good and not one.by_forge and not one.is_authors:
            holder = one.signed.holder
            yield Author(holder.id, next(iter(holder.emails), ""), (holder,), Known.SIGNED)
