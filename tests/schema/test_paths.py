"""Keyed paths and pointers: each way and back, whatever stands in the data; sorting a list changes no path."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field
from dangan.schema.fields import field_of
from dangan.schema.listkeys import decode, encode, item_keys
from dangan.schema.paths import Lost, head, join, split, to_pointer, to_steps
from dangan.source.memory_tree import MemoryTree
from dangan.source.node import Pointer

WORD = {"type": "string"}
ROW = {"type": "object", "properties": {name: {} for name in "abc"}}
TREE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "one": {"type": "array", "x-key": "a", "items": ROW},
        "two": {"type": "array", "x-key": ["a", "b"], "items": ROW},
        "bare": {"type": "array", "items": ROW},
        "set": {"type": "array", "items": WORD},
        "ordered": {"type": "array", "x-ordered": True, "items": WORD},
        "either": {"oneOf": [WORD, {"type": "array", "x-key": "a", "items": ROW}]},
        "map": {"type": "object", "additionalProperties": {"type": "array", "x-key": "b", "items": ROW}},
    },
}
FIELD = field_of("tree", TREE)

NAMES = st.text(alphabet="ab~/,#0 好", max_size=3)
SCALARS = st.one_of(NAMES, st.integers(0, 3), st.booleans(), st.decimals(0, 3, places=1))
ROWS = st.dictionaries(st.sampled_from("abcd"), st.one_of(SCALARS, st.dictionaries(NAMES, SCALARS, max_size=2)))
LISTS = st.lists(st.one_of(ROWS, SCALARS, st.lists(SCALARS, max_size=2)), max_size=5)
DATA = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys(("one", "two", "bare", "set", "ordered", "either"), LISTS),
                  "map": st.dictionaries(NAMES, LISTS, max_size=3), "not in it": LISTS}
)  # fmt: skip


def pointers(data: Any, here: Pointer = ()) -> list[Pointer]:
    parts: list[Any] = list(data.items()) if isinstance(data, dict) else []
    parts = list(enumerate(data)) if isinstance(data, list) else parts
    return [here, *(found for part, below in parts for found in pointers(below, (*here, part)))]


def steps_to(field: Field | None, data: Any, pointer: Pointer) -> tuple[str, ...]:
    steps = to_steps(field, data, pointer)
    assert not isinstance(steps, Lost), (pointer, steps)
    return steps


@given(DATA)
def test_every_place_has_a_path_of_its_own_that_leads_back(data: Any) -> None:
    paths = [join(steps_to(FIELD, data, pointer)) for pointer in pointers(data)]
    assert len(set(paths)) == len(paths)
    assert [to_pointer(FIELD, data, split(path)) for path in paths] == pointers(data)


@given(DATA)
def test_a_path_that_leads_somewhere_is_the_path_of_that_place(data: Any) -> None:
    for pointer in pointers(data):
        path = join(steps_to(FIELD, data, pointer))
        found = to_pointer(FIELD, data, split(path))
        assert not isinstance(found, Lost)
        assert join(steps_to(FIELD, data, found)) == path


@given(st.lists(ROWS, max_size=5), st.randoms(use_true_random=False))
def test_order_changes_no_key(rows: list[Any], chance: Any) -> None:
    listed = FIELD.at(("two",))
    before = {key: row for key, row in zip(item_keys(listed, rows), rows, strict=True) if not key.startswith("#")}
    unique = [row for row in rows if any(row is kept for kept in before.values())]
    chance.shuffle(unique)
    after = dict(zip(item_keys(listed, unique), unique, strict=True))
    assert after == before


@given(NAMES)
def test_a_name_survives_its_escapes(name: str) -> None:
    step = encode(name)
    assert decode(step) == name
    assert step
    assert not set(step) & set("/,#")


@pytest.mark.parametrize(
    ("pointer", "path"),
    [
        ((), ""),
        (("one", 1), "one/y"),
        (("one", 1, "b"), "one/y/b"),
        (("one", 2), "one/#3"),
        (("one", 3), "one/#4"),
        (("two", 0, "c"), "two/2026-Q1,hl-e36/c"),
        (("two", 1), "two/2026-Q1"),
        (("two", 2), "two/2026-01-01..2026-03-31,1.5"),
        (("set", 1), "set/b"),
        (("ordered", 1), "ordered/#2"),
        (("map", "li-mei", 0), "map/li-mei/a, b~1c"),
    ],
)
def test_as_a_rep_reads_them(pointer: Pointer, path: str) -> None:
    data = {
        "one": [{"a": "x"}, {"a": "y", "b": 1}, {"b": 2}, {"a": "y"}],
        "two": [
            {"a": "2026-Q1", "b": "hl-e36", "c": 7},
            {"a": "2026-Q1"},
            {"a": {"until": "2026-03-31", "from": "2026-01-01"}, "b": Decimal("1.50")},
        ],
        "set": ["a", "b"],
        "ordered": ["b", "b"],
        "map": {"li-mei": [{"b": "a, b/c"}]},
    }
    assert to_pointer(FIELD, data, split(path)) == pointer
    assert join(steps_to(FIELD, data, pointer)) == path.replace(", ", "~2 ")


def test_a_step_into_nothing_is_told_with_what_stands_there() -> None:
    data = {"one": [{"a": "x"}], "set": ["a"], "map": {}}
    assert to_pointer(FIELD, data, ("one", "z", "b")) == Lost(("one",), "z", ("x",))
    assert to_pointer(FIELD, data, ("two",)) == Lost((), "two", ("one", "set", "map"), possible=True)
    assert to_pointer(FIELD, data, ("too",)) == Lost((), "too", ("one", "set", "map"))
    assert to_pointer(FIELD, data, ("set", "a", "b")) == Lost(("set", "a"), "b")
    assert to_pointer(FIELD, data, ("one", "#1")) == Lost(("one",), "#1", ("x",))
    assert to_steps(FIELD, data, ("one", 7)) == Lost(("one",), "7", ("x",))
    assert to_steps(FIELD, data, ("one", "x")) == Lost(("one",), "x", ("x",))


def test_a_path_begins_where_the_file_lies() -> None:
    kinds = Catalogue.load(MemoryTree({}))[0].kinds
    names = ("profile", "project", "log", "competitors", "competitor")
    heads = {name: join(head(kinds[name], "a-1")) for name in names}
    assert heads == {
        "profile": "profile",
        "project": "projects/a-1",
        "log": "log/a-1",
        "competitors": "competitors",
        "competitor": "competitors/a-1",
    }
    assert join(head(kinds["log"])) == "log/{id}"
