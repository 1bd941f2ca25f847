"""The reference: for every kind of file what it is for, where it lies, what it holds; and the shapes they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dangan.levels import Level
from dangan.schema.example import example
from dangan.schema.field import RESERVED
from dangan.schema.field_places import PROVENANCE, places
from dangan.schema.fields import field_of
from dangan.schema.kind import Kind
from dangan.site.frame_words import AUDIENCES
from dangan.site.links import page_address
from dangan.site.links_reference import REFERENCE, kind_address
from dangan.site.views.reference_field import Explainer, FieldLine, other_of
from dangan.site.views.scope import Link, Scope

_MANY = 12
"""More fields than this are listed before they are explained."""


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind of file in the list of all."""

    link: Link
    path: str
    about: str


@dataclass(frozen=True, slots=True)
class KindsView:
    """The kinds of each place, by the place's heading."""

    groups: tuple[tuple[str, tuple[KindLine, ...]], ...]
    trail: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class KindPage:
    name: str
    other: str
    about: str
    path: str
    level: str
    """Who may see what is not marked otherwise."""
    filing: str
    example: str
    tops: tuple[FieldLine, ...]
    """Those that stand highest, where there are many."""
    lines: tuple[FieldLine, ...]
    provenance: bool
    """Whether its mappings say where facts come from."""
    trail: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ShapeView:
    anchor: str
    label: str
    other: str
    about: str
    lines: tuple[FieldLine, ...]


def kinds_view(scope: Scope) -> KindsView:
    words = scope.context.words
    titles = (("customer", words("in_a_customer")), ("archive", words("in_the_archive")))
    groups = tuple(
        (title, tuple(_kind_line(kind, scope) for kind in shown_kinds(scope) if kind.scope == where))
        for where, title in titles
    )
    return KindsView(groups, scope.trail())


def shown_kinds(scope: Scope) -> list[Kind]:
    """Those that the audience may know of."""
    return [kind for kind in scope.context.catalogue.kinds.values() if kind.field.level <= scope.context.audience]


def _kind_line(kind: Kind, scope: Scope) -> KindLine:
    label = kind.label.to(scope.lang)
    link = Link(label, scope.to(kind_address(kind)), other_of(kind.label, scope.lang))
    return KindLine(link, path_of(kind), _about(kind, scope))


def kind_page(kind: Kind, scope: Scope) -> KindPage:
    """One kind; what stands inside a shape is explained with the shape."""
    context, lang = scope.context, scope.lang
    base = kind.field.level
    own = [place for place in places(kind) if not place.inside]
    lines = Explainer(scope).lines(own, base)
    thing = next((t.name for t in context.catalogue.things.values() if t.kind == kind.name), kind.name)
    return KindPage(
        name=kind.label.to(lang),
        other=other_of(kind.label, lang),
        about=_about(kind, scope),
        path=path_of(kind),
        level=AUDIENCES[base].to(lang),
        filing=_filing(kind, scope),
        example=example(kind, thing, lang, context.audience),
        tops=_tops(lines) if len(lines) > _MANY else (),
        lines=lines,
        provenance=any(RESERVED[0] in field.properties for field in kind.field.walk()),
        trail=scope.trail(Link(context.words("reference"), scope.to(page_address(REFERENCE)))),
    )


def _tops(lines: Sequence[FieldLine]) -> tuple[FieldLine, ...]:
    """The highest that there are several of: in a map of things that is what a thing has."""
    depths = [line.depth for line in lines]
    several = min((depth for depth in depths if depths.count(depth) > 1), default=0)
    return tuple(line for line in lines if line.depth == several)


def path_of(kind: Kind) -> str:
    """Where such a file lies, what stands for a name in angle brackets."""
    path = kind.path.replace("{id}", "<id>")
    return path if kind.scope == "archive" else f"customers/<id>/{path}"


def _filing(kind: Kind, scope: Scope) -> str:
    label = scope.context.catalogue.filings.get(kind.filing or "")
    return label.to(scope.lang) if label else ""


def _about(kind: Kind, scope: Scope) -> str:
    return kind.description.to(scope.lang) if kind.description else ""


def shape_views(scope: Scope) -> tuple[ShapeView, ...]:
    """Every shape with fields of its own that something the audience may know of has, as far as it may know it."""
    explain = Explainer(scope)
    levels = _least(scope)
    shapes = scope.context.catalogue.shapes
    return tuple(
        _shape(name, schema, levels[name], explain, scope) for name, schema in shapes.items() if name in levels
    )


def _least(scope: Scope) -> Mapping[str, Level]:
    """Where each shape is least secret."""
    least: dict[str, Level] = {}
    for field in (field for kind in shown_kinds(scope) for field in kind.field.walk()):
        if field.shape and field.has_facts and field.level <= scope.context.audience:
            least[field.shape] = min(field.level, least.get(field.shape, field.level))
        if RESERVED[0] in field.properties:
            least[PROVENANCE] = min(field.level, least.get(PROVENANCE, field.level))
    return least


def _shape(name: str, schema: Mapping[str, Any], level: Level, explain: Explainer, scope: Scope) -> ShapeView:
    field = field_of(name, schema, level)
    whole = Kind(name, field.label, "archive", "", field, schema)
    inside = [place for place in places(whole) if not place.inside or place.inside[0] == name]
    return ShapeView(
        anchor=name,
        label=field.label.to(scope.lang),
        other=other_of(field.label, scope.lang),
        about=field.description.to(scope.lang) if field.description else "",
        lines=explain.lines(inside, level, f"{name}/"),
    )
