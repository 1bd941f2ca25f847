"""Dossiers that disappeared without a tombstone, in a change under review and anywhere in the past; and those that
changed hands without a word.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dangan.analysis.shape import text
from dangan.diagnostics import Diagnostic, Span
from dangan.git.objects import Touch
from dangan.history.places import id_in, is_profile
from dangan.model.collect import CUSTOMER
from dangan.model.folders import rightly
from dangan.model.index import Index
from dangan.review import codes
from dangan.review.change import Change
from dangan.review.content import FILE_MODES
from dangan.review.finding import Finding, short
from dangan.review.kept_ids import KeptIds
from dangan.source.document import Document
from dangan.source.reader import parse_document
from dangan.source.tree import Tree
from dangan.source.unreadable import Unreadable

TOMBSTONES = "tombstones/"
_TAKER = re.compile(r"custody/handovers/[0-9]+/to")


def vanished(changed: Iterable[str], before: Tree, after: Tree, index: Index) -> Iterator[Diagnostic]:
    """Of the profiles that may differ those whose dossier `index`, that of `after`, has neither living nor ended."""
    for path in sorted(filter(is_profile, changed)):
        own_id = _said(path, before)
        if own_id and index.find(CUSTOMER, own_id) is None and (_said(path, after) or not _is_there(path, after)):
            yield Diagnostic.of(codes.VANISHED, Span(path), id=own_id)


def not_handed_over(changed: Iterable[str], before: Tree, after: Tree, index: Index) -> Iterator[Diagnostic]:
    """A dossier that gets another custodian says in its custody that it was handed over to them."""
    for path in sorted(filter(is_profile, changed)):
        old, new = (_document(path, tree) for tree in (before, after))
        was, now = (text(document.data, "custodian") if document else "" for document in (old, new))
        entry = index.find(CUSTOMER, text(new.data, "id")) if new else None
        if new is None or entry is None or not was or not now or was == now:
            continue
        takers = {value for key, value in entry.summary.items() if _TAKER.fullmatch(key)}
        if now not in takers:
            span = new.span(("custodian",))
            yield Diagnostic.of(codes.NOT_HANDED_OVER, span, pointer=("custodian",), before=was, now=now)


def _document(path: str, tree: Tree) -> Document | None:
    try:
        return parse_document(path, tree.read(path))[0]
    except Unreadable:
        return None


def _said(path: str, tree: Tree) -> str | None:
    try:
        return id_in(path, tree.read(path))
    except Unreadable:
        return None


def _is_there(path: str, tree: Tree) -> bool:
    """A profile that cannot be read has not vanished, nor has one that only got another ending."""
    return any(rightly(other) == path for other in tree.paths())


@dataclass(slots=True)
class Vanishings:
    """Goes along the main line. `base` is the folder of the archive; every version of a file is read once."""

    ids: KeptIds
    base: str = ""
    _told: dict[str, str] = field(default_factory=dict)
    """The id that a profile or tombstone says, by its path; one that cannot be read says what it said before."""
    _here: Counter[str] = field(default_factory=Counter)
    """How many of them say an id."""

    def findings(self, line: Sequence[Change]) -> Mapping[str, tuple[Finding, ...]]:
        """By id of the commit; milder where the dossier is back, or its tombstone came, with a later change."""
        missing: dict[str, str] = {}
        found: dict[str, list[Finding]] = {}
        for change in line:
            before = self._take(change.touches)
            for own_id in [each for each in missing if self._here[each]]:
                gone = missing.pop(own_id)
                later = Finding.of(codes.WAS_GONE, gone, id=own_id, later=short(change.commit.id))
                found.setdefault(gone, []).append(later)
            missing |= {own_id: change.commit.id for own_id in sorted(before) if not self._here[own_id]}
        for own_id, gone in missing.items():
            found.setdefault(gone, []).append(Finding.of(codes.VANISHED, gone, id=own_id))
        return {commit: tuple(some) for commit, some in found.items()}

    def _take(self, touches: Iterable[Touch]) -> set[str]:
        """The ids that the change may have taken away."""
        before: set[str] = set()
        for touch in touches:
            path = touch.path.removeprefix(self.base)
            if touch.path.startswith(self.base) and (is_profile(path) or path.startswith(TOMBSTONES)):
                was = self._told.pop(path, "")
                now = self._id(path, touch.new) or was if touch.new and touch.new_mode in FILE_MODES else ""
                self._tell(path, was, now)
                before.add(was)
        return before - {""}

    def _tell(self, path: str, was: str, now: str) -> None:
        self._here[was] -= 1
        if now:
            self._told[path] = now
            self._here[now] += 1

    def _id(self, path: str, oid: str) -> str:
        """What the file says; a tombstone that says nothing is called by its file."""
        stem = path.rpartition("/")[2].rpartition(".")[0] if path.startswith(TOMBSTONES) else ""
        return self.ids.find(path, oid) or stem
