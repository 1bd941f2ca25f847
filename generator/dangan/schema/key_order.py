"""In which order the keys of a mapping stand, and which of them may go."""

from collections.abc import Iterable, Iterator, Sequence

from dangan.schema.field import RESERVED, Field


def key_order(field: Field | None, keys: Iterable[str]) -> list[str]:
    """Known keys as the schema lists them, then unknown ones and ids as they come, then the provenance keys."""
    written = list(keys)
    if field is None:
        return written
    listed = list(dict.fromkeys(_listed(field)))
    last = _provenance(listed)
    known = [key for key in listed if key in written and key not in last]
    free = [key for key in written if key not in known and key not in last]
    return [*known, *free, *(key for key in last if key in written)]


def _listed(field: Field) -> Iterator[str]:
    """The names of a field's properties, also of those that only an alternative has."""
    yield from field.properties
    for branch in field.alternatives:
        yield from _listed(branch)


def _provenance(listed: Sequence[str]) -> list[str]:
    """The reserved keys, where the schema does not give one a place among the facts."""
    facts = [number for number, key in enumerate(listed) if key not in RESERVED]
    placed = listed[: facts[-1]] if facts else []
    return [key for key in RESERVED if key not in placed]


def stays_empty(field: Field | None, part: str | int) -> bool:
    """Whether an empty collection says something here: as an item, as an id of a map, where it is required."""
    if isinstance(part, int):
        return True
    return field is not None and (_is_id(field, part) or _requires(field, part))


def _is_id(field: Field, key: str) -> bool:
    return field.values is not None and key not in field.properties


def _requires(field: Field, key: str) -> bool:
    return key in field.required or any(_requires(branch, key) for branch in field.alternatives)
