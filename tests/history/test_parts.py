"""What is sent of a history to whoever reads one customer: all that its walk asks for, and nothing of the others."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from dangan.git.objects import Commit, Step, Touch
from dangan.history.change import Identity
from dangan.history.graph import Graph, Node, build
from dangan.memory import packed

DAY = datetime(2026, 1, 1, tzinfo=UTC)
FILES = tuple(Identity(customer, "profile", "") for customer in "abc")
SAID = "what another customer is told"

touched = st.sets(st.sampled_from("abc"), max_size=3)
logs = st.lists(st.tuples(touched, touched, st.integers(0, 3)), min_size=1, max_size=12)
"""Per commit what it touched against each parent, and how far back the second parent is (0: there is none)."""


def steps(plan: list[tuple[set[str], set[str], int]]) -> list[Step]:
    """The newest first; a commit's parents are the next of the list and one further back."""
    found = []
    for place, (first, second, back) in enumerate(plan):
        there = range(place + 1, len(plan))
        parents = tuple(dict.fromkeys(f"c{n}" for n in (place + 1, place + 1 + back) if n in there))
        sides = [_touches(first, place), _touches(second, place)][: max(1, len(parents))]
        commit = Commit(f"c{place}", "a", "a@b.example", DAY, SAID, SAID, parents=parents)
        found.append(Step(commit, tuple(sides)))
    return found


def _touches(files: set[str], place: int) -> tuple[Touch, ...]:
    return tuple(Touch(name, f"{name}{place + 1}", f"{name}{place}", "100644", "100644") for name in sorted(files))


def node(graph: Graph, number: int) -> tuple[object, ...]:
    """All that a walk sees of it."""
    found: Node = graph.nodes[number]
    return (
        *(found.commit.id, found.commit.parents, found.touched),
        *(found.before_ids(graph), number in graph.heads),
    )


@given(plan=logs, mine=st.sets(st.sampled_from(FILES), min_size=1))
def test_a_part_shows_a_walk_what_the_whole_shows_it(
    plan: list[tuple[set[str], set[str], int]], mine: set[Identity]
) -> None:
    whole = build(steps(plan), lambda path: Identity(path, "profile", ""))
    part = whole.part(sorted(mine, key=str))
    assert part.by_file.keys() == whole.by_file.keys() & mine
    for file, numbers in part.by_file.items():
        assert [node(part, number) for number in numbers] == [node(whole, n) for n in whole.by_file[file]]
        assert numbers == sorted(numbers)


@given(plan=logs)
def test_a_part_tells_nothing_else(plan: list[tuple[set[str], set[str], int]]) -> None:
    part = build(steps(plan), lambda path: Identity(path, "profile", "")).part(FILES[:1])
    assert {file.customer for file in part.by_file} <= {"a"}
    assert len(part.nodes) == sum(map(len, part.by_file.values()))
    assert SAID.encode() not in packed(part)
