"""By whom a change was approved, as far as the repository says, and how that is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dangan.review.author import Seen
from dangan.review.change import Change
from dangan.review.known import Known
from dangan.review.statement import Approval
from dangan.review.team import Colleague, Standing, Team


class Way(StrEnum):
    """Where it is said. The words are those of JSON."""

    APPROVAL = "approval"
    """A statement on the branch of approvals."""
    TRAILER = "trailer"
    MERGE = "merge"
    """Who merges another's work accepts it."""


class Match(StrEnum):
    """How far a signed statement is about this change. The words are those of JSON."""

    EXACT = "exact"
    EQUIVALENT = "equivalent"
    """The same changes of fields, on top of other changes of the same files."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Somebody's approval. `reviewer` is None where the address is nobody's, or more than one colleague's."""

    named: str
    reviewer: Colleague | None
    known: Known
    way: Way
    match: Match | None = None


def in_text(change: Change, main: Seen, team: Team) -> Iterator[Evidence]:
    """What the message and the authorship of the commit on the main branch say."""
    # A forge attests what it wrote itself, below its own mark: title and text of a proposal are the author's words.
    attested = main.signed is not None and main.signed.is_good and main.by_forge and change.message.reviewed_on
    for named in change.message.reviewers:
        yield Evidence(
            f"{named.name} <{named.email}>" if named.email else named.name,
            _only(team.by_email(named.email)),
            Known.ATTESTED if attested else Known.CLAIMED,
            Way.TRAILER,
        )
    merger = _only(main.holders) if change.is_merge else None
    if merger and not merger.is_forge(change.day):
        yield Evidence(f"{main.commit.author} <{main.commit.email}>", merger, main.known, Way.MERGE)


def of_statement(approval: Approval, match: Match, team: Team, day: date) -> Evidence | Standing:
    """A signed approval held against the team; what is wrong with its key, where it is no approval."""
    holder, standing = None, Standing.UNKNOWN
    if approval.is_whole and approval.signature:
        holder, standing = team.by_key(approval.signature.fingerprint, day)
    if standing is Standing.GOOD and (holder is None or holder.id != approval.statement.reviewer):
        return Standing.UNKNOWN
    if standing is not Standing.GOOD:
        return standing
    return Evidence(approval.statement.reviewer, holder, Known.SIGNED, Way.APPROVAL, match)


def _only(holders: tuple[Colleague, ...]) -> Colleague | None:
    return holders[0] if len(holders) == 1 else None
