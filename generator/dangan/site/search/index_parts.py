"""An index that is nowhere written: the parts of all documents, looked through for each key."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dangan.site.search.claims import Lists, Masks
from dangan.site.search.keys import Key
from dangan.site.search.numbers import Numbers
from dangan.site.search.part import LINE_END, SearchPart
from dangan.site.search.shards import LISTS

Blocks = Callable[[str], Sequence[Mapping[str, Any]]]
"""All blocks of a document, by its name."""


class PartsIndex:
    """Gives what the files made of the same parts would give."""

    def __init__(self, parts: Iterable[SearchPart], numbers: Numbers, blocks: Blocks) -> None:
        self._parts = [(numbers.of_name[part.name], part) for part in parts if part.name in numbers.of_name]
        self._names = {number: part.name for number, part in self._parts}
        self._blocks = blocks
        self._kept: dict[int, Sequence[Mapping[str, Any]]] = {}
        self._asked: dict[Key, Lists] = {}

    def block(self, number: int, block: int) -> Mapping[str, Any]:
        if number not in self._kept:
            self._kept[number] = self._blocks(self._names[number])
        return self._kept[number][block]

    def lists(self, key: Key) -> Lists:
        wanted = LINE_END + key.token + ("" if key.prefix else LINE_END)
        found: tuple[dict[int, int], ...] = tuple({} for _ in range(LISTS))
        for number, part in self._parts:
            for held in part.held:
                if wanted in held.tokens:
                    into = found[held.list]
                    into[number] = into.get(number, 0) | held.mask
        return found

    def asks(self, key: Key, number: int) -> set[str]:  # noqa: ARG002 - what another index has to fetch
        """Nothing: its lists leave nothing open."""
        return set()

    def masks(self, key: Key, number: int) -> Masks:
        """What its lists say of one document; they leave nothing open."""
        if key not in self._asked:
            self._asked[key] = self.lists(key)
        return tuple(masks.get(number, 0) for masks in self._asked[key])
