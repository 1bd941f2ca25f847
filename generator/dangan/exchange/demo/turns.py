"""What values were before they became what they are: told by the data itself, or by the story."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dangan.exchange.demo.days import FIRST, LAST, day_of
from dangan.exchange.demo.notes import Note, Place
from dangan.exchange.demo.sample import Sample
from dangan.exchange.demo.story import VALUES
from dangan.model.folders import PROFILE
from dangan.source.document import Document
from dangan.source.node import Pointer

Turn = tuple[Pointer, date, Any]
"""Where, until which day, and what it said until then."""
_FORMER = "原"
_SOLVED_AFTER = timedelta(days=26)
_ON_ITS_WAY = 0.6


def turns_of(sample: Sample) -> Iterator[Note]:
    """The earlier values of every file, of one place in the order of time."""
    for path, document in sample.documents.items():
        found = [*_told(path, document.data), *_walk(document.data, ()), *_of_project(sample, path, document.data)]
        if path.endswith(f"/{PROFILE}"):
            found += _custodians(sample.documents.get(path.replace(PROFILE, "custody.yaml")))
        yield from _counted(path, found, document.data)


def _counted(path: str, found: Sequence[Turn], data: Any) -> Iterator[Note]:
    count: dict[Pointer, int] = {}
    for pointer, day, before in sorted(found, key=lambda turn: turn[1]):
        if _at(data, pointer) not in (None, before):
            count[pointer] = count.get(pointer, 0) + 1
            yield Note(Place(path, pointer, count[pointer]), day, before)


def _told(path: str, data: Any) -> Iterator[Turn]:
    for ending, pointer, until, before in VALUES:
        if path.endswith(ending) and _at(data, pointer) is not None:
            yield pointer, until, before


def _at(data: Any, pointer: Pointer) -> Any:
    for part in pointer:
        inside = isinstance(data, dict) or (isinstance(data, list) and isinstance(part, int) and part < len(data))
        data = (data.get(part) if isinstance(data, dict) else data[part]) if inside else None
    return data


def _walk(value: Any, pointer: Pointer) -> Iterator[Turn]:
    if isinstance(value, dict):
        for tell in (_order, _left, _promise, _state, _stage):
            yield from tell(value, pointer)
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield from _walk(part, (*pointer, key))


def _custodians(custody: Document | None) -> Iterator[Turn]:
    """Who handed a customer over kept it until then; what was handed over before the archive was begun is not told."""
    for handover in custody.data.get("handovers", ()) if custody else ():
        day = day_of(handover.get("on"))
        if day and day > FIRST:
            yield ("custodian",), day, handover["from"]


def _order(data: Mapping[str, Any], pointer: Pointer) -> Iterator[Turn]:
    """A date of an order that was put off says so itself."""
    for change in data.get("changes", ()) if "ordered" in data else ():
        day = day_of(change.get("on")) if isinstance(change, dict) else None
        if day and "from" in change and isinstance(data.get(change.get("which")), str):
            yield (*pointer, change["which"]), day, change["from"]


def _left(data: Mapping[str, Any], pointer: Pointer) -> Iterator[Turn]:
    """Who is called a former buyer was a buyer until he left, be it their company or ours."""
    days = [day_of(move.get("date")) for move in _mappings(data, "moves") if move.get("change") == "left"]
    days += [day_of(role.get("until")) for role in _mappings(data, "roles")]
    for key in ("job_title", "title"):
        title, day = data.get(key), max(filter(None, days), default=None)
        if isinstance(title, str) and title.startswith(_FORMER) and day:
            yield (*pointer, key), day, title.removeprefix(_FORMER)


def _mappings(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = data.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _promise(data: Mapping[str, Any], pointer: Pointer) -> Iterator[Turn]:
    day = day_of(data.get("by_when"))
    if day and data.get("result") not in (None, "open"):
        yield (*pointer, "result"), min(day + timedelta(days=3), LAST), "open"


def _state(data: Mapping[str, Any], pointer: Pointer) -> Iterator[Turn]:
    """What is done or solved was not at first."""
    state, at = data.get("state"), (*pointer, "state")
    if "problem" in data and state == "solved" and (day := day_of(data.get("on"))):
        yield at, min(day + _SOLVED_AFTER, LAST), "in-hand"
    elif state == "done" and (day := day_of(data.get("done"))):
        yield at, day, "open"
    elif day := day_of(data.get("handled_on")):
        yield at, day, "new"
    elif isinstance(data.get("close"), dict) and (day := day_of(data["close"].get("on"))):
        yield at, day, "running"


def _stage(data: Mapping[str, Any], pointer: Pointer) -> Iterator[Turn]:
    """A customer was a prospect before it bought and bought before it lapsed."""
    since = data.get("relationship")
    if pointer or "stage" not in data or not isinstance(since, dict):
        return
    if day := day_of(since.get("customer_since"), months=True):
        yield ("stage",), day, "prospect"
    if day := day_of(since.get("lapsed_since"), months=True):
        yield ("stage",), day, "trading"


def _of_project(sample: Sample, path: str, data: Any) -> Iterator[Turn]:
    """A project was a step behind for a while; one that is over was under way until it was closed."""
    kind = sample.catalogue.kinds.get("project")
    opened = day_of(data.get("opened")) if isinstance(data, dict) and "/projects/" in path else None
    if kind is None or opened is None:
        return
    steps = list((kind.field.at(("step",)) or kind.field).enum)
    step, closed = data.get("step"), day_of(data.get("closed"))
    place = steps.index(step) if step in steps else 0
    before = steps[min(place, len(steps) - 2) // 2] if closed else steps[max(place - 1, 0)]
    until = closed or opened + timedelta(days=int((LAST - opened).days * _ON_ITS_WAY))
    yield ("step",), until, before
    chance = data.get("chance_percent")
    if isinstance(chance, int):
        yield ("chance_percent",), until, 40 if closed else max(chance - 20, 10)
