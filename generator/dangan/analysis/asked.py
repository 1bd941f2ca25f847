"""Of which customers a field is asked: `x-needed-at` names values of stage, entity, nature and size.

Within one of these a value is enough, across them each has to fit: `[new, trading, organisation]` is asked of
organisations that are new or trade. What says nothing is asked of everybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dangan.analysis.shape import at
from dangan.schema.field import Field
from dangan.schema.kind import Kind

_DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "stage": ("stage",),
    "entity": ("entity",),
    "nature": ("segments", "nature"),
    "size": ("segments", "size", "value"),
}
"""Where the profile says it; a word that two of them know belongs to the first."""
_LASTING = ("entity", "nature")
"""What does not change while the relationship does."""
_ENTITY = "entity"


@dataclass(frozen=True, slots=True)
class Who:
    """A customer as far as it decides what is asked of it, and which of these each word is about."""

    values: Mapping[str, str]
    about: Mapping[str, str]

    def is_asked(self, field: Field) -> bool:
        return all(self._fits(name, words) for name, words in self._needed(field))

    def may_be_asked(self, field: Field) -> bool:
        """Whether it may come to be asked: stage and size change."""
        return all(self._fits(name, words) for name, words in self._needed(field) if name in _LASTING)

    def _fits(self, name: str, words: Iterable[str]) -> bool:
        return self.values.get(name, "") in words

    def _needed(self, field: Field) -> Iterable[tuple[str, tuple[str, ...]]]:
        words = field.annotations.get("x-needed-at")
        return _grouped(tuple(words), tuple(self.about.items())) if words else ()


@lru_cache(maxsize=1024)
def _grouped(words: tuple[str, ...], about: tuple[tuple[str, str], ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    known = dict(about)
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(known.get(word, "stage"), []).append(word)
    return tuple((name, tuple(values)) for name, values in found.items())


def who_is(profile: Any, kinds: Iterable[Kind]) -> Who:
    """Of a profile's data. Who does not say what sort of entity it is counts as the first that the schema names."""
    form = next((kind.field for kind in kinds if kind.name == "profile"), None)
    enums = {name: field.enum for name, path in _DIMENSIONS.items() if form and (field := form.at(path))}
    values = {name: value for name, path in _DIMENSIONS.items() if isinstance(value := at(profile, *path), str)}
    values.setdefault(_ENTITY, next(iter(enums.get(_ENTITY, ())), ""))
    about = {word: name for name in reversed(tuple(_DIMENSIONS)) for word in enums.get(name, ())}
    return Who(values, about)
