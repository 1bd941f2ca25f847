"""What is called plain has nothing wrong in it that the closer look would find."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.model.containers import containers
from dangan.model.plainly import is_plain
from dangan.schema.field import Field
from dangan.schema.listkeys import key_names, list_field, own_key


def field(kind: str, **rest: Any) -> Field:
    return Field("x", Text("x"), kind, Level.INTERNAL, **rest)


TEXT = field("string")
ITEM = field("object", properties={"a": TEXT, "b": TEXT})
SCHEMA = field(
    "object",
    properties={
        "one": field("array", items=ITEM, key="a"),
        "two": field("array", items=ITEM, key=("a", "b")),
        "none": field("array", items=ITEM),
        "plain": field("array", items=TEXT),
        "ordered": field("array", items=TEXT, ordered=True),
        "either": field("", alternatives=(TEXT, field("array", items=ITEM, key="b"))),
    },
    values=field("object", properties={"one": field("array", items=ITEM, key="b")}),
)

scalars = st.sampled_from(["x", "y", "1", "true", ",", "x,"]) | st.sampled_from([0, 1, True, False])
items = scalars | st.dictionaries(st.sampled_from(["a", "b"]), scalars | st.lists(scalars, max_size=2), max_size=2)
lists = st.dictionaries(st.sampled_from(sorted(SCHEMA.properties)), st.lists(items, max_size=3), max_size=3)
datas = lists | st.dictionaries(st.sampled_from(["m", "n"]), lists, max_size=2)


def repeated(data: Any) -> bool:
    """Whether two items of a list have one key, by the long way."""
    for found in containers(data, SCHEMA):
        if isinstance(found.value, list):
            names = key_names(found.field)
            keys = [key for item in found.value if (key := own_key(list_field(found.field), names, item))]
            if len(set(keys)) < len(keys):
                return True
    return False


@given(datas)
@settings(max_examples=300)
def test_nothing_plain_has_two_items_of_one_key(data: Any) -> None:
    assert not (is_plain(data, SCHEMA) and repeated(data))


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y", 0, False]), max_size=2), max_size=4
    )
)
def test_lists_of_mappings_are_plain_just_where_their_keys_differ(listed: list[Any]) -> None:
    for name in ("one", "two", "none"):
        assert is_plain({name: listed}, SCHEMA) is not repeated({name: listed})


def test_what_is_said_beside_a_fact_is_looked_at() -> None:
    assert is_plain({"m": {"one": [{"a": "x"}]}}, SCHEMA)
    assert not is_plain({"m": {"evidence": {"a": ["x"]}}}, SCHEMA)
    assert not is_plain({"one": [{"a": "x", "contested": []}]}, SCHEMA)
    assert not is_plain({"unknown": {"evidence": {}}}, TEXT)
