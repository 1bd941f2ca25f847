"""What changed between two states of an archive, in business words, and what follows from it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dangan.analysis.completeness import Gap, dossier_completeness, is_empty
from dangan.diagnostics import Diagnostic, Text
from dangan.git.objects import Commit
from dangan.history.called import Called
from dangan.history.change import ChangeKind, FieldChange, Identity
from dangan.history.leaves import Steps
from dangan.history.sentences import Names
from dangan.history.telling import Teller, between
from dangan.levels import Level
from dangan.model.index import Entry, Key, Reference
from dangan.model.records import Customer, read_customer
from dangan.review.comparison_states import Side, States
from dangan.review.vanished import not_handed_over, vanished
from dangan.schema.catalogue import Catalogue
from dangan.schema.listkeys import encode

_Place = tuple[str, ...]
"""A kind, and the steps to a field in a file of it."""
_FILES = frozenset({ChangeKind.FILE_ADDED, ChangeKind.FILE_REMOVED})


@dataclass(frozen=True, slots=True)
class Concerned:
    """What happened to one customer, or ("") to what belongs to none: changes, gaps that opened, gaps that were filled;
    what is only asked for no more is neither.
    """

    customer: str
    names: Mapping[str, str]
    changes: tuple[FieldChange, ...]
    opened: tuple[Gap, ...] = ()
    closed: tuple[Gap, ...] = ()

    def name(self, lang: str) -> str:
        return next((self.names[key] for key in (lang, "short", "zh", "en", "") if key in self.names), self.customer)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole answer. `found` is wrong now and was not before, `solved` was wrong before.

    `pages` are the things whose pages will not be the same, beside those of the customers concerned.
    """

    concerned: tuple[Concerned, ...]
    found: tuple[Diagnostic, ...]
    solved: tuple[Diagnostic, ...]
    pages: tuple[Entry, ...]
    catalogue: Catalogue
    names: Names
    """What things are called, as far as the audience may know."""
    above: int = 0
    """How many facts changed of which the audience is told nothing."""


def compare(old: Side, new: Side, paths: Iterable[str], commit: Commit, level: Level) -> Comparison:
    """`paths` are all that may differ; `commit` stands for the change as a whole.

    Of what is above `level` nothing is told but that there is something: a reviewer must not take it for nothing.
    """
    paths, changes = set(paths), dict[str, list[FieldChange]]()
    for change in _changes(States(old, new, level), paths, commit):
        changes.setdefault(change.of.customer, []).append(change)
    told = {_fact(change) for some in changes.values() for change in some}
    everything = _changes(States(old, new, Level.RESTRICTED), paths, commit) if level < Level.RESTRICTED else ()
    above = {_fact(change) for change in everything if change.kind.is_fact and is_told(change, new.catalogue)} - told
    concerned = [_concerned(old, new, name, found, level) for name, found in sorted(changes.items()) if found]
    trees = (old.tree, new.tree, new.scan.index)
    gone = (*vanished(paths, *trees), *not_handed_over(paths, *trees))
    was, now = _by_words(old.scan.diagnostics, level), _by_words((*new.scan.diagnostics, *gone), level)
    return Comparison(
        tuple(concerned),
        tuple(found for words, found in now.items() if words not in was),
        tuple(found for words, found in was.items() if words not in now),
        tuple(_pages(old, new, changes, level)),
        new.catalogue,
        _NamesOfBoth(*(Called.of(side.scan.index.visible_to(level), side.catalogue.things) for side in (new, old))),
        len(above),
    )


def _changes(states: States, paths: set[str], commit: Commit) -> Iterator[FieldChange]:
    for file, before, after in states.pairs(paths):
        yield from between(Teller(file, states.says_the_same), commit, before, after)


def _fact(change: FieldChange) -> tuple[Identity, Steps]:
    return change.of, change.steps


def is_told(change: FieldChange, catalogue: Catalogue) -> bool:
    """A file that came or went says all that was in it; but what a new note or project says is what the change is."""
    kind = catalogue.kinds.get(change.of.kind or "")
    new = kind is not None and kind.many and change.kind in (ChangeKind.SET, ChangeKind.ITEM_ADDED)
    return not change.whole_file or change.kind in _FILES or new


@dataclass(frozen=True, slots=True)
class _NamesOfBoth:
    """Of the newer state first: what a change takes away still has the name that it had."""

    new: Called
    old: Called

    def of_reference(self, space: str, target: str, customer: str, lang: str) -> str | None:
        return self.new.of_reference(space, target, customer, lang) or self.old.of_reference(
            space, target, customer, lang
        )

    def of_place(self, of: Identity, steps: Steps, lang: str) -> str | None:
        return self.new.of_place(of, steps, lang) or self.old.of_place(of, steps, lang)


