"""What a drawing of a section's own leaves over, so that no recorded field is lost because a template forgot it."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from dangan.analysis.shape import mapping
from dangan.model.provenance import tells
from dangan.schema.field import Field
from dangan.site.views.fields import Fields
from dangan.site.views.provenance import spoken_of
from dangan.site.views.scope import Scope
from dangan.site.views.values import GroupView


class Rest:
    """Fields that a drawing shows itself: whole ones (None), or some keys of a field that is a mapping.

    One of these per drawing, as a constant: the fields that are left over are remembered by the form's identity.
    """

    def __init__(self, **drawn: frozenset[str] | None) -> None:
        self._whole = frozenset(name for name, inner in drawn.items() if inner is None)
        self._partly = {name: inner for name, inner in drawn.items() if inner is not None}
        self._forms: dict[int, tuple[Field, Field]] = {}

    def group(self, fields: Fields, form: Field, data: Mapping[str, Any], scope: Scope) -> GroupView:
        """Everything else that `data` says, drawn from the schema alone; what is missing of all there could be."""
        left = self._left(data)
        group = fields.group(self._form(form), left, scope, frozenset(self._partly.keys() - left.keys()))
        group = replace(group, missing=(*fields.gone(form, data, self._whole - {"id"}), *group.missing))
        return with_said(group, fields, form, data, scope, self._whole | self._said(data))

    def _said(self, data: Mapping[str, Any]) -> frozenset[str]:
        """The fields that are drawn in part, where something is said of that part."""
        spoken = spoken_of(data)
        return frozenset(
            name for name, inner in self._partly.items() if name in spoken or said_of(mapping(data.get(name)), inner)
        )

    def _left(self, data: Mapping[str, Any]) -> dict[str, Any]:
        left = {name: value for name, value in data.items() if name not in self._whole}
        for name, inner in self._partly.items():
            rest = {key: item for key, item in mapping(left.pop(name, None)).items() if key not in inner}
            left |= {name: rest} if rest else {}
        return left

    def _form(self, form: Field) -> Field:
        known = self._forms.get(id(form))
        if known is None:
            known = self._forms[id(form)] = (form, self._trimmed(form))
        return known[1]

    def _trimmed(self, form: Field) -> Field:
        kept = {name: child for name, child in form.properties.items() if name not in self._whole}
        for name, inner in self._partly.items():
            if name in kept:
                below = {key: child for key, child in kept[name].properties.items() if key not in inner}
                kept[name] = replace(kept[name], properties=below)
        return replace(form, properties=kept)


def with_said(
    group: GroupView, fields: Fields, form: Field, data: Mapping[str, Any], scope: Scope, drawn: AbstractSet[str]
) -> GroupView:
    """With those facts once more that a drawing shows by itself, though something is to be known of them.

    Such a drawing says what is held; its own sources, and what others say instead, are said here.
    """
    names = said_of(data, drawn)
    if not names:
        return group
    again = fields.group(form, data, replace(scope, place=None), frozenset(form.properties) - names)
    return replace(group, facts=(*again.facts, *group.facts), blocks=(*again.blocks, *group.blocks))


def said_of(data: Mapping[str, Any], names: AbstractSet[str]) -> frozenset[str]:
    """Of some fields of a mapping those of which something is said, beside them or in them."""
    spoken = spoken_of(data)
    return frozenset(name for name in names if name in data and (name in spoken or tells(data[name])))
