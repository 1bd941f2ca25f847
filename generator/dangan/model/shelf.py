"""What was gathered of each customer, taken up when it is asked for.

Each row is named by all that it was made of, so it never says anything else; one that is not there any more is made
again of the customer's files.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any
from zlib import crc32

from dangan.memory import Memory, packed, unpacked
from dangan.model.index import Entry, Key
from dangan.model.parcel import Lead, Parcel, Remarks

BOARDS = 128
"""What belongs to no customer (each customer itself does not) lies together for so many parts of the archive."""
_RECENT = 512
"""So many customers are at hand, packed, once they were asked for."""
_LEADS = 4096

Rows = dict[str, bytes]
Again = Callable[[str, str], Parcel]
"""Makes the parcel of a customer's folder anew, and keeps it if it is still the one of that name."""


class Shelf:
    """By customer's folder, of which `names` has what stands for all that its parcel was made of."""

    def __init__(self, memory: Memory, names: Mapping[str, str], again: Again) -> None:
        self.names = names
        self._memory, self._again = memory, again
        self._boards: dict[int, Rows] = {}
        self._things = lru_cache(_RECENT)(self._load_things)
        self._leads = lru_cache(_LEADS)(self._load_leads)

    def __reduce__(self) -> tuple[Any, ...]:
        """What is at hand stays where it is."""
        return Shelf, (self._memory, self.names, self._again)

    def things(self, folder: str) -> tuple[Entry, ...]:
        """All entries of a customer, those of a kind in path order."""
        return entries_of(self._things(folder))

    def of_kind(self, folder: str, kind: str) -> tuple[Entry, ...]:
        """Those of one kind, in path order."""
        raw = self._things(folder).get(kind)
        return () if raw is None else unpacked(raw)

    def open(self, folder: str) -> tuple[Entry, ...]:
        """Those of its entries that belong to no customer, itself among them."""
        found: tuple[Entry, ...] = unpacked(self.board(_board(folder))[folder])
        return found

    def leads(self, folder: str, own_id: str) -> tuple[Lead, ...]:
        """The references of a customer that may lead out of it to things of an id."""
        raw = self._leads(folder).get(own_id)
        return () if raw is None else unpacked(raw)

    def led_to(self, folder: str) -> Iterable[str]:
        """The own ids of all that its references may lead to, out of it."""
        return self._leads(folder).keys()

    def keys(self, folder: str) -> frozenset[Key] | None:
        """Of all its things; None where they are not kept any more."""
        raw = self._memory.find(f"things {self.names[folder]}")
        return None if raw is None else frozenset(entry.key for entry in entries_of(unpacked(raw)))

    def kept_led_to(self, folder: str) -> Iterable[str] | None:
        """As `led_to`; None where that is not kept any more."""
        raw = self._memory.find(f"leads {self.names[folder]}")
        return None if raw is None else unpacked(raw).keys()

    def remarks(self, folder: str) -> Remarks:
        raw = self._memory.find(f"remarks {self.names[folder]}")
        return (self._made_again(folder).remarks or Remarks()) if raw is None else Remarks(*unpacked(raw))

    def board(self, number: int) -> Rows:
        """By folder what is open of it, packed."""
        if number not in self._boards:
            kept = self._kept_board(number)
            folders = self._by_board.get(number, ())
            if not kept:
                kept = {folder: self._made_again(folder).open for folder in folders}
                self._memory.keep_all({self.board_names[number]: packed(kept)} if kept else {})
            self._boards[number] = kept
        return self._boards[number]

    def _kept_board(self, number: int) -> Rows:
        raw = self._memory.find(self.board_names.get(number, ""))
        return unpacked(raw) if raw else {}

    @cached_property
    def board_names(self) -> Mapping[int, str]:
        """By number what stands for all that is on a board."""
        return {number: _name_of((f, self.names[f]) for f in folders) for number, folders in self._by_board.items()}

    @cached_property
    def _by_board(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = {}
        for folder in self.names:
            found.setdefault(_board(folder), []).append(folder)
        return found

    def _load_things(self, folder: str) -> Mapping[str, bytes]:
        raw = self._memory.find(f"things {self.names[folder]}")
        return self._made_again(folder).things if raw is None else unpacked(raw)

    def _load_leads(self, folder: str) -> Mapping[str, bytes]:
        raw = self._memory.find(f"leads {self.names[folder]}")
        return self._made_again(folder).leads if raw is None else unpacked(raw)

    def _made_again(self, folder: str) -> Parcel:
        return self._again(folder, self.names[folder])

    def after(self, names: Mapping[str, str], come: Mapping[str, bytes]) -> tuple["Shelf", Rows, list[str]]:
        """The shelf of other customers; `come` is what is open of those that came to it or are another now. With the
        boards to keep, and the names of those that are no more.
        """
        if names == self.names and not come:
            return self, {}, []
        shelf = Shelf(self._memory, names, self._again)
        rows: Rows = {}
        for number, folders in shelf._by_board.items():
            name = shelf.board_names[number]
            if self.board_names.get(number) != name:
                stays = {} if come.keys() >= set(folders) else self._kept_board(number)
                board = {f: come.get(f) or stays.get(f) or shelf._made_again(f).open for f in folders}
                rows[name] = packed(board)
        return shelf, rows, [name for number, name in self.board_names.items() if shelf.board_names.get(number) != name]


def rows_of(name: str, parcel: Parcel) -> Rows:
    """What is kept of a customer under the name of what it was made of."""
    rows = {f"things {name}": packed(dict(parcel.things)), f"leads {name}": packed(dict(parcel.leads))}
    if parcel.remarks:
        rows[f"remarks {name}"] = packed(tuple(parcel.remarks))
    return rows


def entries_of(things: Mapping[str, bytes]) -> tuple[Entry, ...]:
    """All that is in the things of a parcel."""
    return tuple(entry for raw in things.values() for entry in unpacked(raw))


def row_names(name: str) -> Iterator[str]:
    """All rows that a customer may have."""
    return (f"{what} {name}" for what in ("things", "leads", "remarks"))


def _board(folder: str) -> int:
    return crc32(folder.encode(errors="surrogateescape")) % BOARDS


def _name_of(parts: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.blake2b(digest_size=20)
    for part in parts:
        digest.update("\0".join(part).encode(errors="surrogateescape") + b"\n")
    return f"open {digest.hexdigest()}"
