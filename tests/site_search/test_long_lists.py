"""Long lists have their blocks in pieces; they are read and rewritten as if they were whole."""

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangan.site.search.index_files import FileIndex
from dangan.site.search.index_parts import PartsIndex
from dangan.site.search.keys import Key
from dangan.site.search.lists import ANY, SPAN, blocks_bits, blocks_text, numbers_text, read_blocks, read_numbers
from dangan.site.search.numbers import LONG, Numbers, pieces_of
from dangan.site.search.part import NAME, TEXT, WITHIN, Held, SearchPart
from dangan.site.search.rewrite_lists import Change, rewritten_lists
from dangan.site.search.script import address, parse
from dangan.site.search.shards import shard_files

TOKENS = ("电池", "form", "forma", "+01-02", "~lin", "x")
HALF = "x"


def part(name: str, number: int, chance: Random) -> SearchPart:
    """Of some tokens, most of which most documents have, and one about half."""
    shares = dict.fromkeys(TOKENS, 0.96) | {HALF: 0.485}
    masks = {token: chance.choice((1, 2, 6, 1 << 40)) for token in TOKENS if chance.random() < shares[token]}
    text = [Held(TEXT, mask, f"\n{token}\n") for token, mask in masks.items()]
    within = [Held(WITHIN, 4, "\n~li\nform\n")] if chance.random() < 0.97 else []
    filters = (("stage", "new"),)
    return SearchPart(
        name, number, (*text, *within, Held(NAME, 1, "\n电池\n"), Held(TEXT, ANY, "\n@stage=new\n")), filters
    )


def parts(names: Sequence[int], edited: int = -1) -> tuple[Numbers, dict[str, SearchPart]]:
    numbers = Numbers.of(f"customer/c{n}" for n in names)
    made = {}
    for n in names:
        name = f"customer/c{n}"
        made[name] = part(name, numbers.of_name[name], Random(n if n != edited else -n))  # noqa: S311
    return numbers, made


def having(token: str, made: dict[str, SearchPart]) -> int:
    held = (each for part in made.values() for each in part.held if each.list == TEXT)
    return sum(f"\n{token}\n" in each.tokens for each in held)


def files(numbers: Numbers, made: dict[str, SearchPart]) -> dict[str, bytes]:
    return dict(shard_files(sorted(made.values(), key=lambda each: each.number), numbers))


MANY = range(2 * LONG + 80)
"""Most lists of them are in four pieces."""
FEWER = range(2 * LONG + 8)
"""Of them in two, and one is long no more."""
HEAD = {"shards": "shards", "hex": "hex_digits", "bits": "bits", "files": "files"}


@pytest.fixture(scope="module")
def standing() -> dict[str, bytes]:
    return files(*parts(MANY))


def test_a_long_list_is_read_as_the_parts_say(standing: dict[str, bytes]) -> None:
    numbers, made = parts(MANY)
    head = {name: getattr(numbers, own) for name, own in HEAD.items()}
    read = FileIndex(lambda name: head if name == "head" else parse(standing[address(name)]))
    plain = PartsIndex(made.values(), numbers, lambda _: ())
    assert any(name.startswith("search/m/") and len(data) > LONG for name, data in standing.items())
    for key in (*map(Key, TOKENS), Key("form", prefix=True), Key("~li")):
        found, told = read.lists(key), plain.lists(key)
        assert [sorted(some) for some in found] == [sorted(some) for some in told]
        for number in list(numbers.of_name.values())[::50]:
            assert read.masks(key, number) == plain.masks(key, number)


@pytest.mark.parametrize(
    ("names", "edited"),
    [
        (MANY, 3),
        (range(1, 2 * LONG + 90), 70),
        (FEWER, -1),
        (FEWER, 5),
        (range(40, 2 * LONG + 70), -1),
    ],
)
def test_rewritten_lists_are_those_made_anew(standing: dict[str, bytes], names: range, edited: int) -> None:
    """Also where a list is long no more, or is cut into fewer pieces or more."""
    _, before = parts(MANY)
    numbers, after = parts(names, edited)
    changes = [Change(before.get(name), after.get(name)) for name in sorted(before.keys() | after.keys())]
    made = rewritten_lists([change for change in changes if change.before != change.now], numbers, standing.get)
    assert {**standing, **made} == files(numbers, after)


def test_lists_that_grow_are_cut_into_more_pieces() -> None:
    numbers, after = parts(MANY)
    before = {name: after[name] for name in list(after)[: len(FEWER)]}
    lengths = [[having(token, some) for token in TOKENS] for some in (before, after)]
    assert [min(some) <= LONG for some in lengths] == [True, False]
    assert [max(pieces_of(size) for size in some) for some in lengths] == [2, 4]
    whole = files(numbers, before)
    changes = [Change(None, after[name]) for name in sorted(after.keys() - before.keys())]
    assert {**whole, **rewritten_lists(changes, numbers, whole.get)} == files(numbers, after)
    back = rewritten_lists([Change(each.now, None) for each in changes], numbers, files(numbers, after).get)
    assert {name: whole[name] for name in back} == back


@given(st.sets(st.integers(0, 40_000), max_size=400))
def test_numbers_are_read_as_they_were_written(numbers: set[int]) -> None:
    text = numbers_text(sorted(numbers))
    assert read_numbers(text) == sorted(numbers)
    assert len(text) <= 1 + 3 * len(numbers)


@given(st.lists(st.integers(1, ANY) | st.integers(0, SPAN - 1).map(lambda bit: 1 << bit)))
def test_blocks_are_read_as_they_were_written(masks: list[int]) -> None:
    assert read_blocks(blocks_text([*map(blocks_bits, masks)])) == masks


def test_what_is_usual_takes_few_digits() -> None:
    assert len(numbers_text(range(900))) == 1 + 150
    assert numbers_text([0, 1, 40, 1100]) == "7---3rXE"
    assert [len(blocks_bits(1 << block)) for block in (0, 3, 11, 27, SPAN - 1)] == [4, 4, 6, 8, 14]
    assert len(blocks_bits(ANY)) < SPAN + 13
