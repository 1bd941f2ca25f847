"""The rows of the customer index as a classic script, so that they load from `file://` as well."""

import json
from collections.abc import Sequence

from dangan.site.views.customers import Filter, Row

COLUMNS = (
    *("id", "name", "other", "href", "city", "region", "industry", "stage", "size", "custodian", "last", "silent"),
    *("due", "late", "action", "projects", "rivals", "filled", "typed"),
)

_LABELLED = ("stage", "size", "custodian", "competitor")


def customers_script(rows: Sequence[Row], filters: Sequence[Filter]) -> bytes:
    """`rows` in the order of their names, so that a row's place is its rank; labels, in the order they sort by, and
    dates stand once each.
    """
    labels = {
        **{choice.name: dict(choice.options) for choice in filters if choice.name in _LABELLED},
        "day": _day_labels(rows),
    }
    table = [[_cell(row, column) for column in COLUMNS] for row in rows]
    data = {"columns": COLUMNS, "labels": labels, "rows": table}
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # A script is read as text up to "</", so no "<" may stand in it; older scripts ended lines at two more characters.
    safe = words.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"window.danganCustomers={safe};\n".encode()


def _cell(row: Row, column: str) -> object:
    value = getattr(row, column)
    return int(value) if isinstance(value, bool) else value


def _day_labels(rows: Sequence[Row]) -> dict[str, str]:
    """How each date that occurs is written for a reader."""
    found = {row.last: row.last_day for row in rows if row.last}
    found |= {row.due: row.due_day for row in rows if row.due}
    return found
