"""`archive.json` with what `archive.overlay.json` adds: which kinds of file and thing an archive has, in what order."""

from collections.abc import Iterable, Mapping
from typing import Any

from dangan.diagnostics import Diagnostic
from dangan.errors import SchemaError
from dangan.schema import codes
from dangan.schema.files import SchemaFiles, faults, missing
from dangan.schema.meta import ARCHIVE, against
from dangan.schema.overlay import prune
from dangan.schema.problem import Problem
from dangan.schema.walk import at
from dangan.source.document import Document

NAME = "archive.json"
OVERLAY = "archive.overlay.json"

_NEEDED = {
    "kinds": ("title", "scope", "path", "schema"),
    "things": ("title", "kind", "scope"),
    "filings": ("title",),
    "chapters": ("title",),
}
_RELABELS = frozenset((
    "title", "x-zh", "description", "x-zh-description", "plural", "x-zh-plural", "order", "page", "filing", "chapter",
))  # fmt: skip
"""What an overlay may say of a kind or thing that is there already."""


def declared(files: SchemaFiles) -> tuple[dict[str, dict[str, Any]], list[Diagnostic]]:
    """`kinds`, `things`, `filings`, `chapters` by name. Raises SchemaError if the packaged ones cannot be used."""
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
    groups = base if overlay is None else _extended(base, overlay, found)
    found += _unknown(groups, files)
    return {**groups, "kinds": _with_own_pages(groups["kinds"], files, found)}, found


def _with_own_pages(
    kinds: Mapping[str, Mapping[str, Any]], files: SchemaFiles, found: list[Diagnostic]
) -> dict[str, Any]:
    """The kinds, each with a folder of pages that no kind before it has."""
    owners: dict[str, str] = {}
    kept: dict[str, Any] = {}
    for name, item in kinds.items():
        page = item.get("page")
        other = owners.setdefault(page, name) if page else name
        kept[name] = item if other == name else {key: value for key, value in item.items() if key != "page"}
        if other != name:
            problem = Problem(codes.SCHEMA_PAGE, ("kinds", name, "page"), {"kind": other, "page": page})
            found += _told(problem, files)
    return kept


def _unknown(groups: Mapping[str, Mapping[str, Any]], files: SchemaFiles) -> Iterable[Diagnostic]:
    """Filing classes and chapters that a kind names and nobody has declared."""
    for name, item in groups["kinds"].items():
        for key, known in (("filing", groups["filings"]), ("chapter", groups["chapters"])):
            if (value := item.get(key)) and value not in known:
                problem = Problem(codes.SCHEMA_TARGET, ("kinds", name, key), {"key": key, "value": value})
                yield from _told(problem, files)


def _told(problem: Problem, files: SchemaFiles) -> Iterable[Diagnostic]:
    """At the file of the archive that says it; what is packaged is right."""
    said = (files.own(name) for name in (OVERLAY, NAME))
    *above, key = problem.pointer
    return [problem.at(document) for document in said if document and key in at(document.data, tuple(above))][:1]


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
