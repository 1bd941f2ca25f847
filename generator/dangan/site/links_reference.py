"""Addresses of the reference: a page for each kind of file, one for shapes, one for requirements."""

from collections.abc import Sequence

from dangan.schema.field_places import ITEM, FieldPlace
from dangan.schema.kind import Kind
from dangan.site.links import page_address

REFERENCE = "guide/reference"
SHAPES = page_address("guide/shapes")
REQUIREMENTS = page_address("guide/requirements")
CHECKS = page_address("guide/checks")


def kind_address(kind: Kind) -> str:
    return page_address(REFERENCE, kind.name)


def field_anchor(path: Sequence[str]) -> str:
    """The fragment of a field: its path, which says nothing of items, since they are no field of their own."""
    return "/".join(part for part in path if part != ITEM)


def place_address(place: FieldPlace) -> str:
    """Where a field is explained: what stands in a shared group with that, the group itself where it is used."""
    if place.inside:
        return f"{SHAPES}#{field_anchor(place.inside)}"
    return f"{kind_address(place.kind)}#{field_anchor(place.path)}"


def requirement_address(reference: str) -> str:
    return f"{REQUIREMENTS}#{reference}"
