"""What a check says of the policy: whether it protects what it names, and whether the forge knows of it."""

from collections.abc import Iterator
from datetime import date

from dangan.analysis.shape import items, text
from dangan.diagnostics import Diagnostic, Span
from dangan.review import codes
from dangan.review.codeowners import PLACES, codeowners
from dangan.review.place import ANY, Target
from dangan.review.scope import Watched
from dangan.review.state import RULES
from dangan.schema.catalogue import Catalogue
from dangan.schema.field import Field
from dangan.source.reader import read_document
from dangan.source.tree import Tree
from dangan.source.unreadable import Unreadable


def check_review(tree: Tree, catalogue: Catalogue, today: date, base: str = "") -> Iterator[Diagnostic]:
    """Of a CODEOWNERS only where there is one, and where the archive is the whole repository."""
    yield from _targets(tree, catalogue)
    place = next((path for path in PLACES if path in tree.paths()), None)
    if place and not base and _text(tree, place) != codeowners(tree, catalogue, today, base):
        yield Diagnostic.of(codes.CODEOWNERS_OLD, Span(place))


def _targets(tree: Tree, catalogue: Catalogue) -> Iterator[Diagnostic]:
    document = read_document(tree, RULES)[0] if RULES in tree.paths() else None
    if document is None:
        return
    review = document.data.get("review") if isinstance(document.data, dict) else None
    for number, item in enumerate(items(review, "particular")):
        what = text(item, "what")
        if what and not _is_known(Target.of(what), catalogue):
            pointer = ("review", "particular", number, "what")
            yield Diagnostic.of(codes.UNKNOWN_TARGET, document.span(pointer), pointer=pointer, what=what)


def _is_known(target: Target, catalogue: Catalogue) -> bool:
    kind = catalogue.kinds.get(target.name)
    if kind is None:
        return not target.steps and f"{target.name}/" in Watched(catalogue).beginnings
    here: Field | None = kind.field
    for step in target.steps:
        here = _below(here, step) if here else None
    return here is not None


def _below(field: Field, step: str) -> Field | None:
    """One step of a keyed path; the items of a list and of a map are called by what is recorded."""
    if field.items or field.values:
        return field.properties.get(step) or field.items or field.values
    if step == ANY:
        return None
    return field.child(step)


def _text(tree: Tree, path: str) -> str:
    try:
        return tree.read(path).decode(errors="replace").replace("\r\n", "\n")
    except Unreadable:
        return ""
