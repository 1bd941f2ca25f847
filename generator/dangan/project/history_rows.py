"""The history as rows for other programs: JSON and CSV hold the same."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from textwrap import indent
from typing import Any

from dangan.analysis.report_export import figure, safe_cell
from dangan.history.change import FieldChange
from dangan.history.sentences import place, sentence
from dangan.project.approving import Approvals
from dangan.review.judgement import Verdict
from dangan.schema.kind import Kind
from dangan.site.audited import Approval

COLUMNS = (
    *("commit", "date", "author", "committer", "customer", "path", "pointer", "field", "kind", "old", "new"),
    *("change", "approved_by", "approval", "taken", "sentence"),
)
KindOf = Callable[[FieldChange], Kind | None]


def row(change: FieldChange, kind: Kind | None, approvals: Approvals, lang: str) -> dict[str, Any]:
    """One change; `change` in it is the commit by which it reached the main line, null where it has not.

    `approval` is how the approval is known, or `not-approved`, or `not-on-main` of what has not reached the main
    branch; null where nothing is known.
    """
    commit = change.commit
    arrival, approved = approvals.landed.get(commit.id), approvals.by(commit.id)
    values = (
        *(commit.id, (commit.authored or commit.date).isoformat(), _who(commit.author, commit.email)),
        *(_who(commit.committer, commit.committer_email), change.of.customer or None, change.path),
        *(change.pointer(kind), place(change, kind, lang), change.kind.value, change.old, change.new),
        *(arrival.id if arrival else None, [each.person for each in approved or ()]),
        *(_approval(approved, is_waiting=approvals.is_waiting(commit.id)), change.taken),
        sentence(change, kind).to(lang),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _approval(approved: Sequence[Approval] | None, *, is_waiting: bool) -> str | None:
    """Of several the least proven, as the audit says it."""
    if is_waiting or approved is None:
        return "not-on-main" if is_waiting else None
    return min(each.known for each in approved).word if approved else Verdict.NOT.value


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
