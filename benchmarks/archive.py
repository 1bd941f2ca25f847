"""An archive of any size: the repository's own sample, and its customers written again under other names.

What belongs to the archive as a whole is copied, and the sample's customers stay as they are but for their two planted
faults; every further one is a copy of one of them with other ids, names, numbers and prose. Sums, dates and references
are those of the original. The same seed makes the same bytes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.cast import Cast, new_cast, original, words
from benchmarks.prose import filed, is_chinese, joined, sentence
from benchmarks.sample import Piece, Sample, Slot, Template, read_sample
from benchmarks.units import Unit, read_units, weights

IN_A_FOLDER = 500
SPOKEN = 0.3
"""The part of the recorded texts that a copy adds a sentence to."""


def write_archive(root: Path, customers: int, seed: int = 1) -> int:
    """Writes so many customers and all they refer to; returns how many files. The sample's own are the first."""
    sample = read_sample()
    assert customers >= len(sample.customers), f"the sample alone has {len(sample.customers)} customers"
    count = 0
    for path, raw in _files(sample, customers, seed):
        _write(root / path, raw)
        count += 1
    return count


def _files(sample: Sample, customers: int, seed: int) -> Iterator[tuple[str, bytes]]:
    yield from sample.loose.items()
    for customer in sample.customers.values():
        yield from ((f"{customer.folder}/{path}", raw) for path, raw in customer.files.items())
    units = read_units()
    frequency = weights(units)
    random = Random(seed)
    casts = {own: original(customer) for own, customer in sample.customers.items()}
    number = len(sample.customers)
    while number < customers:
        fitting = [(u, w) for u, w in zip(units, frequency, strict=True) if len(u.customers) <= customers - number]
        unit = random.choices([u for u, _ in fitting], [w for _, w in fitting])[0]
        cast = new_cast(unit, number)
        casts |= dict.fromkeys(cast.numbers, cast)
        yield from _copies(unit, cast, words(unit, casts, random), random)
        number += len(unit.customers)


def _copies(unit: Unit, cast: Cast, spoken: Mapping[Slot, str], random: Random) -> Iterator[tuple[str, bytes]]:
    for customer in unit.customers:
        own = cast.id_of(customer.id)
        writer = _Writer(dict(spoken), own, random, chinese=bool(customer.brand_zh))
        folder = f"customers/c{cast.numbers[customer.id] // IN_A_FOLDER:02d}/{own}"
        papers = [(file, writer.paper(file.raw)) for file in unit.files[customer.id] if file.raw]
        texts = [(file, writer.text(file).encode()) for file in unit.files[customer.id] if not file.raw]
        for file, raw in papers + texts:
            yield f"{folder}/{writer.said(file.path)}", raw


@dataclass
class _Writer:
    """Writes the files of one copy; the hashes of its documents are known once these are written."""

    spoken: dict[Slot, str]
    own: str
    random: Random
    chinese: bool

    def paper(self, raw: bytes) -> bytes:
        """The document with a line behind its end, which no reader of its format looks at."""
        changed = raw + f"\n% {self.own}\n".encode()
        self.spoken[Slot("sha", hashlib.sha256(raw).hexdigest())] = hashlib.sha256(changed).hexdigest()
        return changed

    def said(self, pieces: tuple[Piece, ...]) -> str:
        return "".join(p if isinstance(p, str) else self.spoken.get(p, p.text) for p in pieces)

    def text(self, file: Template) -> str:
        """The first room of a file takes what tells it from the same file of every other copy."""
        pieces: list[str] = []
        first = True
        for piece in file.text:
            if isinstance(piece, str):
                pieces.append(piece)
            elif piece.kind in {"note", "prose", "body"}:
                pieces.append(self._room(piece, first=first, chinese=is_chinese("".join(pieces[-3:])) or self.chinese))
                first = False
            else:
                pieces.append(self.spoken.get(piece, piece.text))
        return "".join(pieces)

    def _room(self, room: Slot, *, first: bool, chinese: bool) -> str:
        if room.kind == "note":
            return f"# {filed(self.own, chinese=chinese)}\n"
        if not first and room.kind == "prose" and self.random.random() > SPOKEN:
            return ""
        parts = [sentence(self.random, chinese=chinese)]
        if room.kind == "body":
            parts += [sentence(self.random, chinese=chinese) for _ in range(self.random.randrange(4))]
        if first:
            parts[0] += ("，" if chinese else ", ") + filed(self.own, chinese=chinese)
        return joined(parts, room.text, chinese=chinese)


def _write(path: Path, raw: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
