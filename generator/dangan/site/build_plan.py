"""What a build has to draw: everything, or only what may have become another since the site was left."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dangan.memory import packed, unpacked
from dangan.model.codes import DUPLICATE_ID
from dangan.model.index import Index
from dangan.model.kept_scan import name_of
from dangan.model.records import Record
from dangan.model.scan import Scan
from dangan.site.briefs import parts_told
from dangan.site.build_customers import Written
from dangan.site.build_history import History
from dangan.site.context import SiteContext
from dangan.site.kept_site import Drawn, Left
from dangan.site.parts import Parts
from dangan.site.past import Headline
from dangan.site.recent import Recent, of_recent
from dangan.site.search.numbers import Numbers
from dangan.site.tracked import ALL_LOOSE, Things, Trace, changed, is_hit, loose_trace, mark_of, part_trace, things_of


@dataclass(frozen=True, slots=True)
class State:
    """All that pages hang on, in marks: by customer's folder, by name of a change, by kind of the own files."""

    customers: Mapping[str, str]
    changes: Mapping[str, str]
    loose: Mapping[str, str]
    own: Things
    known_by: Mapping[str, str]
    doubled: bool
    made_of: str = ""
    _index: Index = field(repr=False, default_factory=Index)

    @classmethod
    def of(cls, scan: Scan, context: SiteContext, history: History, numbers: Numbers) -> "State":
        owners = owners_of(scan)
        customers = {
            folder: repr(
                (
                    scan.known_by.get(folder),
                    history.mark_of(owner),
                    _notes(context, folder),
                    numbers.of_name.get(f"customer/{owner}"),
                )
            )
            for folder, owner in owners.items()
        }
        return cls(
            customers,
            history.change_marks,
            {kind: _mark(records) for kind, records in context.loose.items()},
            things_of(context.index.in_folder("")),
            scan.known_by,
            any(found.code == DUPLICATE_ID.name for found in scan.diagnostics),
            scan.made_of,
            context.index,
        )

    def things(self, folder: str) -> Things:
        """How much others may tell of a customer."""
        return things_of(self._index.in_folder(folder)) if folder in self.known_by else {}


@dataclass(frozen=True, slots=True)
class Plan:
    """What stays as it was drawn; all else is drawn again."""

    state: State
    customers: Mapping[str, Drawn]
    changes: Mapping[str, Drawn]
    before: Left | None = None
    marks: frozenset[bytes] = frozenset()
    """Of all that is not as it was `before`."""

    @classmethod
    def of(cls, state: State, before: Left | None, parts: Parts) -> "Plan":
        """`parts` has what rows only name."""
        if before is None or before.doubled or state.doubled or not state.known_by:
            return cls(state, {}, {})
        moved = _moved(state, before, parts)
        if moved is None:
            return cls(state, {}, {})
        marks = frozenset(map(mark_of, moved))
        customers = _stay(before.customers, state.customers, marks)
        return cls(state, customers, _stay(before.changes, state.changes, marks), before, marks)

    def units(self, parts: Mapping[str, str]) -> Mapping[str, Drawn]:
        """The pages about many that stay, where `parts` is what is known as a whole now."""
        if self.before is None:
            return {}
        known = self.before.parts
        moved = {mark_of(part_trace(n)) for n in parts.keys() | known.keys() if known.get(n) != parts.get(n)}
        return {name: row for name, row in self.before.units.items() if not is_hit(row.asked, self.marks | moved)}

    def of_customer(self, folder: str, part: Written, parts: Parts) -> Drawn:
        """What is remembered of a customer that was drawn; what is large comes to the `parts`.

        Where its files held something else when it was drawn than when they were checked, it stands for nothing.
        """
        is_the_same = name_of(self.state.made_of, part.held) == self.state.known_by.get(folder)
        return Drawn(
            made_of=self.state.customers[folder] if is_the_same else "",
            asked=part.asked,
            addresses=part.addresses,
            files=part.files,
            known_by=self.state.known_by.get(folder, ""),
            customer=part.customer,
            things=parts.add(packed(self.state.things(folder))),
            digest=parts.add(part.digest),
            search=parts.add(part.search),
            brief=parts.add(part.told.brief),
            custodian=part.told.custodian,
            marks=part.told.marks,
        )

    def stale(self, folders: Iterable[str]) -> list[str]:
        return [folder for folder in folders if folder not in self.customers]

    def stale_changes(self, changes: Iterable[Headline]) -> list[Headline]:
        return [change for change in changes if change.name not in self.changes]


def parts_of(context: SiteContext, history: History, state: State, customers: Mapping[str, Drawn]) -> Mapping[str, str]:
    """Marks of what pages about many know as a whole: names are those of `dangan.site.tracked.PARTS`."""
    diagnostics = _hash(repr(context.diagnostics))
    changes = [(name, state.changes[name]) for name in (change.name for change in history.changes)]
    told = [row for row in customers.values() if row.brief]
    return {
        **parts_told({row.customer: row.marks for row in told}),
        **_recent(context, {row.customer: row.custodian for row in told if row.custodian}, state),
        "audited": history.audited_mark,
        "changes": _hash(repr(changes)),
        "diagnostics": diagnostics,
        "paths": diagnostics,
        "digests": _hash(repr([(row.customer, row.digest) for row in customers.values()])),
        "past": history.mark_of(""),
    }


def _recent(context: SiteContext, custodians: Mapping[str, str], state: State) -> dict[str, str]:
    recent = Recent.of(context, custodians)
    return {
        of_recent(who): _hash(repr([[state.changes[name] for name in names] for names in recent.names(who)]))
        for who in recent.people
    }


def owners_of(scan: Scan) -> dict[str, str]:
    """Of each customer's folder the id; one of a doubled id goes by its folder."""
    ids = scan.index.owners()
    return {folder: ids.get(folder, folder) for folder in scan.folders.customers}


def _stay(rows: Mapping[str, Drawn], now: Mapping[str, str], marks: frozenset[bytes]) -> dict[str, Drawn]:
    return {name: row for name, row in rows.items() if now.get(name) == row.made_of and not is_hit(row.asked, marks)}


def _moved(state: State, before: Left, parts: Parts) -> set[Trace] | None:
    """The traces of all that is not as it was; None where the memory lost what they are told by."""
    found = changed(before.own, state.own)
    for folder in before.customers.keys() | state.known_by.keys():
        row = before.customers.get(folder)
        if row is None or row.known_by != state.known_by.get(folder):
            things = parts.find(row.things) if row else packed({})
            if things is None:
                return None
            found |= changed(unpacked(things), state.things(folder))
    kinds = {
        kind for kind in before.loose.keys() | state.loose.keys() if before.loose.get(kind) != state.loose.get(kind)
    }
    return found | {loose_trace(kind) for kind in kinds} | ({ALL_LOOSE} if kinds else set())


def _notes(context: SiteContext, folder: str) -> str:
    found = context.diagnostics_under(folder)
    return _hash(repr(found)) if found else ""


def _mark(records: Iterable[Record]) -> str:
    said = [(record.path, record.id, record.data) for record in records]
    return _hash(repr(said))


def _hash(said: str | bytes) -> str:
    data = said if isinstance(said, bytes) else said.encode(errors="surrogatepass")
    return hashlib.blake2b(data, digest_size=20).hexdigest()
