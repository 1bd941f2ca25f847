"""A field as the reference explains it: what it is called, what to write, and why it is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dangan.diagnostics import Text
from dangan.levels import Level
from dangan.model.collect import names_of
from dangan.schema.describe import Row, type_words
from dangan.schema.durations import duration
from dangan.schema.field import Field
from dangan.schema.field_places import ENTRY, ITEM, FieldPlace
from dangan.schema.fields import words_of
from dangan.site.frame_words import AUDIENCES
from dangan.site.links_reference import SHAPES, field_anchor, requirement_address
from dangan.site.views.scope import Link, Scope

_STAGES = ("stage", "entity", "nature", "size")
"""Fields of the profile whose values say which customers are asked for something."""

_WEIGHTS = {
    "essential": Text("essential", "必不可少"),
    "important": Text("important", "重要"),
    "useful": Text("useful", "有用"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be written, what it is called, and what that means."""

    value: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """`depth` is how far inside the file it stands; `notes` are labels with words, `asked` requirements by part."""

    anchor: str
    key: str
    label: str
    other: str
    depth: int
    type: str
    shape: Link | None
    required: bool
    description: str
    choices: tuple[Choice, ...]
    notes: tuple[tuple[str, str], ...]
    asked: tuple[Link, ...]


class Explainer:
    """Explains fields on one page; what is above the audience of the site is not mentioned."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._lang = scope.lang
        self._words = scope.context.words
        catalogue = scope.context.catalogue
        self._things = names_of(catalogue)
        self._parts = {
            f"{requirement.id}/{part.id}": part.label
            for requirement in catalogue.requirements
            for part in requirement.parts.values()
        } | {requirement.id: requirement.title for requirement in catalogue.requirements}
        self._customers = _customer_words(catalogue.kinds["profile"].field) if "profile" in catalogue.kinds else {}

    def lines(self, places: Iterable[FieldPlace], base: Level, prefix: str = "") -> tuple[FieldLine, ...]:
        """A line per path; `base` is the level of all that is around, `prefix` stands before each anchor."""
        audience = self._scope.context.audience
        told = [place for place in places if place.path[-1] != ITEM and place.field.level <= audience]
        first = {place.path: place for place in reversed(told)}  # of alternatives that know one key
        return tuple(self._line(place, base, prefix) for place in told if first[place.path] is place)

    def _line(self, place: FieldPlace, base: Level, prefix: str) -> FieldLine:
        field, path = place.field, place.path
        row = Row(place, type_words(field, self._things))
        group = is_group(field)
        return FieldLine(
            anchor=prefix + field_anchor(path),
            key=self._words("any_id") if path[-1] == ENTRY else path[-1],
            label=field.label.to(self._lang),
            other=other_of(field.label, self._lang),
            depth=sum(part != ITEM for part in path) - 1,
            type=row.type.to(self._lang),
            shape=self._shape(group),
            required=row.required,
            description=field.description.to(self._lang) if field.description else "",
            choices=tuple(self._choices(row, field)),
            notes=tuple(self._notes(field, base)),
            asked=tuple(self._asked(field)),
        )

    def _shape(self, group: Field | None) -> Link | None:
        return Link(group.label.to(self._lang), self._scope.to(f"{SHAPES}#{group.shape}")) if group else None

    def _choices(self, row: Row, field: Field) -> Iterable[Choice]:
        meanings = field.meanings or (field.items.meanings if field.items else {})
        for value, label in row.choices.items():
            meaning = meanings.get(value)
            yield Choice(value, label.to(self._lang), meaning.to(self._lang) if meaning else "")

    def _notes(self, field: Field, base: Level) -> Iterable[tuple[str, str]]:
        notes, words = field.annotations, self._words
        if field.weight:
            yield words("weight"), _WEIGHTS[field.weight].to(self._lang)
        if needed := notes.get("x-needed-at"):
            yield words("needed_at"), words("comma").join(self._customer(value) for value in needed)
        if lasts := self._lasts(notes.get("x-fresh-for", "")):
            yield words("holds_for"), lasts
        if field.level > base:
            yield words("who_may_see"), AUDIENCES[field.level].to(self._lang)
        if purpose := words_of(notes.get("x-purpose")):
            yield words("asked_because"), purpose.to(self._lang)

    def _customer(self, value: str) -> str:
        label = self._customers.get(value)
        return label.to(self._lang) if label else value

    def _lasts(self, written: str) -> str:
        parts = duration(written)
        if parts is None:
            return written
        named = (("years", parts.years), ("months", parts.months), ("days", parts.days))
        return " ".join(self._words.count(f"duration.{name}", n) for name, n in named if n)

    def _asked(self, field: Field) -> Iterable[Link]:
        """What nobody knows as a requirement is not told of here: `schema coverage` tells it."""
        for name in field.requirements:
            if name in self._parts:
                text = f"{name.partition('/')[0]} {self._parts[name].to(self._lang)}"
                yield Link(text, self._scope.to(requirement_address(name)))


def is_group(field: Field) -> Field | None:
    """The field, or the items of the list that it is, if that is a shared shape with fields of its own."""
    for candidate in (field, field.items):
        if candidate and candidate.shape and candidate.has_facts:
            return candidate
    return None


def other_of(label: Text, lang: str) -> str:
    """The label in the other language, for teams that speak both."""
    other = label.zh if lang == "en" else label.en
    return other if other != label.to(lang) else ""


def _customer_words(profile: Field) -> Mapping[str, Text]:
    found: dict[str, Text] = {}
    for field in profile.walk():
        named = field.properties.get("value", field)
        if field.name in _STAGES and named.enum:
            found |= {value: label for value, label in named.enum.items() if value not in found}
    return found
