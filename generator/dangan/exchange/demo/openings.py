"""When a customer's folder was opened, and what of its past was entered how long after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dangan.exchange.demo.days import FIRST, LAST
from dangan.exchange.demo.notes import Noted
from dangan.exchange.demo.sample import Sample
from dangan.model.folders import TOP, Folders

_AT_ONCE = frozenset({"profile", "people", "custody"})
_AFTER: Mapping[str, int] = {"sources": 7, "documents": 9, "contracts": 9, "log": 5, "project": 12, "competitors": 14}
_AT_LENGTH = 21
"""Days from the opening of an old customer until what was known of it by then is entered, by kind of file."""
_ARCHIVE: Mapping[str, int] = {"dangan": 0, "team": 0, "rules": 0, "product": 1, "competitor": 2}
_FIRST_STEP, _STEP, _UNKNOWN = 3, 3, 45


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a file is: a customer's folder, or for the archive's own the name of its kind. `order` is that of kinds."""

    name: str
    kind: str
    order: int = 100

    @property
    def is_customer(self) -> bool:
        return self.name.startswith(f"{TOP}/")


@dataclass(frozen=True, slots=True)
class Openings:
    """`days` by owner; of `old` ones was much known before there was an archive."""

    days: Mapping[str, date]
    old: frozenset[str]

    def weekday(self, name: str) -> int:
        """On which day of the week, 0 to 4, people come round to a customer's files first."""
        return sorted(self.days).index(name) % 5

    def floor(self, owner: Owner) -> date:
        """Before this day nothing of the file is there."""
        if not owner.is_customer:
            return FIRST + timedelta(days=_ARCHIVE.get(owner.kind, 1))
        wait = 0 if owner.kind in _AT_ONCE else _AFTER.get(owner.kind, _AT_LENGTH)
        return self.days[owner.name] + timedelta(days=wait if owner.name in self.old else 0)


def owners_of(sample: Sample) -> Mapping[str, Owner]:
    """By path; originals are of the kind of their register."""
    folders = Folders.of(sample.files, sample.catalogue)
    found = {file.path: Owner(file.kind.name, file.kind.name, file.kind.order) for file in folders.loose}
    for folder, files in folders.customers.items():
        found |= {file.path: Owner(folder, file.kind.name, file.kind.order) for file in files}
        found |= {p: Owner(folder, "documents") for p in sample.files if p.startswith(f"{folder}/") and p not in found}
    return found | {path: Owner(path.partition("/")[0], "") for path in sample.files if path not in found}


def openings_of(owners: Mapping[str, Owner], noted: Iterable[Noted]) -> Openings:
    """A folder is opened with the first thing that it tells; those older than the archive one after the other."""
    told: dict[str, list[date]] = {owner.name: [] for owner in owners.values() if owner.is_customer}
    for each in noted:
        if owners[each.path].is_customer:
            told[owners[each.path].name] += each.days()
    old = [name for name in sorted(told) if told[name] and min(told[name]) < FIRST + timedelta(days=14)]
    silent = [name for name in sorted(told) if not told[name]]
    days = {name: min(found) for name, found in told.items() if found}
    days |= {name: FIRST + timedelta(days=_FIRST_STEP + _STEP * place) for place, name in enumerate(old)}
    days |= {name: LAST - timedelta(days=_UNKNOWN * (place + 1)) for place, name in enumerate(silent)}
    return Openings(days, frozenset(old))
