"""Who signed a commit or a tag, as the team of one state knows the keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dangan.git.objects import Commit
from dangan.review.signature import GIT, signature_of
from dangan.review.team import Colleague, Standing, Team

_FIELDS = (b"gpgsig ", b"gpgsig-sha256 ")
_ARMOUR = b"\n-----BEGIN SSH SIGNATURE-----"


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature by SSH that was found. `fits`: it was made of exactly this; `holder` is whose key it is."""

    fits: bool
    key: str
    holder: Colleague | None
    standing: Standing

    @property
    def is_good(self) -> bool:
        return self.fits and self.holder is not None and self.standing is Standing.GOOD


@dataclass(frozen=True, slots=True)
class Signers:
    """Reads signatures; of OpenPGP and X.509 it knows no keys, so that such a commit counts as unsigned."""

    read: Callable[[str], bytes]

    def of_commit(self, commit: Commit, team: Team, day: date) -> Signed | None:
        signature = signature_of(commit.signature) if commit.signature else None
        if signature is None:
            return None
        key = signature.fingerprint
        holder, standing = team.by_key(key, day)
        fits = standing is not Standing.UNKNOWN and signature.signs(payload(self.read(commit.id)), GIT)
        return Signed(fits, key, holder, standing)

    def of_tag(self, raw: bytes, team: Team, day: date) -> Signed | None:
        """Of the object of a tag: what stands before the signature is what was signed."""
        text, armour, rest = raw.partition(_ARMOUR)
        signature = signature_of((armour + rest).decode("ascii", errors="replace")) if armour else None
        if signature is None:
            return None
        key = signature.fingerprint
        holder, standing = team.by_key(key, day)
        return Signed(signature.signs(text + b"\n", GIT), key, holder, standing)


def payload(raw: bytes) -> bytes:
    """What the signature of a commit was made of: the object without the signature."""
    head, blank, message = raw.partition(b"\n\n")
    kept: list[bytes] = []
    dropping = False
    for line in head.split(b"\n"):
        dropping = line.startswith(_FIELDS) or (dropping and line.startswith(b" "))
        if not dropping:
            kept.append(line)
    return b"\n".join(kept) + blank + message
