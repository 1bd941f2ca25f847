"""What is wrong with the claim that every requirement on data is met."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dangan.analysis.samples import Samples, sampled
from dangan.analysis.traceability import Line, Means, State
from dangan.diagnostics import Text
from dangan.schema.field_places import FieldPlace
from dangan.schema.requirements import Requirements


@dataclass(frozen=True, slots=True)
class Fault:
    """`reference` is as fields and code name it; `place` is the field's path, or what declares it."""

    reference: str
    place: str
    said: Text


def faults(requirements: Requirements, lines: Sequence[Line], means: Means, found: Samples) -> tuple[Fault, ...]:
    """In the order: what is named and does not exist, what nothing meets, what is told twice, what is not recorded."""
    return (
        *_unknown(requirements, means),
        *(Fault(line.reference, "", line.why or _MET) for line in lines if line.state is State.MISSING),
        *(Fault(line.reference, "", _MET) for line in lines if line.part and line.part.open and line.why is None),
        *_shared(means),
        *_unrecorded(requirements.references, means, found),
    )


def _unknown(requirements: Requirements, means: Means) -> Iterator[Fault]:
    """Names that nothing has; a requirement on data has to be named by its part."""
    known = requirements.references
    whole = {requirement.id for requirement in requirements if requirement.is_data}
    users = [(name, place.keyed) for name, places in means.places.items() for place in places[:1]]
    users += [(name, code.name) for name, declared in means.declared.items() for code in declared]
    for name, place in users:
        if name not in known:
            yield Fault(name, place, _UNKNOWN)
        elif name in whole:
            yield Fault(name, place, _NO_PART)


def _shared(means: Means) -> Iterator[Fault]:
    """Each part of a requirement has a field of its own."""
    told: set[tuple[str, ...]] = set()
    for place in _once(place for places in means.places.values() for place in places):
        owners = [name.partition("/")[0] for name in place.field.requirements]
        for owner in dict.fromkeys(owners):
            if owners.count(owner) > 1 and (owner, *place.identity) not in told:
                told.add((owner, *place.identity))
                yield Fault(owner, place.keyed, _SHARED)


def _once(places: Iterable[FieldPlace]) -> Iterable[FieldPlace]:
    return {place.at: place for place in places}.values()


def _unrecorded(known: frozenset[str], means: Means, found: Samples) -> Iterator[Fault]:
    for name, places in means.places.items():
        there = sampled(name, places, found) if name in known else None
        if there is None:
            continue
        lacking: Mapping[tuple[str, ...], FieldPlace] = {
            place.identity: place for place in reversed(places) if place.identity not in there
        }
        yield from (Fault(name, place.keyed, _NO_SAMPLE) for place in lacking.values())


_UNKNOWN = Text("no requirement and no part is called that", "没有这个要求或项目")
_NO_PART = Text("a requirement on data is named by its part", "对资料的要求须写明具体项目")
_SHARED = Text("two parts of one requirement stand in one field", "同一要求的两个项目落在一个字段上")
_NO_SAMPLE = Text("no file of this archive has a value for it", "本档案库中没有任何文件记录它")
_MET = Text("it is listed as open and is met", "列为待完成，实际已满足")
