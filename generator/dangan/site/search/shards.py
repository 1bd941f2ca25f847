"""From parts to shards: which documents have a token, in the order of their numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dangan.parallel import no_collecting
from dangan.site.search.lists import list_text, number_text
from dangan.site.search.numbers import Numbers
from dangan.site.search.part import LINE_END, SearchPart
from dangan.site.search.readings import INITIAL, SOUND
from dangan.site.search.runs import JOINT, SHORT, shard_key
from dangan.site.search.script import address, script

LISTS = 4
_FILTER = "@"

Found = dict[str, list[str]]
"""Records of number and mask by token."""


def shard_files(parts: Iterable[SearchPart], numbers: Numbers) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of every shard, the empty ones too."""
    with no_collecting():
        found = _gathered(parts, numbers)
        for shard, tokens in enumerate(_by_shard(found.lists, numbers)):
            name = shard_name(shard, numbers)
            yield address(name), script(name, {token: found.entry(token, numbers.width) for token in sorted(tokens)})


def shard_name(shard: int, numbers: Numbers) -> str:
    return f"s/{shard:0{numbers.hex_digits}x}"


def shard_of(token: str, numbers: Numbers) -> int:
    return numbers.shard(key_of(token))


def key_of(token: str) -> str:
    """What a token's shard goes by."""
    mark = token[0]
    if mark in (_FILTER, JOINT):
        return token
    if mark in (SOUND, INITIAL):
        return token[1 : 1 + SHORT]
    return shard_key(token)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Which records each token has, list by list, in the order of numbers; and the number of each record."""

    lists: tuple[Found, ...] = field(default_factory=lambda: tuple(defaultdict(list) for _ in range(LISTS)))
    numbers: dict[str, int] = field(default_factory=dict)

    def add(self, part: SearchPart, number: int, numbers: Numbers) -> None:
        text = number_text(number, numbers.width)
        for held in part.held:
            into, record = self.lists[held.list], text + number_text(held.mask, numbers.mask)
            self.numbers[record] = number
            for token in held.tokens[1:-1].split(LINE_END):
                into[token].append(record)

    def entry(self, token: str, width: int) -> str:
        said = [list_text(into[token], self.numbers, width) if token in into else "" for into in self.lists]
        return "|".join(said).rstrip("|")


def _gathered(parts: Iterable[SearchPart], numbers: Numbers) -> _Gathered:
    found = _Gathered()
    placed = {number: part for part in parts if (number := numbers.of_name.get(part.name)) is not None}
    for number in sorted(placed):
        found.add(placed[number], number, numbers)
    return found


def _by_shard(found: Sequence[Found], numbers: Numbers) -> list[list[str]]:
    shards: list[list[str]] = [[] for _ in range(numbers.shards)]
    known: dict[str, int] = {}
    for token in {token for tokens in found for token in tokens}:
        key = key_of(token)
        if key not in known:
            known[key] = numbers.shard(key)
        shards[known[key]].append(token)
    return shards
