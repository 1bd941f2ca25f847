"""The customer index as classic scripts, so that they load from `file://` as well: what it is sorted and filtered by in
one, the names in pieces, which are loaded as they are needed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence

from dangan.site.views.customers import Called, Filter, Row

PIECE = 200
"""Customers whose names are in one script."""

_CHOICES = ("stage", "size", "industry", "region", "custodian", "competitor")
_DEPUTY = "deputy"
"""Asked for on the pages of colleagues alone, by id; nobody is called by it."""
_Labels = Sequence[tuple[str, str]]
_Places = Mapping[str, int]


def customers_script(rows: Sequence[Row], filters: Sequence[Filter]) -> bytes:
    """A column each, with `rows` in the order of their names, so that a place in it is the customer's rank.

    Values stand once each, under `labels`, in the order they sort by, and a column has their places there: -1 for what
    is not known.
    """
    options: Mapping[str, _Labels] = {choice.name: choice.options for choice in filters}
    labels = {name: options.get(name, ()) for name in _CHOICES} | {"day": _days(rows), _DEPUTY: _deputies(rows)}
    places = {name: {value: n for n, (value, _) in enumerate(found)} for name, found in labels.items()}
    columns = _choices(rows, places) | _figures(rows, places["day"])
    data = {"count": len(rows), "piece": PIECE, "labels": labels, "columns": columns}
    return _script("danganCustomers", data)


def _choices(rows: Sequence[Row], places: Mapping[str, _Places]) -> dict[str, object]:
    there = places["competitor"]
    found = {name: [places[name].get(getattr(row, name), -1) for row in rows] for name in (*_CHOICES[:-1], _DEPUTY)}
    return {**found, "rivals": [[there[rival] for rival in row.rivals if rival in there] for row in rows]}


def _figures(rows: Sequence[Row], days: _Places) -> dict[str, object]:
    """What is true or not is one letter each."""
    return {
        "last": [days.get(row.last, -1) for row in rows],
        "due": [days.get(row.due, -1) for row in rows],
        "projects": [row.projects for row in rows],
        "filled": [-1 if row.filled is None else row.filled for row in rows],
        "silent": "".join("01"[row.silent] for row in rows),
        "late": "".join("01"[row.late] for row in rows),
    }


def _deputies(rows: Sequence[Row]) -> _Labels:
    return [(deputy, "") for deputy in sorted({row.deputy for row in rows if row.deputy})]


def _days(rows: Sequence[Row]) -> _Labels:
    """Each date that occurs, with how it is written for a reader."""
    found = {row.last: row.last_day for row in rows if row.last}
    found |= {row.due: row.due_day for row in rows if row.due}
    return sorted(found.items())


def name_scripts(rows: Sequence[Called]) -> Iterator[bytes]:
    """The names in pieces: id, name, other name, city, and what else a search may match."""
    for first in range(0, len(rows), PIECE):
        names = [(row.id, row.name, row.other, row.city, _beyond(row)) for row in rows[first : first + PIECE]]
        yield _script("danganCustomerNames", {"piece": first // PIECE, "rows": names})


def _beyond(row: Called) -> str:
    """What stands in small letters for a name already is not said again."""
    told = {text.lower() for text in (row.id, row.name, row.other, row.city)}
    return " ".join(word for word in row.typed if word not in told)


def _script(name: str, data: object) -> bytes:
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # A script is read as text up to "</", so no "<" may stand in it; older scripts ended lines at two more characters.
    safe = words.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.{name}={safe};\n".encode()
