"""Whatever the branches: the history of a field ends with the value in the file, and names who set it.

The oracle walks each field alone, commit by commit, over states that are kept in memory.
"""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangan.history.archive_history import ArchiveHistory
from dangan.history.change import ChangeKind, FieldChange
from dangan.schema.catalogue import Catalogue
from dangan.source.emit import dump
from tests.history.replay import Made, replay

FOLDER = "customers/acme"
PROFILE = f"{FOLDER}/profile.yaml"
PEOPLE = f"{FOLDER}/people.yaml"
State = dict[str, Any]
"""Of people.yaml: field by person; None for no file."""
NAMES, FIELDS, VALUES = ("li-mei", "wang-wei"), ("title", "notes"), ("one", "two", "three")

edits = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(FIELDS), st.sampled_from([*VALUES, None])), min_size=0, max_size=3
)
"""What a commit sets or takes away."""
shapes = st.lists(
    st.tuples(edits, st.lists(st.integers(0, 30), min_size=1, max_size=3), st.booleans()), min_size=1, max_size=14
)
"""Per commit: its edits, where its parents are (modulo what there is), whether the parents' states are merged first."""


def states(plan: list[tuple[list[tuple[str, str, str | None]], list[int], bool]]) -> list[tuple[State, list[int]]]:
    """The state of every commit, with its parents; the last commit has the one before among them."""
    made: list[tuple[State, list[int]]] = [({}, [])]
    for changes, places, united in plan:
        parents = list(dict.fromkeys([place % len(made) for place in places]))
        state = dict(made[parents[0]][0])
        if united:
            for parent in parents[1:]:
                state |= made[parent][0]
        for name, field, value in changes:
            state[f"{name}/{field}"] = value
        made.append(({key: value for key, value in state.items() if value is not None}, parents))
    tip = len(made) - 1
    return [*made, (dict(made[tip][0]), list(dict.fromkeys([tip, *(made[tip][1][:1] or [])])))]


def files(state: State) -> Mapping[str, str]:
    people: dict[str, dict[str, str]] = {}
    for path, value in state.items():
        name, _, field = path.partition("/")
        people.setdefault(name, {})[field] = value
    return {PROFILE: "id: acme\n", **({PEOPLE: dump(people)} if people else {})}


def who_set(made: list[tuple[State, list[int]]], field: str) -> int:
    """By definition: to the first parent that has the value, as long as there is one."""
    here = len(made) - 1
    while True:
        state, parents = made[here]
        same = [parent for parent in parents if made[parent][0].get(field) == state[field]]
        if not same:
            return here
        here = same[0]


def said(change: FieldChange, field: str) -> tuple[bool, Any]:
    """Whether a change is about a field, and which value it gave it."""
    rest = field.split("/")[len(change.steps) :]
    if "/".join(change.steps) != "/".join(field.split("/")[: len(change.steps)]) or not change.steps:
        return False, None
    value = change.new
    for step in rest:
        value = value.get(step) if isinstance(value, dict) else None
    return True, value


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(plan=shapes)
def test_the_last_entry_is_the_value_and_its_commit_the_one_that_set_it(catalogue: Catalogue, plan: Any) -> None:
    made = states(plan)
    with TemporaryDirectory() as folder:
        repository, ids = replay(Path(folder), [Made(files(state), parents) for state, parents in made])
        history = ArchiveHistory.of(repository, catalogue)
        changes = [c for c in history.of_customer("acme") if c.of.kind == "people" and c.taken and c.kind.is_fact]
        history.close()
    for field, value in made[-1][0].items():
        about = [(change, given) for change in changes for told, given in [said(change, field)] if told]
        assert about, field
        change, given_value = about[0]
        assert given_value == value
        assert change.commit.id == ids[who_set(made, field)]
        assert change.kind is not ChangeKind.ITEM_REMOVED