def _concerned(old: Side, new: Side, customer: str, changes: list[FieldChange], level: Level) -> Concerned:
    key = Key("customer", "", customer)
    entry = new.scan.index.entries.get(key) or old.scan.index.entries.get(key)
    names = entry.names if entry and entry.names_level <= level else {}
    if not customer:
        return Concerned(customer, names, tuple(changes))
    (was, _), (now, filled) = _gaps(old, customer, level), _gaps(new, customer, level)
    opened = tuple(gap for place, gap in now.items() if was and place not in was)
    closed = tuple(gap for place, gap in was.items() if now and place not in now and filled(place))
    return Concerned(customer, names, tuple(changes), opened, closed)


def _gaps(side: Side, customer: str, level: Level) -> tuple[dict[_Place, Gap], Callable[[_Place], bool]]:
    """Essential and important fields that are asked for and empty, by where they are; and whether a place is filled."""
    read = _customer(side, customer)
    if read is None:
        return {}, lambda _place: False
    shown = read.redacted(level)
    found = dossier_completeness(shown, side.catalogue.kinds.values(), level)
    gaps = {(gap.kind, *gap.pointer): gap for gap in found.gaps if gap.field.weight != "useful"}
    return gaps, lambda place: any(not is_empty(_at(record.data, place[1:])) for record in shown.many(place[0]))


def _at(data: Any, pointer: tuple[str, ...]) -> Any:
    for step in pointer:
        data = data.get(step) if isinstance(data, Mapping) else None
    return data


def _customer(side: Side, customer: str) -> Customer | None:
    entry = side.scan.index.entries.get(Key("customer", "", customer))
    folder = entry.path.rpartition("/")[0] if entry else ""
    if folder not in side.scan.folders.customers:
        return None
    return read_customer(side.tree, folder, side.scan.folders)[0]


def _by_words(found: Iterable[Diagnostic], level: Level) -> dict[tuple[str, ...], Diagnostic]:
    """By all but the line, which moves with what stands above.

    Of what is above the audience the code and the place are told: that something is wrong is for everybody.
    """
    return {(d.code, d.span.path, d.pointer, d.message.en): d if d.level <= level else _without_words(d) for d in found}


def _without_words(found: Diagnostic) -> Diagnostic:
    return replace(found, message=_ABOVE.fill(code=found.code), hint=None, pointer="")


_ABOVE = Text(
    "{code} (in a place that is not for this audience: dangan check says what is wrong)",
    "{code}（位置不对此级别显示，dangan check 会说明问题）",
)


def _pages(old: Side, new: Side, changes: Mapping[str, Iterable[FieldChange]], level: Level) -> Iterator[Entry]:
    """Things with pages of their own that the change is about, or that what it changed names on either side."""
    touched: dict[str, list[Steps]] = {}
    for change in (change for found in changes.values() for change in found):
        for path in filter(None, (change.path, change.before)):
            touched.setdefault(path, []).append(change.steps)
    found: dict[Key, Entry] = {}
    for side in (old, new):
        index = side.scan.index.visible_to(level)
        for entry in index.entries.values():
            named = (index.resolve(r) for r in entry.references if _is_named(r, touched.get(r.span.path, ())))
            own = [entry] if _is_touched(entry, touched.get(entry.path, ())) else []
            found |= {each.key: each for each in (*own, *named) if each and not each.key.customer}
    return (found[key] for key in sorted(found) if not (key.kind == "customer" and key.id in changes))


def _is_named(reference: Reference, changes: Iterable[Steps]) -> bool:
    """Whether a change is in the entry whose key or value the reference is, or takes it away with what holds it."""
    way = tuple(None if isinstance(part, int) else encode(part) for part in reference.pointer)
    return any(_agree(way, steps) for steps in changes)


def _agree(way: Sequence[str | None], steps: Steps) -> bool:
    """As far as both go; the place of an item in a list is not its key, so that it fits any."""
    return all(part in (None, step) for part, step in zip(way, steps, strict=False))


def _is_touched(entry: Entry, changes: Iterable[Steps]) -> bool:
    """Whether a change is in the entry's own part of its file; one of the file as a whole is."""
    own = tuple(encode(str(part)) for part in entry.pointer)
    return any(steps[: len(own)] == own or not steps for steps in changes)
