"""What was judged once is judged again as it would be for the first time, whatever came since."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dangan.review.audit import Audit, Auditor
from dangan.review.bench import Bench
from dangan.review.change import Change
from dangan.review.judgement import Judged
from tests.history.test_memory import Counting
from tests.review.story import CATALOGUE, CONFIG, PROFILE, RULES, TEAM, A, Story, colleague

NEW_TEAM = TEAM + colleague("late", "reviewer", keys="late")
REVOKED = TEAM.replace(
    colleague("boss", "reviewer", "lead", keys="boss"), colleague("boss", "reviewer", "lead", revoked="boss")
)
STRICT = RULES.replace("  roles: [reviewer, lead]\n", "  roles: [lead]\n  proof: signed\n", 1)
Move = Callable[[Story], object]


def merged(text: str, *, approved: str = "", late: bool = False) -> Move:
    """A branch that comes to the main line, approved by somebody before or after."""

    def move(story: Story) -> None:
        side = story.branch("rep", {A: PROFILE + f"notes: {text} {story.days}\n"}, signer="rep")
        if approved and not late:
            story.approve(approved, side)
        if approved and late:
            story.days += 1
            story.approve(approved, side)
            story.days -= 1
        story.merge("boss", side, f"Merge pull request #{story.days + 1} from rep/x")

    return move


def rewritten(story: Story) -> None:
    """The last change never was."""
    parent = story.repository.steps(story.head)
    first = next(parent).commit.parents
    if first:
        story._move("main", first[0])


def approved_as_two(story: Story) -> None:
    """Two commits of one approval, put on top one by one."""
    one = story.branch("rep", {A: PROFILE + f"notes: one {story.days}\n"})
    two = story.branch("rep", {A: PROFILE + f"notes: two {story.days}\n"}, on=one)
    story.approve("wang", two)
    for oid in (one, two):
        story.push("rep", {A: story.states[oid][A]})


MOVES: dict[str, Move] = {
    "pushed": lambda story: story.push("rep", {A: PROFILE + f"stage: s{story.days}\n"}),
    "merged": merged("plain"),
    "approved": merged("signed", approved="wang"),
    "approved late": merged("late", approved="boss", late=True),
    "approved as two": approved_as_two,
    "approved and never merged": lambda story: story.approve("wang", story.branch("rep", {A: PROFILE + "x: y\n"})),
    "team": lambda story: story.push("boss", {"team.yaml": NEW_TEAM}),
    "revoked": lambda story: story.push("boss", {"team.yaml": REVOKED}),
    "rules": lambda story: story.push("boss", {"rules.yaml": STRICT}),
    "moved": lambda story: story.push("rep", {A: None, "customers/z/profile.yaml": PROFILE}),
    "tagged": lambda story: story.tag(f"v{story.days}", story.head, "boss"),
    "rewritten": rewritten,
}


def approved(story: Story, memory: Counting | None) -> dict[str, tuple[str, ...]]:
    more = {"memory": memory} if memory else {}
    ruled = Auditor(story.repository, CATALOGUE, CONFIG, **more).rulings()  # type: ignore[arg-type]
    return {oid: tuple(dict.fromkeys(e.reviewer.id for e in r.approved_by if e.reviewer)) for oid, r in ruled.items()}


def told_to_approve(audit: Audit) -> dict[str, tuple[str, ...]]:
    """As the audit itself says who approved what."""
    return {
        judged.change.commit.id: tuple(dict.fromkeys(e.reviewer.id for e in judged.approved_by if e.reviewer))
        for judged in audit.changes
    }


def audited(story: Story, memory: Counting | None, trusted: str | None = None, today: date = date.max) -> Audit:
    more = {"memory": memory} if memory else {}
    return Auditor(story.repository, CATALOGUE, CONFIG, today=today, **more).audit(trusted)  # type: ignore[arg-type]


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(moves=st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.booleans()), min_size=2, max_size=7))
@example(moves=[("approved", True), ("revoked", True), ("approved as two", True), ("rules", False), ("approved", True)])
@example(moves=[("approved and never merged", True), ("merged", True), ("rewritten", True), ("approved late", True)])
def test_judged_from_memory_and_judged_anew_are_the_same(moves: list[tuple[str, bool]]) -> None:
    with TemporaryDirectory() as folder:
        story, memory = Story(Path(folder)), Counting()
        for name, is_audited in moves:
            MOVES[name](story)
            if is_audited:
                assert approved(story, memory) == told_to_approve(anew := audited(story, None)), name
                assert audited(story, memory) == anew, name
        trusted = next(iter(story.repository.steps(story.head))).commit.id
        for how in ({}, {"trusted": trusted}, {"today": date(2026, 1, 3)}, {}):
            assert audited(story, memory, **how) == audited(story, None, **how), how


def test_a_new_change_is_the_only_one_that_is_judged(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, judged = Counting(), list[str]()
    for name in ("merged", "approved", "pushed"):
        MOVES[name](story)
    audited(story, memory)
    judge = Bench._judge

    def counted(self: Bench, line: Sequence[Change], place: int, **how: bool) -> Judged:
        judged.append(line[place].commit.id)
        return judge(self, line, place, **how)

    monkeypatch.setattr(Bench, "_judge", counted)
    audited(story, memory)
    assert judged == []
    MOVES["pushed"](story)
    audited(story, memory)
    assert judged == [story.head]
    audited(story, memory)
    assert judged == [story.head]


def test_an_approval_that_comes_later_is_seen(story: Story) -> None:
    memory = Counting()
    side = story.branch("rep", {A: PROFILE + "stage: other\n"})
    before = story.head
    story.push("rep", {A: story.states[side][A]})
    assert [found.code.name for found in audited(story, memory).every_finding] == ["direct-push"]
    head, story.head = story.head, before
    story._reference("refs/heads/main", before)
    story.approve("wang", side)
    story._reference("refs/heads/main", head)
    assert audited(story, memory).every_finding == ()
