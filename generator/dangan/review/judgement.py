"""One change held against the team and the policy of the main branch before it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dangan.diagnostics import Code, Text
from dangan.review import codes
from dangan.review.author import Author
from dangan.review.change import Change, Style
from dangan.review.evidence import Evidence, Match, Way
from dangan.review.finding import Finding, listed, short
from dangan.review.known import Known
from dangan.review.policy import Demand, Policy
from dangan.review.statement import Approval


class Verdict(StrEnum):
    """The words are those of JSON."""

    APPROVED = "approved"
    NOT = "not-approved"
    TRUSTED = "trusted"
    """At or before the trust root: not judged."""


@dataclass(frozen=True, slots=True)
class Case:
    """All that a judgement is made of. `roles` are the words for roles in both languages."""

    change: Change
    authors: tuple[Author, ...]
    evidence: tuple[Evidence, ...]
    demands: frozenset[Demand]
    policy: Policy
    other_state: Approval | None = None
    again: tuple[Approval, ...] = ()
    roles: Mapping[str, Text] | None = None

    def is_author(self, evidence: Evidence) -> bool:
        """An address that two share speaks of both of them."""
        mine = evidence.reviewer
        return mine is not None and any(mine.id == h.id for author in self.authors for h in author.holders)


@dataclass(frozen=True, slots=True)
class Judged:
    """A change as the audit states it. `approved_by` is the evidence that counts, the strongest of each reviewer."""

    change: Change
    verdict: Verdict
    authors: tuple[Author, ...] = ()
    approved_by: tuple[Evidence, ...] = ()
    needs: tuple[Text, ...] = ()
    findings: tuple[Finding, ...] = ()

    def with_findings(self, found: tuple[Finding, ...]) -> "Judged":
        return replace(self, findings=found)

    @property
    def known(self) -> Known:
        """How the approval is known: of what it needs, the least proven."""
        return min((e.known for e in self.approved_by), default=Known.NONE)

    @property
    def style(self) -> Style:
        """What was approved by a statement was not pushed past everybody, though its message says nothing."""
        came = self.change.style
        return Style.REBASE if came is Style.DIRECT and self.approved_by else came

    @property
    def author_known(self) -> Known:
        return min((author.known for author in self.authors), default=Known.NONE)

    @property
    def is_equivalent_only(self) -> bool:
        return any(e.match is Match.EQUIVALENT for e in self.approved_by)


def judge(case: Case) -> Judged:
    """Approved where each demand is met by somebody who did not write the change."""
    others = [e for e in case.evidence if e.reviewer and not case.is_author(e)]
    met = {demand: _best(demand, others, case) for demand in case.demands}
    lacking = tuple(sorted((d for d, best in met.items() if best is None), key=lambda d: d.what))
    counted = tuple(dict.fromkeys(best for _, best in sorted(met.items(), key=lambda pair: pair[0].what) if best))
    needs = tuple(needed(demand, case.roles or {}) for demand in sorted(case.demands, key=lambda d: d.what))
    found = (*((_why(case, lacking, others),) if lacking else ()), *_of_authors(case))
    return Judged(case.change, Verdict.NOT if lacking else Verdict.APPROVED, case.authors, counted, needs, found)


def _best(demand: Demand, others: Sequence[Evidence], case: Case) -> Evidence | None:
    """The strongest approval of those that the policy takes for proof enough; an exact one before an equivalent."""
    fit = [e for e in others if e.reviewer and demand.allows(e.reviewer, case.change.day)]
    enough = [e for e in fit if e.known >= case.policy.proof]
    return max(enough, key=lambda e: (e.known, e.match is not Match.EQUIVALENT, e.way is not Way.MERGE), default=None)


def _why(case: Case, lacking: tuple[Demand, ...], others: Sequence[Evidence]) -> Finding:
    """The one reason that says most."""
    day, words = case.change.day, case.roles or {}
    fit = [e for e in others if e.reviewer and any(d.allows(e.reviewer, day) for d in lacking)]
    strangers = [e for e in case.evidence if e.reviewer is None]
    if fit:
        values: dict[str, object] = {"reviewer": _people(fit), "known": max(e.known for e in fit).label}
        return _about(codes.ONLY_CLAIMED, case, **values, asked=case.policy.proof.label)
    if found := _of_statements(case):
        return found
    needs = listed(tuple(needed(demand, words) for demand in lacking))
    what = listed(tuple(_what(demand) for demand in lacking))
    parts = tuple(demand.what for demand in lacking)
    if others or strangers:
        who = _people([*others, *strangers])
        return replace(_about(codes.NO_RIGHT, case, reviewer=who, what=what, needs=needs), parts=parts)
    return _alone(case) or replace(_about(codes.UNAPPROVED, case, what=what, needs=needs), parts=parts)


def _of_statements(case: Case) -> Finding | None:
    """A signed approval that is of something else, or was."""
    if case.other_state:
        said = case.other_state.statement
        return _about(codes.PUSH_AFTER_APPROVAL, case, reviewer=said.reviewer, head=short(said.head))
    if case.again:
        return _about(codes.REUSED_APPROVAL, case, reviewer=case.again[0].statement.reviewer)
    return None


def _alone(case: Case) -> Finding | None:
    """Nobody but the author."""
    if by_author := [e for e in case.evidence if case.is_author(e)]:
        return _about(codes.SELF_APPROVAL, case, reviewer=_people(by_author))
    commit = case.change.commit
    if case.change.style is Style.DIRECT:
        return _about(codes.DIRECT_PUSH, case, author=f"{commit.author} <{commit.email}>")
    return None


def _of_authors(case: Case) -> Iterator[Finding]:
    for author in case.authors:
        if not author.holders:
            yield _about(codes.UNKNOWN_AUTHOR, case, email=author.email or author.name)
        elif len(author.holders) > 1:
            names = ", ".join(sorted(holder.id for holder in author.holders))
            yield _about(codes.SHARED_EMAIL, case, email=author.email, names=names)


def _about(code: Code, case: Case, **values: object) -> Finding:
    return Finding.of(code, case.change.commit.id, **values)


def _people(found: Sequence[Evidence]) -> str:
    return ", ".join(dict.fromkeys(e.reviewer.id if e.reviewer else e.named for e in found))


def _what(demand: Demand) -> Text:
    return Text(demand.what, f"“{demand.what}”") if demand.what else _THE_CHANGE


_THE_CHANGE = Text("the change", "此修改")
_OR = Text(" or ", "或")


def needed(demand: Demand, words: Mapping[str, Text]) -> Text:
    """Who may give it, in words: `credit/decision: Credit officer`."""
    roles = [words.get(role, Text(role, role)) for role in demand.roles]
    who = [*roles, *([_CUSTODIAN] if demand.custodians else [])]
    said = Text(_OR.en.join(w.en for w in who), _OR.zh.join(w.to("zh") for w in who))
    return Text(f"{demand.what}: {said.en}", f"{demand.what}：{said.zh}") if demand.what else said


_CUSTODIAN = Text("custodian", "负责人")
