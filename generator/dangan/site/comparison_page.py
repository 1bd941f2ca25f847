"""A comparison as one HTML file: old and new side by side, nothing asked of anybody."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dangan.diagnostics import Diagnostic, Text
from dangan.history.change import ChangeKind, FieldChange
from dangan.history.sentences import parts
from dangan.review.comparison import Comparison, Concerned, is_told
from dangan.review.comparison_words import beginning, gap_lines, movement, title
from dangan.schema.kind import Kind
from dangan.site.environment import environment_for

_LONGEST = 2_000
"""Characters of a value: enough for a paragraph, and no page of megabytes for a pasted file."""
_BESIDE = frozenset({ChangeKind.SET, ChangeKind.REMOVED, ChangeKind.ITEM_ADDED, ChangeKind.ITEM_REMOVED})
"""Told as what was and what is, where one of the two is nothing."""
_TITLE = Text("What changed", "改动内容")


@dataclass(frozen=True, slots=True)
class RowView:
    """One change; without `old` and `new` it is told in a sentence."""

    place: str
    what: str
    old: str
    new: str
    moved: str


@dataclass(frozen=True, slots=True)
class CustomerView:
    title: str
    rows: tuple[RowView, ...]
    follows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    sign: str
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class ComparisonView:
    title: str
    span: str
    customers: tuple[CustomerView, ...]
    found: tuple[FindingView, ...]
    solved: tuple[FindingView, ...]
    pages: tuple[str, ...]
    beginning: tuple[str, ...] = ()


def comparison_html(found: Comparison, span: str, folders: tuple[Path, ...], lang: str) -> str:
    """`span` is what was asked for, `folders` are those of templates, the team's own first."""
    view = ComparisonView(
        _TITLE.to(lang),
        span,
        tuple(_customer(found, each, lang) for each in found.concerned),
        tuple(_finding(each, lang) for each in found.found),
        tuple(_finding(each, lang) for each in found.solved),
        tuple(entry.name(lang) for entry in found.pages),
        tuple(beginning(found, lang)),
    )
    return environment_for(folders, lang).get_template("pages/comparison.html.j2").render(page=view)


def _customer(found: Comparison, concerned: Concerned, lang: str) -> CustomerView:
    follows = tuple((label.to(lang), name) for label, name in gap_lines(found, concerned, lang))
    return CustomerView(title(concerned, lang), tuple(_rows(found, concerned, lang)), follows)


def _rows(found: Comparison, concerned: Concerned, lang: str) -> Iterator[RowView]:
    for change in concerned.changes:
        kind = found.catalogue.kinds.get(change.of.kind or "")
        if is_told(change, found.catalogue):
            yield _row(found, change, kind, lang)


def _row(found: Comparison, change: FieldChange, kind: Kind | None, lang: str) -> RowView:
    beside = replace(change, kind=ChangeKind.CHANGED) if change.kind in _BESIDE else change
    said = parts(beside, kind, lang, found.names, _LONGEST)
    return RowView(said.place, said.what, said.old, said.new, movement(change, kind, lang))


def _finding(found: Diagnostic, lang: str) -> FindingView:
    place = f"{found.span.path}:{found.span.line}:{found.span.column}"
    return FindingView(found.severity.value, place, found.message.to(lang))
