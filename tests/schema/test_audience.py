"""Redaction: monotone, idempotent, the identity for those who may see all."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dangan.levels import Level
from dangan.schema.audience import MISSING, level_at, redact
from dangan.schema.fields import field_of
from tests.schema.small import load

LEVELS = st.sampled_from(list(Level))
MARKS = st.fixed_dictionaries({}, optional={"x-sensitivity": st.sampled_from([level.word for level in Level])})
NAMES = st.sampled_from(["a", "b", "c"])
LEAVES = st.builds(lambda kind, mark: {"type": kind, **mark}, st.sampled_from(["string", "integer", "boolean"]), MARKS)


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    objects = st.builds(
        lambda mark, properties: {"type": "object", "properties": properties, **mark},
        MARKS,
        st.dictionaries(NAMES, inner, max_size=3),
    )
    maps = st.builds(lambda mark, value: {"type": "object", "additionalProperties": value, **mark}, MARKS, inner)
    lists = st.builds(lambda mark, item: {"type": "array", "items": item, **mark}, MARKS, inner)
    forms = st.builds(lambda mark, some: {"oneOf": some, **mark}, MARKS, st.lists(inner, min_size=1, max_size=3))
    return st.one_of(objects, maps, lists, forms)


SCHEMAS = st.recursive(LEAVES, _containers, max_leaves=8)
DATA = st.recursive(
    st.one_of(st.text(max_size=3), st.integers(), st.booleans(), st.decimals(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=3)),
    max_leaves=8,
)


def within(low: Any, high: Any) -> bool:
    """Whether all of `low` is in `high`; of lists as a subsequence."""
    if low is MISSING:
        return True
    if isinstance(low, dict) and isinstance(high, dict):
        return all(key in high and within(value, high[key]) for key, value in low.items())
    if isinstance(low, list) and isinstance(high, list):
        rest = iter(high)
        return all(any(within(item, other) for other in rest) for item in low)
    return type(low) is type(high) and bool(low == high)


@given(SCHEMAS, DATA, LEVELS, LEVELS)
def test_a_lower_audience_sees_no_more(schema: Any, data: Any, one: Level, other: Level) -> None:
    field = field_of("x", schema)
    assert within(redact(field, data, min(one, other)), redact(field, data, max(one, other)))


@given(SCHEMAS, DATA, LEVELS)
def test_twice_is_once(schema: Any, data: Any, audience: Level) -> None:
    field = field_of("x", schema)
    once = redact(field, data, audience)
    assert once is MISSING or redact(field, once, audience) == once


@given(SCHEMAS, DATA)
def test_who_may_see_all_sees_all(schema: Any, data: Any) -> None:
    assert redact(field_of("x", schema), data, Level.RESTRICTED) == data


@given(SCHEMAS, DATA, LEVELS)
def test_what_is_left_is_at_its_level(schema: Any, data: Any, audience: Level) -> None:
    """Every plain value that stays stands in a place whose level the audience has."""
    field = field_of("x", schema)
    for pointer in _leaves(redact(field, data, audience)):
        if audience is not Level.RESTRICTED and _by_type_alone(schema):
            assert level_at(field, pointer) <= audience


def _by_type_alone(schema: Any) -> bool:
    """Without alternatives, where `level_at`, which sees no data, takes the strictest of all."""
    return "oneOf" not in str(schema)


def _leaves(data: Any, pointer: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if data is MISSING:
        return []
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in _leaves(value, (*pointer, key))]
    if isinstance(data, list):
        return [leaf for index, value in enumerate(data) for leaf in _leaves(value, (*pointer, index))]
    return [pointer]


CARD = load()[0].kinds["card"].field
FULL = {
    "id": "a",
    "price": {"per": "piece", "amount": Decimal(3)},
    "staff": {"li": {"job": "buyer", "home": "here"}, "wang": {"home": "there"}},
    "unknown": "secret",
}


def test_by_example() -> None:
    assert redact(CARD, FULL, Level.INTERNAL) == {"id": "a", "staff": {"li": {"job": "buyer"}}}
    assert redact(CARD, FULL, Level.CONFIDENTIAL) == {
        "id": "a",
        "price": {"per": "piece", "amount": 3},
        "staff": {"li": {"job": "buyer"}},
    }
    assert redact(CARD, FULL, Level.PUBLIC) is MISSING


def test_it_is_a_copy() -> None:
    for audience in (Level.INTERNAL, Level.RESTRICTED):
        redact(CARD, FULL, audience)["staff"]["li"]["job"] = "changed"
    assert FULL["staff"]["li"]["job"] == "buyer"  # type: ignore[index]


def test_a_text_where_a_mapping_is_due_counts_as_the_highest_below_it() -> None:
    assert redact(CARD, {"staff": "Li lives here"}, Level.INTERNAL) is MISSING


def test_a_list_without_its_items_is_gone_and_an_empty_one_stays() -> None:
    field = field_of("x", {"x-sensitivity": "internal", "type": "array", "items": {"x-sensitivity": "restricted"}})
    assert redact(field, ["a"], Level.INTERNAL) is MISSING
    assert redact(field, [], Level.INTERNAL) == []


def test_of_alternatives_of_one_type_the_strictest_counts() -> None:
    forms = [{"type": "string"}, {"type": "string", "x-sensitivity": "restricted"}, {"type": "integer"}]
    field = field_of("x", {"x-sensitivity": "internal", "oneOf": forms})
    assert redact(field, "a", Level.INTERNAL) is MISSING
    assert redact(field, 3, Level.INTERNAL) == 3


def test_levels_of_places() -> None:
    assert level_at(CARD, ("price", "amount")) is Level.CONFIDENTIAL
    assert level_at(CARD, ("staff", "li", "home")) is Level.RESTRICTED
    assert level_at(CARD, ("staff", "li", "job")) is Level.INTERNAL
    assert level_at(CARD, ("nothing", "here")) is Level.RESTRICTED
    assert level_at(CARD, ()) is Level.INTERNAL
