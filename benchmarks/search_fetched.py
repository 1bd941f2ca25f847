"""What a query fetches: terms drawn from an index's own text, and the bytes of the files that answer them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from dangan.site.search.fold import SLICES, fold
from dangan.site.search.index_files import FileIndex
from dangan.site.search.reader import Search
from dangan.site.search.script import address, parse

HAN = re.compile(r"[\u4e00-\u9fff]+")
WORD = re.compile(r"[A-Za-z0-9]+(?:[-./][A-Za-z0-9]+)*")
ASCII = 0x80
_PARTS = 0.4
"""How many of the words are asked for in part."""
_BEGUN = 0.6
"""And how many of these from their beginning on."""


def drawn(out: Path, seed: int, number: int) -> list[str]:
    """Terms as they are typed, Chinese and others in turn; the same ones for one index and seed."""
    random = Random(seed)
    files = sorted(out.glob("search/d/*.js"))
    terms: list[str] = []
    for text in _texts(files, random):
        pieces = (HAN if len(terms) % 2 else WORD).findall(text)
        term = _part(random.choice(pieces), random) if pieces else ""
        terms += [term] if len(term) > 1 else []
        if len(terms) == number:
            break
    return terms


def _texts(files: list[Path], random: Random) -> Iterator[str]:
    while True:
        lines = parse(random.choice(files).read_bytes())["l"]
        if lines:
            yield random.choice(lines)[2]


def _part(piece: str, random: Random) -> str:
    if HAN.match(piece):
        start = random.randrange(len(piece))
        return piece[start : start + random.randint(2, 6)]
    if random.random() < _PARTS and len(piece) > 3:
        start = 0 if random.random() < _BEGUN else random.randrange(len(piece) - 2)
        return piece[start : start + random.randint(3, 9)].strip("-./")
    return piece


def fetched(out: Path, queries: Iterable[str]) -> list[int]:
    """Bytes of the files that the first ten results of each query take."""
    return [sum(files_of(out, query).values()) for query in queries]


def files_of(out: Path, query: str) -> Mapping[str, int]:
    """Which files those are, with what each weighs."""
    found = {f"fold/{ord(c) % SLICES:02x}": 0 for c in fold(query) if ord(c) >= ASCII}
    found = {name: (out / address(name)).stat().st_size for name in found}

    def read(name: str) -> Any:
        data = (out / address(name)).read_bytes()
        found[name] = len(data)
        return parse(data)

    Search(FileIndex(read))(query)
    return found
