"""The history as rows for other programs: JSON and CSV hold the same."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from textwrap import indent
from typing import Any

from dangan.analysis.report_export import figure, safe_cell
from dangan.git.objects import Commit
from dangan.history.change import FieldChange
from dangan.history.sentences import place, sentence
from dangan.schema.kind import Kind

COLUMNS = (
    *("commit", "date", "author", "committer", "customer", "path", "pointer", "field", "kind", "old", "new"),
    *("change", "approved_by", "taken", "sentence"),
)
KindOf = Callable[[FieldChange], Kind | None]
Approved = Callable[[str], tuple[str, ...]]
"""Who approved the change that a commit came with, as far as that is known."""


def row(
    change: FieldChange, kind: Kind | None, landed: Mapping[str, Commit], approved: Approved, lang: str
) -> dict[str, Any]:
    """One change; `change` in it is the commit by which it reached the main line, null where it has not."""
    commit = change.commit
    arrival = landed.get(commit.id)
    values = (
        *(commit.id, (commit.authored or commit.date).isoformat(), _who(commit.author, commit.email)),
        *(_who(commit.committer, commit.committer_email), change.of.customer or None, change.path),
        *(change.pointer(kind), place(change, kind, lang), change.kind.value, change.old, change.new),
        *(arrival.id if arrival else None, list(approved(commit.id)), change.taken, sentence(change, kind).to(lang)),
    )
    return dict(zip(COLUMNS, values, strict=True))


def json_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One array of objects, object by object."""
    before = "["
    for each in rows:
        yield f"{before}\n{indent(json.dumps(each, ensure_ascii=False, indent=1, default=figure), ' ')}"
        before = ","
    yield "\n]\n" if before == "," else "[]\n"


def csv_rows(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Line by line; what is not a plain value is JSON in its cell."""
    yield _line(COLUMNS)
    for each in rows:
        yield _line([safe_cell(_flat(each[column])) for column in COLUMNS])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _flat(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=figure)
    return str(value).lower() if isinstance(value, bool) else value


def _who(name: str, email: str) -> str:
    return f"{name} <{email}>" if email else name
