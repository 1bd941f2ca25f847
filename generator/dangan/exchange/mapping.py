"""What a mapping file says, ready to be used: which column becomes which field.

    id: {slug: ["{name}", "{symbol}"]}       # the first whose columns are filled; or {from: code, transform: slug}
    key: registration/uscc                   # equal values mean the same company; a list of fields works too
    fields:
      names/en: name                         # a column as it is
      summary: {from: summary, transform: [collapse_spaces, first_sentence, {max: 300}]}
      contact/websites: {from: [website, homepage], transform: url, list: true, drop_if_invalid: true}
      addresses/0/street: {template: "{street} {number}"}
      addresses/0/use: {value: office, when: street}
    constants: {stage: prospect, custodian: chen-li}

A value that a transform or the schema refuses makes the row unreadable, unless its rule has `drop_if_invalid: true`:
then the field is left out and the report says so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dangan.exchange.names import pinyin_slug, shortened, slug
from dangan.exchange.transforms import Transform, apply
from dangan.model.ids import LONGEST
from dangan.source.node import Pointer

_PLACE = re.compile(r"\{([^{}]+)\}")

Path = tuple[str, ...]
"""The place of a field in a profile: `names/en` as ("names", "en"); a number counts in a list."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from: the first of some columns that is filled, a template of columns, or a fixed value.

    `when` names a column without which there is no value.
    """

    columns: tuple[str, ...] = ()
    template: str = ""
    fixed: str = ""
    when: str = ""
    transforms: tuple[Transform, ...] = ()
    as_list: bool = False
    drop_if_invalid: bool = False

    def needs(self) -> tuple[str, ...]:
        """The columns it reads."""
        return (*self.columns, *_PLACE.findall(self.template), *filter(None, (self.when,)))

    def text(self, cells: Mapping[str, str]) -> str:
        if self.when and not cells[self.when].strip():
            return ""
        if self.template:
            return fill(self.template, cells)
        return self.fixed or next((cells[column] for column in self.columns if cells[column].strip()), "")

    def value(self, cells: Mapping[str, str]) -> Any:
        """The value for the field; "" or [] where the row says nothing. Raises transforms.Invalid."""
        made = apply(self.transforms, self.text(cells))
        return [made] if self.as_list and made != "" and not isinstance(made, list) else made


@dataclass(frozen=True, slots=True)
class Rule:
    """One field of the profile, and the place in the mapping file that says so."""

    path: Path
    source: Source
    pointer: Pointer = ()


@dataclass(frozen=True, slots=True)
class IdRule:
    """The id from a column, or from the first of some templates whose columns are all filled."""

    source: Source | None = None
    slugs: tuple[str, ...] = ()

    def needs(self) -> tuple[str, ...]:
        return self.source.needs() if self.source else tuple(c for text in self.slugs for c in _PLACE.findall(text))

    def make(self, cells: Mapping[str, str]) -> str:
        """No text where nothing can be made. Raises transforms.Invalid."""
        if self.source:
            return str(self.source.value(cells))
        return next(filter(None, (_slug_of(template, cells) for template in self.slugs)), "")


@dataclass(frozen=True, slots=True)
class ImportMapping:
    """A mapping that is known to fit the schemas and the columns of one spreadsheet."""

    id: IdRule
    rules: tuple[Rule, ...]
    keys: tuple[Path, ...] = ()
    constants: Mapping[Path, Any] = field(default_factory=dict)

    def rule_for(self, path: Path) -> Rule | None:
        """The rule that a value of the profile came from."""
        return next((rule for rule in self.rules if path[: len(rule.path)] == rule.path), None)


def fill(template: str, cells: Mapping[str, str]) -> str:
    """The template with its columns put in; "" where all of them are empty."""
    if not any(cells[column].strip() for column in _PLACE.findall(template)):
        return ""
    return " ".join(_PLACE.sub(lambda place: cells[place.group(1)].strip(), template).split()).strip(" ,;/-，；")


def _slug_of(template: str, cells: Mapping[str, str]) -> str:
    """Where it would be too long, the longest part is cut: the code at its end may be what tells two apart."""
    columns = _PLACE.findall(template)
    if not all(cells[column].strip() for column in columns):
        return ""
    parts = {column: pinyin_slug(cells[column], longest=None) for column in columns}
    excess = len(slug(fill(template, parts), longest=None)) - LONGEST
    if excess > 0 and columns:
        widest = max(columns, key=lambda column: len(parts[column]))
        parts[widest] = shortened(parts[widest], max(1, len(parts[widest]) - excess))
    return slug(fill(template, parts))
