"""Customers of the sample that are only ever written together: a group refers to its members and they to it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp

from benchmarks.sample import Customer, Sample, Slot, Template, read_sample, template

FILES_A_CUSTOMER = 8


CODE = r"\b(?:91[0-9A-Z]{16}|DE\d{9}|HRB \d{6})\b|(?<=number: \")\d{8}(?=\")"
"""Registration numbers: Chinese, German for tax and of a court, British."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Customers that refer to each other in a circle (most are alone), and those outside that they refer to."""

    customers: tuple[Customer, ...]
    others: tuple[Customer, ...]
    files: Mapping[str, tuple[Template, ...]]
    """Of each customer id."""
    slots: frozenset[Slot]

    @property
    def files_each(self) -> float:
        return sum(map(len, self.files.values())) / len(self.customers)


@cache
def read_units() -> tuple[Unit, ...]:
    sample = read_sample()
    reached = {own: set(_reached(own, _references(sample))) for own in sample.customers}
    circles = {own: tuple(sorted(o for o in reached[own] if own in reached[o])) for own in sample.customers}
    return tuple(_unit(sample, circle, reached[circle[0]]) for circle in sorted(set(circles.values())))


def _references(sample: Sample) -> Mapping[str, set[str]]:
    ids = re.compile(_ids(sample.customers))
    return {own: {m[0] for t in customer.texts for m in ids.finditer(t)} for own, customer in sample.customers.items()}


def _reached(own: str, references: Mapping[str, set[str]]) -> Iterator[str]:
    seen, waiting = {own}, [own]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += sorted(references[here] - seen)
        seen |= references[here]


def _unit(sample: Sample, circle: tuple[str, ...], reached: Iterable[str]) -> Unit:
    customers = tuple(sample.customers[own] for own in circle)
    others = tuple(sample.customers[own] for own in sorted(set(reached) - set(circle)))
    pattern = _pattern(customers, others)
    files = {c.id: tuple(template(path, raw, pattern) for path, raw in c.files.items()) for c in customers}
    texts = (piece for found in files.values() for file in found for piece in (*file.path, *file.text))
    return Unit(customers, others, files, frozenset(piece for piece in texts if isinstance(piece, Slot)))


def _ids(ids: Iterable[str]) -> str:
    """A whole id: not the beginning of a longer one, nor a part of a host."""
    return rf"(?<![\w.@-])(?:{_any(ids)})(?![\w-]|\.example)"


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(filter(None, words), key=lambda word: (-len(word), word))))


def _pattern(customers: tuple[Customer, ...], others: tuple[Customer, ...]) -> re.Pattern[str]:
    """Everything that tells who it is, in one expression; the name of the group is the kind of the slot."""
    own = {word for c in customers for word in (c.city, *(w for p in c.people for w in words_of(p.id, p.zh, p.en)))}
    words = own | {word for c in (*customers, *others) for word in (c.brand_zh, c.brand_en, c.brand_en.lower())}
    latin = {word for word in words if word.isascii()}
    return re.compile(
        rf"(?P<sha>\b[0-9a-f]{{64}}\b)|(?P<phone>\+\d\d(?: \d+){{2,}})|(?P<code>{CODE})"
        rf"|(?P<id>{_ids(c.id for c in (*customers, *others))})"
        rf"|(?P<word>(?<![A-Za-z0-9])(?:{_any(latin) or '(?!)'})(?![A-Za-z0-9])|{_any(words - latin) or '(?!)'})"
    )


def words_of(key: str, zh: str, en: str) -> tuple[str, ...]:
    """How somebody is written: by id, with a dot as in mail, by name; without a Chinese name also by either word."""
    if zh:
        return (key, key.replace("-", "."), zh, en)
    return (*en.split(), *en.lower().split())


def weights(units: Iterable[Unit]) -> list[float]:
    """How often each is written, so that the mean is `FILES_A_CUSTOMER`: the larger, the rarer."""
    sizes = [(unit.files_each, len(unit.customers)) for unit in units]
    low, high = -1.0, 1.0
    for _ in range(50):
        tilt = (low + high) / 2
        weighed = [(exp(-tilt * files), files, count) for files, count in sizes]
        mean = sum(w * files * count for w, files, count in weighed) / sum(w * count for w, _, count in weighed)
        low, high = (tilt, high) if mean > FILES_A_CUSTOMER else (low, tilt)
    return [weight for weight, _, _ in weighed]
