"""Two dossiers of what is perhaps one customer: the same number of a register, or the same name where no number tells
them apart.

What a customer is known by is held as small figures, so that those of a whole archive are compared without taking up
any; only the few that are alike are looked at.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dangan.diagnostics import Code, Diagnostic, Span, Text
from dangan.levels import Level
from dangan.model import codes_namesakes as codes
from dangan.model.index import Entry
from dangan.schema.field import Field
from dangan.source.node import Pointer

PROFILE = "profile"
Path = tuple[str, ...]
NUMBERS: tuple[Path, ...] = tuple(("registration", name) for name in ("uscc", "lei", "vat", "other"))
"""Registration numbers: no two companies have one of them."""
NAMES: tuple[Path, ...] = (("names", "zh"), ("names", "en"))
"""In full; what colleagues call a customer for short may well be what they call its parent."""
_WORD = re.compile(r"[^\W_]+")

SpanOf = Callable[[str, Pointer], Span]
"""Where a value stands in a file."""


class Marks(NamedTuple):
    """What stands for the names of a customer, and for its numbers, each with the field that it is in."""

    names: tuple[int, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()


def marks_of(customer: Entry | None) -> Marks:
    if customer is None:
        return Marks()
    known = [(path, plain) for path in (*NAMES, *NUMBERS) if (plain := _plain(customer, path))]
    names = dict.fromkeys(_mark(plain) for path, plain in known if path in NAMES)
    return Marks(tuple(names), tuple((path[-1], _mark(plain)) for path, plain in known if path in NUMBERS))


def number_of(value: Any) -> str:
    """A registration number without blanks and case, which people write as they like; a register's goes before it."""
    if isinstance(value, Mapping):
        return " ".join(filter(None, (number_of(value[part]) for part in sorted(value))))
    return "" if value is None or isinstance(value, list) else "".join(str(value).split()).upper()


def name_of(value: Any) -> str:
    """A name without case, width, blanks and punctuation; the legal form is part of it."""
    folded = unicodedata.normalize("NFKC", value).casefold() if isinstance(value, str) else ""
    return "".join(_WORD.findall(folded))


def alike(marks: Mapping[str, Marks]) -> list[tuple[str, str]]:
    """Each customer that is like one before it in order, with the first such: by number, and by name."""
    found: dict[tuple[str, str], None] = {}
    by_number: dict[tuple[str, int], str] = {}
    by_name: dict[int, dict[frozenset[str], str]] = {}
    for folder in sorted(marks):
        names, numbers = marks[folder]
        for number in numbers:
            first = by_number.setdefault(number, folder)
            if first != folder:
                found[first, folder] = None
        having = frozenset(name for name, _ in numbers)
        for name in names:
            held = by_name.setdefault(name, {})
            first = next((other for others, other in held.items() if not having & others), folder)
            if first != folder:
                found[first, folder] = None
            held.setdefault(having, folder)
    return list(found)


def told(pairs: Iterable[tuple[Entry, Entry]], profile: Field, span_of: SpanOf) -> Iterator[Diagnostic]:
    """What is said of customers that are alike, at the later one: of the number, else of the name."""
    for first, second in pairs:
        for code, way_out, paths in _SORTS:
            if shared := _shared(first, second, paths):
                yield _said(code, way_out, (first, second), shared, profile, span_of)
                break


def _said(
    code: Code,
    way_out: Text,
    pair: tuple[Entry, Entry],
    shared: tuple[Path, Path],
    profile: Field,
    span_of: SpanOf,
) -> Diagnostic:
    (first, second), (there, here) = pair, shared
    field = profile.at(here)
    said = Diagnostic.of(
        code,
        span_of(second.path, here),
        pointer=here,
        hint=way_out.fill(old=second.key.id, kept=first.key.id),
        label=field.label if field else here[-1],
        value=_shown(_value(second, here)),
        id=first.key.id,
        place=span_of(first.path, there),
    )
    return said.at_level(max(_level(first, there), _level(second, here)))


_ONE = Text(
    'If they are one: dangan new tombstone {old} --merged-into {kept} --reason "…"',
    '若为同一客户：dangan new tombstone {old} --merged-into {kept} --reason "…"',
)
_TWO = Text(
    "{one}. If they are two: write the registration number of each, or in the name what tells them apart",
    "{one}。若为两个客户：请分别写上注册号码，或在名称中写明区别",
)
_SORTS = ((codes.SAME_NUMBER, _ONE, NUMBERS), (codes.SAME_NAME, _TWO.fill(one=_ONE), NAMES))


def _shared(first: Entry, second: Entry, paths: Iterable[Path]) -> tuple[Path, Path] | None:
    """Where the first of what both have stands in each; a name may be a Chinese one here and an English one there."""
    there = {_kind_and_plain(first, path): path for path in reversed(tuple(paths))}
    here = ((there.get(_kind_and_plain(second, path)), path) for path in paths if _plain(second, path))
    return next(((other, path) for other, path in here if other), None)


def _kind_and_plain(customer: Entry, path: Path) -> tuple[str, str]:
    return path[-1] if path in NUMBERS else "", _plain(customer, path)


def _plain(customer: Entry, path: Path) -> str:
    value = _value(customer, path)
    return number_of(value) if path in NUMBERS else name_of(value)


def _value(customer: Entry, path: Path) -> Any:
    return customer.names.get(path[-1]) if path in NAMES else customer.summary.get("/".join(path))


def _level(customer: Entry, path: Path) -> Level:
    own = customer.names_level if path in NAMES else customer.summary_levels["/".join(path)]
    return max(customer.level, own)


def _shown(value: Any) -> str:
    return " ".join(map(str, value.values())) if isinstance(value, Mapping) else str(value)


def _mark(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(errors="surrogateescape"), digest_size=8).digest(), "big")
