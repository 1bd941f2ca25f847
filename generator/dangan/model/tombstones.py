"""Dossiers that are here no more: each has a tombstone, and whoever comes by the old id is led on by it (ADR 13)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dangan.diagnostics import Code, Diagnostic, Text
from dangan.model import codes_life as codes
from dangan.model.collect import CUSTOMER
from dangan.model.index import Entry, Index, Key, Reference
from dangan.schema.catalogue import Catalogue
from dangan.schema.suggest import did_you_mean

TOMBSTONE = "tombstone"
LED_ON = {"merged": "successor", "renamed": "successor", "moved": "place"}
"""What each sort has to say of where it went."""
_SEP = " → "

Stray = tuple[Reference, Entry | None]
"""A reference that leads to nothing, or to a tombstone, which is given."""


@dataclass(frozen=True, slots=True)
class Way:
    """Where tombstones lead: those passed, the one asked for first, and the dossier at the end, if there is one."""

    passed: tuple[Entry, ...]
    end: Entry | None = None
    circle: bool = False


def way_from(tombstone: Entry, index: Index) -> Way:
    """Follows one tombstone after another, each only once."""
    passed: list[Entry] = []
    here: Entry | None = tombstone
    while here is not None and here.key.kind == TOMBSTONE:
        if here in passed:
            return Way(tuple(passed), circle=True)
        passed.append(here)
        here = _next(here, index)
    return Way(tuple(passed), here)


def predecessors(customer: str, index: Index) -> tuple[Entry, ...]:
    """The tombstones that lead to a dossier in the end, the latest first."""
    found, waiting = list[Entry](), [Key(CUSTOMER, "", customer)]
    while waiting:
        for reference in index.incoming.get(waiting.pop(), ()):
            source = index.entries.get(reference.source)
            if source and source not in found and _next(source, index) is not None:
                found.append(source)
                waiting.append(source.key)
    return tuple(sorted(found, key=lambda e: (str(e.summary.get("on", "")), e.key), reverse=True))


def _next(tombstone: Entry, index: Index) -> Entry | None:
    """The dossier or tombstone that a tombstone names as its successor, where it is one that leads on."""
    successor = tombstone.summary.get("successor")
    leads = tombstone.key.kind == TOMBSTONE and LED_ON.get(str(tombstone.summary.get("what"))) == "successor"
    return index.find(CUSTOMER, successor) if leads and isinstance(successor, str) else None


def lead_on(index: Index, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A tombstone says where the dossier went, and those that follow each other arrive somewhere."""
    for entry in index.of_kind(TOMBSTONE):
        what = str(entry.summary.get("what", ""))
        missing = LED_ON.get(what)
        if missing and not entry.summary.get(missing):
            yield _about(entry, codes.LEADS_NOWHERE, what=_word(what, catalogue), missing=missing)
        elif missing != "successor" and "successor" in entry.summary:
            said = {"what": _word(what, catalogue), "successor": entry.summary["successor"]}
            yield _about(entry, codes.LEADS_TWO_WAYS, **said)
        way = way_from(entry, index)
        closes = way.circle and _next(way.passed[-1], index) is entry
        if closes and entry.key == min(each.key for each in way.passed):
            names = (*(each.key.id for each in way.passed), entry.key.id)
            yield _about(entry, codes.RUNS_IN_CIRCLES, way=_SEP.join(names))


def references_lead_on(strays: Iterable[Stray], index: Index, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """A reference names the dossier that is there, not the one that it took over; a tombstone tells of its day."""
    for reference, tombstone in strays:
        if tombstone is not None:
            yield _followed(reference, tombstone, index, catalogue)


def moved_with_it(reference: Reference, index: Index, catalogue: Catalogue) -> Diagnostic | None:
    """What `old/li-mei` is now: the thing of the same id in the dossier that took over the old one."""
    owner, slash, own_id = reference.target.rpartition("/")
    tombstone = index.entries.get(Key(TOMBSTONE, "", owner)) if slash else None
    end = way_from(tombstone, index).end if tombstone else None
    now = f"{end.key.id}/{own_id}" if end else ""
    if tombstone is None or not now or index.find(reference.space, now) is None:
        return None
    return _named(reference, tombstone, now, catalogue)


def _followed(reference: Reference, tombstone: Entry, index: Index, catalogue: Catalogue) -> Diagnostic:
    end = way_from(tombstone, index).end
    return _named(reference, tombstone, end.key.id if end else "", catalogue)


def _named(reference: Reference, tombstone: Entry, now: str, catalogue: Catalogue) -> Diagnostic:
    """`now` is what to write instead, "" where the dossier goes on nowhere."""
    said: dict[str, Any] = {"successor": now} if now else {}
    said["on"] = tombstone.summary.get("on", "?")
    said["what"] = _word(str(tombstone.summary.get("what", "")), catalogue)
    code, hint = (codes.SUPERSEDED, did_you_mean(now)) if now else (codes.GONE, None)
    found = Diagnostic.of(code, reference.span, pointer=reference.pointer, hint=hint, target=reference.target, **said)
    return found.at_level(max(reference.level, tombstone.level))


def _about(entry: Entry, code: Code, **values: Any) -> Diagnostic:
    return Diagnostic.of(code, entry.span, **values).at_level(entry.level)


def _word(what: str, catalogue: Catalogue) -> Text:
    field = catalogue.kinds[TOMBSTONE].field.child("what") if TOMBSTONE in catalogue.kinds else None
    return field.enum.get(what, Text(what, what)) if field and field.enum else Text(what, what)
