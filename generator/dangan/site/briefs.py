"""What each customer brings to the pages about many, made once where it is drawn, and packed until they ask for it.

Those pages ask the index for no customer again: marks tell them whether what they show of one is another.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from dangan.analysis.book import Line, line_of
from dangan.analysis.contact import Silence
from dangan.analysis.digest import Digest
from dangan.analysis.shape import mapping, text
from dangan.diagnostics import Span
from dangan.memory import packed, unpacked
from dangan.model.collect import CUSTOMER
from dangan.model.index import Entry, Index, Key
from dangan.site.context import SiteContext
from dangan.site.links import CUSTOMERS, page_address
from dangan.site.views.customers import Row, customer_row
from dangan.site.views.scope import Scope

BOOK, RIVALS, NAMES = "book", "rivals", "names"
"""The names of what is known as a whole: each customer's whole brief, what competitors' pages may tell of it, and what
it is called.
"""
_COLLEAGUE, _LOG = "colleague", "log"
Marks = tuple[tuple[str, bytes], ...]
"""What stands for a brief, under the name of what each is a part of."""


class Spoken(NamedTuple):
    """A contact that names a colleague."""

    who: str
    day: str
    key: Key


@dataclass(frozen=True, slots=True)
class Brief:
    """One customer. `rows` are by language, with links as from the customer index."""

    line: Line
    contacts: tuple[Spoken, ...]
    rows: Mapping[str, Row]


class Told(NamedTuple):
    """A brief, packed, and what is known of it without."""

    brief: bytes = b""
    custodian: str = ""
    marks: Marks = ()


def of_colleague(person: str) -> str:
    """The name of all that concerns a colleague."""
    return f"{BOOK}/{person}"


def of_competitor(own_id: str) -> str:
    """The name of all that concerns a competitor."""
    return f"{RIVALS}/{own_id}"


def told_of(customer: str, index: Index, contexts: Sequence[SiteContext], digest: Digest | None) -> Told:
    """Of a customer that the `index` of an audience knows; the `contexts` note what is asked beyond its own files."""
    entry = index.entries.get(Key(CUSTOMER, "", customer))
    if entry is None:
        return Told()
    context, log = contexts[0], index.of_kind(_LOG, customer)
    whole = line_of(entry, log, index.of_kind("project", customer), context.one("rules"), context.today)
    line = replace(whole, entry=_slim(entry), projects=tuple(_slim(each, each.summary) for each in whole.projects))
    filled = digest.filled if digest else None
    rows = {c.lang: customer_row(line, filled, Scope(c, page_address(CUSTOMERS))) for c in contexts}
    brief = Brief(line, tuple(dict.fromkeys(_spoken(log, context.index))), rows)
    return Told(packed(brief), line.custodian, _marks(brief))


def _slim(entry: Entry, summary: Mapping[str, object] | None = None) -> Entry:
    """Without what no page about many tells, and without places, which move when anything above is edited."""
    led = tuple(
        r._replace(span=Span(r.span.path))
        for r in entry.references
        if r.space == "competitor" or r.pointer == ("deputy",)
    )
    return replace(entry, span=Span(entry.path), summary=summary or {}, summary_levels={}, references=led)


def _spoken(log: Iterable[Entry], index: Index) -> Iterator[Spoken]:
    for entry in log:
        for reference in entry.references:
            if _COLLEAGUE in index.spaces.get(reference.space, (reference.space,)):
                meant = index.resolve(reference)
                if meant and meant.key.kind == _COLLEAGUE:
                    yield Spoken(meant.key.id, text(entry.summary, "date"), entry.key)


def standing(line: Line) -> Line:
    """Of a line as much as the competitors' pages may know: without contacts and steps, which become others daily."""
    return replace(line, silence=_SILENT, steps=(), contacts=())


_SILENT = Silence(None, too_long=False, turns=None)


def people_of(brief: Brief) -> frozenset[str]:
    """The colleagues on whose pages it may stand."""
    line = brief.line
    taken = (text(item, "to") for item in mapping(line.facts, "custody", "handovers").values())
    steps = (step.who for step in line.steps)
    named = (spoken.who for spoken in brief.contacts)
    return frozenset(filter(None, (line.custodian, line.deputy, *taken, *steps, *named)))


def _marks(brief: Brief) -> Marks:
    whole, stands = _mark(brief), _mark(standing(brief.line))
    people = ((of_colleague(person), whole) for person in sorted(people_of(brief)))
    there = ((of_competitor(own_id), stands) for own_id in sorted(brief.line.rivals))
    called = _mark({lang: row.called for lang, row in brief.rows.items()})
    return ((BOOK, whole), (RIVALS, stands), (NAMES, called), *people, *there)


def _mark(said: object) -> bytes:
    return hashlib.blake2b(repr(said).encode(errors="surrogatepass"), digest_size=12).digest()


def parts_told(marks: Mapping[str, Marks]) -> dict[str, str]:
    """Of all customers, by id: what stands for each part that pages may ask for; what nobody brings is not there."""
    found: dict[str, hashlib.blake2b] = {}
    for customer in sorted(marks):
        for name, mark in marks[customer]:
            found.setdefault(name, hashlib.blake2b(digest_size=20)).update(f"{customer}\0".encode() + mark)
    return {name: digest.hexdigest() for name, digest in found.items()}


class Briefs(Mapping[str, Brief]):
    """By customer in order, taken up when somebody asks for one."""

    def __init__(self, held: Mapping[str, bytes]) -> None:
        """`held` has them packed."""
        self._held = held

    @cached_property
    def _found(self) -> Mapping[str, Brief]:
        return {customer: unpacked(self._held[customer]) for customer in self}

    def __getitem__(self, customer: str) -> Brief:
        return self._found[customer]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._held))

    def __len__(self) -> int:
        return len(self._held)
