"""The signer of each commit held against who it names."""

from collections.abc import Iterator, Mapping

from dangan.diagnostics import Text
from dangan.review import codes
from dangan.review.author import Seen
from dangan.review.change import Change
from dangan.review.finding import Finding, short
from dangan.review.signer import Signed, Signers
from dangan.review.team import Standing, Team

WHY = {
    Standing.UNKNOWN: Text("no key of theirs", "不是其本人的密钥"),
    Standing.REVOKED: Text("the key was revoked", "该密钥已被吊销"),
    Standing.EXPIRED: Text("the key did not hold that day", "该密钥当天不在有效期内"),
    Standing.FORMER: Text("the key of somebody who was not of the team that day", "持有人当天不在团队中"),
    Standing.SHARED: Text(
        "several colleagues list the key, so it proves nothing", "几位同事登记了同一密钥，无法证明是谁"
    ),
}
_NOT_FITTING = Text("the signature was made of something else", "签名针对的是其他内容")
_ANOTHERS = Text("it is the key of {holder}", "这是 {holder} 的密钥")


def look(change: Change, signers: Signers, team: Team) -> dict[str, Seen]:
    """Every commit of a change with who signed it, as the team before the change knows the keys."""
    found = {}
    for commit in (change.commit, *(step.commit for step in change.brought)):
        signed = signers.of_commit(commit, team, change.day)
        by_forge = bool(signed and signed.holder and signed.holder.is_forge(change.day))
        found[commit.id] = Seen(commit, signed, team.by_email(commit.email), by_forge)
    return found


def wrong_keys(seen: Mapping[str, Seen]) -> Iterator[Finding]:
    for one in seen.values():
        if one.signed and (why := _wrong(one, one.signed)):
            claimed = f"{one.commit.author} <{one.commit.email}>"
            key = one.signed.key
            yield Finding.of(
                codes.WRONG_KEY, one.commit.id, commit=short(one.commit.id), claimed=claimed, key=key, why=why
            )


def _wrong(one: Seen, signed: Signed) -> Text | None:
    """Nothing is known against a key that nobody lists, unless the author lists others."""
    if signed.standing is Standing.UNKNOWN:
        return WHY[Standing.UNKNOWN] if any(holder.keys for holder in one.holders) else None
    if signed.standing is not Standing.GOOD:
        return WHY[signed.standing]
    if not signed.fits:
        return _NOT_FITTING
    if one.by_forge or one.is_authors or signed.holder is None:
        return None
    return _ANOTHERS.fill(holder=signed.holder.id)
