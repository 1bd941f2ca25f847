"""An index that is read from its files, as a page reads it."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any
from zlib import crc32

from dangan.site.search.blocks import block_name
from dangan.site.search.claims import Lists
from dangan.site.search.lists import BITS, read_list
from dangan.site.search.query import Key
from dangan.site.search.shards import LISTS, key_of


class FileIndex:
    """`read` gives the data of a file by its name (`s/0a3`); each is asked for once."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        self._read = read
        self._kept: dict[str, Any] = {}

    @cached_property
    def head(self) -> Mapping[str, Any]:
        head: Mapping[str, Any] = self._read("head")
        return head

    @property
    def span(self) -> int:
        return BITS * int(self.head["mask"])

    def block(self, number: int, block: int) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._file(block_name(number, block))
        return found

    def lists(self, key: Key) -> Lists:
        """Of all tokens that fit."""
        shard: Mapping[str, str] = self._file(self._shard(key_of(key.token)))
        tokens = [t for t in shard if key.fits(t)] if key.prefix else [key.token] * (key.token in shard)
        merged: tuple[dict[int, int], ...] = tuple({} for _ in range(LISTS))
        for token in tokens:
            for into, text in zip(merged, shard[token].split("|"), strict=False):
                for number, mask in read_list(text, self.head["width"], self.head["mask"]).items():
                    into[number] = into.get(number, 0) | mask
        return merged

    def _file(self, name: str) -> Any:
        if name not in self._kept:
            self._kept[name] = self._read(name)
        return self._kept[name]

    def _shard(self, key: str) -> str:
        return f"s/{crc32(key.encode()) % self.head['shards']:0{self.head['hex']}x}"
