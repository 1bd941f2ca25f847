"""From a message of the check to where the reference explains the field that it is about."""

from dangan.diagnostics import Diagnostic, from_pointer
from dangan.schema.catalogue import Catalogue
from dangan.schema.field_places import on_the_way
from dangan.schema.kind import Kind
from dangan.site.links_reference import kind_address, place_address
from dangan.site.views.scope import Scope


def explained(diagnostic: Diagnostic, scope: Scope) -> str:
    """The link to the nearest field that the audience may know of, else to the kind of file; "" for no such file."""
    audience = scope.context.audience
    kind = _kind(diagnostic.span.path, scope.context.catalogue)
    if kind is None or kind.field.level > audience:
        return ""
    known = [p for p in on_the_way(kind, from_pointer(diagnostic.pointer)) if p.field.level <= audience]
    named = [place for place in known if place.path[-1] != "-"]
    return scope.to(place_address(named[-1]) if named else kind_address(kind))


def _kind(path: str, catalogue: Catalogue) -> Kind | None:
    """Of a file of the archive, or below whichever folder is a customer's."""
    parts = path.split("/")
    tails = ("/".join(parts[start:]) for start in range(len(parts)))
    found = (catalogue.kind_of(tail, "customer") for tail in tails)
    return catalogue.kind_of(path, "archive") or next(filter(None, found), None)
