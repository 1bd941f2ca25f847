"""What can only be said of a whole archive: whether names are taken, and where references lead.

Of customers whose references all led where they should, and of which nothing that they name came or went, nothing can
be said now either: they are not even taken up.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from dangan.diagnostics import Diagnostic
from dangan.memory import Memory, packed, unpacked
from dangan.model import tombstones
from dangan.model.asked_index import AskedIndex
from dangan.model.collect import CUSTOMER
from dangan.model.gathering import Gathered
from dangan.model.index import Entry, Key
from dangan.model.integrity import Guesser, astray, ids_unique, references_exist
from dangan.model.namesakes import PROFILE, SpanOf, alike, told
from dangan.model.parcel import Ask
from dangan.schema.catalogue import Catalogue

_NAMESAKES = "namesakes"
_Pair = tuple[str, str]


class Judge:
    """`unread` has customer ("" for none) and kind of every file that could not be read."""

    def __init__(
        self, gathered: Gathered, index: AskedIndex, catalogue: Catalogue, unread: AbstractSet[tuple[str, str]]
    ) -> None:
        self._gathered, self._index, self._catalogue, self._unread = gathered, index, catalogue, unread
        self._guesser = Guesser(index)
        self._fine: dict[Ask, bool] = {}
        self.lost: set[str] = set()
        """Folders of the customers whose references lead astray."""

    def references(self, loose: Iterable[Entry]) -> Iterator[Diagnostic]:
        """Where references lead, the archive's own first."""
        yield from self._of(loose)
        self.lost.update(self._hidden())
        lines = self._gathered.register.lines
        by_id: dict[str, list[str]] = {}
        for folder in sorted(self._doubtful(loose)):
            by_id.setdefault(lines[folder].id, []).append(folder)
        for customer, folders in by_id.items():
            found = tuple(self._of(self._index.of_customer(customer).values(), folders))
            yield from found

    def _hidden(self) -> Iterator[str]:
        """Of several customers of one id what the others have is not looked at, and may come to light."""
        return (f for f, line in self._gathered.register.lines.items() if line.id in self._index.doubled)

    def _of(self, entries: Iterable[Entry], folders: Iterable[str] = ()) -> Iterator[Diagnostic]:
        strays = astray(entries, self._index)
        if strays:
            self.lost.update(folders)
        yield from references_exist(strays, self._index, self._catalogue, self._unread, self._guesser)
        yield from tombstones.references_lead_on(strays, self._index, self._catalogue)

    def _doubtful(self, loose: Iterable[Entry]) -> set[str]:
        gathered = self._gathered
        before, lines = gathered.before, gathered.register.lines
        if gathered.moved is None:
            stale = set(lines)
        else:
            moved = gathered.moved | {key.id for key in before.loose ^ {entry.key for entry in loose}}
            stale = {f for own_id in moved for f in gathered.targets().get(own_id, ())} if moved else set()
            stale |= before.lost & lines.keys()
        astray = {folder for folder, read in gathered.read.items() if not all(map(self._is_fine, read.asks))}
        return (stale - gathered.read.keys()) | astray

    def _is_fine(self, ask: Ask) -> bool:
        """Whether it leads to something that is no thing of the customer who asks: of those it has none of that name,
        or whoever sees the one that it has sees where it leads.
        """
        if ask not in self._fine:
            found = self._index.find(*ask)
            self._fine[ask] = found is not None and found.key.kind != tombstones.TOMBSTONE
        return self._fine[ask]

    def namesakes(self, span_of: SpanOf, memory: Memory) -> Iterator[Diagnostic]:
        """Customers that are perhaps one; that two have one id is said already. What was said of two stays for as long
        as both hold what they held.
        """
        lines, names = self._gathered.register.lines, self._gathered.shelf.names
        pairs = alike({folder: line.marks for folder, line in lines.items() if line.id not in self._index.doubled})
        raw = memory.find(_NAMESAKES)
        known: dict[_Pair, tuple[Diagnostic, ...]] = unpacked(raw) if raw else {}
        now: dict[_Pair, tuple[Diagnostic, ...]] = {}
        profile = self._catalogue.kinds[PROFILE].field
        for first, second in pairs:
            pair = names[first], names[second]
            if (said := known.get(pair)) is None:
                said = tuple(told([(self._of_folder(first), self._of_folder(second))], profile, span_of))
            now[pair] = said
            yield from said
        if now.keys() != known.keys():
            memory.keep(_NAMESAKES, packed(now))

    def _of_folder(self, folder: str) -> Entry:
        return self._index.entries[Key(CUSTOMER, "", self._gathered.register.lines[folder].id)]

    def names(self, loose: Iterable[Entry]) -> tuple[list[Diagnostic], frozenset[str]]:
        """Ids that are taken, by whichever thing of the archive; with the folders (ending in a slash) of customers
        whose own id is.
        """
        lines, things = self._gathered.register.lines, self._catalogue.things
        space = things[CUSTOMER].space if CUSTOMER in things else ""
        taken = {e.key.id for e in loose if e.key.kind in things and things[e.key.kind].space == space}
        taken |= self._index.doubled
        suspects = [folder for folder, line in lines.items() if line.open or line.id in taken]
        open_things = (entry for folder in suspects for entry in self._gathered.shelf.open(folder))
        return ids_unique([*loose, *open_things], self._catalogue)
