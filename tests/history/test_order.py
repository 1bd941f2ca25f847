"""What is put on top of an order that is known is told as if all had been put into order at once."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dangan.git.objects import Commit, Step, Touch
from dangan.history.course import Course
from dangan.history.memory import leading_to
from dangan.history.order import ordered, ordered_on

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
shapes = st.lists(
    st.tuples(st.lists(st.integers(1, 6), min_size=1, max_size=2, unique=True), st.integers(-4, 4)),
    min_size=1,
    max_size=14,
)


def made(plan: list[tuple[list[int], int]]) -> list[Step]:
    """Each commit on top of one or two that came so many before it, recorded sooner or later than in its turn."""
    found: list[Step] = []
    for number, (back, hours) in enumerate(plan):
        parents = dict.fromkeys(f"{max(0, number - each):02}" for each in back) if number else ()
        date = BEGIN + timedelta(hours=number + hours)
        commit = Commit(f"{number:02}", "A", "a@x.y", date, "", parents=tuple(parents))
        found.append(Step(commit, ((),)))
    return found


@given(plan=shapes, at=st.integers(0, 13), near=st.sampled_from([0, 1, 200]))
@example(plan=[([1], 0), ([1], 0), ([2], -4), ([1, 2], 0), ([3], 4), ([1, 2], 0)], at=3, near=0)
def test_new_ones_on_top_stand_where_they_would_have_stood(
    plan: list[tuple[list[int], int]], at: int, near: int
) -> None:
    steps = made(plan)
    whole = list(leading_to(steps[-1].commit.id, ordered(steps)))
    head = whole[at % len(whole)].commit.id
    known = ordered(leading_to(head, whole))
    new = [step for step in whole if step not in known]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dangan.history.order._NEAR", near)
        assert ordered_on(new[::-1], known) == ordered(whole)


def test_what_lies_within_a_folder_and_who_touched_it() -> None:
    def step(number: int, *paths: str) -> Step:
        commit = Commit(str(number), "A", "a@x.y", BEGIN, "")
        return Step(commit, (tuple(Touch(path, None, "a", "000000", "100644") for path in paths), ()))

    course = Course([step(2, "a/b/c", "a.b"), step(1, "a/b", "ab/c"), step(0, "a/b/c", "a/b/d/e", "a/b\U0001f600")])
    assert course.below(["a/b/"]) == {"a/b/c", "a/b/d/e"}
    assert course.below(["a/", "a/b/", "z/"]) == {"a/b", "a/b/c", "a/b/d/e", "a/b\U0001f600"}
    assert course.touching(["a/b/c"]) == [0, 2]
    assert course.touching(course.below(["ab/", "a/b/d/"])) == [1, 2]
    assert course.touching([]) == []
