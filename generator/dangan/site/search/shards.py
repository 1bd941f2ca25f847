"""From parts to shards: which documents have a token, in the order of their numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from dangan.site.search.lists import DIGITS, list_text, number_text
from dangan.site.search.numbers import Numbers
from dangan.site.search.part import LINE_END, SearchPart
from dangan.site.search.readings import INITIAL, SOUND
from dangan.site.search.runs import SHORT, shard_key
from dangan.site.search.script import address, script

LISTS = 4
_FILTER = "@"

Found = dict[str, list[str]]
"""Records of number and mask by token."""


def shard_files(parts: Iterable[SearchPart], numbers: Numbers) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of every shard, the empty ones too."""
    found = gathered(parts, numbers)
    for shard, tokens in enumerate(_by_shard(found, numbers)):
        name = shard_name(shard, numbers)
        yield address(name), script(name, {token: _entry(token, found, numbers) for token in sorted(tokens)})


def shard_name(shard: int, numbers: Numbers) -> str:
    return f"s/{shard:0{numbers.hex_digits}x}"


def shard_of(token: str, numbers: Numbers) -> int:
    return numbers.shard(key_of(token))


def key_of(token: str) -> str:
    """What a token's shard goes by."""
    mark = token[0]
    if mark == _FILTER:
        return token
    if mark in (SOUND, INITIAL):
        return token[1 : 1 + SHORT]
    return shard_key(token)


def gathered(parts: Iterable[SearchPart], numbers: Numbers) -> tuple[Found, ...]:
    found: tuple[Found, ...] = tuple(defaultdict(list) for _ in range(LISTS))
    for part in sorted((p for p in parts if p.name in numbers.of_name), key=lambda p: numbers.of_name[p.name]):
        number = number_text(numbers.of_name[part.name], numbers.width)
        for held in part.held:
            into, record = found[held.list], number + DIGITS[held.mask]
            for token in held.tokens.split(LINE_END) if held.tokens else ():
                into[token].append(record)
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


def _entry(token: str, found: Sequence[Found], numbers: Numbers) -> str:
    return "|".join(list_text(into.get(token, ()), numbers.width) for into in found).rstrip("|")
