"""What holds the past in its place: signed tags, and the ids of commits that somebody wrote down."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dangan.review import codes
from dangan.review.finding import Finding, short
from dangan.review.signer import Signed, Signers
from dangan.review.team import Team

TAGS = "refs/tags/"
_TAGGED = re.compile(rb"object ([0-9a-f]{40,64})\ntype commit\n")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A commit that has to be part of the main branch. `signed` is None where it was named on the command line."""

    name: str
    commit: str
    signed: Signed | None = None

    @property
    def holder(self) -> str:
        """The colleague who signed it, "" where nobody did."""
        return self.signed.holder.id if self.signed and self.signed.holder else ""


def signed_tags(tags: Mapping[str, str], signers: Signers, teams: Iterable[Team], day: date) -> Iterator[Anchor]:
    """Tags with a good signature of somebody who was of the team at some time; any other says nothing.

    A key that was revoked since is not good any more.
    """
    known = list(teams)
    for name, oid in sorted(tags.items()):
        raw = signers.read(oid)
        tagged = _TAGGED.match(raw)
        found = (signers.of_tag(raw, team, day) for team in known) if tagged else ()
        good = next((signed for signed in found if signed and signed.fits and signed.holder), None)
        if tagged and good and not any(good.key in team.revoked for team in known):
            yield Anchor(name.removeprefix(TAGS), tagged[1].decode(), good)


def lost(anchors: Iterable[Anchor], line: set[str]) -> Iterator[Finding]:
    """Anchors that are not in the history of the main branch."""
    for anchor in anchors:
        if anchor.commit not in line:
            yield Finding.of(codes.REWRITTEN, anchor.commit, anchor=anchor.name, commit=short(anchor.commit))
