"""Judges the changes of the main branch one after another, each by what held before it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dangan.diagnostics import Text
from dangan.git.objects import Commit, Touch
from dangan.review import codes
from dangan.review.assignment import Assignment
from dangan.review.author import Seen, authors
from dangan.review.change import Change
from dangan.review.content import Contents
from dangan.review.demands import demands
from dangan.review.dropped import Drop, drops, whose
from dangan.review.evidence import Evidence, in_text, of_statement
from dangan.review.finding import Finding, short
from dangan.review.judgement import Case, Judged, Verdict, judge
from dangan.review.merged import wrote
from dangan.review.rulings import Ruling, Rulings, made_of
from dangan.review.scope import Watched
from dangan.review.signatures import WHY, look, wrong_keys
from dangan.review.signer import Signers
from dangan.review.state import State
from dangan.review.statement import Approval
from dangan.review.team import Standing

_FEW = 4
"""Parts that a finding names."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What all judgements share. `state` goes along with the changes."""

    state: State
    contents: Contents
    assignment: Assignment
    signers: Signers
    watched: Watched
    roles: Mapping[str, Text] = field(default_factory=dict)
    rulings: Rulings = field(default_factory=Rulings)
    knows_all: bool = True
    """Whether this copy has all that led to the main branch."""

    def judge_all(self, line: Sequence[Change], start: str | None) -> Iterator[Judged]:
        """Those that touch what is watched, oldest first; up to `start` all is trusted."""
        return (ruling.on(change) for change, ruling in self.rule_all(line, start))

    def rule_all(self, line: Sequence[Change], start: str | None) -> Iterator[tuple[Change, Ruling]]:
        """The same as it is remembered: of thousands of changes few are asked for all that was found."""
        trusted = start is not None
        before: list[Change] = []
        """Those that the state has not taken yet, for what was judged before asks for no state."""
        for place, change in enumerate(line):
            if self.watched.sees(change.touches):
                rests_on = made_of(change, self.assignment, trusted=trusted)
                known = self.rulings.find(change.commit.id, rests_on)
                yield change, known or self._ruled(before, line, place, rests_on, trusted=trusted)
            before.append(change)
            trusted = trusted and change.commit.id != start
        self._take(before)

    def _ruled(
        self,
        before: list[Change],
        line: Sequence[Change],
        place: int,
        rests_on: str,
        *,
        trusted: bool,
    ) -> Ruling:
        self._take(before)
        return self.rulings.take(self._judge(line, place, trusted=trusted), rests_on)

    def _take(self, before: list[Change]) -> None:
        for change in before:
            self.state.take(self._inside(change.touches))
        before.clear()

    def _inside(self, touches: Sequence[Touch]) -> Iterable[Touch]:
        base = self.contents.base
        if not base:
            return touches
        return (t._replace(path=self.contents.inside(t.path)) for t in touches if t.path.startswith(base))

    def _judge(self, line: Sequence[Change], place: int, *, trusted: bool) -> Judged:
        team, change = self.state.team, line[place]
        touches = tuple(touch for touch in change.touches if touch.path in self.watched)
        seen = look(change, self.signers, team)
        merges = {step.commit.id for step in change.merges if wrote(step, self.contents)}
        named = authors(change, merges, seen, team)
        if trusted:
            return Judged(change, Verdict.TRUSTED, named)
        lost = tuple(drops(change, touches, self.contents)) if self.knows_all else ()
        if lost:
            named = authors(change, merges | {change.commit.id}, seen, team)
        evidence, forged = self._evidence(change, seen[change.commit.id])
        needs = frozenset(demands(touches, self.state, self.contents))
        other = self.assignment.of_other_state(change)
        again = tuple(self.assignment.again.get(change.commit.id, ()))
        judged = judge(Case(change, named, evidence, needs, self.state.policy, other, again, self.roles))
        return judged.with_findings((*judged.findings, *self._lost(lost, line, place), *wrong_keys(seen), *forged))

    def _lost(self, lost: Sequence[Drop], line: Sequence[Change], place: int) -> Iterator[Finding]:
        """One finding for all that a merge drops."""
        if not lost:
            return
        people = whose(lost, line[:place], self.contents)
        parts = tuple(name for drop in lost for name in drop.names(self.contents))
        values = {
            "whose": ", ".join(dict.fromkeys(self._person(commit) for commit in people)),
            "by": ", ".join(dict.fromkeys(people.values())),
            "what": ", ".join(parts[:_FEW]) + (f" (+{len(parts) - _FEW})" if len(parts) > _FEW else ""),
        }
        yield replace(Finding.of(codes.DROPPED, line[place].commit.id, **values), parts=parts)

    def _person(self, commit: Commit) -> str:
        holders = self.state.team.by_email(commit.email)
        return holders[0].id if len(holders) == 1 else commit.author

    def _evidence(self, change: Change, main: Seen) -> tuple[tuple[Evidence, ...], tuple[Finding, ...]]:
        """What counts, and statements that are signed with a key that does not."""
        given = self.assignment.given.get(change.commit.id, ())
        held = [(a, of_statement(a, match, self.state.team, change.day)) for a, match in given]
        good = [said for _, said in held if isinstance(said, Evidence)]
        bad = [_forged(change, a, why) for a, why in held if isinstance(why, Standing)]
        return (*good, *in_text(change, main, self.state.team)), tuple(bad)


def _forged(change: Change, approval: Approval, why: Standing) -> Finding:
    key = approval.signature.fingerprint if approval.signature else "–"
    said = approval.statement.reviewer
    return Finding.of(
        codes.WRONG_KEY, change.commit.id, commit=short(approval.name), claimed=said, key=key, why=WHY[why]
    )
