"""How much of what is worth knowing is known, by the weight that the schemas give each field."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import is_not
from typing import Any

from dangan.analysis.asked import who_is
from dangan.levels import Level
from dangan.model.records import Customer
from dangan.schema.field import Field
from dangan.schema.kind import Kind

WEIGHTS = {"essential": 5, "important": 2, "useful": 1}


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that ought to be filled and is not: where, what it is called, how much it weighs."""

    kind: str
    pointer: tuple[str, ...]
    field: Field

    @property
    def essential(self) -> bool:
        return self.field.weight == "essential"


@dataclass(frozen=True, slots=True)
class Completeness:
    """Weights of what is there and of all that was asked for, and what is missing."""

    filled: int
    asked: int
    gaps: tuple[Gap, ...]

    @property
    def percent(self) -> int:
        """Rounded down: only a dossier without gaps says 100."""
        return self.filled * 100 // self.asked if self.asked else 100

    @property
    def essential(self) -> tuple[Gap, ...]:
        return tuple(gap for gap in self.gaps if gap.essential)


def dossier_completeness(customer: Customer, kinds: Iterable[Kind], audience: Level) -> Completeness:
    """Of a customer redacted for `audience`. Its pages ask once for each language, so the last answer is kept."""
    every = tuple(kinds)
    asked = (customer, audience, *every)
    if not _last or len(_last[0][0]) != len(asked) or any(map(is_not, _last[0][0], asked)):
        _last[:] = [(asked, _dossier(customer, every, audience))]
    return _last[0][1]


_last: list[tuple[tuple[object, ...], Completeness]] = []
"""What was asked for last, which is kept so that the identities stay true, and the answer."""


def _dossier(customer: Customer, kinds: Iterable[Kind], audience: Level) -> Completeness:
    data = {name: [record.data for record in records] for name, records in customer.records.items()}
    profile = customer.profile.data if customer.profile else {}
    return completeness(data, [kind for kind in kinds if kind.scope == "customer"], profile, audience)


def completeness(
    records: Mapping[str, Iterable[Any]], kinds: Sequence[Kind], profile: Any, audience: Level
) -> Completeness:
    """Over the data of one customer by kind.

    A file that is not there misses all its fields; of a kind with many files, and of the things in a map, only those
    that are there are asked. What a mapping is not asked for, nothing in it is asked for.
    """
    filled = asked = 0
    gaps: list[Gap] = []
    asks = who_is(profile, kinds).is_asked
    for kind in kinds:
        for data in tuple(records.get(kind.name, ())) or (() if kind.many else ({},)):
            for pointer, field, value in _weighed(kind.field, data, (), asks):
                if field.level > audience:
                    continue
                weight = WEIGHTS[field.weight or ""]
                asked += weight
                if is_empty(value):
                    gaps.append(Gap(kind.name, pointer, field))
                else:
                    filled += weight
    return Completeness(filled, asked, tuple(gaps))


def is_empty(value: Any) -> bool:
    return value is None or value in ("", {}, [])


_Weighed = tuple[tuple[str, ...], Field, Any]
_Plan = tuple[tuple[tuple[str, Field], ...], bool]

_plans: dict[int, tuple[Field, _Plan]] = {}
"""By identity of the field, which is kept so that the identity stays true: most fields weigh nothing and hold nothing
that does, and need not be visited for every customer."""


def _plan(field: Field) -> _Plan:
    """The properties worth visiting, and whether the things of a map are."""
    known = _plans.get(id(field))
    if known is None:
        properties = tuple((name, below) for name, below in field.properties.items() if _is_worth(below))
        known = _plans[id(field)] = (field, (properties, field.values is not None and _is_worth(field.values)))
    return known[1]


def _is_worth(field: Field) -> bool:
    return any(below.weight in WEIGHTS for below in field.walk())


def _weighed(field: Field, data: Any, pointer: tuple[str, ...], asks: Callable[[Field], bool]) -> Iterator[_Weighed]:
    """Every weighed field at or under `field` that is asked for, with its value or None; items of lists are not asked
    one by one.
    """
    if not asks(field):
        return
    if field.weight in WEIGHTS:
        yield pointer, field, data
    if field.type != "object":
        return
    values = data if isinstance(data, Mapping) else {}
    properties, things = _plan(field)
    for name, below in properties:
        yield from _weighed(below, values.get(name), (*pointer, name), asks)
    if things and field.values:
        for name, value in values.items():
            if name not in field.properties:
                yield from _weighed(field.values, value, (*pointer, name), asks)
