"""`archive.json` with what `archive.overlay.json` adds: which kinds, things and filing classes an archive has."""

from collections.abc import Mapping
from typing import Any

from dangan.diagnostics import Diagnostic
from dangan.errors import SchemaError
from dangan.schema import codes
from dangan.schema.files import SchemaFiles, faults, missing
from dangan.schema.meta import ARCHIVE, against
from dangan.schema.overlay import prune
from dangan.schema.problem import Problem
from dangan.source.document import Document

NAME = "archive.json"
OVERLAY = "archive.overlay.json"

_NEEDED = {"kinds": ("title", "scope", "path", "schema"), "things": ("title", "kind", "scope"), "filings": ("title",)}
_RELABELS = frozenset((
    "title", "x-zh", "description", "x-zh-description", "plural", "x-zh-plural", "order", "page", "filing",
))  # fmt: skip
"""What an overlay may say of a kind or thing that is there already."""


def declared(files: SchemaFiles) -> tuple[dict[str, dict[str, Any]], list[Diagnostic]]:
    """`kinds`, `things` and `filings` by name. Raises SchemaError where not even the packaged ones can be used."""
    found: list[Diagnostic] = []
    base: dict[str, dict[str, Any]] | None = None
    for file in files.candidates(NAME):
        problems = _problems(file.document.data, whole=True)
        found += [problem.at(file.document) for problem in problems]
        if not problems:
            base = {group: dict(file.document.data.get(group, {})) for group in _NEEDED}
            break
    if base is None:
        raise SchemaError(faults(found) if found else missing(NAME))
    overlay = files.own(OVERLAY)
    return (base, found) if overlay is None else (_extended(base, overlay, found), found)


def _problems(data: Any, *, whole: bool) -> list[Problem]:
    problems = list(against(ARCHIVE, data))
    if problems or not whole:
        return problems
    return [problem for group in _NEEDED for name, item in data.get(group, {}).items()
            for problem in _lacking(group, name, item)]  # fmt: skip


def _lacking(group: str, name: str, item: Mapping[str, Any]) -> list[Problem]:
    return [
        Problem(codes.SCHEMA_MISSING, (group, name), {"key": key}, key=True)
        for key in _NEEDED[group]
        if key not in item
    ]


def _extended(base: dict[str, dict[str, Any]], overlay: Document, found: list[Diagnostic]) -> dict[str, dict[str, Any]]:
    problems = _problems(overlay.data, whole=False)
    data = prune(overlay.data, problems, frozenset())
    extended = {group: dict(items) for group, items in base.items()}
    for group in _NEEDED:
        for name, item in data.get(group, {}).items() if isinstance(data, dict) else ():
            known = base[group].get(name)
            faults = _lacking(group, name, item) if known is None else _changes(group, name, known, item)
            problems += faults
            if known is None and not faults:
                extended[group][name] = item
            elif known is not None:
                extended[group][name] = known | {key: value for key, value in item.items() if key in _RELABELS}
    found += [problem.at(overlay) for problem in problems]
    return extended


def _changes(group: str, name: str, known: Mapping[str, Any], item: Mapping[str, Any]) -> list[Problem]:
    return [
        Problem(codes.OVERLAY_LOOSENS, (group, name, key), {"key": key}, key=True)
        for key, value in item.items()
        if key not in _RELABELS and known.get(key) != value
    ]
