"""The rows of the customer index as a classic script, so that they load from `file://` as well."""

import json
from collections.abc import Sequence

from dangan.site.views.customers import Row

COLUMNS = (
    *("id", "name", "other", "city", "region", "industry", "stage", "size", "custodian", "last", "silent", "due"),
    *("late", "action", "projects", "rivals", "filled", "typed"),
)


def customers_script(rows: Sequence[Row]) -> bytes:
    """`rows` in the order of their names, so that a row's place is its rank; labels and dates stand once each."""
    labels = {
        "stage": {row.stage: row.stage_label for row in rows if row.stage},
        "size": {row.size: row.size_label for row in rows if row.size},
        "custodian": {row.custodian: row.custodian_name for row in rows if row.custodian},
        "day": _day_labels(rows),
    }
    table = [[_cell(row, column) for column in COLUMNS] for row in rows]
    data = {"columns": COLUMNS, "labels": labels, "rows": table}
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # A script is read as text up to "</": none may stand in it, and two line ends of Unicode were none in older scripts.
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
