"""A kind of file and a kind of thing, as `schemas/archive.json` declares them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.schema.field import Field


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file. `path` is relative to the customer's folder (scope customer) or to the archive (scope archive).

    `{id}` in `path` stands for a file stem: there may be many files of the kind.
    """

    name: str
    label: Text
    scope: Literal["customer", "archive"]
    path: str
    field: Field
    schema: Mapping[str, Any]
    order: int = 100
    filing: str | None = None
    chapter: str | None = None
    """Of scope customer: under which heading the dossier's rail lists it; None under that of the kind before it."""
    personal: bool = False
    page: str | None = None
    """Of scope archive: the folder of its pages, `/<lang>/<page>/<id>/index.html`; None means no pages."""
    own_page: bool = False
    """Of scope customer: there may be hundreds, so they have a page of their own and the dossier shows the latest."""
    description: Text | None = None
    country: str = "CN"
    """Of which country telephone numbers without a country code are (ISO 3166)."""

    @property
    def many(self) -> bool:
        return "{id}" in self.path

    @property
    def markdown(self) -> bool:
        return self.path.endswith(".md")

    @property
    def highest(self) -> Level:
        """The highest level of any field: who may read about a file of this kind that cannot be taken apart."""
        return max(f.level for f in self.field.walk())


@dataclass(frozen=True, slots=True)
class ThingKind:
    """One kind of thing that can be referred to: a whole file (`at` "") or each value of a map or list in it ("*").

    Ids are unique within `space` (several kinds may share one), per customer or per archive as `scope` says.
    """

    name: str
    label: Text
    plural: Text
    kind: str
    at: str
    scope: Literal["customer", "archive"]
    space: str
    extra: Mapping[str, Any] = field(default_factory=dict)
